"""Sections onto pages: what fits where, the furniture of each page, the page total."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportlab.lib.colors import HexColor

from core.handout.blocks import Block
from core.handout.style import BAND, BOLD, REGULAR, Grid, Look
from core.handout.tagged import TaggedCanvas
from core.handout.text import checked, width
from core.style import PAPER

_SHORT = 0.35
"""The share of a page of large print up to which a section is not divided."""
_APART = 24.0
"""The white between the clinic's name and whom to call, at least."""


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that belong together; the first is their heading."""

    blocks: tuple[Block, ...]
    before: float


@dataclass(frozen=True, slots=True)
class Furniture:
    """What stands on every page; `page_numbers` has "Page 1 of 2" and so on, `call` whom to call
    in words, and in figures alone for where the name leaves no more room; empty for nobody."""

    name: str
    call: tuple[str, ...]
    footer: str
    page_numbers: tuple[str, ...]


@dataclass(slots=True)
class Page:
    """Blocks with their tops, and how much room is left."""

    room: float
    placed: list[tuple[Block, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Sections that begin on a page of their own, and the way they are set; with `apart` they do
    so even where the chapter before has run on."""

    sections: Sequence[Section]
    look: Look
    apart: bool = False

    def fits(self) -> bool:
        """Whether one page holds it."""
        return len(paginate([self])) == 1


def paginate(chapters: Sequence[Chapter]) -> list[Page]:
    """Place the sections in order, each chapter on a page of its own.  A chapter that does not
    fit runs on, and the next one follows right behind it unless it stands apart.

    A section stays whole where a page can hold it, in large print where it is short; a longer one
    is divided between its blocks or inside one, never right behind its heading.
    """
    pages: list[Page] = []
    for number, chapter in enumerate(chapters):
        if len(pages) == number or chapter.apart:
            pages.append(Page(chapter.look.grid.depth))
        for section in chapter.sections:
            _place(pages, section, chapter.look)
    return pages


def _place(pages: list[Page], section: Section, look: Look) -> None:
    grid = look.grid
    whole = section_height(section, grid.content)
    before = section.before if pages[-1].placed else 0.0
    if whole + before <= pages[-1].room:
        _put(pages[-1], section.blocks, before, grid)
    elif whole <= grid.depth * (_SHORT if look.large else 1):
        pages.append(Page(grid.depth))
        _put(pages[-1], section.blocks, 0.0, grid)
    else:
        _put_divided(pages, section, before, grid)


def section_height(section: Section, width: float) -> float:
    """All blocks with the space before each but the first."""
    return sum(
        block.height(width) + (block.before if index else 0.0)
        for index, block in enumerate(section.blocks)
    )


def _put(page: Page, blocks: Sequence[Block], before: float, grid: Grid) -> None:
    for index, block in enumerate(blocks):
        page.room -= block.before if index else before
        page.placed.append((block, grid.bottom + page.room))
        page.room -= block.height(grid.content)


def _put_divided(pages: list[Page], section: Section, before: float, grid: Grid) -> None:
    queue = list(section.blocks)
    gap = before
    if len(queue) > 1:  # the heading keeps company with what follows it
        head, follower = queue[:2]
        need = gap + head.height(grid.content) + follower.before + follower.least(grid.content)
        if need > pages[-1].room and pages[-1].placed:
            pages.append(Page(grid.depth))
            gap = 0.0
    while queue:
        block = queue.pop(0)
        page = pages[-1]
        room = page.room - gap
        parts = None
        if block.height(grid.content) > room:
            parts = block.split(grid.content, room)
            if parts is None and page.placed:
                pages.append(Page(grid.depth))
                queue.insert(0, block)
                gap = 0.0
                continue
        if parts is None:
            _put(page, [block], gap, grid)
            gap = queue[0].before if queue else 0.0
        else:
            _put(page, [parts[0]], gap, grid)
            queue.insert(0, parts[1])
            pages.append(Page(grid.depth))
            gap = 0.0


def draw(
    pages: Sequence[Page],
    furniture: Furniture,
    look: Look,
    *,
    title: str,
    language: str,
    subject: str,
) -> bytes:
    """The pages as a tagged PDF; the same bytes for the same pages."""
    file = io.BytesIO()
    canvas = TaggedCanvas(
        file,
        look.paper.points,
        title=title,
        language=language,
        subject=subject,
        font=REGULAR,
    )
    for number, page in enumerate(pages):
        _draw_furniture(canvas, furniture, furniture.page_numbers[number], look)
        for block, top in page.placed:
            block.draw(canvas, look.grid.margin, top, look.grid.content)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw_furniture(
    canvas: TaggedCanvas, furniture: Furniture, page_number: str, look: Look
) -> None:
    grid, size = look.grid, look.type("note").size
    right = grid.width - grid.margin
    with canvas.artifact():
        canvas.setFillColor(HexColor(PAPER.brand))
        canvas.rect(0, grid.height - BAND, grid.width, BAND, stroke=0, fill=1)
        canvas.setFont(BOLD, size)
        line = grid.height - grid.name_line
        name = width(furniture.name, BOLD, size)
        call = next(
            (
                said
                for said in furniture.call
                if name + width(said, BOLD, size) + _APART <= grid.content
            ),
            furniture.call[-1],
        )
        called = width(call, BOLD, size)
        room = grid.content - called - _APART if call else grid.content
        canvas.drawString(grid.margin, line, _short(furniture.name, room, size))
        canvas.drawRightString(right, line, checked(call))
        canvas.setFillColor(HexColor(PAPER.muted))
        canvas.setFont(REGULAR, size)
        canvas.setStrokeColor(HexColor(PAPER.line))
        canvas.setLineWidth(0.6)
        canvas.line(grid.margin, grid.footer_rule, right, grid.footer_rule)
        canvas.drawString(grid.margin, grid.footer_line, checked(furniture.footer))
        canvas.drawRightString(right, grid.footer_line, checked(page_number))


def _short(name: str, room: float, size: float) -> str:
    """A clinic's name cut at a word where it is wider than its room."""
    words = name.split()
    while words and width(" ".join(words), BOLD, size) > room:
        words.pop()
    shortened = " ".join(words)
    return shortened if shortened == " ".join(name.split()) else shortened + " …"
