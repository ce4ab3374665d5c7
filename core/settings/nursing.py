"""A skilled nursing facility under Part A: nothing at first, then by the day (CS-41)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from core.case import MedicareKind, MedigapPlan, Setting, Supplement, SupplementKind
from core.money import ZERO, Range, cents
from core.reference.store import Reference
from core.result import SettingOption
from core.settled import Bound, Settled
from core.trace import text

_ALL = Decimal(1)
_PAYS = {
    MedigapPlan.A: ZERO,
    MedigapPlan.B: ZERO,
    MedigapPlan.C: _ALL,
    MedigapPlan.D: _ALL,
    MedigapPlan.F: _ALL,
    MedigapPlan.G: _ALL,
    MedigapPlan.K: Decimal("0.50"),
    MedigapPlan.L: Decimal("0.75"),
    MedigapPlan.M: _ALL,
    MedigapPlan.N: _ALL,
}
"""What each Medigap plan pays of the daily amount (CS-41)."""
_PAY_ALL = (SupplementKind.QMB, SupplementKind.TRICARE_FOR_LIFE)
_PAY_NOTHING = (SupplementKind.NONE, SupplementKind.SLMB, SupplementKind.QI)


@dataclass(frozen=True, slots=True)
class Stay:
    """What the days of a stay come to, USD, before anybody else pays; `beyond` says that it
    lasts longer than Part A pays for."""

    owed: Decimal
    beyond: bool


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
    stays = (stay(low, reference), stay(high, reference))
    parts = [_left(case.coverage.supplement, bound) for bound in (Bound.LOW, Bound.HIGH)]
    if low.free_plan:
        parts[0] = ZERO
    patient = Range(*(cents(each.owed * part) for each, part in zip(stays, parts, strict=True)))
    why = text("money.setting.snf-unknown" if hospital is None else "money.setting.snf")
    complete = hospital is not None and not stays[1].beyond
    return SettingOption(Setting.SNF, True, why, patient, None, complete)


def stay(settled: Settled, reference: Reference) -> Stay:
    """Days 1 to 20 cost nothing, 21 to 100 the daily amount of their date, later ones all."""
    days = settled.case.alternatives.snf_days or settled.days
    free = int(reference.parameter("snf_full_days", settled.start).value.high)
    last = int(reference.parameter("snf_maximum_days", settled.start).value.high)
    owed = sum(
        (
            reference.parameter(
                "snf_coinsurance_day_21_100", settled.start + timedelta(days=number)
            ).value.high
            for number in range(free, min(days, last))
        ),
        ZERO,
    )
    return Stay(owed, days > last)


def _left(supplement: Supplement | None, bound: Bound) -> Decimal:
    """The part of the daily amount that stays with the patient."""
    kind = supplement.kind if supplement else None
    if supplement is not None and kind is SupplementKind.MEDIGAP and supplement.plan in _PAYS:
        return _ALL - _PAYS[supplement.plan]
    if kind in _PAY_ALL:
        return ZERO
    if kind in _PAY_NOTHING:
        return _ALL
    # Not known what it pays: a plan that pays all of it, or none of it.
    return ZERO if bound is Bound.LOW else _ALL
