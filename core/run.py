"""One complete run: every service of one `Settled` laid out, priced and folded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from core.advantage import FREE_PLAN, fold_plan, has_figures, most, plan_of
from core.case import MedicareKind
from core.employer import fold_after_work, plan_from_work
from core.gaps import gap
from core.ledger import Entry, Opening, fold
from core.money import ZERO
from core.payers.base import NOBODY, Payer
from core.payers.high_deductible import HighDeductible
from core.pricing import Basis, Claim, price
from core.pricing.price import MAY_EXCEED
from core.reference.model import NotInReference
from core.reference.store import Reference
from core.refused import Refused, what_is_refused
from core.result import Benefit, LineKind, NotEstimated
from core.schedule.lay_out import Verdicts, lay_out, may_pay
from core.settled import Settled
from core.trace import Text


@dataclass(frozen=True, slots=True)
class Run:
    """A run's covered claims and their entries, the refused entries, its gaps and its notes."""

    settled: Settled
    claims: tuple[Claim, ...]
    paid: tuple[Entry, ...]
    refused: tuple[Entry, ...]
    gaps: tuple[NotEstimated, ...]
    notes: tuple[Text, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries in the order of their days."""
        both = (*self.paid, *self.refused)
        return tuple(sorted(both, key=lambda entry: entry.claim.service.place))

    @property
    def patient(self) -> Decimal:
        """All that the patient pays, USD."""
        return sum((entry.patient for entry in (*self.paid, *self.refused)), ZERO)


@dataclass(frozen=True, slots=True)
class Laid:
    """What a run comes to before anybody pays: priced claims, refused entries, open parts.

    It does not hang on the payer after Medicare, nor on what was met or spent before.
    """

    claims: tuple[Claim, ...]
    gaps: tuple[NotEstimated, ...]
    refused: Refused


def run(settled: Settled, decided: Verdicts, reference: Reference) -> Run:
    """Lay out, price and fold."""
    return pay(lay(settled, decided, reference), settled, reference)


def before_paying(settled: Settled) -> Settled:
    """The answers that `lay` depends on: runs that agree in them are laid out once."""
    return replace(settled, payer=NOBODY, deductible_met=ZERO, counted=ZERO, free_plan=False)


def lay(settled: Settled, decided: Verdicts, reference: Reference) -> Laid:
    """Every service of a run, laid out and priced."""
    refused = what_is_refused(settled, decided, reference)
    coverage = settled.case.coverage
    if coverage.medicare is None:
        last = settled.start + timedelta(days=settled.days - 1)
        limit = most(coverage.advantage, settled.start, last, reference)
        refused = refused + Refused(gaps=(gap("medicare-kind", amount=limit),))
    if _is_plan_without_figures(settled):
        if not plan_may_pay(decided):
            return Laid((), (), refused)
        # No lines beside a limit: what Medicare refuses may be different in the plan.
        more = (gap("visits-refused"),) if refused.entries else ()
        return Laid((), (gap("advantage"), *more), replace(refused, entries=()))
    schedule = lay_out(settled, decided, reference)
    claims: list[Claim] = []
    gaps = list(schedule.gaps)
    for service in schedule.services:
        try:
            claim = price(service, settled, reference)
            if claim.price.basis is not Basis.LAST_RENTAL or claim.allowed:
                claims.append(claim)  # no more rent once the price to buy is reached
        except NotInReference:
            gaps.append(_no_price(service.kind, service.what, service.hcpcs))
    return Laid(tuple(claims), tuple(gaps), refused)


def pay(laid: Laid, settled: Settled, reference: Reference) -> Run:
    """The claims of a run folded through who pays."""
    coverage = settled.case.coverage
    plan = FREE_PLAN if settled.free_plan else plan_of(coverage)
    is_plan = settled.free_plan or coverage.medicare is MedicareKind.ADVANTAGE
    more: tuple[NotEstimated, ...]
    if is_plan and plan is not None:
        paid = fold_plan(laid.claims, plan, settled.start.year, reference)
        later = any(claim.service.date.year != settled.start.year for claim in laid.claims)
        more = (gap("advantage-next-year"),) if later and not settled.free_plan else ()
    else:
        paid = fold_part_b(laid.claims, settled, reference)
        more = _excess_unknown(settled, laid.claims)
        if _next_years_work(laid.claims, settled):
            more = (*more, gap("employer-next-year"))
    gaps = tuple(dict.fromkeys((*laid.gaps, *more, *laid.refused.gaps)))
    return Run(settled, laid.claims, paid, laid.refused.entries, gaps, laid.refused.notes)


def fold_part_b(
    claims: Iterable[Claim], settled: Settled, reference: Reference
) -> tuple[Entry, ...]:
    """Claims through Original Medicare and the payer before or after it."""
    work = plan_from_work(settled.case.coverage)
    begun = opening(settled, settled.payer)
    if work is not None:
        return fold_after_work(claims, work, begun, reference)
    return fold(claims, begun, settled.payer, reference)


def _next_years_work(claims: Iterable[Claim], settled: Settled) -> bool:
    """Whether a plan from work pays in a year whose deductible nobody has told."""
    if plan_from_work(settled.case.coverage) is None:
        return False
    return any(claim.service.date.year != settled.start.year for claim in claims)


def _is_plan_without_figures(settled: Settled) -> bool:
    coverage = settled.case.coverage
    in_plan = coverage.medicare is MedicareKind.ADVANTAGE
    return in_plan and not has_figures(plan_of(coverage))


def plan_may_pay(decided: Verdicts) -> bool:
    """Whether any part that Part B covers falls to a Medicare Advantage plan."""
    return any(may_pay(each, decided) for each in (Benefit.EQUIPMENT, Benefit.VISITS, Benefit.IVIG))


def opening(settled: Settled, payer: Payer, is_held: bool = True) -> Opening:
    """Where the year stands before the first day, for a payer.

    What was spent under the payer that the patient has counts for no other one.
    """
    counted = settled.counted if is_held else ZERO
    if isinstance(payer, HighDeductible):
        # The Part B deductible that was met counts towards the plan's own.
        counted = max(counted, settled.deductible_met)
    return Opening(settled.start.year, settled.deductible_met, counted)


def _no_price(kind: LineKind, what: Text, hcpcs: str) -> NotEstimated:
    if kind is LineKind.DRUG:
        return gap("drug-price", drug=what)
    return gap("no-amount", what=what, code=hcpcs)


def _excess_unknown(settled: Settled, claims: Iterable[Claim]) -> tuple[NotEstimated, ...]:
    """An unassigned supplier's charges that nobody has told."""
    if settled.assigned or settled.payer.takes_no_excess:
        return ()
    charges = settled.case.supplier.charges
    open_codes = {
        claim.service.what
        for claim in claims
        if claim.service.kind in MAY_EXCEED and claim.service.hcpcs not in charges
    }
    return (gap("excess"),) if open_codes else ()
