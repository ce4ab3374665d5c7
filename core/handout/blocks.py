"""The blocks that pages are made of: prose, lists, columns, panels.

A block knows its height at a width, draws itself below a given top, and may be divided
where a page ends.  Coordinates are points from the lower left corner of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from reportlab.lib.colors import HexColor

from core.handout import icons
from core.handout.icons import Icon
from core.handout.setting import draw_text, set_text, text_of
from core.handout.style import TextStyle
from core.handout.tagged import Element, TaggedCanvas


class Block(Protocol):
    """Anything that can stand on a page; `before` is the space it wants above itself."""

    before: float

    def height(self, width: float) -> float:
        """The height it takes at this width."""

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it with its upper left corner at (x, top)."""

    def least(self, width: float) -> float:
        """The height that it needs at the foot of a page to begin there at all."""

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Two blocks of which the first fits into `room`, or None when it must stay whole."""


class Whole:
    """A block that is never divided."""

    before: float = 0.0

    def height(self, width: float) -> float:
        """The height it takes at this width."""
        raise NotImplementedError

    def least(self, width: float) -> float:
        """All of it."""
        return self.height(width)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """It stays whole."""
        return None


class Prose(Whole):
    """A paragraph or a heading.  `tag` "" puts the text straight into the current element."""

    def __init__(
        self,
        markup: str,
        style: TextStyle,
        *,
        tag: str = "P",
        before: float = 0.0,
        language: str = "",
        url: str = "",
        bookmark: str = "",
    ) -> None:
        self.before = before
        self.style = style
        self._markup = markup
        self._tag, self._language = tag, language
        self._url, self._bookmark = url, bookmark

    @property
    def text(self) -> str:
        """Its words, without the markup."""
        return text_of(self._markup)

    def height(self, width: float) -> float:
        """The height of its lines."""
        return len(set_text(self._markup, self.style, width)) * self.style.line

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it as one element."""
        bottom = top - self.height(width)
        if self._bookmark:
            canvas.bookmark(self._bookmark, top, 0 if self._tag == "H1" else 1)
        element = canvas.here
        if self._tag:
            element = canvas.here.add(self._tag, language=self._language)
        if self._url:
            element = element.add("Link")
            said = self.text
            canvas.saveState()
            canvas.translate(x, bottom)
            canvas.link(element, self._url, width, top - bottom, said)
            canvas.restoreState()
        with canvas.content(element):
            lines = set_text(self._markup, self.style, width)
            draw_text(canvas, lines, self.style, x, top, width)


class ItemList:
    """A list; each item has a sign and a text.  `signs` are the words said for the signs."""

    def __init__(
        self,
        items: Sequence[tuple[Icon, str, Prose]],
        *,
        indent: float,
        gap: float,
        before: float = 0.0,
        element: list[Element] | None = None,
    ) -> None:
        self.before = before
        self._items = tuple(items)
        self._indent, self._gap = indent, gap
        self._element = element if element is not None else []

    def height(self, width: float) -> float:
        """All items and the gaps between them."""
        heights = [prose.height(width - self._indent) for _, _, prose in self._items]
        return sum(heights) + self._gap * (len(heights) - 1)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw each item as a label and a body of one list element."""
        if not self._element:
            self._element.append(canvas.here.add("L"))
        with canvas.group(self._element[0]):
            for icon, said, prose in self._items:
                item = canvas.here.add("LI")
                label = item.add("Lbl", actual=said)
                line = prose.style
                with canvas.content(label):
                    icons.draw(canvas, icon, x, top - line.line * 0.5, line.size)
                with canvas.group(item.add("LBody")):
                    prose.draw(canvas, x + self._indent, top, width - self._indent)
                top -= prose.height(width - self._indent) + self._gap

    def least(self, width: float) -> float:
        """Its first item."""
        return self._items[0][2].height(width - self._indent)

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """Between items."""
        used = 0.0
        for count, (_, _, prose) in enumerate(self._items):
            used += prose.height(width - self._indent)
            if used > room:
                return self._cut(count) if count else None
            used += self._gap
        return None

    def _cut(self, count: int) -> tuple[Block, Block]:
        first, rest = (
            ItemList(items, indent=self._indent, gap=self._gap, element=self._element)
            for items in (self._items[:count], self._items[count:])
        )
        return first, rest


class Stack(Whole):
    """Blocks one below the other."""

    def __init__(self, blocks: Sequence[Block], *, before: float = 0.0) -> None:
        self.before = before
        self._blocks = tuple(blocks)

    def height(self, width: float) -> float:
        """All blocks with the space before each but the first."""
        return sum(
            block.height(width) + (block.before if index else 0.0)
            for index, block in enumerate(self._blocks)
        )

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw them in order."""
        for index, block in enumerate(self._blocks):
            top -= block.before if index else 0.0
            block.draw(canvas, x, top, width)
            top -= block.height(width)


