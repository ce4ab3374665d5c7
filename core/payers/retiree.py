"""A retiree or union plan: the percentages that it pays of what Medicare leaves."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.money import cents
from core.payers.base import Payment, Share

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Retiree:
    """Second after Medicare; percentages from 0 to 100, as its holder read them off the plan."""

    coinsurance_percent: Decimal
    deductible_percent: Decimal
    name: str = "retiree"
    takes_no_excess: bool = False
    adds_up: bool = False

    def pay(self, share: Share, counted: Decimal) -> Payment:
        """Its percentages; the patient's part of each is rounded, and the plan pays the rest."""
        coinsurance = cents(share.coinsurance * (1 - self.coinsurance_percent / _HUNDRED))
        deductible = cents(share.deductible * (1 - self.deductible_percent / _HUNDRED))
        return Payment(share.coinsurance - coinsurance + share.deductible - deductible)
