"""One file a screen.  A screen reads `State` and emits new answers; it knows no other screen."""
