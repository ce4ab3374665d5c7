"""A skilled nursing facility under Part A: nothing at first, then by the day (CS-41).

A stay after 60 days out of hospital and facility begins a new benefit period, with all of
its days; an earlier one goes on counting the days that were used.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from core.assumptions.payers import Kind, under
from core.case import Alternatives, MedicareKind, MedigapPlan, Setting, Supplement, SupplementKind
from core.money import ZERO, Range
from core.payers.base import NOBODY, Payer, Share
from core.reference.store import Reference
from core.result import Days, NursingStay, SettingOption, StayPayer
from core.run import opening
from core.settled import Bound, Settled
from core.trace import Standing, least_sure, text

_PAY_NO_STAY = (MedigapPlan.A, MedigapPlan.B)
"""The Medigap plans that pay nothing of the daily amount; others pay it like coinsurance."""
_PAY_ALL = (SupplementKind.QMB, SupplementKind.TRICARE_FOR_LIFE)
_PAY_NOTHING = (SupplementKind.NONE, SupplementKind.SLMB, SupplementKind.QI)


@dataclass(frozen=True, slots=True)
class Stay:
    """The days of a stay that cost something, each with its amount, USD, before anybody else
    pays; how many before them are `free`, and how many after are `beyond` what Part A pays."""

    owed_by_day: tuple[tuple[date, Decimal], ...]
    free: int
    beyond: int
    standing: Standing

    @property
    def owed(self) -> Decimal:
        """The sum of the days, USD."""
        return sum((amount for _, amount in self.owed_by_day), ZERO)


def nursing_option(low: Settled, high: Settled, reference: Reference) -> SettingOption:
    """The option of a stay as long as the treatment, or as the case says."""
    case = high.case
    needed = reference.parameter("snf_inpatient_days", high.start).value.high
    hospital = case.alternatives.inpatient_days
    if hospital is not None and hospital < needed:
        return SettingOption(Setting.SNF, False, text("money.setting.snf-no-stay"), None, None)
    if case.coverage.medicare is MedicareKind.ADVANTAGE:
        why = text("money.setting.plan")
        return SettingOption(Setting.SNF, True, why, None, None, complete=False)
    stays = (stay(low, reference, Bound.LOW), stay(high, reference, Bound.HIGH))
    patient = Range(
        _left(stays[0], low, _payer(case.coverage.supplement, low.payer, Bound.LOW)),
        _left(stays[1], high, _payer(case.coverage.supplement, high.payer, Bound.HIGH)),
    )
    days_known = _used(case.alternatives, high.start, reference) is not None
    why = text("money.setting.snf" if days_known else "money.setting.snf-used-unknown")
    if hospital is None:
        why = text("money.setting.snf-unknown")
    complete = hospital is not None and days_known and not stays[1].beyond
    standing = least_sure(*(each.standing for each in stays))
    return SettingOption(Setting.SNF, True, why, patient, None, complete, standing)


def nursing_stay(
    kinds: Iterable[Kind], low: Settled, high: Settled, reference: Reference
) -> NursingStay | None:
    """The stay by its parts, and what each supplement pays of the days with an amount.

    None where the option of a stay has no amount, or nobody asks for it.
    """
    if Setting.SNF not in high.case.alternatives.settings:
        return None
    if nursing_option(low, high, reference).patient is None:
        return None
    least, most = stay(low, reference, Bound.LOW), stay(high, reference, Bound.HIGH)
    owed = Range(least.owed, most.owed)
    begun = [(run.counted, run.deductible_met) for run in (low, high)]
    differ = least != most or begun[0] != begun[1]
    original = (replace(low, free_plan=False), replace(high, free_plan=False))

    def paid(kind: Kind) -> StayPayer:
        supplement, low_payer, high_payer, is_held = under(kind, high, reference)
        payers = (
            _payer(supplement, low_payer, Bound.LOW),
            _payer(supplement, high_payer, Bound.HIGH),
        )
        lowest = highest = _left(least, original[0], payers[0], is_held)
        if differ or payers[0] is not payers[1]:
            highest = _left(most, original[1], payers[1], is_held)
        patient = Range(lowest, highest)
        return StayPayer(*kind, owed - patient, patient)

    return NursingStay(
        Days(least.free, most.free),
        Days(len(least.owed_by_day), len(most.owed_by_day)),
        Days(least.beyond, most.beyond),
        owed,
        tuple(map(paid, kinds)),
    )


def is_new_benefit_period(days_out: int | None, start: date, reference: Reference) -> bool:
    """Whether a stay begins a new benefit period: 60 days in a row out of hospital and facility."""
    if days_out is None:
        return False
    return days_out >= int(reference.parameter("benefit_period_days", start).value.high)


def stay(settled: Settled, reference: Reference, bound: Bound) -> Stay:
    """Days 1 to 20 cost nothing, 21 to 100 the daily amount of their date, later ones all.

    Where nobody knows the days used before, the dearer run takes it that all of the free
    ones were; that the others were too is what makes the option incomplete.
    """
    plans = settled.case.alternatives
    days = plans.snf_days or settled.days
    full = int(reference.parameter("snf_full_days", settled.start).value.high)
    before = _used(plans, settled.start, reference)
    if before is None:
        before = 0 if bound is Bound.LOW else full
    most = int(reference.parameter("snf_maximum_days", settled.start).value.high)
    free, last = (min(days, max(limit - before, 0)) for limit in (full, most))
    dates = [settled.start + timedelta(days=number) for number in range(free, last)]
    amounts = [reference.parameter("snf_coinsurance_day_21_100", day) for day in dates]
    return Stay(
        tuple((day, each.value.high) for day, each in zip(dates, amounts, strict=True)),
        free,
        days - last,
        least_sure(*(each.standing for each in amounts)),
    )


def _used(plans: Alternatives, start: date, reference: Reference) -> int | None:
    """The days of the benefit period that were used before the stay; None: nobody knows."""
    if is_new_benefit_period(plans.days_out, start, reference):
        return 0
    return plans.snf_days_used


def _left(of: Stay, settled: Settled, payer: Payer | None, is_held: bool = True) -> Decimal:
    """What the days leave to the patient, USD, in one run; None is a payer of all of it."""
    if settled.free_plan or payer is None:
        return ZERO
    if payer.adds_up:
        return of.owed - payer.pay(Share(settled.start, ZERO, of.owed, ZERO), ZERO).amount
    begun = opening(settled, payer, is_held)
    counted = {begun.year: begun.counted}
    left = ZERO
    for day, amount in of.owed_by_day:
        paid = payer.pay(Share(day, ZERO, amount, ZERO), counted.get(day.year, ZERO))
        counted[day.year] = counted.get(day.year, ZERO) + paid.counted
        left += amount - paid.amount
    return left


def _payer(supplement: Supplement | None, payer: Payer, bound: Bound) -> Payer | None:
    """Who pays of the daily amount after Medicare; None is somebody who pays all of it."""
    kind = supplement.kind if supplement else None
    if supplement is not None and kind is SupplementKind.MEDIGAP and supplement.plan is not None:
        return NOBODY if supplement.plan in _PAY_NO_STAY else payer
    if kind in _PAY_ALL:
        return None
    if kind in _PAY_NOTHING:
        return NOBODY
    # Not known what it pays: a plan that pays all of it, or none of it.
    return None if bound is Bound.LOW else NOBODY
