"""A table found by its heading, wherever that stands, and its cells by the names of columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.editions.documents import Document, Row
from core.editions.refusal import ImportRefused
from core.trace import Text, text

_AMOUNT = re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?|\d{1,9}(\.\d+)?|\.\d+")
_HCPCS = re.compile(r"[A-Z0-9]\d{3}[A-Z0-9]")
Names = dict[str, int]


def plain(cell: str) -> str:
    """A heading for comparing: no case, no line ends, no doubled or hard spaces."""
    return " ".join(cell.split()).casefold()


def find_heading(document: Document, is_heading: Callable[[tuple[str, ...]], bool]) -> int | None:
    """The place (from 0) of the first row whose plain cells are the heading, or None."""
    for place, row in enumerate(document.top):
        if is_heading(tuple(plain(cell) for cell in row)):
            return place
    return None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a grid: `row` counts as a spreadsheet does, from 1."""

    grid: Grid
    row: int
    cells: Row

    def text(self, column: str) -> str:
        """A cell without the space around it; hard spaces and line ends become spaces.

        Raises ImportRefused for letters that cannot be printed.
        """
        cell = " ".join(self.cells[self.grid.at(column)].split())
        if not cell.isprintable():
            raise self.refuse(column, text("import.printable"))
        return cell

    def refuse(self, column: str, expected: Text) -> ImportRefused:
        """The refusal of this line for a cell."""
        shown = self.grid.shown(column)
        found = self.cells[self.grid.at(column)]
        return ImportRefused(self.grid.document.name, self.row, shown, expected, found)

    def matching(self, column: str, pattern: str, expected: Text) -> str:
        """A cell that must match a pattern in full.  Raises ImportRefused."""
        cell = self.text(column)
        if not re.fullmatch(pattern, cell, re.ASCII):
            raise self.refuse(column, expected)
        return cell

    def hcpcs(self, column: str) -> str:
        """A billing code, kept as text.  Raises ImportRefused."""
        cell = self.text(column)
        if not _HCPCS.fullmatch(cell):
            raise self.refuse(column, text("import.hcpcs"))
        return cell

    def amount(self, column: str, places: int = 4) -> Decimal:
        """A plain positive number or 0.  Raises ImportRefused for anything else."""
        known = self.grid.amounts  # a file has far fewer amounts than cells
        key = (self.cells[self.grid.at(column)], places)
        if key not in known:
            cell = self.text(column)
            if not cell.isascii() or not _AMOUNT.fullmatch(cell):
                raise self.refuse(column, text("import.amount", places=places))
            if len(cell.partition(".")[2]) > places:
                raise self.refuse(column, text("import.amount", places=places))
            known[key] = Decimal(cell.replace(",", ""))
        return known[key]


class Grid:
    """The rows below a heading, read by the names of its columns."""

    def __init__(
        self,
        document: Document,
        heading: int,
        required: tuple[str, ...],
        aliases: Names | None = None,
    ) -> None:
        """`heading` is the place (from 0) of the heading; a required column that it lacks,
        or names twice, is refused.  `aliases` add names for columns by their places."""
        self.document = document
        self.heading = heading
        self.amounts: dict[tuple[str, int], Decimal] = {}
        self._cells = document.rows[heading]
        self._names: Names = {}
        for place, cell in enumerate(self._cells):
            name = plain(cell)
            if not name.isprintable():
                raise ImportRefused(
                    document.name, heading + 1, name, text("import.printable"), cell
                )
            if name and name in self._names:
                found = " ".join(cell.split())
                raise ImportRefused(document.name, heading + 1, found, text("import.once"), found)
            if name:
                self._names[name] = place
        self._names.update(aliases or {})
        for name in required:
            if name not in self._names:
                found = ", ".join(" ".join(cell.split()) for cell in self._cells if cell.strip())
                raise ImportRefused(document.name, heading + 1, name, text("import.column"), found)

    def has(self, column: str) -> bool:
        """Whether there is such a column."""
        return column in self._names

    def at(self, column: str) -> int:
        """The place of a column in a row, from 0."""
        return self._names[column]

    def shown(self, column: str) -> str:
        """A column's heading as it is printed."""
        return " ".join(self._cells[self._names[column]].split())

    def columns(self) -> tuple[str, ...]:
        """The plain names of all columns with a heading, in their order."""
        return tuple(sorted(self._names, key=self._names.__getitem__))

    def preamble(self) -> str:
        """Everything above the heading, as one text."""
        above = self.document.rows[: self.heading]
        return "\n".join(" ".join(cell.split()) for row in above for cell in row if cell.strip())

    def lines(self) -> Iterator[Line]:
        """Each row of the table.  Raises ImportRefused.

        The table ends at the first empty row or footnote; below it only footnotes may stand,
        in the first cell.  A row that is shorter or longer than the heading has slipped.
        """
        wide = len(self._cells)
        ended = False
        for row, cells in enumerate(self.document.rows[self.heading + 1 :], self.heading + 2):
            filled = [place for place, cell in enumerate(cells) if cell.strip()]
            if not filled or (filled == [0] and " " in cells[0].strip()):
                ended = True
                continue
            if ended:
                if filled != [0]:
                    expected = text("import.no_rows_below")
                    raise ImportRefused(self.document.name, row, "", expected, cells[filled[-1]])
                continue
            if self.document.is_text and len(cells) != wide:
                expected = text("import.cells", n=wide)
                raise ImportRefused(self.document.name, row, "", expected, len(cells))
            stray = [place for place in filled if place >= wide or not self._cells[place].strip()]
            if stray:
                expected = text("import.under_heading")
                raise ImportRefused(self.document.name, row, "", expected, cells[stray[0]])
            padded = cells + ("",) * (wide - len(cells))
            yield Line(self, row, padded)
