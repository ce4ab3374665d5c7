"""Tables: row and column headers that a screen reader can follow, one tinted column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfdoc import PDFName

from core.handout.blocks import Block
from core.handout.tagged import Element, TaggedCanvas
from core.style import PAPER


@dataclass(slots=True)
class _Shared:
    """What the parts of a table have in common when it is divided over pages: the structure
    element, and whether the first cell names its row."""

    element: Element | None = None
    named: bool | None = None


@dataclass(slots=True)
class DataTable:
    """Rows of blocks under a header row; the first cell names its row where that leaves at least
    as many figures as heads: below that a reader hears more names than what they are for.

    `widths` are points; `tint` is the number of the column on a coloured ground, or None;
    with `total` the last row has a heavy rule above it.
    """

    header: Sequence[Block]
    rows: Sequence[Sequence[Block]]
    widths: Sequence[float]
    tint: int | None = None
    total: bool = False
    padding: float = 2.6
    side: float = 4.5
    before: float = 0.0
    continued: bool = False
    shared: _Shared = field(default_factory=_Shared)

    def __post_init__(self) -> None:
        if self.shared.named is None:
            columns, rows = len(self.widths), len(self.rows)
            self.shared.named = (columns - 1) * rows >= columns + rows

    def _row_height(self, row: Sequence[Block]) -> float:
        inner = (
            block.height(width - 2 * self.side)
            for block, width in zip(row, self.widths, strict=True)
        )
        return max(inner) + 2 * self.padding

    def height(self, width: float) -> float:
        """Header and rows."""
        return sum(self._row_height(row) for row in (self.header, *self.rows))

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the ground and rules as decoration, then the cells by row."""
        self._draw_ground(canvas, x, top)
        if self.shared.element is None:
            self.shared.element = canvas.here.add("Table")
        with canvas.group(self.shared.element):
            self._draw_row(canvas, self.header, x, top, head=True)
            top -= self._row_height(self.header)
            for row in self.rows:
                self._draw_row(canvas, row, x, top, head=False)
                top -= self._row_height(row)

    def _draw_ground(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        height = self.height(0)
        with canvas.artifact():
            canvas.saveState()
            if self.tint is not None:
                canvas.setFillColor(HexColor(PAPER.tint))
                left = x + sum(self.widths[: self.tint])
                canvas.rect(left, top - height, self.widths[self.tint], height, stroke=0, fill=1)
            y = top - self._row_height(self.header)
            right = x + sum(self.widths)
            self._rule(canvas, x, right, y, heavy=True)
            for index, row in enumerate(self.rows[:-1]):
                y -= self._row_height(row)
                last = self.total and index == len(self.rows) - 2
                self._rule(canvas, x, right, y, heavy=last)
            canvas.restoreState()

    def _rule(self, canvas: TaggedCanvas, x: float, right: float, y: float, heavy: bool) -> None:
        canvas.setStrokeColor(HexColor(PAPER.brand if heavy else PAPER.line))
        canvas.setLineWidth(1.1 if heavy else 0.6)
        canvas.line(x, y, right, y)

    def _draw_row(
        self, canvas: TaggedCanvas, row: Sequence[Block], x: float, top: float, head: bool
    ) -> None:
        hidden = head and self.continued  # a repeated header is page furniture
        line = Element("TR") if hidden else canvas.here.add("TR")
        for index, (block, width) in enumerate(zip(row, self.widths, strict=True)):
            names = index == 0 and self.shared.named
            scope = "Column" if head else "Row" if names else ""
            attributes = {"Table": {"Scope": PDFName(scope)}} if scope else None
            cell = line.add("TH" if scope else "TD", attributes=attributes)
            with canvas.hidden(hidden), canvas.group(cell):
                block.draw(canvas, x + self.side, top - self.padding, width - 2 * self.side)
            x += width

    def least(self, width: float) -> float:
        """The header and the first row."""
        return sum(self._row_height(row) for row in (self.header, *self.rows[:1]))

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Between rows, with the header again on the next page; the total keeps company."""
        used = self._row_height(self.header)
        fitting = 0
        for row in self.rows:
            used += self._row_height(row)
            if used > room:
                break
            fitting += 1
        if self.total:
            fitting = min(fitting, len(self.rows) - 2)
        if fitting < 1 or fitting >= len(self.rows):
            return None
        return self._part(0, fitting), self._part(fitting, len(self.rows))

    def _part(self, start: int, end: int) -> DataTable:
        return DataTable(
            header=self.header,
            rows=self.rows[start:end],
            widths=self.widths,
            tint=self.tint,
            total=self.total and end == len(self.rows),
            padding=self.padding,
            side=self.side,
            continued=self.continued or start > 0,
            shared=self.shared,
        )
