"""Claims folded through the payers in the order of their days, and the balance of each line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from core.money import ZERO
from core.payers.base import Payer, Share
from core.payers.original import sequestered, split
from core.pricing.claim import Claim
from core.reference.store import Reference
from core.trace import Citation, Quote, Standing, least_sure


class OutOfBalance(Exception):
    """A line whose payers do not add up to what it costs: a defect, never a patient's mistake."""

    def __init__(self, claim: Claim, difference: Decimal) -> None:
        super().__init__(f"{claim.service.hcpcs} on {claim.service.date}: off by {difference}")
        self.claim = claim
        self.difference = difference


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim after all payers, USD.

    allowed + excess + noncovered = medicare + others + patient, checked when it is made.
    """

    claim: Claim
    deductible: Decimal
    coinsurance: Decimal
    medicare: Decimal
    other: tuple[tuple[str, Decimal], ...]
    patient: Decimal
    standing: Standing
    deductible_citation: Citation | None = None

    def __post_init__(self) -> None:
        owed = self.claim.allowed + self.claim.excess + self.claim.noncovered
        paid = self.medicare + sum((amount for _, amount in self.other), ZERO) + self.patient
        amounts = (self.deductible, self.coinsurance, self.medicare, self.patient, owed)
        if owed != paid or min(*amounts, *(amount for _, amount in self.other)) < 0:
            raise OutOfBalance(self.claim, owed - paid)


@dataclass(frozen=True, slots=True)
class Opening:
    """Where the year of the first day stands before it, USD: what was met of the Part B
    deductible, and what counts towards the payer's own yearly limit."""

    year: int
    deductible_met: Decimal = ZERO
    counted: Decimal = ZERO


def fold(
    claims: Iterable[Claim], opening: Opening, payer: Payer, reference: Reference
) -> tuple[Entry, ...]:
    """Original Medicare first, then the payer, line by line.

    The year of the service date picks the deductible (convention 5); a new calendar year
    starts with nothing met and nothing counted.
    """
    deductibles: dict[int, Quote] = {}
    left: dict[int, Decimal] = {}
    counted: dict[int, Decimal] = {opening.year: opening.counted}
    grouped: dict[str, Decimal] = {}
    entries: list[Entry] = []
    for claim in claims:
        if payer.takes_no_excess:
            claim = replace(claim, excess=ZERO, held=False)
        day = claim.service.date
        if day.year not in left:
            deductibles[day.year] = reference.parameter("part_b_deductible", day)
            met = opening.deductible_met if day.year == opening.year else ZERO
            left[day.year] = max(deductibles[day.year].value.high - met, ZERO)
        usable = left[day.year] if claim.deductible_applies else ZERO
        cap = None if claim.cap is None else claim.cap - grouped.get(claim.cap_group, ZERO)
        parts = split(claim.allowed, claim.rate, usable, cap, claim.rounds_up)
        left[day.year] -= parts.deductible
        if claim.cap_group:
            grouped[claim.cap_group] = grouped.get(claim.cap_group, ZERO) + parts.coinsurance
        held = sequestered(parts.medicare, _sequestration(day, reference)) if claim.held else ZERO
        share = Share(day, parts.deductible, parts.coinsurance, claim.excess)
        payment = payer.pay(share, counted.get(day.year, ZERO))
        counted[day.year] = counted.get(day.year, ZERO) + payment.counted
        entries.append(
            Entry(
                claim,
                parts.deductible,
                parts.coinsurance,
                parts.medicare - held,
                ((payer.name, payment.amount),) if payment.amount else (),
                share.total + held + claim.noncovered - payment.amount,
                least_sure(claim.price.standing, deductibles[day.year].standing)
                if parts.deductible
                else claim.price.standing,
                deductibles[day.year].citation if parts.deductible else None,
            )
        )
    return tuple(entries)


def _sequestration(day: date, reference: Reference) -> Decimal:
    return reference.parameter("sequestration_rate", day).value.high
