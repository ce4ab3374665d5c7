"""Medigap high-deductible F and G: nothing until the year's amount is reached, then as F or G."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.case import MedigapPlan
from core.money import ZERO
from core.payers.base import Payment, Share
from core.reference.store import Reference


@dataclass(frozen=True, slots=True)
class HighDeductible:
    """All cost sharing counts towards the year's amount, the Part B deductible first.

    High-deductible G never pays the Part B deductible itself, though it counts.
    """

    plan: MedigapPlan
    reference: Reference
    takes_no_excess: bool = False
    adds_up: bool = False

    @property
    def name(self) -> str:
        """medigap-HDF or medigap-HDG."""
        return f"medigap-{self.plan}"

    def pay(self, share: Share, counted: Decimal) -> Payment:
        """What is left after the patient's own amount of the year, as F or G would pay it."""
        limit = self.reference.parameter("medigap_high_deductible_F_G", share.day).value.high
        left, whole = max(limit - counted, ZERO), share.total
        if self.plan is MedigapPlan.HDF:
            amount = max(whole - left, ZERO)
        else:
            payable = share.coinsurance + share.excess
            amount = max(payable - max(left - share.deductible, ZERO), ZERO)
        return Payment(amount, min(whole, left))
