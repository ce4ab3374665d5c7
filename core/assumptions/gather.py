"""Every question that a case leaves open, and the two runs that settle them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.assumptions.drug_plan import drug_plan_unknowns
from core.assumptions.maker import maker_unknown
from core.assumptions.order import Open, length_open, order_open
from core.assumptions.payers import SupplementRuns, payer_unknowns, supplement_runs
from core.assumptions.place import area_of, place_unknowns, state_of
from core.assumptions.rental import rental_unknowns
from core.assumptions.unknown import Unknown
from core.assumptions.visits import visit_unknowns
from core.case import Case, Delivery
from core.money import ZERO
from core.reference.model import Drug, Equipment, EquipmentKind, NotInReference, UsualDose
from core.reference.store import Reference
from core.result import NotEstimated
from core.schedule.drug import code_on, usual_doses
from core.settled import Bound, Settled


@dataclass(frozen=True, slots=True)
class Questions:
    """A case on its way to two runs: what is settled, what is open, and what cannot be told.

    `base` is None when the length is not known and no usual one is, so that nothing can be
    laid out in time.
    """

    base: Settled | None
    unknowns: tuple[Unknown, ...]
    gaps: tuple[NotEstimated, ...]
    supplement: SupplementRuns

    def run(self, bound: Bound, others: Mapping[str, Bound] | None = None) -> Settled:
        """All questions settled at one end, except those that `others` names."""
        if self.base is None:
            raise ValueError("nothing to settle without a length")
        settled = self.base
        for each in self.unknowns:
            settled = each.settle(settled, (others or {}).get(each.id, bound))
        return settled


def gather(case: Case, drug: Drug, reference: Reference) -> Questions:
    """Look through a case for everything that its estimate needs."""
    start = case.start or case.as_of
    area = area_of(case.home, start, reference)
    supplement = supplement_runs(case.coverage.supplement, state_of(area.fee_areas), reference)
    found = Open()
    days = case.days
    if days is None:
        length, found = length_open(case.therapy, _usual(case, drug, reference))
        days = length[0] if length else None
    if days is None:
        return Questions(None, (), found.gaps, supplement)
    coverage = case.coverage
    base = Settled(
        case=case,
        drug=drug,
        start=start,
        days=days,
        pump=_pump(case, drug, reference),
        area=area,
        payer=supplement.high,
        deductible_met=coverage.deductible_met or ZERO,
        counted=(coverage.supplement and coverage.supplement.spent) or ZERO,
        assigned=case.supplier.accepts_assignment is not False,
        rented=case.therapy.pump_months_used or 0,
    )
    found += order_open(base, reference)
    unknowns = (
        *payer_unknowns(case, supplement, start, reference),
        *maker_unknown(base, reference),
        *found.unknowns,
        *rental_unknowns(base, reference),
        *visit_unknowns(base, reference),
        *place_unknowns(case, area),
        *drug_plan_unknowns(case, start, reference),
    )
    return Questions(base, unknowns, (*found.gaps, *supplement.gaps), supplement)


def _usual(case: Case, drug: Drug, reference: Reference) -> tuple[UsualDose, ...]:
    try:
        code = code_on(drug, case.therapy.drug, case.start or case.as_of, reference)
    except NotInReference:
        return ()
    return usual_doses(drug, code, case.therapy, reference)


def _pump(case: Case, drug: Drug, reference: Reference) -> Equipment | None:
    """The pump that is stated, else the drug's usual one; None for what is no durable pump."""
    if case.therapy.delivery not in (Delivery.PUMP, None):
        return None
    stated = case.therapy.pump
    code = stated or next((use.hcpcs for use in drug.pumps if use.usual), None)
    try:
        found = reference.equipment(code) if code else None
    except NotInReference:
        return None
    return found if found is not None and found.kind is EquipmentKind.PUMP else None
