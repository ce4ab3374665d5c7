"""A Part D drug plan: deductible, percentage or copay, and nothing past the yearly limit.

From 2025 on (cost-sharing CS-31, CS-32).  It pays the drug and its dispensing only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from core.case import ExtraHelp, PartD
from core.money import ZERO, Bound, cents
from core.reference.store import Reference
from core.trace import Standing, least_sure

_HELP: dict[ExtraHelp | None, str] = {
    ExtraHelp.FULL: "lis_copay_full_other",
    ExtraHelp.FULL_LOW: "lis_copay_fbde_le_100fpl",
}
_HUNDRED = Decimal(100)
FIRST_YEAR = 2025
"""Before it the benefit had other phases, which are not estimated."""


class _Figure(NamedTuple):
    """An amount or fraction and how sure it is: the plan's own is told, the year's as published."""

    value: Decimal
    standing: Standing = Standing.TOLD


@dataclass(frozen=True, slots=True)
class Fill:
    """One fill taken apart, USD: deductible + coinsurance + what the plan pays = price.

    `standing` is that of the least sure of the figures that it was reckoned with.
    """

    deductible: Decimal
    coinsurance: Decimal
    plan: Decimal
    standing: Standing


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
        limit = self._figure("part_d_oop_threshold", day)
        left = max(limit.value - spent, ZERO)
        if self.plan.extra_help in _HELP:
            owed = _Figure(ZERO)
            share = self._helped(price, day)
        else:
            owed = self._deductible(price, day, spent)
            share = self._share(price - owed.value, day)
        deductible = min(owed.value, left)
        coinsurance = min(share.value, left - deductible)
        used = [limit] if deductible + coinsurance == left else [owed, share]
        return Fill(
            deductible,
            coinsurance,
            price - deductible - coinsurance,
            least_sure(Standing.TOLD, *(each.standing for each in used)),
        )

    def limit(self, day: date) -> Decimal:
        """The most that is paid out of pocket in the year of a day."""
        return self._figure("part_d_oop_threshold", day).value

    def _deductible(self, price: Decimal, day: date, spent: Decimal) -> _Figure:
        """What of the price falls to the deductible."""
        if self.plan.deductible is None:
            whole = self._figure("part_d_standard_deductible", day)
        else:
            whole = _Figure(self.plan.deductible)
        return whole._replace(value=min(price, max(whole.value - spent, ZERO)))

    def _share(self, price: Decimal, day: date) -> _Figure:
        if self.plan.copay is not None:
            return _Figure(min(self.plan.copay, price))
        if self.plan.percent is not None:
            return _Figure(cents(price * self.plan.percent / _HUNDRED))
        usual = self._figure("part_d_initial_phase_coinsurance", day)
        return usual._replace(value=cents(price * usual.value))

    def _helped(self, price: Decimal, day: date) -> _Figure:
        """The lower of the Extra Help copay and the plan's own; which drug is a brand is not
        known, so the low run takes the copay of a generic."""
        name = _HELP[self.plan.extra_help]
        kind = "generic" if self.bound is Bound.LOW else "brand"
        copay = self._figure(f"{name}_{kind}", day)
        own = _Figure(price if self.plan.copay is None else min(self.plan.copay, price))
        return min(own, copay)

    def _figure(self, name: str, day: date) -> _Figure:
        found = self.reference.parameter(name, day)
        return _Figure(found.value.high, found.standing)
