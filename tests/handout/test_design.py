"""What a reader finds at a glance: whom to call, ranges that line up, a year on one page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.handout import Clinic, _sheet
from core.handout.blocks import Stack
from core.handout.items import items
from core.handout.parts import Sheet as Made
from core.handout.table import DataTable
from core.reference.store import Reference
from core.result import Estimate
from core.summary import summarise
from core.words import words
from tests.handout.conftest import CLINIC
from tests.handout.names import ALL
from tests.handout.reading import Sheet

Reader = Callable[..., Sheet]
BOTH = pytest.mark.parametrize("language", ["en", "es"])


@BOTH
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("name", ["covered", "real no Part B", "year"])
def test_whom_to_call_is_at_the_top_of_every_page(
    sheet: Reader, name: str, language: str, large: bool
) -> None:
    for page in sheet(name, language, large).pages:
        assert page.splitlines()[0].endswith(CLINIC.phone)


@pytest.mark.parametrize("name", ["range", "real other cover unknown", "real not assigned"])
def test_all_ranges_of_a_row_are_set_alike(
    estimates: dict[str, Estimate], reference: Reference, name: str
) -> None:
    table = _table(_sheet(summarise(estimates[name], reference), words("es"), Clinic(), False))
    summary = summarise(estimates[name], reference)
    rows = [*summary.items, summary.items_total]
    shapes = []
    for row, cells in zip(rows, table.rows, strict=True):
        assert row is not None
        ranges = [row.price, row.medicare, row.others, row.you]
        exact = sum(amount.is_exact for amount in ranges if amount.high or amount.low)
        stacked = [isinstance(cell, Stack) for cell in cells[2:]]
        assert sum(stacked) in (0, len(cells) - 2 - exact)
        shapes += stacked
    assert any(shapes)


def _table(made: Made) -> DataTable:
    return next(block for block in items(made).blocks if isinstance(block, DataTable))


@BOTH
@pytest.mark.parametrize(("name", "columns"), [("thirteen months", 2), ("january", 1)])
def test_a_year_of_bars_stands_in_two_columns(
    sheet: Reader, name: str, language: str, columns: int
) -> None:
    shapes = sheet(name, language).shapes[0]
    bars = [shape for shape in shapes if shape["fill"] and shape["stroke"] and shape["height"] > 11]
    right = [bar for bar in bars if bar["width"] > 12.6 and bar["x0"] > 306]
    assert bool(right) == (columns == 2)


@BOTH
def test_the_last_page_has_lines_to_write_on_where_it_has_room(
    sheet: Reader, language: str
) -> None:
    heading = words(language)("handout.jottings")
    found = {name: heading in sheet(name, language).headings() for name in ALL}
    assert found["bought"]
    assert found["zero"]
    assert not found["real criteria open"]
    for name in ALL:
        if found[name]:
            assert sheet(name, language).headings()[-1] == heading


@BOTH
def test_a_short_first_page_has_whom_to_call_as_well(sheet: Reader, language: str) -> None:
    assert "1-877-486-2048" in sheet("zero", language).pages[0]
    assert "1-877-486-2048" not in sheet("covered", language).pages[0]
