"""What a member of a Part D drug plan may not know, once the pharmacy has named a price."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from core.assumptions.unknown import Unknown, unknown
from core.case import Case, ExtraHelp, PartD, SupplementKind
from core.money import ZERO
from core.reference.store import Reference
from core.settled import Bound, Settled

_WITH_HELP = (
    SupplementKind.QMB,
    SupplementKind.SLMB,
    SupplementKind.QI,
    SupplementKind.MEDICAID,
)
"""Who gets Extra Help without asking for it (CS-24)."""
_HELPED = (ExtraHelp.FULL, ExtraHelp.FULL_LOW)


def drug_plan_unknowns(case: Case, day: date, reference: Reference) -> tuple[Unknown, ...]:
    """The questions about a drug plan that the case leaves open."""
    plan = case.coverage.part_d
    if plan is None or case.quotes.drug_price is None:
        return ()
    found: list[Unknown] = []
    if plan.spent is None:
        limit = reference.parameter("part_d_oop_threshold", day).value.high
        settle = _put(
            lambda each, bound: replace(each, spent=limit if bound is Bound.LOW else ZERO)
        )
        found.append(unknown("coverage.part_d.spent", settle, amount=limit))
    supplement = case.coverage.supplement
    comes_with_it = supplement is not None and supplement.kind in _WITH_HELP
    if comes_with_it and plan.extra_help not in _HELPED:
        found.append(unknown("coverage.part_d.help_level", _help(ExtraHelp.FULL)))
    elif plan.extra_help is None:
        found.append(unknown("coverage.part_d.extra_help", _help(ExtraHelp.NONE)))
    if comes_with_it or plan.extra_help is None or plan.extra_help in _HELPED:
        found.append(unknown("coverage.part_d.brand", _brand))
    return tuple(found)


def _help(most: ExtraHelp) -> Callable[[Settled, Bound], Settled]:
    """The lowest copays there are, or `most`."""

    def change(plan: PartD, bound: Bound) -> PartD:
        return replace(plan, extra_help=ExtraHelp.FULL_LOW if bound is Bound.LOW else most)

    return _put(change)


def _put(change: Callable[[PartD, Bound], PartD]) -> Callable[[Settled, Bound], Settled]:
    def settle(settled: Settled, bound: Bound) -> Settled:
        coverage = settled.case.coverage
        if coverage.part_d is None:
            return settled
        changed = replace(coverage, part_d=change(coverage.part_d, bound))
        return replace(settled, case=replace(settled.case, coverage=changed))

    return settle


def _brand(settled: Settled, bound: Bound) -> Settled:
    return replace(settled, brand=bound)
