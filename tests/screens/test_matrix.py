"""Every scene in a part of the matrix that holds each value of each axis; the whole of it is
`./run screens`."""

from __future__ import annotations

import pytest

from core.reference.store import Reference
from core.words import Words
from gui.gallery import SIZES
from gui.scenes import scenes
from gui.staff.scenes import staff_pages
from gui.state import Prefs, TextSize, Theme
from tests.screens.matrix import LANGUAGES, WHOLE, Combination, look_at
from tests.support.pretend import outside_brackets, pretended

ROWS = range(9)


@pytest.mark.parametrize("row", ROWS)
def test_every_scene_in_every_value_of_every_axis(row: int, reference: Reference) -> None:
    """Nine rows of a Latin square; a third of the scenes in each, so that each scene meets each
    language, each text size and each window once, and both palettes."""
    language, size = divmod(row, 3)
    combination = Combination(
        LANGUAGES[language],
        tuple(TextSize)[size],
        tuple(Theme)[(size + language) % 2],
        SIZES[(language + size) % 3],
    )
    count, wrong = look_at(
        combination,
        reference,
        lambda number: (language - size - number) % 3 == 0,
        lambda number: number // 3 % 3 == language,  # each scene once
    )
    assert count > 25
    assert not wrong, "\n".join(wrong)


def test_the_staff_pages_are_in_it(reference: Reference, words_en: Words) -> None:
    visitors = sum(1 for _ in scenes(reference, Prefs()))
    staff = sum(1 for _ in staff_pages(words_en))
    looked_at, wrong = look_at(WHOLE[0], reference, lambda number: number >= visitors + staff - 3)
    assert (looked_at, wrong) == (3, [])
    assert staff > 70


def test_the_whole_matrix_is_the_whole() -> None:
    assert len(WHOLE) == len(set(WHOLE)) == 54


def test_the_language_nobody_speaks() -> None:
    assert pretended("You pay {amount:about} of {n} dollars") == (
        "[ÝÝóóúú pááýý {amount:about} óóf {n} ďóółłááŕš]"
    )
    assert outside_brackets("[a [b] c] d [e]") == "d"
