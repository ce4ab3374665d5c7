"""The services that Medicare may pay, by what was decided about each benefit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from core.reference.store import Reference
from core.result import Benefit, Covered, Determination
from core.schedule.breaks import stretches
from core.schedule.drug import drug_services
from core.schedule.equipment import equipment_services
from core.schedule.service import Schedule
from core.schedule.visits import ivig_services, visit_services
from core.settled import Settled

Verdicts = Mapping[Benefit, Covered]


def verdicts(determinations: Iterable[Determination]) -> dict[Benefit, Covered]:
    """What was decided, by benefit."""
    return {each.benefit: each.covered for each in determinations}


def may_pay(benefit: Benefit, decided: Verdicts) -> bool:
    """Whether a benefit was asked and not refused: what is unknown is priced as covered."""
    return decided.get(benefit, Covered.NO) is not Covered.NO


def lay_out(settled: Settled, decided: Verdicts, reference: Reference) -> Schedule:
    """All services that a benefit may pay, in the order in which they are folded."""
    parts = [
        part
        for stretch in stretches(settled, reference)
        for part in _parts(stretch, decided, reference)
    ]
    services = sorted((each for part in parts for each in part.services), key=lambda s: s.place)
    gaps = dict.fromkeys(gap for part in parts for gap in part.gaps)
    return Schedule(tuple(services), tuple(gaps))


def _parts(settled: Settled, decided: Verdicts, reference: Reference) -> list[Schedule]:
    """The services of a stretch without breaks, benefit by benefit."""
    parts: list[Schedule] = []
    if may_pay(Benefit.EQUIPMENT, decided):
        parts.append(equipment_services(settled, reference))
        parts.append(drug_services(settled, Benefit.EQUIPMENT, reference))
    if may_pay(Benefit.VISITS, decided):
        parts.append(visit_services(settled, reference))
    if may_pay(Benefit.IVIG, decided):
        parts.append(drug_services(settled, Benefit.IVIG, reference))
        parts.append(ivig_services(settled))
    return parts
