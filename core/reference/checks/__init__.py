"""The kinds of check that the tables go through, one file a kind; see `core.reference.check`."""
