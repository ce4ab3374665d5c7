"""Rental months, weeks, infusion days and visits on the calendar."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from core.schedule.calendar import (
    Week,
    infusion_days,
    months,
    months_from,
    months_later,
    spread,
    visit_days,
    weeks,
)

D = Decimal


def test_rental_months_keep_the_day_of_the_month() -> None:
    assert months(date(2026, 11, 2), 42) == (date(2026, 11, 2), date(2026, 12, 2))
    # 42 days from 2 November end on 13 December; one day less than a month has one rental.
    assert months(date(2026, 11, 2), 30) == (date(2026, 11, 2),)
    assert months(date(2026, 11, 2), 31) == (date(2026, 11, 2), date(2026, 12, 2))


def test_a_short_month_takes_its_last_day_and_the_next_goes_back() -> None:
    found = months(date(2027, 11, 30), 130)
    assert found == (
        date(2027, 11, 30),
        date(2027, 12, 30),
        date(2028, 1, 30),
        date(2028, 2, 29),
        date(2028, 3, 30),
    )


def test_a_part_of_a_week_is_a_week() -> None:
    assert weeks(14) == (Week(0, 7), Week(7, 7))
    assert weeks(15) == (Week(0, 7), Week(7, 7), Week(14, 1))


def test_things_are_spread_evenly_from_the_first_day() -> None:
    assert spread(D(7), 5) == (0, 1, 2, 3, 4)
    assert spread(D(3), 14) == (0, 2, 4, 7, 9, 11)
    assert spread(D("0.5"), 42) == (0, 14, 28)
    assert spread(D(14), 2) == (0, 0, 1, 1)
    assert spread(D(0), 42) == ()


def test_an_infusion_of_46_hours_runs_on_two_days() -> None:
    assert infusion_days(D("0.5"), 2760, 28) == (0, 1, 14, 15)
    assert infusion_days(None, None, 3) == (0, 1, 2)
    assert infusion_days(D("0.5"), 2760, 15) == (0, 1, 14)


def test_visits_fall_on_infusion_days_and_once_a_day() -> None:
    daily = tuple(range(42))
    assert visit_days(D(1), daily, 42) == (0, 7, 14, 21, 28, 35)
    assert visit_days(D(2), daily, 14) == (0, 3, 7, 10)
    # Drug on days 0 and 14 only: weekly visits on other days are not paid.
    assert visit_days(D(1), (0, 1, 14, 15), 28) == (0, 1, 14, 15)
    assert visit_days(D(7), (0, 14), 28) == (0, 14)


def test_an_infusion_runs_on_each_day_that_it_lasts_into() -> None:
    # A day has 1,440 minutes: exactly one day, and a minute more.
    assert infusion_days(D(1), 1440, 14) == (0, 7)
    assert infusion_days(D(1), 1441, 14) == (0, 1, 7, 8)
    assert infusion_days(D(1), 2880, 14) == (0, 1, 7, 8)
    assert infusion_days(D(1), 2881, 14) == (0, 1, 2, 7, 8, 9)
    # Not said, or nothing: on the day that it begins.
    assert infusion_days(D(1), None, 14) == (0, 7)
    assert infusion_days(D(1), 0, 14) == (0, 7)
    # Long ones run into each other, and each day counts once.
    assert infusion_days(D("3.5"), 4320, 6) == (0, 1, 2, 3, 4, 5)


def test_a_visit_before_the_first_infusion_is_none() -> None:
    assert visit_days(D(1), (3, 10), 14) == (3,)
    assert visit_days(D(1), (), 14) == ()
    assert visit_days(D(1), (0, 7), 14) == (0, 7)


def test_months_counted_from_another_day() -> None:
    # A rental that began on 31 December goes on in a stretch that begins on 1 February.
    found = months_from(date(2026, 12, 31), date(2027, 2, 1), 28)
    assert found == (date(2026, 12, 31), date(2027, 1, 31), date(2027, 2, 28))
    assert months_from(date(2027, 3, 5), date(2027, 2, 1), 28) == ()
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2026, 12, 15), 1) == date(2027, 1, 15)
    assert months_later(date(2026, 1, 15), 23) == date(2027, 12, 15)