class Columns(Whole):
    """Two stacks side by side; the left one is read first."""

    def __init__(
        self,
        left: Block,
        right: Block,
        *,
        left_width: float,
        gutter: float,
        centered: bool = False,
        before: float = 0.0,
    ) -> None:
        self.before = before
        self._left, self._right = left, right
        self._left_width, self._gutter = left_width, gutter
        self._centered = centered

    def _right_width(self, width: float) -> float:
        return width - self._left_width - self._gutter

    def height(self, width: float) -> float:
        """The taller column."""
        return max(
            self._left.height(self._left_width), self._right.height(self._right_width(width))
        )

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the left column, then the right one."""
        height = self.height(width)
        right_width = self._right_width(width)
        for block, left, own in (
            (self._left, x, self._left_width),
            (self._right, x + self._left_width + self._gutter, right_width),
        ):
            down = (height - block.height(own)) / 2 if self._centered else 0.0
            block.draw(canvas, left, top - down, own)


class Panel(Whole):
    """A block on a coloured ground with round corners, and a heavy bar at its left if wanted."""

    RADIUS = 8.0
    BAR = 6.0

    def __init__(
        self,
        inner: Block,
        *,
        ground: str,
        bar: str = "",
        left: float = 14.0,
        padding: float = 12.0,
        before: float = 0.0,
    ) -> None:
        self.before = before
        self._inner, self._ground, self._bar = inner, ground, bar
        self._left, self._padding = left, padding

    def _inner_width(self, width: float) -> float:
        return width - self._left - self._padding

    def height(self, width: float) -> float:
        """The inner block and the padding above and below it."""
        return self._inner.height(self._inner_width(width)) + 2 * self._padding

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the ground as decoration, then the inner block."""
        height = self.height(width)
        with canvas.artifact():
            canvas.saveState()
            canvas.setFillColor(HexColor(self._ground))
            canvas.roundRect(x, top - height, width, height, self.RADIUS, stroke=0, fill=1)
            if self._bar:
                outline = canvas.beginPath()
                outline.roundRect(x, top - height, width, height, self.RADIUS)
                canvas.clipPath(outline, stroke=0, fill=0)
                canvas.setFillColor(HexColor(self._bar))
                canvas.rect(x, top - height, self.BAR, height, stroke=0, fill=1)
            canvas.restoreState()
        self._inner.draw(canvas, x + self._left, top - self._padding, self._inner_width(width))


class Narrowed(Whole):
    """A block that leaves the right part of its place to something else."""

    def __init__(self, inner: Block, less: float) -> None:
        self.before = inner.before
        self._inner, self._less = inner, less

    def height(self, width: float) -> float:
        """The height in the room that is left."""
        return self._inner.height(width - self._less)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it at the left."""
        self._inner.draw(canvas, x, top, width - self._less)


class InCorner(Whole):
    """A block with a second one in its upper right corner, which it leaves free, and which is
    read after it.  `lift` is how far the second may reach into the space above."""

    def __init__(self, main: Block, corner: Block, *, side: float, lift: float) -> None:
        self._main, self._corner = main, corner
        self._side, self._lift = side, lift

    def height(self, width: float) -> float:
        """The deeper of the two."""
        deep = self._corner.height(self._side) - self._lift
        return max(self._main.height(width), deep)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the main block, then the corner over its rules."""
        self._main.draw(canvas, x, top, width)
        self._corner.draw(canvas, x + width - self._side, top + self._lift, self._side)
