"""One priced line before any payer: what is allowed, what is charged above it, what is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.money import ZERO
from core.schedule.service import Service
from core.trace import Citation, Standing


class Basis(StrEnum):
    """What a line's unit price is."""

    FEE = "fee"  # the DMEPOS fee schedule amount
    LATER_FEE = "later-fee"  # the part of it paid from month 4 on
    LAST_RENTAL = "last-rental"  # what is left up to the purchase price
    LIMIT = "limit"  # a drug's payment limit
    VISIT = "visit"  # the visit rate at the locality's factor
    LOCAL_VISIT = "local-visit"  # the visit rate as printed for the locality
    NATIONAL = "national"  # a national amount with no local factor
    CHARGE = "charge"  # what the supplier charges, below Medicare's amount
    QUOTE = "quote"  # what a pharmacy quoted: nothing that Medicare sets


@dataclass(frozen=True, slots=True)
class Price:
    """A line's unit price, USD a unit, and where it stands.

    `national` and `factor` are set where the price is a national amount times a factor.
    """

    basis: Basis
    unit: Decimal
    standing: Standing
    citation: Citation | None = None
    published_through: date | None = None
    national: Decimal | None = None
    factor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A service with its amounts, USD.

    `rate` is the patient's fraction of the allowed amount; `cap` the most that the line's
    coinsurance may come to, together with the other lines of its `cap_group`; `rounds_up`
    is how a hospital's copayment is rounded; `held` says that Medicare's payment to the
    patient is cut by sequestration (unassigned claims only).
    """

    service: Service
    price: Price
    allowed: Decimal
    rate: Decimal = ZERO
    deductible_applies: bool = True
    cap: Decimal | None = None
    cap_group: str = ""
    rounds_up: bool = False
    excess: Decimal = ZERO
    noncovered: Decimal = ZERO
    held: bool = False
    rate_citation: Citation | None = None
