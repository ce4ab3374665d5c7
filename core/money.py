"""US dollars as exact decimals: reading them, the one rounding, and ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from enum import StrEnum

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
_PLAIN = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")


class MoneyError(ValueError):
    """A text that is not a plain decimal number."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not a plain decimal number: {text!r}")
        self.text = text


def parse(text: str) -> Decimal:
    """Read a plain decimal ("283", "0.842"); no exponent, sign other than -, or separator.

    Raises MoneyError for anything else, so that no float spelling slips in.
    """
    if not isinstance(text, str) or not _PLAIN.fullmatch(text):
        raise MoneyError(str(text))
    return Decimal(text)


def cents(amount: Decimal) -> Decimal:
    """Round to the cent, ties away from zero (half-up): the only rounding of an amount.

    No text of CMS was found for the tie; half-up is a named convention
    (`convention.rounding`), see docs/accuracy.md.
    """
    return amount.quantize(CENT, ROUND_HALF_UP)


def cents_up(amount: Decimal) -> Decimal:
    """Round up to the next cent, as CMS does for outpatient hospital copayments."""
    return amount.quantize(CENT, ROUND_CEILING)


@dataclass(frozen=True, slots=True)
class Range:
    """An amount in the low run and in the high run of an estimate, in USD.

    `low` may exceed `high` for what others pay: the two ends belong to the two
    runs, not to the size of the number.
    """

    low: Decimal
    high: Decimal

    @classmethod
    def exactly(cls, amount: Decimal) -> Range:
        """A range with both ends the same."""
        return cls(amount, amount)

    @property
    def is_exact(self) -> bool:
        """Whether both runs agree."""
        return self.low == self.high

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Range) -> Range:
        return Range(self.low - other.low, self.high - other.high)


class Bound(StrEnum):
    """Which end of what is not known one run of an estimate takes."""

    LOW = "low"
    HIGH = "high"

    @property
    def other(self) -> Bound:
        """The other end."""
        return Bound.HIGH if self is Bound.LOW else Bound.LOW

    def of(self, amount: Range) -> Decimal:
        """That end of a range."""
        return amount.low if self is Bound.LOW else amount.high


NOTHING = Range(ZERO, ZERO)


def total(ranges: list[Range] | tuple[Range, ...]) -> Range:
    """The sum of ranges, run by run; 0.00 to 0.00 when there are none."""
    return sum(ranges, start=NOTHING)


def whole_dollars(amount: Decimal) -> Decimal:
    """Round to the whole dollar, ties away from zero: for "about" figures only."""
    return amount.quantize(Decimal(1), ROUND_HALF_UP)
