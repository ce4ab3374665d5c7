"""The Medicare Prescription Payment Plan: drug costs of a year spread over the months left.

The first bill is at most the yearly limit left over the months left; each later bill is
what is still unbilled plus the new costs over the months left (42 USC
1395w-102(b)(2)(E); cost-sharing CS-32).  It saves nothing: the bills add up to the costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from core.ledger import Entry
from core.money import ZERO, Range, cents
from core.reference.store import Reference
from core.result import Benefit, Bill

_DECEMBER = 12


def spread(costs: Mapping[int, Decimal], limit_left: Decimal) -> dict[int, Decimal]:
    """The bills of one calendar year by month (1 to 12), USD.

    `costs` is what the patient would pay in each month; the plan is joined in the first of
    them.  `limit_left` is the year's limit less what was paid before.  The last bill is
    December's and takes what is left.
    """
    owing = [month for month, cost in sorted(costs.items()) if cost]
    if not owing:
        return {}
    bills: dict[int, Decimal] = {}
    unbilled = ZERO
    for month in range(owing[0], _DECEMBER + 1):
        unbilled += costs.get(month, ZERO)
        months_left = _DECEMBER + 1 - month
        basis = limit_left if month == owing[0] else unbilled
        bills[month] = min(cents(basis / months_left), unbilled)
        unbilled -= bills[month]
    return bills


def payment_plan(
    low: Iterable[Entry],
    high: Iterable[Entry],
    spent: tuple[Decimal, Decimal],
    reference: Reference,
) -> tuple[Bill, ...]:
    """The bills of both runs, month by month; none without costs under a drug plan.

    `spent` is what was paid before the first fill in the year of the first fill, in the low
    and in the high run.
    """
    runs = [
        _bills(entries, before, reference)
        for entries, before in zip((low, high), spent, strict=True)
    ]
    found = sorted({*runs[0], *runs[1]})
    return tuple(
        Bill(month, Range(runs[0].get(month, ZERO), runs[1].get(month, ZERO))) for month in found
    )


def _bills(entries: Iterable[Entry], spent: Decimal, reference: Reference) -> dict[date, Decimal]:
    years: dict[int, dict[int, Decimal]] = {}
    for entry in entries:
        service = entry.claim.service
        if service.benefit is Benefit.PART_D:
            months = years.setdefault(service.date.year, {})
            months[service.date.month] = months.get(service.date.month, ZERO) + entry.patient
    found: dict[date, Decimal] = {}
    for year, costs in sorted(years.items()):
        limit = reference.parameter("part_d_oop_threshold", date(year, 1, 1)).value.high
        left = max(limit - (spent if year == min(years) else ZERO), ZERO)
        for month, bill in spread(costs, left).items():
            found[date(year, month, 1)] = bill
    return found
