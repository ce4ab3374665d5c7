"""Questions that cover the whole screen until they are answered."""
