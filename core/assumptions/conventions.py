"""The conventions that an estimate was made by: choices that move nothing else, each named."""

from __future__ import annotations

from core.assumptions.payers import LIMITED
from core.case import Per, Setting
from core.employer import plan_from_work
from core.money import ZERO
from core.result import Assumption, Line, LineKind, SettingOption
from core.schedule.calendar import WEEK
from core.schedule.equipment import is_held_to_doses
from core.schedule.visits import FIRST_CODES
from core.settled import Settled
from core.trace import Text, text

_BY_TRIP = (Setting.OFFICE, Setting.OUTPATIENT)


def convention(name: str, **values: object) -> Assumption:
    """A named choice: the same in both runs, with an effect of 0.00."""
    said: Text = text(f"money.convention.{name}", **values)
    return Assumption(f"convention.{name}", said, said, ZERO, text("money.convention.ask"))


def conventions(
    settled: Settled,
    lines: tuple[Line, ...],
    places: tuple[SettingOption, ...],
    shortest: int,
) -> tuple[Assumption, ...]:
    """Those that this estimate used; `settled` is the high run, `shortest` the low run's days."""
    case, therapy = settled.case, settled.case.therapy
    kinds = {line.kind for line in lines}
    found: list[Assumption] = []
    if case.start is None:
        found.append(convention("start", day=settled.start))
    if case.days is None and settled.days == shortest:
        found.append(convention("length", days=settled.days))
    if therapy.pump is None and settled.pump is not None and LineKind.PUMP in kinds:
        found.append(convention("pump", pump=text(f"equipment.{settled.pump.hcpcs}")))
    if LineKind.DRUG in kinds and (code := _general_code(settled)):
        found.append(convention("maker", code=code))
    if LineKind.DRUG in kinds and _is_daily(settled):
        found.append(convention("every-day"))
    if LineKind.PUMP in kinds:
        found.append(convention("rental-months"))
    if kinds & {LineKind.SUPPLIES, LineKind.RESERVOIRS, LineKind.DRUG}:
        found.append(convention("weeks"))
    if LineKind.RESERVOIRS in kinds and is_held_to_doses(settled):
        found.append(convention("bag-per-dose"))
    if LineKind.DRUG in kinds:
        if _is_part_week(settled):
            found.append(convention("part-week"))
        found.append(convention("units"))
        found.append(convention("discarded"))
    if kinds & {LineKind.FIRST_VISIT, LineKind.VISIT}:
        found.append(convention("visit-days"))
        if any(line.hcpcs in FIRST_CODES for line in lines):
            found.append(convention("first-visit"))
    if any(line.deductible.high or line.deductible.low for line in lines):
        found.append(convention("service-date"))
    supplement = case.coverage.supplement
    if supplement and supplement.plan in LIMITED and supplement.spent is not None:
        found.append(convention("plan-limit", amount=supplement.spent))
    work = plan_from_work(case.coverage)
    if work is not None and any(line.hcpcs not in work.allowed for line in lines):
        found.append(convention("employer-allowed"))
    if any(each.setting in _BY_TRIP and each.patient is not None for each in places):
        found.append(convention("national-prices"))
    if lines:
        found.append(convention("rounding"))
    return tuple(found)


def _general_code(settled: Settled) -> str:
    """The code taken for any maker where some makers have their own; "" where none has."""
    stated, start = settled.case.therapy.drug, settled.start
    valid = [
        code.hcpcs
        for code in settled.drug.codes
        if (code.effective is None or code.effective <= start)
        and (code.ends is None or start <= code.ends)
    ]
    return "" if len(valid) < 2 or stated in valid else valid[0]


def _is_part_week(settled: Settled) -> bool:
    """Whether a weekly dose that nobody split into infusions is taken whole in a part of a week."""
    therapy = settled.case.therapy
    return (
        therapy.administrations_per_week is None
        and therapy.dose is not None
        and therapy.dose.per is Per.WEEK
        and settled.days % WEEK != 0
    )


def _is_daily(settled: Settled) -> bool:
    therapy = settled.case.therapy
    return (
        therapy.administrations_per_week is None
        and therapy.dose is not None
        and therapy.dose.per is Per.DAY
    )
