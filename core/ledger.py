"""Claims folded through the payers in the order of their days, and the balance of each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

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


class _Entry(NamedTuple):
    """The parts of an entry, USD."""

    claim: Claim
    deductible: Decimal
    coinsurance: Decimal
    medicare: Decimal
    other: tuple[tuple[str, Decimal], ...]
    patient: Decimal
    standing: Standing
    deductible_citation: Citation | None = None


class Entry(_Entry):
    """One claim after all payers, USD.

    allowed + excess + noncovered = medicare + others + patient, checked when it is made.
    (A named tuple: there are hundreds in a run, and a frozen dataclass costs four times as much.)
    """

    __slots__ = ()

    def __new__(
        cls,
        claim: Claim,
        deductible: Decimal,
        coinsurance: Decimal,
        medicare: Decimal,
        other: tuple[tuple[str, Decimal], ...],
        patient: Decimal,
        standing: Standing,
        deductible_citation: Citation | None = None,
    ) -> Entry:
        """Make it, or raise OutOfBalance."""
        owed = claim.allowed + claim.excess + claim.noncovered
        paid = medicare + patient
        negative = deductible < ZERO or coinsurance < ZERO or medicare < ZERO or patient < ZERO
        for _, amount in other:
            paid += amount
            negative = negative or amount < ZERO
        if negative or owed != paid:
            raise OutOfBalance(claim, owed - paid)
        return tuple.__new__(
            cls,
            (
                claim,
                deductible,
                coinsurance,
                medicare,
                other,
                patient,
                standing,
                deductible_citation,
            ),
        )


@dataclass(frozen=True, slots=True)
class Opening:
    """Where the year of the first day stands before it, USD: what was met of the Part B
    deductible, and what counts towards the payer's own yearly limit."""

    year: int
    deductible_met: Decimal = ZERO
    counted: Decimal = ZERO


class AfterMedicare(NamedTuple):
    """One claim after Original Medicare and before anybody else, USD.

    `held` is what sequestration keeps from an unassigned claim's payment; `medicare` is
    what is paid without it; `left` is all that the payer and the patient are left with.
    """

    claim: Claim
    share: Share
    medicare: Decimal
    held: Decimal
    left: Decimal
    standing: Standing
    deductible_citation: Citation | None

    def assigned(self) -> AfterMedicare:
        """The same claim where nobody may charge above Medicare's amount."""
        if not self.claim.held and not self.claim.excess:
            return self
        return self._replace(
            claim=replace(self.claim, excess=ZERO, held=False),
            share=self.share._replace(excess=ZERO),
            medicare=self.medicare + self.held,
            held=ZERO,
            left=self.left - self.held - self.claim.excess,
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
        year = day.year
        if year not in left:
            deductibles[year] = reference.parameter("part_b_deductible", day)
            met = opening.deductible_met if year == opening.year else ZERO
            left[year] = max(deductibles[year].value.high - met, ZERO)
        usable = left[year] if claim.deductible_applies else ZERO
        cap = None if claim.cap is None else claim.cap - grouped.get(claim.cap_group, ZERO)
        deductible, coinsurance, medicare = split(
            claim.allowed, claim.rate, usable, cap, claim.rounds_up
        )
        standing, citation = claim.price.standing, None
        if deductible:
            left[year] -= deductible
            standing = least_sure(standing, deductibles[year].standing)
            citation = deductibles[year].citation
        if claim.cap_group:
            grouped[claim.cap_group] = grouped.get(claim.cap_group, ZERO) + coinsurance
        held = sequestered(medicare, _sequestration(day, reference)) if claim.held else ZERO
        share = Share(day, deductible, coinsurance, claim.excess)
        left_over = deductible + coinsurance + claim.excess + held + claim.noncovered
        found.append(
            AfterMedicare(claim, share, medicare - held, held, left_over, standing, citation)
        )
    return tuple(found)


def after_payer(
    parts: Iterable[AfterMedicare], opening: Opening, payer: Payer
) -> tuple[Entry, ...]:
    """What a payer after Medicare pays of each line, and what is left to the patient."""
    name = payer.name
    return tuple(
        Entry(
            part.claim,
            part.share.deductible,
            part.share.coinsurance,
            part.medicare,
            ((name, paid),) if paid else (),
            part.left - paid,
            part.standing,
            part.deductible_citation,
        )
        for part, paid in _paid(parts, opening, payer)
    )


class _Sum(NamedTuple):
    """What Medicare leaves of several claims together, USD."""

    share: Share
    left: Decimal


@dataclass(frozen=True, slots=True)
class Unpaid:
    """Claims after Original Medicare, of which one payer after the other is asked what it
    would leave; `whole` and `assigned` are their sums as they are and without excess."""

    parts: tuple[AfterMedicare, ...]
    whole: _Sum
    assigned: _Sum

    @classmethod
    def of(cls, parts: tuple[AfterMedicare, ...]) -> Unpaid:
        """Add them up."""
        return cls(parts, _sum(parts), _sum([part.assigned() for part in parts]))

    def left(self, opening: Opening, payer: Payer) -> Decimal:
        """The sum of what a payer leaves to the patient, without the lines."""
        if payer.adds_up:
            both = self.assigned if payer.takes_no_excess else self.whole
            return both.left - payer.pay(both.share, ZERO).amount
        return sum((part.left - paid for part, paid in _paid(self.parts, opening, payer)), ZERO)


def _sum(parts: Sequence[AfterMedicare]) -> _Sum:
    shares = [part.share for part in parts]
    share = Share(
        date.max,  # no payer that adds up looks at the day
        sum((each.deductible for each in shares), ZERO),
        sum((each.coinsurance for each in shares), ZERO),
        sum((each.excess for each in shares), ZERO),
    )
    return _Sum(share, sum((part.left for part in parts), ZERO))


def _paid(
    parts: Iterable[AfterMedicare], opening: Opening, payer: Payer
) -> Iterator[tuple[AfterMedicare, Decimal]]:
    """Each line with the payer's part; its own yearly amount starts again with the year."""
    counted: dict[int, Decimal] = {opening.year: opening.counted}
    takes_no_excess, pay = payer.takes_no_excess, payer.pay
    for each in parts:
        part = each.assigned() if takes_no_excess else each
        year = part.share.day.year
        before = counted.get(year, ZERO)
        payment = pay(part.share, before)
        if payment.counted:
            counted[year] = before + payment.counted
        yield part, payment.amount


def _sequestration(day: date, reference: Reference) -> Decimal:
    return reference.parameter("sequestration_rate", day).value.high
