"""A treatment with breaks: the stretches between them, and where the pump's rent goes on.

A break of up to 60 days and the rest of the rental month in which use stopped is temporary:
the count of rental months goes on.  A longer one starts a new count, but only with a new
order (42 CFR 414.230; cost-sharing CS-11).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from core.case import Case, FirstVisit
from core.reference.store import Reference
from core.schedule.calendar import months_from, months_later
from core.schedule.visits import visit_offsets
from core.settled import Settled


@dataclass(frozen=True, slots=True)
class _Pause:
    """A break inside of the treatment: the last day of use, and the first day of use again."""

    last_use: date
    resumed: date
    new_order: bool

    @property
    def days_away(self) -> int:
        """The days without use between them."""
        return (self.resumed - self.last_use).days - 1


def stretches(settled: Settled, reference: Reference) -> tuple[Settled, ...]:
    """The treatment without its breaks: one stretch of days after another.

    Each has its own first day and length, the rental months used before it, and the first
    day on which rent is due again.
    """
    found: list[Settled] = []
    rest = settled
    end = settled.start + timedelta(days=settled.days)
    for pause in _pauses(settled):
        before = replace(rest, days=(pause.last_use - rest.start).days + 1)
        found.append(before)
        rest = _after(before, pause, end, reference)
    return (*found, rest)


def has_long_break(settled: Settled, reference: Reference) -> bool:
    """Whether any break is more than temporary, so that a new order decides the count."""
    both = zip(stretches(settled, reference), _pauses(settled), strict=False)
    return any(_is_long(before, pause, reference) for before, pause in both)


def rental_days(stretch: Settled) -> tuple[date, ...]:
    """The first days of the rental months that begin in a stretch."""
    return months_from(stretch.rent_from or stretch.start, stretch.start, stretch.days)


def _pauses(settled: Settled) -> list[_Pause]:
    """The breaks that lie inside of the treatment, in order, none within another."""
    told = [
        _Pause(each.last_use, each.resumed, each.new_order is True)
        for each in settled.case.therapy.breaks
        if each.last_use is not None and each.resumed is not None
    ]
    told.sort(key=lambda pause: pause.last_use)
    end = settled.start + timedelta(days=settled.days)
    inside = [each for each in told if settled.start <= each.last_use and each.resumed < end]
    if any(first.resumed > second.last_use for first, second in pairwise(inside)):
        return []  # `core.case_check` refuses them
    return inside


def _next_rent(before: Settled) -> date:
    """The first day of the rental month after those of a stretch."""
    base = before.rent_from or before.start
    return months_later(base, len(rental_days(before)))


def _is_long(before: Settled, pause: _Pause, reference: Reference) -> bool:
    rest_of_month = (_next_rent(before) - pause.last_use).days - 1
    grace = int(reference.parameter("rental_break_days", pause.last_use).value.high)
    return pause.days_away > grace + rest_of_month


def _after(before: Settled, pause: _Pause, end: date, reference: Reference) -> Settled:
    """The rest of the treatment after a break."""
    anew = pause.new_order and _is_long(before, pause, reference)
    return replace(
        before,
        case=_visits_after(before, pause),
        start=pause.resumed,
        days=(end - pause.resumed).days,
        rented=0 if anew else before.rented + len(rental_days(before)),
        rent_from=max(pause.resumed, _next_rent(before)),
    )


def _visits_after(before: Settled, pause: _Pause) -> Case:
    """The case with the visits counted on: the next is a first one only after a long time."""
    case = before.case
    often = case.visits.per_week
    offsets = visit_offsets(case.therapy, often, before.days) if often else ()
    if not offsets:
        return case
    last = before.start + timedelta(days=offsets[-1])
    since = (pause.resumed - last).days
    visits = replace(case.visits, first=FirstVisit.INITIAL, days_since_last_visit=since)
    return replace(case, visits=visits)
