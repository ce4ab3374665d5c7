"""A Part D drug plan: deductible, percentage or copay, and nothing past the yearly limit.

From 2025 on (cost-sharing CS-31, CS-32).  It pays the drug and its dispensing only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.case import ExtraHelp, PartD
from core.money import ZERO, Bound, cents
from core.reference.store import Reference

_HELP: dict[ExtraHelp | None, str] = {
    ExtraHelp.FULL: "lis_copay_full_other",
    ExtraHelp.FULL_LOW: "lis_copay_fbde_le_100fpl",
}
_HUNDRED = Decimal(100)
FIRST_YEAR = 2025
"""Before it the benefit had other phases, which are not estimated."""


@dataclass(frozen=True, slots=True)
class Fill:
    """One fill taken apart, USD: deductible + coinsurance + what the plan pays = price."""

    deductible: Decimal
    coinsurance: Decimal
    plan: Decimal


@dataclass(frozen=True, slots=True)
class PartDPlan:
    """One plan's own figures, with the standard benefit of the year for what it leaves out.

    `spent` is what was paid out of pocket this year before the fill.
    """

    plan: PartD
    reference: Reference
    bound: Bound

    def fill(self, price: Decimal, day: date, spent: Decimal) -> Fill:
        """The parts of one fill."""
        left = max(self._figure("part_d_oop_threshold", day) - spent, ZERO)
        if self.plan.extra_help in _HELP:
            share = min(self._helped(price, day), left)
            return Fill(ZERO, share, price - share)
        owed = self.plan.deductible
        if owed is None:
            owed = self._figure("part_d_standard_deductible", day)
        deductible = min(price, max(owed - spent, ZERO), left)
        coinsurance = min(self._share(price - deductible, day), left - deductible)
        return Fill(deductible, coinsurance, price - deductible - coinsurance)

    def limit(self, day: date) -> Decimal:
        """The most that is paid out of pocket in the year of a day."""
        return self._figure("part_d_oop_threshold", day)

    def _share(self, price: Decimal, day: date) -> Decimal:
        if self.plan.copay is not None:
            return min(self.plan.copay, price)
        if self.plan.percent is not None:
            return cents(price * self.plan.percent / _HUNDRED)
        return cents(price * self._figure("part_d_initial_phase_coinsurance", day))

    def _helped(self, price: Decimal, day: date) -> Decimal:
        """The lower of the Extra Help copay and the plan's own; which drug is a brand is not
        known, so the low run takes the copay of a generic."""
        name = _HELP[self.plan.extra_help]
        kind = "generic" if self.bound is Bound.LOW else "brand"
        copay = self._figure(f"{name}_{kind}", day)
        own = price if self.plan.copay is None else self.plan.copay
        return min(copay, own, price)

    def _figure(self, name: str, day: date) -> Decimal:
        return self.reference.parameter(name, day).value.high
