"""The kinds of check that the tables go through, one file a kind; `core.reference.check` runs them."""
