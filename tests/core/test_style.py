"""The shared colours: readable on their grounds, and told apart in black and white."""

from __future__ import annotations

import dataclasses
import re

import pytest

from core.style import CONTRAST, LARGE_PRINT_TYPE, LIGHT, PAPER, PAPER_TYPE, SCREEN_TYPE, Palette

PALETTES = {"light": LIGHT, "contrast": CONTRAST, "paper": PAPER}
EACH = pytest.mark.parametrize("name", PALETTES)


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _ratio(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@EACH
def test_every_colour_is_a_colour(name: str) -> None:
    for field in dataclasses.fields(Palette):
        assert re.fullmatch("#[0-9A-F]{6}", getattr(PALETTES[name], field.name)), field.name


@EACH
def test_text_is_readable_on_each_of_its_grounds(name: str) -> None:
    look = PALETTES[name]
    grounds = (look.surface, look.canvas, look.tint, look.note)
    for ground in grounds:
        assert _ratio(look.ink, ground) >= 7
        assert _ratio(look.muted, ground) >= 6
        assert _ratio(look.brand, ground) >= 6
    assert _ratio(look.good, look.surface) >= 6
    for text, ground in (
        (look.warn, look.surface),
        (look.warn, look.warn_ground),
        (look.bad, look.surface),
        (look.bad, look.bad_ground),
        (look.on_brand, look.brand),
        (look.on_bar_deductible, look.bar_deductible),
        (look.on_bar_share, look.bar_share),
    ):
        assert _ratio(text, ground) >= 6


@EACH
def test_controls_and_bars_stand_out_from_the_ground(name: str) -> None:
    look = PALETTES[name]
    assert _ratio(look.edge, look.surface) >= 3
    assert _ratio(look.focus, look.surface) >= 3
    assert _ratio(look.bar_deductible, look.surface) >= 3


def test_neighbouring_bars_differ_without_colour() -> None:
    """As a black-only printer shows them: by at least 40 % of full lightness."""

    def grey(color: str) -> float:
        red, green, blue = (int(color[i : i + 2], 16) for i in (1, 3, 5))
        return (0.299 * red + 0.587 * green + 0.114 * blue) / 255

    assert grey(PAPER.bar_share) - grey(PAPER.bar_deductible) >= 0.4
    assert grey(PAPER.surface) - grey(PAPER.bar_share) >= 0.3  # and it has a dark outline


def test_no_type_is_small_on_paper() -> None:
    assert min(kind.size for kind in PAPER_TYPE.values()) >= 12
    assert min(kind.size for kind in LARGE_PRINT_TYPE.values()) >= 18
    assert min(kind.size for kind in SCREEN_TYPE.values()) >= 20
    for table in (PAPER_TYPE, LARGE_PRINT_TYPE, SCREEN_TYPE):
        for kind in table.values():
            assert kind.line > kind.size
