"""Pictures of amounts: bars by month, and one thin bar against the dearest place.

Each has a text that holds every number in it, and is readable without colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reportlab.lib.colors import HexColor
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase.pdfdoc import PDFArray, PDFName

from core.handout.blocks import Whole
from core.handout.style import BOLD, REGULAR
from core.handout.tagged import TaggedCanvas
from core.handout.text import checked, width
from core.style import PAPER

_OUTLINE = 0.6
_MANY = 6
"""More bars than this are thin and short, to save ink."""
_SLANT_WIDTH = 0.5
_GUTTER = 22.0
"""The white between two columns of bars."""
_SLANT = 6.0
"""From one slanted line to the next, points."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: its size in dollars, its label, its fill and the label's colour."""

    amount: Decimal
    label: str
    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One month: its name, its parts, the total written behind it.

    `break_above` is written on a line of its own above the bar (the new year).
    """

    name: str
    parts: tuple[Part, ...]
    total: str
    break_above: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the legend."""

    label: str
    fill: str


@dataclass(slots=True)
class MonthChart(Whole):
    """Stacked horizontal bars from one line, with a legend above; sizes are points.
    `scale` brings the bars closer together; with `two_columns` many bars stand in two."""

    bars: Sequence[Bar]
    legend: Sequence[Key]
    alt: str
    size: float = 12.5
    before: float = 0.0
    scale: float = 1.0
    two_columns: bool = True

    @property
    def _columns(self) -> Sequence[Sequence[Bar]]:
        """The bars of each column: a year stands in two, which half a page holds."""
        if len(self.bars) <= _MANY or not self.two_columns:
            return (self.bars,)
        half = (len(self.bars) + 1) // 2
        return (self.bars[:half], self.bars[half:])

    def _column_width(self, room: float) -> float:
        count = len(self._columns)
        return (room - _GUTTER * (count - 1)) / count

    @property
    def _pitch(self) -> float:
        """From one bar to the next: roomy for a few months, close for a year."""
        count = len(self.bars)
        roomy = 40.0 if count <= 2 else 32.0 if count == 3 else 25.0 if count <= 5 else 20.0
        return max(roomy * self.scale, self.size * 1.32)

    @property
    def _thick(self) -> float:
        if len(self.bars) > _MANY:
            return self.size
        return min(max(self._pitch * 0.74, self.size * 1.12), 29.0)

    def _break_lines(self, bar: Bar, room: float) -> list[str]:
        return simpleSplit(bar.break_above, BOLD, self.size, room) if bar.break_above else []

    def _break_height(self, bar: Bar, room: float) -> float:
        lines = len(self._break_lines(bar, room))
        return self.size * (0.65 + 1.2 * lines) if lines else 0.0

    def _legend_rows(self, room: float) -> list[list[Key]]:
        """The legend's entries in as many rows as they need."""
        rows: list[list[Key]] = [[]]
        used = 0.0
        for key in self.legend:
            long = self.size + 28 + width(key.label, REGULAR, self.size)
            if rows[-1] and used + long - 22 > room:
                rows.append([])
                used = 0.0
            rows[-1].append(key)
            used += long
        return rows if self.legend else []

    def _left(self) -> float:
        """Where the bars begin, from the left edge."""
        return max(width(bar.name, BOLD, self.size) for bar in self.bars) + 12

    def height(self, width: float) -> float:
        """The legend and the bars."""
        legend = len(self._legend_rows(width - self._left())) * self.size * 1.7
        wide = self._column_width(width)
        return legend + max(
            sum(self._pitch + self._break_height(bar, wide) for bar in bars)
            for bars in self._columns
        )

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it as one figure with its text."""
        height = self.height(width)
        box = PDFArray([round(v, 2) for v in (x, top - height, x + width, top)])
        figure = canvas.here.add(
            "Figure",
            alt=checked(self.alt),
            attributes={"Layout": {"BBox": box, "Placement": PDFName("Block")}},
        )
        with canvas.content(figure):
            canvas.saveState()
            self._draw(canvas, x, top, width)
            canvas.restoreState()

    def _draw(self, canvas: TaggedCanvas, x: float, top: float, room: float) -> None:
        totals = max(width(bar.total, BOLD, self.size * 1.25) for bar in self.bars)
        wide = self._column_width(room)
        longest = wide - self._left() - totals - 12
        if len(self.bars) > _MANY and len(self._columns) == 1:
            longest *= 0.85
        most = max(sum(part.amount for part in bar.parts) for bar in self.bars)
        for row in self._legend_rows(room - self._left()):
            self._draw_legend(canvas, row, x + self._left(), top)
            top -= self.size * 1.7
        for bars in self._columns:
            down = top
            for bar in bars:
                if bar.break_above:
                    self._draw_break(canvas, self._break_lines(bar, wide), x, down, wide)
                    down -= self._break_height(bar, wide)
                self._draw_bar(canvas, bar, x, x + self._left(), down, longest, float(most))
                down -= self._pitch
            x += wide + _GUTTER

    def _draw_legend(self, canvas: TaggedCanvas, row: list[Key], x: float, top: float) -> None:
        side = self.size
        for key in row:
            _box(canvas, x, top - side - 1, side, side, key.fill)
            canvas.setFillColor(HexColor(PAPER.ink))
            canvas.setFont(REGULAR, self.size)
            canvas.drawString(x + side + 6, top - side + 1.5, key.label)
            x += side + 28 + width(key.label, REGULAR, self.size)

    def _draw_break(
        self, canvas: TaggedCanvas, lines: list[str], x: float, top: float, room: float
    ) -> None:
        canvas.setStrokeColor(HexColor(PAPER.brand))
        canvas.setLineWidth(1)
        canvas.setDash(3, 2)
        canvas.line(x, top - 3, x + room, top - 3)
        canvas.setDash()
        canvas.setFillColor(HexColor(PAPER.brand))
        canvas.setFont(BOLD, self.size)
        for number, line in enumerate(lines):
            canvas.drawString(x, top - self.size * (1 + 1.2 * number) - 5, line)

    def _draw_bar(
        self,
        canvas: TaggedCanvas,
        bar: Bar,
        x: float,
        left: float,
        top: float,
        longest: float,
        most: float,
    ) -> None:
        thick = self._thick
        bottom = top - (self._pitch + thick) / 2
        middle = bottom + thick / 2
        base = middle - self.size * 0.35
        canvas.setFillColor(HexColor(PAPER.ink))
        canvas.setFont(BOLD, self.size)
        canvas.drawString(x, base, bar.name)
        canvas.setStrokeColor(HexColor(PAPER.brand))
        canvas.setLineWidth(1.4)
        canvas.line(left, bottom - 2, left, bottom + thick + 2)
        end = left
        for part in bar.parts:
            if part.amount <= 0:
                continue
            long = longest * float(part.amount) / most
            _box(canvas, end, bottom, long, thick, part.fill)
            if part.label and width(part.label, BOLD, self.size) + 8 <= long:
                canvas.setFillColor(HexColor(part.ink))
                canvas.setFont(BOLD, self.size)
                canvas.drawCentredString(end + long / 2, base, part.label)
            end += long
        canvas.setFillColor(HexColor(PAPER.brand))
        canvas.setFont(BOLD, self.size * 1.25)
        canvas.drawString(end + 9, middle - self.size * 0.42, bar.total)


def _box(
    canvas: TaggedCanvas, x: float, bottom: float, wide: float, high: float, fill: str
) -> None:
    """A filled box with a dark outline; a white one has slanted lines, so that it is told from
    the paper and from its neighbour in black and white too."""
    canvas.setFillColor(HexColor(fill))
    canvas.setStrokeColor(HexColor(PAPER.brand))
    canvas.setLineWidth(_OUTLINE)
    canvas.rect(x, bottom, wide, high, stroke=1, fill=1)
    if fill != PAPER.surface:
        return
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(x, bottom, wide, high)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setLineWidth(_SLANT_WIDTH)
    count = int((wide + high) / _SLANT) + 1
    starts = [x - high + _SLANT * number for number in range(count)]
    canvas.lines([(start, bottom, start + high, bottom + high) for start in starts])
    canvas.restoreState()


@dataclass(slots=True)
class ScaleBar(Whole):
    """A thin bar against the longest of its column; decoration under a written amount."""

    fraction: Decimal
    fill: str
    before: float = 2.0
    thick: float = 6.0

    def height(self, width: float) -> float:
        """The bar and a little air."""
        return self.thick + 2

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it as decoration: the amount above it says the same."""
        with canvas.artifact():
            canvas.setFillColor(HexColor(self.fill))
            canvas.setStrokeColor(HexColor(PAPER.brand))
            canvas.setLineWidth(0.5)
            long = max(1.0, float(self.fraction) * (width - 4))
            canvas.rect(x, top - self.thick, long, self.thick, stroke=1, fill=1)
