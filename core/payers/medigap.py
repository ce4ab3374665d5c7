"""Medigap: each letter's part of what Part B leaves, on lines that Medicare covers.

It pays nothing for what Medicare does not cover.  The letters and their parts are those of
the standard plans (cost-sharing CS-20); K, L and the high-deductible plans have files of
their own because a yearly limit moves them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.case import MedigapPlan
from core.payers.base import Payer, Payment, Share
from core.payers.high_deductible import HighDeductible
from core.payers.medigap_limits import PartOfCoinsurance
from core.reference.store import Reference

_PAYS_DEDUCTIBLE = frozenset({MedigapPlan.C, MedigapPlan.F})
_PAYS_EXCESS = frozenset({MedigapPlan.F, MedigapPlan.G})


@dataclass(frozen=True, slots=True)
class FullCoinsurance:
    """Plans A, B, C, D, F, G, M and N: the whole coinsurance of what Part B covers.

    Plan N's copays are for office and emergency visits; none falls on these lines.
    """

    plan: MedigapPlan
    takes_no_excess: bool = False
    adds_up: bool = True

    @property
    def name(self) -> str:
        """medigap- and the letter."""
        return f"medigap-{self.plan}"

    def pay(self, share: Share, counted: Decimal) -> Payment:
        """The coinsurance; C and F the deductible, F and G the excess charge as well."""
        amount = share.coinsurance
        if self.plan in _PAYS_DEDUCTIBLE:
            amount += share.deductible
        if self.plan in _PAYS_EXCESS:
            amount += share.excess
        return Payment(amount)


def medigap(plan: MedigapPlan, reference: Reference) -> Payer:
    """The payer of a letter."""
    if plan in (MedigapPlan.HDF, MedigapPlan.HDG):
        return HighDeductible(plan, reference)
    if plan in (MedigapPlan.K, MedigapPlan.L):
        return PartOfCoinsurance(plan, reference)
    return FullCoinsurance(plan)
