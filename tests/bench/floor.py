"""The bare floor of a ledger: the same arithmetic in whole cents, and nothing else.

No source, no standing, no words, no dated look-up: what every ledger must do whoever writes
it.  A record for each line, the deductible of its year, the patient's share rounded half-up
under its cap, what a Medigap plan pays of it, and the balance of the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from core.ledger import Entry
from core.pricing.claim import Claim

_HUNDRED = 100


class Bare(NamedTuple):
    """A priced line: amounts in cents, the share as a fraction of two whole numbers."""

    day: date
    code: str
    allowed: int
    share: int
    of: int
    deductible_applies: bool
    cap: int | None
    group: str
    excess: int
    noncovered: int


class Paid(NamedTuple):
    """The same line after Medicare and a Medigap plan, in cents."""

    line: Bare
    deductible: int
    coinsurance: int
    medicare: int
    other: int
    patient: int


class Unbalanced(Exception):
    """A line that does not add up."""


def bare(claim: Claim) -> Bare:
    """A claim of the program as the floor takes it."""
    share = Fraction(claim.rate)
    return Bare(
        claim.service.date,
        claim.service.hcpcs,
        _cents(claim.allowed),
        share.numerator,
        share.denominator,
        claim.deductible_applies,
        None if claim.cap is None else _cents(claim.cap),
        claim.cap_group,
        _cents(claim.excess),
        _cents(claim.noncovered),
    )


def fold(
    lines: Iterable[Bare],
    deductibles: Mapping[int, int],
    pays_deductible: bool = False,
    pays_excess: bool = True,
) -> list[Paid]:
    """Every line through Medicare and a Medigap plan that pays the whole share (G as it stands)."""
    left = dict(deductibles)
    capped: dict[str, int] = {}
    found: list[Paid] = []
    for line in lines:
        year = line.day.year
        deductible = min(left[year], line.allowed) if line.deductible_applies else 0
        left[year] -= deductible
        rest = line.allowed - deductible
        coinsurance = (2 * rest * line.share + line.of) // (2 * line.of)
        if line.cap is not None:
            coinsurance = min(coinsurance, line.cap - capped.get(line.group, 0))
        if line.group:
            capped[line.group] = capped.get(line.group, 0) + coinsurance
        medicare = rest - coinsurance
        other = coinsurance
        if pays_deductible:
            other += deductible
        if pays_excess:
            other += line.excess
        owed = line.allowed + line.excess + line.noncovered
        patient = deductible + coinsurance + line.excess + line.noncovered - other
        if medicare + other + patient != owed:
            raise Unbalanced(line)
        if min(deductible, coinsurance, medicare, other, patient) < 0:
            raise Unbalanced(line)
        found.append(Paid(line, deductible, coinsurance, medicare, other, patient))
    return found


def agrees(found: Iterable[Paid], entries: Iterable[Entry]) -> bool:
    """Whether the floor came to the program's own amounts, to the cent, line by line."""
    return [
        (each.deductible, each.coinsurance, each.medicare, each.other, each.patient)
        for each in found
    ] == [
        (
            _cents(entry.deductible),
            _cents(entry.coinsurance),
            _cents(entry.medicare),
            sum(_cents(amount) for _, amount in entry.other),
            _cents(entry.patient),
        )
        for entry in entries
    ]


def _cents(amount: Decimal) -> int:
    return int(amount * _HUNDRED)
