"""Original Medicare, Part B: the deductible first, then the patient's percentage of the rest."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from core.money import ZERO, cents, cents_up


class Split(NamedTuple):
    """One allowed amount taken apart, USD: deductible + coinsurance + medicare = allowed."""

    deductible: Decimal
    coinsurance: Decimal
    medicare: Decimal


def split(
    allowed: Decimal,
    rate: Decimal,
    deductible_left: Decimal,
    coinsurance_cap: Decimal | None = None,
    rounds_up: bool = False,
) -> Split:
    """Take an allowed amount apart (42 USC 1395l(a), (b)).

    `rate` is the patient's fraction (0.20); pass a `deductible_left` of 0 for what the
    deductible does not apply to.  Only the coinsurance is rounded; Medicare pays the rest.
    `coinsurance_cap` is the most that the line may leave to the patient (insulin, a hospital
    procedure); `rounds_up` is how CMS rounds a hospital outpatient copayment.
    """
    deductible = min(deductible_left, allowed) if deductible_left else ZERO
    rest = allowed - deductible
    coinsurance = cents_up(rate * rest) if rounds_up else cents(rate * rest)
    if coinsurance_cap is not None:
        coinsurance = min(coinsurance, coinsurance_cap)
    return Split(deductible, coinsurance, rest - coinsurance)


def sequestered(medicare: Decimal, rate: Decimal) -> Decimal:
    """What is held back from Medicare's payment; it reaches a patient only on unassigned claims."""
    return cents(medicare * rate) if medicare else ZERO
