"""Medigap K and L: a part of the coinsurance, and all of it once a yearly limit is reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.case import MedigapPlan
from core.money import ZERO, cents
from core.payers.base import Payment, Share
from core.reference.store import Reference


@dataclass(frozen=True, slots=True)
class PartOfCoinsurance:
    """K pays half of the coinsurance, L three quarters; neither the deductible or an excess.

    Only the coinsurance counts towards the limit: whether the Part B deductible does is not
    settled, and leaving it out gives the higher, safer figure (CS-20).
    """

    plan: MedigapPlan
    reference: Reference
    takes_no_excess: bool = False
    adds_up: bool = False

    @property
    def name(self) -> str:
        """medigap- and the letter."""
        return f"medigap-{self.plan}"

    def pay(self, share: Share, counted: Decimal) -> Payment:
        """Its part of the coinsurance; the patient's part ends at the year's limit."""
        limit = self._figure("oop_limit", share.day)
        patient = cents(share.coinsurance * (1 - self._figure("coinsurance_fraction", share.day)))
        patient = min(patient, max(limit - counted, ZERO))
        return Payment(share.coinsurance - patient, patient)

    def _figure(self, name: str, day: date) -> Decimal:
        return self.reference.parameter(f"medigap_plan_{self.plan}_{name}", day).value.high
