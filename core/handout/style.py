"""How the handout looks: fonts, the page's grid, and text styles from the shared tokens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.fonts import addMapping
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics

from core.handout.tagged import ReadableFont
from core.resources import FONTS
from core.style import LARGE_PRINT_TYPE, PAPER, PAPER_TYPE, Type, Weight

REGULAR, BOLD = "HomewardSans-Regular", "HomewardSans-Bold"
PAGE = letter
BAND = 9.0
"""Height of the dark band at the top edge, points."""


@lru_cache
def register_fonts() -> None:
    """Make the typeface known to ReportLab, once a process."""
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(ReadableFont(name, str(FONTS / f"{name}.ttf")))
    for bold in (0, 1):
        for italic in (0, 1):
            addMapping(REGULAR, bold, italic, BOLD if bold else REGULAR)
            addMapping(BOLD, bold, italic, BOLD)


@dataclass(frozen=True, slots=True)
class Grid:
    """The page's measures, points; `bottom` is where the body ends."""

    width: float = PAGE[0]
    height: float = PAGE[1]
    margin: float = 45
    top: float = 753
    bottom: float = 43
    name_line: float = 763
    footer_rule: float = 37
    footer_line: float = 22

    @property
    def content(self) -> float:
        """The width of the text."""
        return self.width - 2 * self.margin

    @property
    def depth(self) -> float:
        """The height of the body."""
        return self.top - self.bottom


STANDARD = Grid()
LARGE = Grid(margin=72, top=738, bottom=72, name_line=752, footer_rule=58, footer_line=36)


_LEAST = 12.0
"""No text is ever smaller than this, points."""
_SETTLED = ("figure", "h1", "h2", "lead", "amount")
"""Roles that keep their size and line however close the rest is set."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way to set a page: `gap` scales the space between things; `close` takes half a point
    off the text, down to 12 points, and a point off the line; `payers` and `to_do` are
    how many rows of other coverage and how many things to do there is room for."""

    gap: float = 1.0
    close: bool = False
    payers: int = 8
    to_do: int = 8
    large: bool = False

    @property
    def grid(self) -> Grid:
        """The page's measures."""
        return LARGE if self.large else STANDARD

    def type(self, role: str) -> Type:
        """The size, line and weight of a text role."""
        kind = (LARGE_PRINT_TYPE if self.large else PAPER_TYPE)[role]
        if not self.close or role in _SETTLED:
            return kind
        return Type(max(_LEAST, kind.size - 0.5), kind.line - 1, kind.weight)

    def space(self, points: float) -> float:
        """A distance between things."""
        return points * self.gap * (1.4 if self.large else 1.0)

    def style(
        self,
        role: str,
        *,
        color: str = PAPER.ink,
        bold: bool | None = None,
        right: bool = False,
        size: float | None = None,
    ) -> ParagraphStyle:
        """The paragraph style of a text role."""
        kind = self.type(role)
        heavy = kind.weight is Weight.BOLD if bold is None else bold
        points = kind.size if size is None else size
        line = kind.line * points / kind.size
        return _style(BOLD if heavy else REGULAR, points, line, color, right)


@lru_cache(maxsize=256)
def _style(font: str, size: float, line: float, color: str, right: bool) -> ParagraphStyle:
    return ParagraphStyle(
        "text",
        fontName=font,
        fontSize=size,
        leading=line,
        textColor=HexColor(color),
        alignment=TA_RIGHT if right else TA_LEFT,
        bulletFontName=font,
        splitLongWords=True,
    )


LADDER: tuple[Look, ...] = (
    Look(),
    Look(gap=0.85),
    Look(gap=0.7),
    Look(gap=0.7, close=True),
    Look(gap=0.7, close=True, payers=5),
    Look(gap=0.55, close=True, payers=5),
    Look(gap=0.55, close=True, payers=4),
    Look(gap=0.5, close=True, payers=3, to_do=3),
    Look(gap=0.4, close=True, payers=3, to_do=3),
    Look(gap=0.4, close=True, payers=2, to_do=3),
)
"""Ways to set a page, loosest first; each page takes the first that holds its chapter."""
COMFORTABLE = Look(gap=0.85)
"""What is taken when none does: the chapter then runs on to another page."""
