"""The text that a handout was made from, in the order of its blocks, and what a page says of it.

The chart and the square are pictures: of them the words that stand for them are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.handout.blocks import Block, Columns, InCorner, ItemList, Narrowed, Panel, Prose, Stack
from core.handout.charts import MonthChart, ScaleBar
from core.handout.jottings import Ruled
from core.handout.pages import Chapter
from core.handout.square import Square
from core.handout.table import DataTable
from tests.handout.reading import Node


def text_of(chapters: Iterable[Chapter]) -> tuple[str, ...]:
    """Every text of the chapters, block by block."""
    return tuple(
        text
        for chapter in chapters
        for section in chapter.sections
        for block in section.blocks
        for text in _texts(block)
    )


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Prose):
        yield block.text
    elif isinstance(block, MonthChart):
        yield block.alt
    elif isinstance(block, Square):
        yield block._alt
    elif not isinstance(block, ScaleBar):
        for inner in _inner(block):
            yield from _texts(inner)


def _inner(block: Block) -> Iterable[Block]:
    match block:
        case ItemList():
            return [prose for _, _, prose in block._items]
        case Stack():
            return block._blocks
        case Ruled():
            return block.heads
        case Columns():
            return (block._left, block._right)
        case Panel() | Narrowed():
            return (block._inner,)
        case InCorner():
            return (block._main, block._corner)
        case DataTable():
            return [cell for row in (block.header, *block.rows) for cell in row]
    raise TypeError(block)


def spoken(node: Node) -> Iterator[str]:
    """Everything that a screen reader says below an element, in the order of the structure."""
    if node.tag == "Figure":
        yield node.alt
        return
    for part in node.parts:
        if isinstance(part, str):
            if node.tag != "Lbl":
                yield part
        else:
            yield from spoken(part)
