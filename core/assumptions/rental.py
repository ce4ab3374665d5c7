"""What is not known about the rent of the pump: months before, and what a long break does."""

from __future__ import annotations

from dataclasses import replace

from core.assumptions.unknown import Unknown, unknown
from core.reference.model import PaymentCategory
from core.reference.store import Reference
from core.schedule.breaks import has_long_break
from core.settled import Bound, Settled


def rental_unknowns(settled: Settled, reference: Reference) -> tuple[Unknown, ...]:
    """The questions that a rented pump leaves open."""
    if settled.pump is None or settled.pump.category is PaymentCategory.FREQUENT_SERVICING:
        return ()
    found: list[Unknown] = []
    therapy = settled.case.therapy
    if therapy.pump_months_used is None:
        most = int(reference.parameter("capped_rental_months", settled.start).value.high)

        def used(settled: Settled, bound: Bound) -> Settled:
            return replace(settled, rented=most if bound is Bound.LOW else 0)

        found.append(unknown("therapy.pump_months_used", used, months=most))
    if any(each.new_order is None for each in therapy.breaks) and (
        has_long_break(settled, reference)
    ):
        found.append(unknown("therapy.breaks.new_order", _order))
    return tuple(found)


def _order(settled: Settled, bound: Bound) -> Settled:
    """A new order starts the rent again; without one the old count goes on."""
    therapy = settled.case.therapy
    breaks = tuple(
        replace(each, new_order=bound is Bound.HIGH) if each.new_order is None else each
        for each in therapy.breaks
    )
    return replace(settled, case=replace(settled.case, therapy=replace(therapy, breaks=breaks)))
