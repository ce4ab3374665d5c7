"""What the patient must buy when Medicare refuses: at a quoted price, or not estimated.

Never a line of 0: a part without a known price is named, with the question to ask.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from core.case import Residence
from core.gaps import gap
from core.ledger import Entry
from core.money import ZERO, cents
from core.payers.part_d import FIRST_YEAR, PartDPlan
from core.pricing.claim import Basis, Claim, Price
from core.pricing.price import refused
from core.reference.store import Reference
from core.result import Benefit, LineKind, NotEstimated
from core.schedule.breaks import stretches
from core.schedule.calendar import weeks
from core.schedule.equipment import equipment_services
from core.schedule.lay_out import Verdicts, may_pay
from core.schedule.service import Service
from core.schedule.visits import visit_offsets
from core.settled import Settled
from core.trace import Standing, Text, text

PART_D = "part-d"
_DRUG_PLAN_NOTES = (text("money.note.part-d"), text("money.note.payment-plan"))
_FACILITIES = (Residence.HOSPITAL, Residence.SKILLED_NURSING_FACILITY)
_ELSEWHERE = (Benefit.INCIDENT_TO, Benefit.PROSTHETIC, Benefit.CLOTTING)


@dataclass(frozen=True, slots=True)
class Refused:
    """Entries with a known price, the parts without one, and what must be said beside them."""

    entries: tuple[Entry, ...] = ()
    gaps: tuple[NotEstimated, ...] = ()
    notes: tuple[Text, ...] = ()

    def __add__(self, other: Refused) -> Refused:
        return Refused(
            self.entries + other.entries, self.gaps + other.gaps, self.notes + other.notes
        )


def what_is_refused(settled: Settled, decided: Verdicts, reference: Reference) -> Refused:
    """Every part of the treatment that no benefit pays."""
    if settled.case.residence in _FACILITIES:
        return Refused(gaps=(gap("facility"),))
    found = Refused()
    if not may_pay(Benefit.EQUIPMENT, decided) and not may_pay(Benefit.IVIG, decided):
        found += _drug(settled, decided, reference)
        for stretch in stretches(settled, reference):
            found += _supplies(stretch, decided, reference)
    if not may_pay(Benefit.VISITS, decided) and not may_pay(Benefit.IVIG, decided):
        for stretch in stretches(settled, reference):
            found += _visits(stretch)
    return found


def _owed(claim: Claim) -> Entry:
    return Entry(claim, ZERO, ZERO, ZERO, (), claim.noncovered, claim.price.standing)


def _service(
    settled: Settled, offset: int, kind: LineKind, benefit: Benefit, units: Decimal, what: Text
) -> Service:
    day = settled.start + timedelta(days=offset)
    return Service(day, "", (), units, kind, benefit, what)


def _drug(settled: Settled, decided: Verdicts, reference: Reference) -> Refused:
    name = text(f"drug.{settled.drug.id}")
    quoted = settled.case.quotes.drug_price
    elsewhere = next((each for each in _ELSEWHERE if may_pay(each, decided)), None)
    if elsewhere is not None:
        return Refused(gaps=(gap(str(elsewhere), drug=name),))
    if decided.get(Benefit.PART_D) is not None and settled.case.coverage.part_d is not None:
        if quoted is None or settled.start.year < FIRST_YEAR:
            return Refused(gaps=(gap("part-d-drug", drug=name),))
        return Refused(_fills(settled, quoted, reference), notes=_DRUG_PLAN_NOTES)
    if quoted is None:
        return Refused(gaps=(gap("drug-refused", drug=name),))
    day = _service(settled, 0, LineKind.DRUG, Benefit.EQUIPMENT, Decimal(1), name)
    return Refused((_owed(refused(day, quoted)),))


def _fills(settled: Settled, quoted: Decimal, reference: Reference) -> tuple[Entry, ...]:
    """The quoted price over its fills, each through the drug plan."""
    coverage = settled.case.coverage.part_d
    if coverage is None:
        return ()
    plan = PartDPlan(coverage, reference, settled.brand)
    count = settled.case.quotes.fills or 1
    spent = {settled.start.year: coverage.spent if coverage.spent is not None else ZERO}
    name = text(f"drug.{settled.drug.id}")
    entries: list[Entry] = []
    billed = ZERO
    for number in range(count):
        price = cents(quoted * (number + 1) / count) - billed
        billed += price
        offset = settled.days * number // count
        service = _service(settled, offset, LineKind.DRUG, Benefit.PART_D, Decimal(1), name)
        before = spent.get(service.date.year, ZERO)
        parts = plan.fill(price, service.date, before)
        spent[service.date.year] = before + parts.deductible + parts.coinsurance
        told = Price(Basis.QUOTE, price, Standing.TOLD)
        claim = Claim(replace(service, part=number), told, price)
        entries.append(
            Entry(
                claim,
                parts.deductible,
                parts.coinsurance,
                ZERO,
                ((PART_D, parts.plan),) if parts.plan else (),
                parts.deductible + parts.coinsurance,
                parts.standing,
            )
        )
    return tuple(entries)


def _supplies(settled: Settled, decided: Verdicts, reference: Reference) -> Refused:
    """The pump and supplies: a pharmacy's price a day, or the supplier's charges."""
    per_diem = settled.case.quotes.per_diem
    if per_diem is not None:
        what = text("money.what.per-diem")
        lines = (
            _service(
                settled,
                week.first,
                LineKind.PHARMACY,
                Benefit.EQUIPMENT,
                Decimal(week.length),
                what,
            )
            for week in weeks(settled.days)
        )
        return Refused(tuple(_owed(refused(line, per_diem)) for line in lines))
    if may_pay(Benefit.INCIDENT_TO, decided):
        return Refused()  # an office or hospital brings its own
    charges = settled.case.supplier.charges
    services = equipment_services(settled, reference).services
    known = [each for each in services if each.hcpcs in charges]
    entries = tuple(
        _owed(refused(each, charges[each.hcpcs], settled.owes_refused)) for each in known
    )
    if services and len(known) == len(services):
        return Refused(entries)
    return Refused(entries, (gap("supplies-refused"),))


def _visits(settled: Settled) -> Refused:
    case = settled.case
    if not case.visits.per_week:
        return Refused()
    if case.quotes.homebound:
        return Refused(notes=(text("money.note.homebound"),))
    if case.quotes.visit_price is None:
        return Refused(gaps=(gap("visits-refused"),))
    what = text("money.what.nurse-visit")
    lines = (
        _service(settled, offset, LineKind.VISIT, Benefit.VISITS, Decimal(1), what)
        for offset in visit_offsets(case.therapy, case.visits.per_week, settled.days)
    )
    return Refused(tuple(_owed(refused(line, case.quotes.visit_price)) for line in lines))
