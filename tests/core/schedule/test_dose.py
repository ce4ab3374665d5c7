"""What an order means where it leaves something open, and the amount of each week."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from core.case import Therapy
from core.schedule.dose import WeekDose, filled, week_doses
from tests.support.situations import situation

D = Decimal


def _order(amount: str, unit: str | None, per: str | None, **more: Any) -> Therapy:
    return situation(
        therapy={
            "dose": {"amount": amount, "unit": unit, "per": per},
            "administrations_per_week": None,
            "minutes": None,
            "weight_kg": "70",
            **more,
        }
    ).therapy


def _filled(order: Therapy) -> tuple[Decimal | None, int | None]:
    whole = filled(order)
    return whole.administrations_per_week, whole.minutes


def test_what_an_order_leaves_open() -> None:
    assert _filled(_order("40", "mg", "day")) == (D(7), None)
    assert _filled(_order("0.375", "mcg/kg/min", "day")) == (D(7), 1440)
    assert _filled(_order("0.375", "mcg/kg/min", "administration")) == (D(7), 1440)
    assert _filled(_order("40", "mg", "administration")) == (None, None)
    assert _filled(_order("40", None, "day")) == (None, None)
    # What is said stays.
    told: dict[str, Any] = {"administrations_per_week": "3", "minutes": 600}
    assert _filled(_order("40", "mg", "day", **told)) == (D(3), 600)
    assert _filled(_order("0.375", "mcg/kg/min", "day", **told)) == (D(3), 600)
    none = situation(therapy={"dose": None, "administrations_per_week": None}).therapy
    assert filled(none) == none


def _amounts(order: Therapy, days: int = 10) -> list[tuple[int, int, Fraction | int]] | None:
    found = week_doses(order, "mg", days)
    return None if found is None else [(each.first, each.days, each.amount) for each in found]


def test_the_amount_of_each_week() -> None:
    # Each day, each infusion, or each week: 40 mg
    assert _amounts(_order("40", "mg", "day")) == [(0, 7, 280), (7, 3, 120)]
    thrice = {"administrations_per_week": "3"}
    assert _amounts(_order("40", "mg", "administration", **thrice)) == [(0, 3, 120), (7, 2, 80)]
    assert _amounts(_order("42", "mg", "week", **thrice)) == [(0, 3, 42), (7, 2, 28)]
    # A weekly dose of which it is not said how often: a part of a week takes it whole.
    assert _amounts(_order("42", "mg", "week")) == [(0, 7, 42), (7, 3, 42)]
    # A rate counts once for each infusion, however many days it lasts: 0.375 x 70 x 2,880 mcg.
    long = {"administrations_per_week": "1", "minutes": 2880}
    each = Fraction("75.6")
    assert _amounts(_order("0.375", "mcg/kg/min", "day", **long)) == [(0, 2, each), (7, 2, each)]
    # Given by the day, it counts for each day that it runs.
    assert _amounts(_order("40", "mg", "day", **long)) == [(0, 2, 80), (7, 2, 80)]
    assert week_doses(_order("40", "mg", "day"), "mg", 3) == (WeekDose(0, 3, Fraction(120)),)


def test_an_order_that_does_not_say_enough_has_no_amount() -> None:
    assert _amounts(_order("40", "mg", "administration")) is None
    assert _amounts(_order("40", "mg", None)) is None
    assert _amounts(_order("40", None, "day")) is None
    assert _amounts(situation(therapy={"dose": None}).therapy) is None
    assert _amounts(_order("0.375", "mcg/kg/min", "day", weight_kg=None)) is None
    told: dict[str, Any] = {"weight_kg": None, "administrations_per_week": "3"}
    assert _amounts(_order("5", "mg/kg", "week", **told)) is None
    # A rate is per minute, whatever else it is called.
    assert _amounts(_order("0.375", "mcg/kg/min", None)) is not None
