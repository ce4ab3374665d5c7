"""The dated look-up at its edges: inside, past the end, before the first, in a hole, gone."""

from __future__ import annotations

from datetime import date

import pytest

from core.reference.dated import Dated, Found, in_quarter, on_day

THROUGH = date(2026, 12, 31)
Y2025 = Dated(date(2025, 1, 1), date(2025, 12, 31), "2025")
Y2026 = Dated(date(2026, 1, 1), date(2026, 12, 31), "2026")
Y2027 = Dated(date(2027, 1, 1), date(2027, 12, 31), "2027")
OPEN = Dated(date(2024, 7, 1), None, "open")


@pytest.mark.parametrize(
    ("rows", "day", "found"),
    [
        ((Y2025, Y2026), date(2025, 1, 1), Found("2025")),
        ((Y2025, Y2026), date(2025, 12, 31), Found("2025")),
        ((Y2025, Y2026), date(2026, 1, 1), Found("2026")),
        ((Y2025, Y2026), date(2026, 12, 31), Found("2026")),
        # past the last published day: the last value, and through when it was published
        ((Y2025, Y2026), date(2027, 1, 1), Found("2026", THROUGH)),
        ((Y2025, Y2026), date(2031, 5, 5), Found("2026", THROUGH)),
        # one row published ahead of its table is published all the same
        ((Y2026, Y2027), date(2027, 6, 1), Found("2027")),
        ((Y2026, Y2027), date(2028, 1, 1), Found("2027", date(2027, 12, 31))),
        # before the first row there is nothing
        ((Y2025, Y2026), date(2024, 12, 31), None),
        ((), date(2026, 1, 1), None),
        # what ended before the last published day is gone, not unknown
        ((Y2025,), date(2026, 1, 1), None),
        ((Y2025,), date(2027, 1, 1), None),
        # a hole stays a hole
        ((Y2025, Y2027), date(2026, 6, 1), None),
        # an open row is known as far as its table is
        ((OPEN,), date(2024, 6, 30), None),
        ((OPEN,), date(2026, 12, 31), Found("open")),
        ((OPEN,), date(2027, 1, 1), Found("open", THROUGH)),
    ],
)
def test_on_day(rows: tuple[Dated[str], ...], day: date, found: Found[str] | None) -> None:
    assert on_day(rows, day, THROUGH) == found


Q1_END = date(2026, 3, 31)
Q4_END = date(2026, 12, 31)
FIRST = Dated(date(2026, 1, 1), Q1_END, "Q1")
FOURTH = Dated(date(2026, 10, 1), Q4_END, "Q4")
GONE: Dated[str | None] = Dated(date(2026, 10, 1), Q4_END, None)


@pytest.mark.parametrize(
    ("rows", "day", "found"),
    [
        ((FIRST, FOURTH), date(2025, 12, 31), None),
        ((FIRST, FOURTH), date(2026, 1, 1), Found("Q1")),
        ((FIRST, FOURTH), date(2026, 3, 31), Found("Q1")),
        # quarters that are not held: the nearest earlier one
        ((FIRST, FOURTH), date(2026, 4, 1), Found("Q1", Q1_END)),
        ((FIRST, FOURTH), date(2026, 9, 30), Found("Q1", Q1_END)),
        ((FIRST, FOURTH), date(2026, 10, 1), Found("Q4")),
        ((FIRST, FOURTH), date(2027, 1, 1), Found("Q4", Q4_END)),
        # a code that vanished does not come back, on that day or ever after
        ((FIRST, GONE), date(2026, 9, 30), Found("Q1", Q1_END)),
        ((FIRST, GONE), date(2026, 10, 1), None),
        ((FIRST, GONE), date(2027, 1, 1), None),
        # a code whose later price is not held has its last one, and says from when
        ((FIRST,), date(2026, 11, 2), Found("Q1", Q1_END)),
        # a new code was not there before
        ((FOURTH,), date(2026, 5, 1), None),
        ((FOURTH,), date(2027, 2, 1), Found("Q4", Q4_END)),
        ((), date(2026, 11, 1), None),
    ],
)
def test_in_quarter(
    rows: tuple[Dated[str | None], ...], day: date, found: Found[str] | None
) -> None:
    assert in_quarter(rows, day) == found
