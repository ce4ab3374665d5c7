"""What is raised when there is no edition to work with; it needs nothing of what one holds."""

from __future__ import annotations


class EditionDamaged(Exception):
    """A reference file whose bytes are not those that were built, or that is missing."""

    def __init__(self, path: str, expected: str, found: str) -> None:
        super().__init__(f"{path}: expected {expected}, found {found}")
        self.path = path
        self.expected = expected
        self.found = found
