"""Amounts as a person is shown them: whole dollars whose parts still add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from core.money import ZERO, Range, whole_dollars
from core.result import Line

ONE = Decimal(1)


def ordered(amount: Range) -> Range:
    """The two runs of an amount from the smaller to the larger."""
    low, high = sorted((amount.low, amount.high))
    return Range(low, high)


def shown(amount: Decimal) -> Decimal:
    """Whole dollars; an amount that is not zero is never shown as 0."""
    if amount == 0:
        return Decimal(0)
    return max(ONE, whole_dollars(amount))


def shown_range(amount: Range) -> Range:
    """Both ends in whole dollars, the smaller first."""
    low, high = sorted((shown(amount.low), shown(amount.high)))
    return Range(low, high)


def apportion(parts: Sequence[Decimal], total: Decimal) -> tuple[Decimal, ...]:
    """Whole dollars for each part that add up to `total` (largest remainders first).

    `total` is the sum of the parts in whole dollars, so that no part moves by a dollar or more.
    """
    floors = [part.to_integral_value(ROUND_FLOOR) for part in parts]
    missing = int(total - sum(floors, start=Decimal(0)))
    by_remainder = sorted(
        range(len(parts)), key=lambda i: (parts[i] - floors[i], parts[i]), reverse=True
    )
    for index in by_remainder[:missing]:
        floors[index] += ONE
    return tuple(floors)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the person's own amount is made of: deductible + share + extra = the amount.

    `extra` is what Medicare does not cover, and charges above its price.
    """

    deductible: Decimal = ZERO
    share: Decimal = ZERO
    extra: Decimal = ZERO

    @property
    def total(self) -> Decimal:
        """The person's amount."""
        return self.deductible + self.share + self.extra

    def __add__(self, other: Parts) -> Parts:
        return Parts(
            self.deductible + other.deductible,
            self.share + other.share,
            self.extra + other.extra,
        )


def split(
    patient: Decimal, deductible: Decimal, share: Decimal, excess: Decimal, noncovered: Decimal
) -> Parts:
    """Divide what the person pays on one line into its parts, after others have paid theirs.

    A supplement pays whole parts as a rule (Medigap G the share and the excess, F those and
    the deductible), so first the parts that it left are looked for; when it paid a fraction,
    its payment is taken from the excess, then the share, then the deductible.
    """
    whole = (
        Parts(deductible, share, excess + noncovered),
        Parts(deductible, ZERO, excess + noncovered),
        Parts(deductible, ZERO, noncovered),
        Parts(ZERO, ZERO, excess + noncovered),
        Parts(ZERO, ZERO, noncovered),
        Parts(),
    )
    for parts in whole:
        if parts.total == patient:
            return parts
    extra = min(noncovered, patient)
    own_deductible = min(deductible, patient - extra)
    own_share = min(share, patient - extra - own_deductible)
    return Parts(own_deductible, own_share, patient - own_deductible - own_share)


def line_parts(line: Line, high: bool) -> Parts:
    """The person's parts of one line in the high or the low run."""

    def end(amount: Range) -> Decimal:
        return amount.high if high else amount.low

    return split(
        end(line.patient),
        end(line.deductible),
        end(line.coinsurance),
        end(line.excess),
        end(line.noncovered),
    )


def sum_parts(lines: Iterable[Line], high: bool) -> Parts:
    """The person's parts of several lines in one run."""
    return sum((line_parts(line, high) for line in lines), start=Parts())


def at_least(amount: Range) -> Range:
    """What "at least" is said of: the lower end, or both ends where the lower is nothing.

    "At least $0" alone would read as though nothing were due.
    """
    return amount if amount.low == ZERO else Range(amount.low, amount.low)
