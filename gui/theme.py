"""Sizes and colours as pure functions of the tokens and the window; no Qt.

Text is never made smaller than its token: a small screen loses margins and space,
and headings a little, and scrolls where it must.

There is no Qt style sheet: one for the whole program took seconds to change the text
size or the palette, where telling each widget takes a hundredth of that.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from core.style import (
    BAR_GROWTH,
    BUTTON_HEIGHT,
    CARD_HEIGHTS,
    CONTRAST,
    FOCUS_WIDTH,
    FOOTER_HEIGHT,
    HEADER_HEIGHT,
    KEY_HEIGHT,
    LIGHT,
    NARROW_PAGE,
    RADIUS_BUTTON,
    RADIUS_CARD,
    SCREEN_TYPE,
    SIDE_MARGIN,
    SIDE_MARGIN_NARROW,
    Palette,
)
from gui.state import TextSize, Theme

_PALETTES = {Theme.LIGHT: LIGHT, Theme.CONTRAST: CONTRAST}
_HEADINGS = ("display", "h1", "money")
_BAR = "bar"
_DESIGNED_FOR = 1080
"""The shorter side of the screen that the tokens are drawn for, pixels."""

PIXELS_AN_INCH = 102
"""Of that screen."""

_LEAST_SHORT_SIDE = 800
"""The shorter side of the smallest window that everything fits in."""


@dataclass(frozen=True, slots=True)
class Look:
    """Everything a widget asks when it lays itself out or paints; all sizes in pixels."""

    palette: Palette
    theme: Theme
    size: TextSize
    width: int
    height: int
    """Of the window, in the pixels that the tokens are drawn in: what is decided by room is
    decided by these."""

    zoom: float = 1.0
    """How many of the screen's pixels one of those is: over 1 where they are small or many."""

    @property
    def grows(self) -> float:
        """The visitor's text size as a factor: 1, 1.25 or 1.5."""
        return int(self.size.value) / 100

    @property
    def portrait(self) -> bool:
        """Whether the window is taller than wide."""
        return self.height > self.width

    @property
    def compact(self) -> bool:
        """Whether the window is low, so that space goes before text does."""
        return self.height < 900

    @property
    def columns(self) -> int:
        """How many columns of cards: 2, or 1 in portrait and in the largest text."""
        return 1 if self.portrait or self.size is TextSize.LARGEST else 2

    def px(self, token: float) -> int:
        """A distance that does not grow with the text."""
        return round(token * self.zoom)

    def space(self, token: float) -> int:
        """A gap or a margin: less of it on a low window."""
        return self.px(token * (0.6 if self.compact else 1))

    def type_px(self, role: str) -> int:
        """The font size of a role at the visitor's text size."""
        token = SCREEN_TYPE[role]
        size, growth = token.size, token.growth
        if self.compact and role in _HEADINGS:
            size *= 0.75
        if self.compact and role == _BAR:
            growth = BAR_GROWTH
        return self.px(size * (1 + (self.grows - 1) * growth))

    def type_weight(self, role: str) -> int:
        """The font weight of a role."""
        return int(SCREEN_TYPE[role].weight)

    @property
    def margin(self) -> int:
        """The side margin of the body."""
        if self.portrait or self.width < 1400:
            return self.px(SIDE_MARGIN_NARROW)
        return self.px(SIDE_MARGIN)

    @property
    def narrow_margin(self) -> int:
        """The side margin of a page that says one thing, in the middle of the window."""
        return max(self.margin, self.px((self.width - NARROW_PAGE * self.grows) / 2))

    @property
    def button(self) -> int:
        """The least height of a button and of a key."""
        return self.px(BUTTON_HEIGHT)

    @property
    def crowded(self) -> bool:
        """Whether the header has room for what is needed alone."""
        return self.portrait or (self.compact and self.size is not TextSize.NORMAL)

    @property
    def wide(self) -> bool:
        """Whether there is room for a third column of cards, at 100 % text."""
        return not self.portrait and self.width >= 1700 and self.size is TextSize.NORMAL

    @property
    def key(self) -> int:
        """The height of a key of the pads: more than a button's where there is room."""
        return self.px(BUTTON_HEIGHT if self.compact else KEY_HEIGHT)

    def card_among(self, rows: int) -> int:
        """The least height of a card to choose in a list of so many rows: a few answers are
        large, many are seen at once."""
        height = CARD_HEIGHTS[min(max(rows, 1), len(CARD_HEIGHTS)) - 1]
        return self.px(height * (0.7 if self.compact else 1))

    @property
    def header(self) -> int:
        """The least height of the header."""
        return self.px(HEADER_HEIGHT * (0.8 if self.compact else 1))

    @property
    def footer(self) -> int:
        """The least height of the footer."""
        return self.px(FOOTER_HEIGHT * (0.8 if self.compact else 1))

    @property
    def radius_button(self) -> int:
        """The corner of a button."""
        return self.px(RADIUS_BUTTON)

    @property
    def radius_card(self) -> int:
        """The corner of a card."""
        return self.px(RADIUS_CARD)

    @property
    def focus(self) -> int:
        """The width of the ring around what has the keyboard."""
        return self.px(FOCUS_WIDTH)


def make_look(theme: Theme, size: TextSize, width: int, height: int, inches: float = 0) -> Look:
    """The look of one theme and text size in a window of so many of the screen's pixels.

    `inches` is the diagonal of the window's screen; 0 when it is not known.
    """
    zoom = _zoom(width, height, inches)
    return Look(_PALETTES[theme], theme, size, round(width / zoom), round(height / zoom), zoom)


def _zoom(width: int, height: int, inches: float) -> float:
    """Never under 1; on a dense screen so much that a target keeps its size in millimetres,
    as far as the least room that everything fits in allows."""
    shorter = max(1, min(width, height))
    if not inches:
        return max(1.0, shorter / _DESIGNED_FOR)
    dense = math.hypot(width, height) / inches / PIXELS_AN_INCH
    return max(1.0, min(dense, shorter / _LEAST_SHORT_SIDE))
