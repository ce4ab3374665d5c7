"""From an order to its dated services, a second time: docs/case-format.md, conventions 1 to 5.

Days are counted from the first day (0).  Everything is a plain loop over whole numbers and
Fractions; the case is the JSON of a case file in which every answer is known.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Any, NamedTuple

from tests.model import figures
from tests.model.figures import Code

PUMP, POLE, SUPPLIES, RESERVOIRS, DRUG, VISIT = range(6)
"""What a line is for, in the order in which one day's lines are counted (convention 5)."""

MOST_UNITS = 9999
"""A claim line has room for four digits (A52507)."""
SMALLEST = {"mcg": 1, "mg": 1000, "g": 1_000_000}
"""Masses, in micrograms."""


class Service(NamedTuple):
    """One line before any price; `month` counts the months of a rental from 1."""

    day: date
    kind: int
    hcpcs: str
    part: int
    units: int
    month: int = 0
    insulin: bool = False
    later: bool = False


def services(case: dict[str, Any], pays: bool, pays_visits: bool, pole: bool) -> list[Service]:
    """All services in the order in which they are folded.

    `pays` and `pays_visits` say whether the pump with its drug, and the visits, are covered;
    `pole` whether an IV pole stands by a stationary pump.
    """
    found: list[Service] = []
    rhythm = Rhythm(case)
    if pays:
        found += _pump(case, pole) + _supplies(case) + _drug(case, rhythm)
    if pays_visits:
        found += _visits(case, rhythm)
    return sorted(found, key=lambda each: each[:4])


def _start(case: dict[str, Any]) -> date:
    return date.fromisoformat(case["start"])


def _after(case: dict[str, Any], days: int) -> date:
    return _start(case) + timedelta(days=days)


def month_starts(start: date, days: int) -> list[date]:
    """The first day of each rental month that begins within the treatment."""
    found: list[date] = []
    year, month = start.year, start.month
    while True:
        first = date(year, month, min(start.day, monthrange(year, month)[1]))
        if (first - start).days >= days:
            return found
        found.append(first)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _week_starts(days: int) -> list[int]:
    return list(range(0, days, 7))


# Equipment


def _pump(case: dict[str, Any], pole: bool) -> list[Service]:
    found: list[Service] = []
    rented = [(case["therapy"]["pump"], PUMP)]
    if pole and "E0776" in figures.supplies_of(case["therapy"]["pump"]):
        rented.append(("E0776", POLE))
    state = figures.place(case["home"]["zip"])[0]
    for hcpcs, kind in rented:
        if not figures.fee(hcpcs, "RR", state, False):
            found.append(Service(_start(case), kind, hcpcs, 0, 1))  # bought, once
            continue
        category = figures.equipment()[hcpcs][1]
        for count, first in enumerate(month_starts(_start(case), case["days"]), 1):
            if category == "CR" and count > 13:
                break
            found.append(Service(first, kind, hcpcs, 0, 1, month=count))
    return found


def _doses_that_stop(therapy: dict[str, Any]) -> Fraction | None:
    """How many doses a week there are, when each is over before the day is."""
    dose, often = therapy["dose"], therapy["administrations_per_week"]
    by_day = dose is not None and (dose["per"] == "day" or "/min" in dose["unit"])
    if therapy["minutes"] is None or therapy["minutes"] >= 1440:
        return None
    return Fraction(often) if often is not None else Fraction(7) if by_day else None


