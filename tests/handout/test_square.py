"""The square code on the printed page: seen, read, and worked out again to the same answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pypdfium2
import pytest

from core.case_code import check_code, decode, encode
from core.estimate import estimate
from core.handout import render
from core.handout.square import MODULE, MOST_LETTERS, QUIET, modules
from core.reference.store import Reference
from core.result import Estimate
from core.result_json import to_json
from core.words import words
from tests.handout.names import LARGE, REAL
from tests.handout.reading import Sheet
from tests.handout.squares import modules_in, text_of

Reader = Callable[..., Sheet]
_SCALE = 4
"""288 pixels an inch: what an office scanner gives."""


def _picture(read: Sheet, page: int) -> list[list[int]]:
    """The part of a rendered page where the code stands, a pixel a number."""
    height = 792.0
    dark = _dark(read, page)
    left, right = min(s["x0"] for s in dark), max(s["x1"] for s in dark)
    bottom, top = min(s["y0"] for s in dark), max(s["y1"] for s in dark)
    document = pypdfium2.PdfDocument(read.data)
    try:
        bitmap = document[page].render(scale=_SCALE, grayscale=True)
        rows = [
            list(bytes(bitmap.buffer)[n * bitmap.stride : n * bitmap.stride + bitmap.width])
            for n in range(bitmap.height)
        ]
    finally:
        document.close()
    air = QUIET * MODULE - 1
    return [
        row[int((left - air) * _SCALE) : int((right + air) * _SCALE)]
        for row in rows[int((height - top - air) * _SCALE) : int((height - bottom + air) * _SCALE)]
    ]


def _page(read: Sheet) -> int:
    """The page that has the code: the only one with anything in pure black but letters."""
    (page,) = (n for n in range(len(read.pages)) if _dark(read, n))
    return page


def _dark(read: Sheet, page: int) -> list[dict[str, Any]]:
    return [s for s in read.shapes[page] if s["non_stroking_color"] in ((0,), (0, 0, 0))]


@pytest.mark.parametrize(
    ("name", "language", "large"),
    [(name, ("en", "es")[number % 2], False) for number, name in enumerate(REAL)]
    + [(name, "en", True) for name in LARGE if name.startswith("real")],
)
def test_read_from_the_page_and_worked_out_again(
    sheet: Reader,
    estimates: dict[str, Estimate],
    reference: Reference,
    name: str,
    language: str,
    large: bool,
) -> None:
    read = sheet(name, language, large)
    picture = _picture(read, _page(read))
    assert max(picture[0]) == min(picture[0]) == 255  # white all around
    assert {row[0] for row in picture} == {row[-1] for row in picture} == {255}
    case, problems = decode(text_of(modules_in(picture)))
    assert case is not None, problems
    said = words(language)
    again = json.dumps(to_json(estimate(case, reference), said))
    assert again == json.dumps(to_json(estimates[name], said))
    assert f"{reference.edition.id}, " in " ".join(read.root.text.split())
    assert check_code(case) in read.root.text


def test_a_wrong_module_changes_what_is_read() -> None:
    """The reader of the test mends nothing, so it can fail."""
    grid = [list(row) for row in modules("HW1:ABCDEFGH")]
    assert text_of(grid) == "HW1:ABCDEFGH"
    grid[-1][-3] = not grid[-1][-3]
    with pytest.raises((AssertionError, IndexError)):
        assert text_of(grid) == "HW1:ABCDEFGH"


@pytest.mark.parametrize("count", [1, 20, 60, 100, 155, 200, 300, 450, 600, 800, 966])
def test_codes_of_every_length(count: int) -> None:
    line = ("HW1:" + "A7B2C" * 200)[: count + 4]
    assert text_of([list(row) for row in modules(line)]) == line


def test_its_squares_are_large_enough_to_scan() -> None:
    assert MODULE / 72 * 25.4 >= 0.5


@pytest.mark.parametrize("language", ["en", "es"])
def test_its_words_are_said_instead(sheet: Reader, language: str) -> None:
    read = sheet("real covered", language)
    assert words(language)("handout.alt.square") in [n.alt for n in read.root.all("Figure")]


def test_a_case_too_long_for_a_square_has_the_check_alone(
    estimates: dict[str, Estimate], reference: Reference
) -> None:
    made = estimates["real covered"]
    charges = {f"A{number}": Decimal(number * 7919 % 10007) for number in range(1000, 1300)}
    case = replace(made.case, supplier=replace(made.case.supplier, charges=charges))
    assert len(encode(case)) > MOST_LETTERS
    read = Sheet(render(replace(made, case=case), words("en"), reference=reference))
    assert words("en")("handout.alt.square") not in [n.alt for n in read.root.all("Figure")]
    assert words("en")("handout.square") not in read.root.text
    assert check_code(case) in read.root.text
