"""What is not known about the visits: how many, which is the first, and what each is paid."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from core.assumptions.unknown import Settle, Unknown, unknown
from core.case import FirstVisit, Visits
from core.reference.store import Reference
from core.settled import Bound, Settled


def visit_unknowns(settled: Settled, reference: Reference) -> tuple[Unknown, ...]:
    """The questions that the visits leave open."""
    visits = settled.case.visits
    found: list[Unknown] = []
    if visits.per_week is None:
        most = reference.parameter("visits_unknown_high_per_week", settled.start).value.high
        found.append(unknown("visits.per_week", _often(most), high=most))
    if visits.first is None and visits.per_week != 0:
        found.append(unknown("visits.first", _first))
    return tuple(found)


def rate_unknown() -> Unknown:
    """The visit rates, of which only bounds are known."""
    return unknown("visits.rate", _rate)


def _rate(settled: Settled, bound: Bound) -> Settled:
    return replace(settled, rates=bound)


def _often(most: Decimal) -> Settle:
    def settle(settled: Settled, bound: Bound) -> Settled:
        return _put(settled, per_week=Decimal(0) if bound is Bound.LOW else most)

    return settle


def _first(settled: Settled, bound: Bound) -> Settled:
    # A first visit is paid more than a later one.
    initial = bound is Bound.HIGH
    return _put(settled, first=FirstVisit.INITIAL if initial else FirstVisit.SUBSEQUENT)


def _put(settled: Settled, **answers: object) -> Settled:
    visits: Visits = replace(settled.case.visits, **answers)  # type: ignore[arg-type]
    return replace(settled, case=replace(settled.case, visits=visits))
