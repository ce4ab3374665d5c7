"""The one table of looks that screen and paper share: colours by role, type sizes, spaces.

Colours are "#RRGGBB".  Every text colour is at least 6:1 on the grounds named beside it
(tests/test_style.py measures it).  Screen sizes are pixels at 102 pixels an inch and
100 % text; paper sizes are points.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


@dataclass(frozen=True, slots=True)
class Palette:
    """One set of colours, named for what they are used for."""

    canvas: str  # behind everything
    surface: str  # cards, the page
    ink: str  # text
    muted: str  # secondary text
    brand: str  # headings, the main action, the money figure
    on_brand: str  # text on `brand`
    tint: str  # a selected card, the figure's panel, the "You pay" column
    note: str  # ground of the small print
    edge: str  # outline of a control
    line: str  # hairlines, never the only sign of anything
    bar_deductible: str
    on_bar_deductible: str
    bar_share: str
    on_bar_share: str
    bar_other: str  # what Medicare and others pay
    good: str
    warn: str
    warn_ground: str
    bad: str
    bad_ground: str
    focus: str  # ring around the control that has the keyboard


LIGHT = Palette(
    canvas="#F4F6F8",
    surface="#FFFFFF",
    ink="#15232E",
    muted="#4A5B68",
    brand="#0B5C6B",
    on_brand="#FFFFFF",
    tint="#E3F1F3",
    note="#F4F6F8",
    edge="#667783",
    line="#C9D3DB",
    bar_deductible="#08414C",
    on_bar_deductible="#FFFFFF",
    bar_share="#8CC3CB",
    on_bar_share="#15232E",
    bar_other="#5E9AA3",
    good="#1C6B43",
    warn="#8A4B00",
    warn_ground="#FFF3DF",
    bad="#8B1E1E",
    bad_ground="#FBEAEA",
    focus="#B3261E",
)

CONTRAST = Palette(
    canvas="#000000",
    surface="#000000",
    ink="#FFFFFF",
    muted="#FFFFFF",
    brand="#FFE14D",
    on_brand="#000000",
    tint="#1E1E1E",
    note="#000000",
    edge="#FFFFFF",
    line="#FFFFFF",
    bar_deductible="#FFE14D",
    on_bar_deductible="#000000",
    bar_share="#FFFFFF",
    on_bar_share="#000000",
    bar_other="#8A8A8A",
    good="#7CE3A1",
    warn="#FFC46B",
    warn_ground="#1E1E1E",
    bad="#FF9C94",
    bad_ground="#1E1E1E",
    focus="#5CE1FF",
)

PAPER = Palette(
    canvas="#FFFFFF",
    surface="#FFFFFF",
    ink="#1A1F26",
    muted="#4A5562",
    brand="#14365C",
    on_brand="#FFFFFF",
    tint="#EAF1F8",
    note="#F5F3EE",
    edge="#14365C",
    line="#B8C4D0",
    bar_deductible="#14365C",
    on_bar_deductible="#FFFFFF",
    bar_share="#74A1C9",
    on_bar_share="#000000",
    bar_other="#B8C4D0",
    good="#1B6B3A",
    warn="#7A4300",
    warn_ground="#FFF3DF",
    bad="#8B1E1E",
    bad_ground="#FBEAEA",
    focus="#14365C",
)


class PageSize(StrEnum):
    """The paper that a printer has."""

    LETTER = "letter"
    A4 = "a4"

    @property
    def points(self) -> tuple[float, float]:
        """Width and height, points."""
        return (612.0, 792.0) if self is PageSize.LETTER else (595.28, 841.89)


class Weight(IntEnum):
    """The three weights of the typeface that come with the program."""

    REGULAR = 400
    SEMIBOLD = 600
    BOLD = 700


@dataclass(frozen=True, slots=True)
class Type:
    """A text role: size, line height in the same unit, weight; `growth` is how much of the
    visitor's larger text size it takes (1 = all of it)."""

    size: float
    line: float
    weight: Weight = Weight.REGULAR
    growth: float = 1.0


FAMILY = "Homeward Sans"

SCREEN_TYPE: dict[str, Type] = {
    "display": Type(60, 72, Weight.BOLD, 0.4),
    "h1": Type(44, 54, Weight.BOLD, 0.6),
    "h2": Type(30, 38, Weight.SEMIBOLD),
    "lead": Type(28, 38),
    "body": Type(24, 32),
    "button": Type(26, 32, Weight.SEMIBOLD),
    "bar": Type(26, 32, Weight.SEMIBOLD),
    "note": Type(20, 27),
    "money": Type(84, 96, Weight.BOLD, 0.6),
}

BAR_GROWTH = 0.3
"""How much of the larger text size the buttons of header and footer take on a low window: there
the room is needed for what is read."""

PAPER_TYPE: dict[str, Type] = {
    "figure": Type(62, 66, Weight.BOLD),
    "h1": Type(24, 28, Weight.BOLD),
    "lead": Type(14, 18, Weight.BOLD),
    "subtitle": Type(13.5, 18),
    "h2": Type(15.5, 19, Weight.BOLD),
    "amount": Type(16, 20, Weight.BOLD),
    "body": Type(12.5, 16),
    "cell": Type(12.5, 15),
    "note": Type(12, 15),
}

LARGE_PRINT_TYPE: dict[str, Type] = {
    "figure": Type(72, 78, Weight.BOLD),
    "h1": Type(26, 32, Weight.BOLD),
    "lead": Type(20, 26, Weight.BOLD),
    "subtitle": Type(18, 24),
    "h2": Type(22, 28, Weight.BOLD),
    "amount": Type(20, 26, Weight.BOLD),
    "body": Type(18, 23),
    "cell": Type(18, 23),
    "note": Type(18, 23),
}

RADIUS_BUTTON = 16
RADIUS_CARD = 20
CARD_HEIGHTS = (190, 190, 160, 132)
"""Of an answer's card where the answers fill one row, two, three, or more."""
BUTTON_HEIGHT = 72
KEY_HEIGHT = 96
HEADER_HEIGHT = 108
FOOTER_HEIGHT = 120
FOCUS_WIDTH = 4
NARROW_PAGE = 1160
"""How wide a page is at most that says one thing: a question over the screen, the end."""
SIDE_MARGIN = 120
SIDE_MARGIN_NARROW = 56
