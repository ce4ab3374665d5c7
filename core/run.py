"""One complete run: every service of one `Settled` laid out, priced and folded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from core.advantage import fold_plan, has_figures, plan_of
from core.case import MedicareKind
from core.gaps import gap
from core.ledger import Entry, Opening, fold
from core.money import ZERO
from core.payers.base import Payer
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


def run(settled: Settled, decided: Verdicts, reference: Reference) -> Run:
    """Lay out, price and fold."""
    refused = what_is_refused(settled, decided, reference)
    coverage = settled.case.coverage
    in_plan = coverage.medicare is MedicareKind.ADVANTAGE
    if coverage.medicare is None:
        refused = refused + Refused(gaps=(gap("medicare-kind"),))
    plan = plan_of(coverage)
    if in_plan and not has_figures(plan):
        if not plan_may_pay(decided):
            return Run(settled, (), (), refused.entries, refused.gaps, refused.notes)
        # No lines beside a limit: what Medicare refuses may be different in the plan.
        more = (gap("visits-refused"),) if refused.entries else ()
        gaps = tuple(dict.fromkeys((gap("advantage"), *refused.gaps, *more)))
        return Run(settled, (), (), (), gaps, refused.notes)
    schedule = lay_out(settled, decided, reference)
    claims: list[Claim] = []
    open_parts = list(schedule.gaps)
    for service in schedule.services:
        try:
            claim = price(service, settled, reference)
            if claim.price.basis is not Basis.LAST_RENTAL or claim.allowed:
                claims.append(claim)  # no more rent once the price to buy is reached
        except NotInReference:
            open_parts.append(_no_price(service.kind, service.what, service.hcpcs))
    if in_plan and plan is not None:
        paid = fold_plan(claims, plan, settled.start.year, reference)
        if any(claim.service.date.year != settled.start.year for claim in claims):
            open_parts.append(gap("advantage-next-year"))
    else:
        open_parts += _excess_unknown(settled, claims)
        paid = fold(claims, opening(settled, settled.payer), settled.payer, reference)
    return Run(
        settled,
        tuple(claims),
        paid,
        refused.entries,
        tuple(dict.fromkeys((*open_parts, *refused.gaps))),
        refused.notes,
    )


def plan_may_pay(decided: Verdicts) -> bool:
    """Whether any part that Part B covers falls to a Medicare Advantage plan."""
    return any(may_pay(each, decided) for each in (Benefit.EQUIPMENT, Benefit.VISITS, Benefit.IVIG))


def opening(settled: Settled, payer: Payer) -> Opening:
    """Where the year stands before the first day, for a payer."""
    counted = settled.counted
    if isinstance(payer, HighDeductible):
        # The Part B deductible that was met counts towards the plan's own.
        counted = max(counted, settled.deductible_met)
    return Opening(settled.start.year, settled.deductible_met, counted)


def _no_price(kind: LineKind, what: Text, hcpcs: str) -> NotEstimated:
    if kind is LineKind.DRUG:
        return gap("drug-price", drug=what)
    return gap("no-amount", what=what, code=hcpcs)


def _excess_unknown(settled: Settled, claims: Iterable[Claim]) -> list[NotEstimated]:
    """An unassigned supplier's charges that nobody has told."""
    if settled.assigned or settled.payer.takes_no_excess:
        return []
    charges = settled.case.supplier.charges
    open_codes = {
        claim.service.what
        for claim in claims
        if claim.service.kind in MAY_EXCEED and claim.service.hcpcs not in charges
    }
    return [gap("excess")] if open_codes else []
