"""Lines to write on, where the last page has room: who was called, and what they said."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import HexColor

from core.handout.blocks import Prose, Whole
from core.handout.pages import Section
from core.handout.parts import Sheet
from core.handout.tagged import TaggedCanvas
from core.style import PAPER

_LINE = 25.0
"""From one line to the next, points: room for handwriting."""
_FEWEST, _MOST = 2, 10
_SHARES = (80.0, 160.0, 282.0)
_GAP = 12.0
"""The white between two columns."""


class Ruled(Whole):
    """Columns of empty lines, each column under its heading."""

    def __init__(
        self, heads: Sequence[Prose], widths: Sequence[float], count: int, *, before: float
    ) -> None:
        self.before = before
        self._heads, self._widths, self._count = tuple(heads), tuple(widths), count

    @property
    def heads(self) -> tuple[Prose, ...]:
        """The headings, from the left."""
        return self._heads

    def height(self, width: float) -> float:
        """The headings and the lines."""
        return self._head() + self._count * _LINE

    def _head(self) -> float:
        pairs = zip(self._heads, self._widths, strict=True)
        return max(head.height(wide - _GAP) for head, wide in pairs)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the headings, and the lines as decoration."""
        first = top - self._head()
        for head, wide in zip(self._heads, self._widths, strict=True):
            head.draw(canvas, x, top, wide - _GAP)
            with canvas.artifact():
                canvas.setStrokeColor(HexColor(PAPER.line))
                canvas.setLineWidth(0.8)
                for number in range(1, self._count + 1):
                    y = first - number * _LINE
                    canvas.line(x, y, x + wide - _GAP, y)
            x += wide


def jottings(sheet: Sheet, room: float) -> Section | None:
    """A section of as many lines as the room (points) holds, or None where it holds too few."""
    look = sheet.look
    heading = sheet.heading(sheet.word("jottings"))
    style = look.style("note", color=PAPER.muted)
    heads = [Prose(sheet.word(f"jottings.{name}"), style) for name in ("date", "who", "said")]
    wide = look.grid.columns(_SHARES)

    def ruled(count: int) -> Ruled:
        return Ruled(heads, wide, count, before=look.space(2))

    before = look.space(13)
    used = before + heading.height(look.grid.content) + ruled(0).before + ruled(0).height(0)
    count = min(_MOST, int((room - used) // _LINE))
    return Section((heading, ruled(count)), before) if count >= _FEWEST else None
