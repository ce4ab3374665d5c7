"""Claims folded through the payers in the order of their days, and the balance of each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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


@dataclass(frozen=True, slots=True)
class AfterMedicare:
    """One claim after Original Medicare and before anybody else, USD.

    `held` is what sequestration keeps from an unassigned claim's payment; `medicare` is
    what is paid without it.
    """

    claim: Claim
    share: Share
    medicare: Decimal
    held: Decimal
    standing: Standing
    deductible_citation: Citation | None

    def assigned(self) -> AfterMedicare:
        """The same claim where nobody may charge above Medicare's amount."""
        if not self.claim.held and not self.claim.excess:
            return self
        return replace(
            self,
            claim=replace(self.claim, excess=ZERO, held=False),
            share=replace(self.share, excess=ZERO),
            medicare=self.medicare + self.held,
            held=ZERO,
        )


def fold(
    claims: Iterable[Claim], opening: Opening, payer: Payer, reference: Reference
) -> tuple[Entry, ...]:
    """Original Medicare first, then the payer, line by line."""
    return after_payer(after_medicare(claims, opening, reference), opening, payer)


def after_medicare(
    claims: Iterable[Claim], opening: Opening, reference: Reference
) -> tuple[AfterMedicare, ...]:
    """The claims in their order, each with what Original Medicare leaves of it.

    The year of the service date picks the deductible (convention 5); a new calendar year
    starts with nothing met.
    """
    deductibles: dict[int, Quote] = {}
    left: dict[int, Decimal] = {}
    grouped: dict[str, Decimal] = {}
    found: list[AfterMedicare] = []
    for claim in claims:
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
        standing = claim.price.standing
        if parts.deductible:
            standing = least_sure(standing, deductibles[day.year].standing)
        found.append(
            AfterMedicare(
                claim,
                Share(day, parts.deductible, parts.coinsurance, claim.excess),
                parts.medicare - held,
                held,
                standing,
                deductibles[day.year].citation if parts.deductible else None,
            )
        )
    return tuple(found)


def after_payer(
    parts: Iterable[AfterMedicare], opening: Opening, payer: Payer
) -> tuple[Entry, ...]:
    """What a payer after Medicare pays of each line, and what is left to the patient."""
    return tuple(
        Entry(
            part.claim,
            part.share.deductible,
            part.share.coinsurance,
            part.medicare,
            ((payer.name, paid),) if paid else (),
            part.share.total + part.held + part.claim.noncovered - paid,
            part.standing,
            part.deductible_citation,
        )
        for part, paid in _paid(parts, opening, payer)
    )


def left_to_patient(parts: Iterable[AfterMedicare], opening: Opening, payer: Payer) -> Decimal:
    """The sum of what a payer leaves to the patient, without the lines."""
    return sum(
        (
            part.share.total + part.held + part.claim.noncovered - paid
            for part, paid in _paid(parts, opening, payer)
        ),
        ZERO,
    )


def _paid(
    parts: Iterable[AfterMedicare], opening: Opening, payer: Payer
) -> Iterator[tuple[AfterMedicare, Decimal]]:
    """Each line with the payer's part; its own yearly amount starts again with the year."""
    counted: dict[int, Decimal] = {opening.year: opening.counted}
    for each in parts:
        part = each.assigned() if payer.takes_no_excess else each
        year = part.share.day.year
        before = counted.get(year, ZERO)
        payment = payer.pay(part.share, before)
        counted[year] = before + payment.counted
        yield part, payment.amount


def _sequestration(day: date, reference: Reference) -> Decimal:
    return reference.parameter("sequestration_rate", day).value.high
