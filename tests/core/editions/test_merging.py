"""Rows laid into dated series: every day has one row, and what a file has not any more is gone."""

from __future__ import annotations

from datetime import date

import pytest

from core.editions.merge import cells_of, full, lay, with_rows
from core.editions.period import Period
from core.reference.tables import Cells, Tables
from tests.support.tables import real_tables

_YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
_APRIL = Period(date(2026, 4, 1), date(2026, 12, 31))
_NEXT = Period(date(2027, 1, 1), date(2027, 12, 31))


def _fee(effective: str, amount: str, ends: str = "", state: str = "IL") -> Cells:
    return full(
        "fees",
        hcpcs="E0781",
        modifier="RR",
        state=state,
        rural="NR",
        effective=effective,
        ends=ends,
        amount=amount,
        status="published",
        source="s",
    )


def _tables(*fees: Cells) -> Tables:
    return with_rows(real_tables(), "fees", fees)


def _days(tables: Tables, state: str = "IL") -> list[tuple[str, str, str]]:
    return [
        (cells["effective"], cells["ends"], cells["amount"])
        for cells in cells_of(tables, "fees")
        if cells["state"] == state
    ]


def test_the_next_year_follows_this_one() -> None:
    made = lay(
        _tables(_fee("2026-01-01", "300", "2026-12-31")), "fees", [_fee("2027-01-01", "310")], _NEXT
    )
    assert _days(made) == [("2026-01-01", "2026-12-31", "300"), ("2027-01-01", "2027-12-31", "310")]
    (row,) = (cells for cells in cells_of(made, "published_tables") if cells["name"] == "fees")
    assert row["known_through"] == "2027-12-31"


def test_a_release_in_the_year_cuts_the_one_before() -> None:
    made = lay(
        _tables(_fee("2026-01-01", "300", "2026-12-31")),
        "fees",
        [_fee("2026-04-01", "310")],
        _APRIL,
    )
    assert _days(made) == [("2026-01-01", "2026-03-31", "300"), ("2026-04-01", "2026-12-31", "310")]


def test_the_same_release_again_takes_its_place() -> None:
    made = lay(
        _tables(_fee("2026-01-01", "300", "2026-12-31")), "fees", [_fee("2026-01-01", "301")], _YEAR
    )
    assert _days(made) == [("2026-01-01", "2026-12-31", "301")]


def test_an_older_release_does_not_undo_a_newer_one() -> None:
    held = _fee("2026-01-01", "300", "2026-03-31"), _fee("2026-04-01", "310", "2026-12-31")
    made = lay(_tables(*held), "fees", [_fee("2026-01-01", "299")], _YEAR)
    assert _days(made) == [("2026-01-01", "2026-03-31", "299"), ("2026-04-01", "2026-12-31", "310")]


def test_a_series_that_the_file_has_not_any_more_ends() -> None:
    held = _fee("2026-01-01", "300"), _fee("2026-01-01", "290", state="WI")
    made = lay(_tables(*held), "fees", [_fee("2026-04-01", "310")], _APRIL)
    assert _days(made, "WI") == [("2026-01-01", "2026-03-31", "290")]


@pytest.mark.parametrize(
    ("amount", "note"),
    [("375", ""), ("375.01", "as printed by CMS"), ("224.99", "as printed by CMS")],
)
def test_a_jump_of_more_than_a_quarter_is_noted(amount: str, note: str) -> None:
    made = lay(
        _tables(_fee("2026-01-01", "300", "2026-12-31")),
        "fees",
        [_fee("2027-01-01", amount)],
        _NEXT,
    )
    assert cells_of(made, "fees")[-1]["note"] == note
