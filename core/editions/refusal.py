"""Why a file was not taken: always the file, the row, the column, and what was expected there."""

from __future__ import annotations

from core.trace import Text

_LONGEST = 80


class ImportRefused(ValueError):
    """A file that is not what it seems.  Nothing of it is used.

    `row` counts as a spreadsheet does, from 1; 0 is the file as a whole.  `column` is the
    heading, or "" for the whole row.  `expected` is said in words, `found` is as it stands
    in the file, cut short.
    """

    def __init__(self, file: str, row: int, column: str, expected: Text, found: object) -> None:
        shown = repr(found) if isinstance(found, str) else str(found)
        if len(shown) > _LONGEST:
            shown = f"{shown[:_LONGEST]}..."
        super().__init__(f"{file}, row {row}, {column!r}: {expected.key}, found {shown}")
        self.file = file
        self.row = row
        self.column = column
        self.expected = expected
        self.found = shown