def _supplies(case: dict[str, Any]) -> list[Service]:
    paired = figures.supplies_of(case["therapy"]["pump"])
    kinds = {figures.equipment()[hcpcs][0]: hcpcs for hcpcs in paired}
    found = [
        Service(_after(case, day), SUPPLIES, kinds["weekly-supply"], 0, 1)
        for day in _week_starts(case["days"])
    ]
    reservoir = case["therapy"]["reservoir"]
    if reservoir["kind"] == "prefilled-syringe":
        return found  # the drug comes in it: nothing is billed for it
    wanted = "syringe-supply" if reservoir["kind"] == "syringe" else "bag-supply"
    if wanted not in kinds:
        return found
    rate, taken = Fraction(reservoir["per_week"]), 0
    if wanted == "bag-supply" and (doses := _doses_that_stop(case["therapy"])) is not None:
        rate = min(rate, doses)  # at most one bag or cassette a dose
    for weeks, day in enumerate(_week_starts(case["days"]), 1):
        pieces = ceil(rate * weeks) - taken
        taken += pieces
        if pieces:
            found.append(Service(_after(case, day), RESERVOIRS, kinds[wanted], 0, pieces))
    return found


# The drug


def _evenly(per_week: Fraction, days: int) -> list[int]:
    """The days of something done so often a week, the first on day 0."""
    found: list[int] = []
    day = 0
    while day < days:
        found.append(day)
        day = len(found) * 7 * per_week.denominator // per_week.numerator
    return found


