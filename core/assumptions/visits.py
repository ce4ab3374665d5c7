"""What is not known about the visits: how many, which is the first, and what each is paid."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from core.assumptions.unknown import Settle, Unknown, unknown
from core.case import Case, FirstVisit, Visits
from core.reference.model import Drug, NotInReference
from core.reference.store import Reference
from core.result import Benefit
from core.schedule.drug import code_on
from core.schedule.lay_out import Verdicts, may_pay
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


def without_visits(case: Case, drug: Drug, decided: Verdicts, reference: Reference) -> Case:
    """The case with no visits, where nobody spoke of any and none goes with the drug.

    Insulin through a covered pump is an example: Medicare never pays visits with it, and
    asking for their price would make every such figure look incomplete.
    """
    if case.visits.per_week is not None or not may_pay(Benefit.EQUIPMENT, decided):
        return case
    try:
        code = code_on(drug, case.therapy.drug, case.start or case.as_of, reference)
    except NotInReference:
        return case
    if code.visit_drug is not False:
        return case
    return replace(case, visits=replace(case.visits, per_week=Decimal(0)))


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
