"""What the command line does without screens, one file a command."""
