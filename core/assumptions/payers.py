"""What is not known about who pays: the deductible, the supplement, the supplier's terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from core.advantage import has_figures, limit, plan_of
from core.assumptions.place import state_of
from core.assumptions.unknown import Unknown, unknown
from core.case import Case, Coverage, MedicareKind, MedigapPlan, Supplement, SupplementKind
from core.employer import plan_from_work
from core.gaps import gap
from core.money import ZERO
from core.payers.base import NOBODY, Payer, Renamed
from core.payers.medigap import medigap
from core.payers.public import QMB, TRICARE, PaysRest
from core.payers.retiree import Retiree
from core.reference.store import Reference
from core.result import NotEstimated
from core.settled import Bound, Settled
from core.trace import Text, text

OWN_POLICY_STATES = frozenset({"MA", "MN", "WI"})
"""States whose standard Medigap policies are their own and carry no letters (CS-20)."""
LIMITED = frozenset({MedigapPlan.K, MedigapPlan.L, MedigapPlan.HDF, MedigapPlan.HDG})
"""The plans that a yearly amount moves."""
Kind: TypeAlias = tuple[SupplementKind, MedigapPlan | None]
"""A kind of supplement, and the letter of a Medigap plan."""
_NOTHING = Decimal(0)
_ALL = Decimal(100)


@dataclass(frozen=True, slots=True)
class SupplementRuns:
    """The payer of the low run and of the high run, and what must be said about them."""

    low: Payer
    high: Payer
    unknown: str = ""
    gaps: tuple[NotEstimated, ...] = ()
    notes: tuple[Text, ...] = ()

    def settle(self, settled: Settled, bound: Bound) -> Settled:
        """Put the payer of a run in its place."""
        return replace(settled, payer=self.low if bound is Bound.LOW else self.high)


def _same(payer: Payer, **more: tuple[Text, ...]) -> SupplementRuns:
    return SupplementRuns(payer, payer, **more)  # type: ignore[arg-type]


def supplement_runs(
    supplement: Supplement | None, state: str | None, reference: Reference
) -> SupplementRuns:
    """Who pays after Medicare in each run."""
    kind = supplement.kind if supplement else None
    if supplement is None or kind is None:
        return SupplementRuns(
            PaysRest("unknown", takes_no_excess=True), NOBODY, "coverage.supplement.kind"
        )
    return _KINDS[kind](supplement, state, reference)


def _none(supplement: Supplement, state: str | None, reference: Reference) -> SupplementRuns:
    return _same(NOBODY)


def _medigap(supplement: Supplement, state: str | None, reference: Reference) -> SupplementRuns:
    note: tuple[Text, ...] = (text("money.note.medigap"),)
    if supplement.plan is not None:
        if state in OWN_POLICY_STATES:
            note = (*note, text("money.note.own-policy"))
        return _same(medigap(supplement.plan, reference), notes=note)
    least = Renamed(medigap(MedigapPlan.F, reference), "medigap")
    if state in OWN_POLICY_STATES:
        most = Renamed(medigap(MedigapPlan.K, reference), "medigap")
        return SupplementRuns(least, most, "coverage.supplement.own-policy", notes=note)
    most = Renamed(medigap(MedigapPlan.HDG, reference), "medigap")
    return SupplementRuns(least, most, "coverage.supplement.plan", notes=note)


def _qmb(supplement: Supplement, state: str | None, reference: Reference) -> SupplementRuns:
    return _same(QMB, notes=(text("money.note.qmb"),))


def _medicaid(supplement: Supplement, state: str | None, reference: Reference) -> SupplementRuns:
    return SupplementRuns(
        PaysRest("medicaid"),
        NOBODY,
        "coverage.supplement.medicaid",
        notes=(text("money.note.medicaid"),),
    )


def _premium_only(
    supplement: Supplement, state: str | None, reference: Reference
) -> SupplementRuns:
    return _same(NOBODY, notes=(text("money.note.premium-only"),))


def _retiree(supplement: Supplement, state: str | None, reference: Reference) -> SupplementRuns:
    coinsurance, deductible = supplement.coinsurance_paid, supplement.deductible_paid
    known = coinsurance is not None and deductible is not None
    low = Retiree(
        _ALL if coinsurance is None else coinsurance, _ALL if deductible is None else deductible
    )
    high = Retiree(
        _NOTHING if coinsurance is None else coinsurance,
        _NOTHING if deductible is None else deductible,
    )
    return SupplementRuns(low, high, "" if known else "coverage.supplement.retiree")


def _tricare(supplement: Supplement, state: str | None, reference: Reference) -> SupplementRuns:
    return _same(TRICARE, notes=(text("money.note.tricare-for-life"),))


def _va(supplement: Supplement, state: str | None, reference: Reference) -> SupplementRuns:
    return SupplementRuns(
        PaysRest("va", takes_no_excess=True),
        NOBODY,
        "coverage.supplement.va",
        (gap("va"),),
        (text("money.note.va"),),
    )


def _employer(supplement: Supplement, state: str | None, reference: Reference) -> SupplementRuns:
    if plan_from_work(Coverage(supplement=supplement)) is not None:
        return _same(NOBODY, notes=(text("money.note.active-employer"),))
    return SupplementRuns(
        PaysRest("active-employer", takes_no_excess=True),
        NOBODY,
        "coverage.supplement.active-employer",
        (gap("active-employer"),),
        (text("money.note.active-employer"),),
    )


_KINDS: dict[SupplementKind, Callable[[Supplement, str | None, Reference], SupplementRuns]] = {
    SupplementKind.NONE: _none,
    SupplementKind.MEDIGAP: _medigap,
    SupplementKind.QMB: _qmb,
    SupplementKind.MEDICAID: _medicaid,
    SupplementKind.SLMB: _premium_only,
    SupplementKind.QI: _premium_only,
    SupplementKind.RETIREE: _retiree,
    SupplementKind.TRICARE_FOR_LIFE: _tricare,
    SupplementKind.VA: _va,
    SupplementKind.ACTIVE_EMPLOYER: _employer,
}


class Under(NamedTuple):
    """A supplement beside the told one: its payer in each run, and whether it is the told one,
    so that what was spent counts towards its yearly amount."""

    supplement: Supplement
    low: Payer
    high: Payer
    is_held: bool


def under(other: Kind, settled: Settled, reference: Reference) -> Under:
    """Who pays of a case under another supplement, with the terms that were told of it.

    A Medigap plan that was told without its letter may be any of them.
    """
    kind, plan = other
    supplement, is_held = Supplement(kind, plan), False
    told = settled.case.coverage.supplement
    if told is not None and told.kind is kind:
        is_held = told.plan in (plan, None)
        if told.plan is plan:
            supplement = told
    runs = supplement_runs(supplement, state_of(settled.area.fee_areas), reference)
    return Under(supplement, runs.low, runs.high, is_held)


def limit_of(plan: MedigapPlan, day: date, reference: Reference) -> Decimal:
    """The yearly amount of a plan that has one, USD."""
    name = (
        f"medigap_plan_{plan}_oop_limit"
        if plan in (MedigapPlan.K, MedigapPlan.L)
        else "medigap_high_deductible_F_G"
    )
    return reference.parameter(name, day).value.high


def payer_unknowns(
    case: Case, runs: SupplementRuns, day: date, reference: Reference
) -> tuple[Unknown, ...]:
    """The questions about who pays that the case leaves open."""
    found: list[Unknown] = []
    if case.coverage.medicare is MedicareKind.ADVANTAGE:
        return _plan_unknowns(case, day, reference)
    if case.coverage.deductible_met is None:
        whole = reference.parameter("part_b_deductible", day).value.high
        found.append(
            unknown("coverage.deductible_met", _met(whole), amount=whole, year=str(day.year))
        )
    if runs.unknown:
        found.append(unknown(runs.unknown, runs.settle))
    supplement = case.coverage.supplement
    if supplement and supplement.plan in LIMITED and supplement.spent is None:
        limit = limit_of(supplement.plan, day, reference)
        found.append(unknown("coverage.supplement.spent", _counted(limit), amount=limit))
    if case.coverage.medicare is None:
        found.append(unknown("coverage.medicare", _kind))
    if case.supplier.accepts_assignment is None:
        found.append(unknown("supplier.accepts_assignment", _assigned))
    if case.supplier.enrolled is False and case.supplier.charges:
        found.append(unknown("supplier.notice", _owed))
    return tuple(found)


def _plan_unknowns(case: Case, day: date, reference: Reference) -> tuple[Unknown, ...]:
    """What a Medicare Advantage member with the plan's figures may still not know."""
    plan = plan_of(case.coverage)
    if plan is None or plan.spent is not None or not has_figures(plan):
        return ()
    most = limit(plan, day, reference)

    def settle(settled: Settled, bound: Bound) -> Settled:
        spent = replace(plan, spent=most if bound is Bound.LOW else ZERO)
        coverage = replace(settled.case.coverage, advantage=spent)
        return replace(settled, case=replace(settled.case, coverage=coverage))

    return (unknown("coverage.advantage.spent", settle, amount=most),)


def _met(whole: Decimal) -> Callable[[Settled, Bound], Settled]:
    def settle(settled: Settled, bound: Bound) -> Settled:
        return replace(settled, deductible_met=whole if bound is Bound.LOW else ZERO)

    return settle


def _counted(limit: Decimal) -> Callable[[Settled, Bound], Settled]:
    def settle(settled: Settled, bound: Bound) -> Settled:
        return replace(settled, counted=limit if bound is Bound.LOW else ZERO)

    return settle


def _kind(settled: Settled, bound: Bound) -> Settled:
    """A plan that leaves nothing to its member, or Original Medicare as it is."""
    return replace(settled, free_plan=bound is Bound.LOW)


def _assigned(settled: Settled, bound: Bound) -> Settled:
    return replace(settled, assigned=bound is Bound.LOW)


def _owed(settled: Settled, bound: Bound) -> Settled:
    return replace(settled, owes_refused=bound is Bound.HIGH)