class Rhythm:
    """On which days infusions begin, and on which days the drug runs.

    How often not said: every day.  A long infusion runs on the days it lasts into.
    """

    def __init__(self, case: dict[str, Any]) -> None:
        therapy, days = case["therapy"], case["days"]
        stated = therapy["administrations_per_week"]
        self.per_week = Fraction(7) if stated is None else Fraction(stated)
        lasts = max(1, -(-(therapy["minutes"] or 0) // 1440))
        self.begun = _evenly(self.per_week, days)
        running = {day + more for day in self.begun for more in range(lasts)}
        self.running = sorted(day for day in running if day < days)

    def starts(self, first: int, last: int) -> int:
        """How many infusions begin from one day to before another."""
        return bisect_left(self.begun, last) - bisect_left(self.begun, first)

    def days(self, first: int, last: int) -> int:
        """On how many of those days the drug runs."""
        return bisect_left(self.running, last) - bisect_left(self.running, first)

    def at_or_before(self, day: int) -> int:
        """The last day up to this one on which the drug runs."""
        return max(each for each in self.running if each <= day)


def code_of(case: dict[str, Any], day: date) -> Code | None:
    """The code that the drug is billed under on a day."""
    stated = case["therapy"]["drug"]
    valid = [
        code
        for code in figures.codes(case["drug_id"])
        if code.first <= day.isoformat() <= code.last
    ]
    named = [code for code in valid if code.hcpcs == stated]
    general = [code for code in valid if code.general]
    return (named or general or [None])[0]  # type: ignore[list-item]


def _given(case: dict[str, Any], rhythm: Rhythm, code: Code, first: int, last: int) -> Fraction:
    """What is given from one day to before another, in the unit of the code."""
    dose, minutes = case["therapy"]["dose"], case["therapy"]["minutes"]
    amount, unit, per = Fraction(dose["amount"]), dose["unit"], dose["per"]
    if "/kg" in unit:
        amount *= Fraction(case["therapy"]["weight_kg"])
    if unit == "mcg/kg/min":
        amount, unit, per = amount * minutes, "mcg", "administration"
    elif unit == "ng/kg/min":
        amount, unit, per = amount * minutes / 1000, "mcg", "administration"
    elif unit == "mg/kg":
        unit = "mg"
    if unit != code.unit:
        amount = amount * SMALLEST[unit] / SMALLEST[code.unit]
    if per == "day":
        return amount * rhythm.days(first, last)
    if per == "administration":
        return amount * rhythm.starts(first, last)
    if case["therapy"]["administrations_per_week"] is None:
        return amount  # a part of a week takes a weekly dose whole
    return amount / rhythm.per_week * rhythm.starts(first, last)


def ordered(case: dict[str, Any], rhythm: Rhythm, code: Code) -> Fraction:
    """What is given in the whole treatment, in the unit of the code."""
    weeks = _week_starts(case["days"])
    parts = ((first, min(first + 7, case["days"])) for first in weeks)
    return sum((_given(case, rhythm, code, *part) for part in parts), Fraction(0))


def _drug(case: dict[str, Any], rhythm: Rhythm) -> list[Service]:
    first_code = code_of(case, _start(case))
    if first_code is not None and first_code.insulin:
        return _months_of_supply(case, rhythm)
    found: list[Service] = []
    for first in _week_starts(case["days"]):
        day = _after(case, first)
        code = code_of(case, day)
        if code is None or code.billing == "no-code":
            continue
        units = _units(case, rhythm, code, first, min(first + 7, case["days"]))
        found += _lines(day, code, units)
    return found


def _months_of_supply(case: dict[str, Any], rhythm: Rhythm) -> list[Service]:
    found: list[Service] = []
    starts = month_starts(_start(case), case["days"])
    for place, day in enumerate(starts):
        code = code_of(case, day)
        if code is None or code.size is None:
            continue
        first = (day - _start(case)).days
        last = (starts[place + 1] - _start(case)).days if place + 1 < len(starts) else case["days"]
        given = _given(case, rhythm, code, first, last)
        found += _lines(day, code, ceil(given / code.size))
    return found


def _lines(day: date, code: Code, units: int) -> list[Service]:
    found: list[Service] = []
    part = 0
    while units > 0:
        some = min(units, MOST_UNITS)
        found.append(Service(day, DRUG, code.hcpcs, part, some, insulin=code.insulin))
        units -= some
        part += 1
    return found


def _units(case: dict[str, Any], rhythm: Rhythm, code: Code, first: int, last: int) -> int:
    running = rhythm.days(first, last)
    if code.billing == "cassette":
        return running  # one a day, whatever is infused of it
    assert code.size is not None
    if code.billing == "vial":  # whole vials, opened on the day that they are given
        assert code.container is not None
        a_day = _given(case, rhythm, code, first, last) / code.size / running if running else 0
        return ceil(a_day / code.container) * int(code.container) * running
    if code.billing == "bag-protocol":
        return _vials(case, first, last) * 35
    return ceil(_given(case, rhythm, code, first, last) / code.size)


def _vials(case: dict[str, Any], first: int, last: int) -> int:
    """Blinatumomab, 28 mcg a day in 35 mcg vials, by how long one bag runs (A52507)."""
    rhythm = Fraction(case["therapy"]["reservoir"]["per_week"])
    days = last - first
    if rhythm == 7:
        return days
    if rhythm == 1:  # 7 x 28 = 196 mcg in six vials; a shorter last bag by what it takes
        return ceil(Fraction(28 * days, 35))
    if rhythm == 2:  # three days in three vials, then four in four
        return ceil(Fraction(28 * min(days, 3), 35)) + ceil(Fraction(28 * max(days - 3, 0), 35))
    assert rhythm == Fraction(7, 2)
    return _two_day_vials(last) - _two_day_vials(first)


def _two_day_vials(days: int) -> int:
    """Vials for so many days where a bag runs two days: five make three bags, six days.

    The rules do not say in which week a batch that lasts into the next is billed; its vials
    are counted day by day, as the program does.  The whole treatment comes to the same.
    """
    return days // 6 * 5 + ceil(Fraction(28 * (days % 6), 35))


# Visits


def _visits(case: dict[str, Any], rhythm: Rhythm) -> list[Service]:
    wanted = Fraction(case["visits"]["per_week"])
    if wanted == 0:
        return []
    # Each on the infusion day at or before its own; one payment a day.
    days = {rhythm.at_or_before(day) for day in _evenly(wanted, case["days"])}
    since = case["visits"]["days_since_last_visit"]
    initial = case["visits"]["first"] == "initial" and (since is None or since > 60)
    bounds = figures.visit_bounds()
    found: list[Service] = []
    for place, day in enumerate(sorted(days)):
        code = code_of(case, _after(case, day))
        if code is None or code.category is None:
            continue
        kind = "initial" if initial and place == 0 else "subsequent"
        hcpcs = bounds[code.category, kind][0]
        found.append(Service(_after(case, day), VISIT, hcpcs, 0, 1, later=kind != "initial"))
    return found
