"""How the handout looks: fonts, the page's grid, and text styles from the shared tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics

from core.handout.tagged import ReadableFont
from core.resources import FONTS
from core.style import LARGE_PRINT_TYPE, PAPER, PAPER_TYPE, PageSize, Type, Weight

REGULAR, BOLD = "HomewardSans-Regular", "HomewardSans-Bold"
BAND = 9.0
"""Height of the dark band at the top edge, points."""


@lru_cache
def register_fonts() -> None:
    """Make the typeface known to ReportLab, once a process; files hold it as it is packed, which
    is smaller than as letters."""
    rl_config.useA85 = 0
    for name in (REGULAR, BOLD):
        pdfmetrics.registerFont(ReadableFont(name, str(FONTS / f"{name}.ttf")))


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text is set: `size` and `line` (from one baseline to the next) in points, `color` as
    "#RRGGBB"; `right` sets it against the right edge."""

    font: str
    size: float
    line: float
    color: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """The page's measures, points; `head` is from the upper edge to where the body begins,
    `bottom` from the lower edge to where it ends, `name_line` from the upper edge."""

    paper: PageSize = PageSize.LETTER
    margin: float = 45
    head: float = 39
    bottom: float = 43.5
    name_line: float = 29
    footer_rule: float = 37
    footer_line: float = 22

    @property
    def width(self) -> float:
        """The width of the paper."""
        return self.paper.points[0]

    @property
    def height(self) -> float:
        """The height of the paper."""
        return self.paper.points[1]

    @property
    def content(self) -> float:
        """The width of the text."""
        return self.width - 2 * self.margin

    @property
    def depth(self) -> float:
        """The height of the body."""
        return self.height - self.head - self.bottom

    def columns(self, shares: Sequence[float]) -> tuple[float, ...]:
        """Widths in the proportion of `shares` that fill the text's width."""
        return tuple(share * self.content / sum(shares) for share in shares)


_LEAST = 12.0
"""No text is ever smaller than this, points."""
_SETTLED = ("figure", "h1", "h2", "lead", "amount")
"""Roles that keep their size and line however close the rest is set."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way to set a page.

    `gap` scales the space between things; `close` takes half a point off the text, down to 12
    points, and a point off the line, but nothing in large print; `payers` and `to_do` are how
    many rows of other coverage and how many things to do there is room for; `columns` sets lists
    in two columns.
    """

    gap: float = 1.0
    close: bool = False
    payers: int = 8
    to_do: int = 8
    columns: bool = False
    large: bool = False
    paper: PageSize = PageSize.LETTER

    @property
    def grid(self) -> Grid:
        """The page's measures."""
        return _grid(self.large, self.paper)

    def type(self, role: str) -> Type:
        """The size, line and weight of a text role."""
        kind = (LARGE_PRINT_TYPE if self.large else PAPER_TYPE)[role]
        if not self.close or self.large or role in _SETTLED:
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
    ) -> TextStyle:
        """The style of a text role."""
        kind = self.type(role)
        heavy = kind.weight is Weight.BOLD if bold is None else bold
        points = kind.size if size is None else size
        line = kind.line * points / kind.size
        return TextStyle(BOLD if heavy else REGULAR, points, line, color, right)


@lru_cache
def _grid(large: bool, paper: PageSize) -> Grid:
    if large:
        return Grid(
            paper, margin=72, head=50, bottom=72, name_line=40, footer_rule=58, footer_line=36
        )
    return Grid(paper)


LADDER: tuple[Look, ...] = (
    Look(gap=1.25),
    Look(),
    Look(gap=0.85),
    Look(gap=0.7),
    Look(gap=0.7, close=True),
    Look(gap=0.7, close=True, payers=5),
    Look(gap=0.55, close=True, payers=5, columns=True),
    Look(gap=0.55, close=True, payers=4, columns=True),
    Look(gap=0.5, close=True, payers=3, to_do=3, columns=True),
    Look(gap=0.4, close=True, payers=3, to_do=3, columns=True),
    Look(gap=0.4, close=True, payers=2, to_do=3, columns=True),
    Look(gap=0.3, close=True, payers=2, to_do=3, columns=True),
)
"""Ways to set a page, loosest first; each page takes the first that holds its chapter."""
COMFORTABLE = Look(gap=0.85)
"""What is taken when none does: the chapter then runs on to another page."""
