"""Usual schedules as starting points for an order: offered, marked as such, never advice.

Where the published schedules leave something open (5 to 7 times a week), it is left
open here too, and asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from core.case import Dose, DoseUnit, Per, ReservoirKind, Therapy
from core.dosing import convert, day_amount, infusion_days_a_week, is_rate, parts
from core.intake import questions
from core.intake.answers import UNASKED, Answers, DoseFrom, known
from core.reference.model import Drug, UsualDose
from core.reference.store import Reference

_PLAIN_UNITS = {
    "mg": (DoseUnit.MG, 1),
    "mcg": (DoseUnit.MCG, 1),
    "g": (DoseUnit.G, 1),
    "mL": (DoseUnit.ML, 1),
    "units": (DoseUnit.UNITS, 1),
    "million units": (DoseUnit.UNITS, 1_000_000),
    "mg/kg": (DoseUnit.MG_KG, 1),
    "g/kg": (DoseUnit.MG_KG, 1000),
    "mcg/kg/min": (DoseUnit.MCG_KG_MIN, 1),
    "ng/kg/min": (DoseUnit.NG_KG_MIN, 1),
}
_PER = {"day": Per.DAY, "administration": Per.ADMINISTRATION, "week": Per.WEEK}


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """A usual schedule in the words of the screens; None where it leaves something open.

    `average_adult` says that the amount is for the reference adult (body surface is
    never asked), so that it has to be read as one.
    """

    id: str
    amount: Decimal
    unit: DoseUnit
    per: Per | None
    average_adult: bool
    administrations: Decimal | None
    minutes: int | None
    reservoir: ReservoirKind | None
    reservoirs: Decimal | None


def starting_points(answers: Answers, reference: Reference, day: date) -> tuple[StartingPoint, ...]:
    """The usual schedules of the chosen drug by the chosen route, under the code of the day."""
    drug = questions.drug(answers, reference)
    if drug is None:
        return ()
    made = (_starting_point(usual, drug) for usual in fitting(answers, reference, day))
    return tuple(point for point in made if point is not None)


def with_starting_point(answers: Answers, point: StartingPoint) -> Answers:
    """These answers with a usual schedule filled in; what it leaves open is asked anew."""
    return replace(
        answers,
        dose_from=DoseFrom.USUAL,
        usual=point.id,
        dose_amount=point.amount,
        dose_unit=point.unit,
        dose_per=UNASKED if point.per is None else point.per,
        administrations_per_week=UNASKED
        if point.administrations is None
        else point.administrations,
        minutes=UNASKED if point.minutes is None else point.minutes,
        reservoir=UNASKED if point.reservoir is None else point.reservoir,
        reservoirs_per_week=UNASKED if point.reservoirs is None else point.reservoirs,
        confirmed="",
    )


def with_own_order(answers: Answers) -> Answers:
    """These answers with the order to be typed: nothing of a usual schedule stays."""
    if answers.dose_from is DoseFrom.ORDER:
        return answers
    keep = answers.dose_from is UNASKED or answers.dose_from is None
    base = answers if keep else _without_dose(answers)
    return replace(base, dose_from=DoseFrom.ORDER, usual="")


def without_dose(answers: Answers) -> Answers:
    """These answers with a dose that nobody knows."""
    return replace(_without_dose(answers), dose_from=None)


def _without_dose(answers: Answers) -> Answers:
    return replace(
        answers,
        usual="",
        dose_amount=UNASKED,
        dose_unit=UNASKED,
        dose_per=UNASKED,
        administrations_per_week=UNASKED,
        minutes=UNASKED,
        reservoir=UNASKED,
        reservoirs_per_week=UNASKED,
        confirmed="",
    )


def fitting(answers: Answers, reference: Reference, day: date) -> tuple[UsualDose, ...]:
    """The usual schedules of the chosen drug and route, under the code valid on a day."""
    chosen = known(answers.drug)
    if not chosen:
        return ()
    route = known(answers.route)
    by_route = tuple(
        usual
        for usual in reference.usual_doses(chosen)
        if None in (route, usual.route) or usual.route == route
    )
    code = questions.code(answers, reference, day)
    by_code = tuple(usual for usual in by_route if code and usual.hcpcs == code.hcpcs)
    return by_code or by_route


def usual_day_amounts(
    usual: UsualDose, drug: Drug, into: str, weight: Decimal | None
) -> tuple[Fraction, ...]:
    """The low, typical and high amount of one infusion day; empty when it cannot be told."""
    found = []
    for level in _levels(usual):
        plain = _PLAIN_UNITS.get(usual.unit)
        if level.amount is None:
            continue
        if plain and (weight is not None or not parts(plain[0]).per_kg):
            dose = Dose(level.amount * plain[1], plain[0], _PER.get(usual.per))
            one = day_amount(replace(level.therapy, dose=dose, weight_kg=weight), into)
        else:
            one = _adult_day(usual, drug, level, into)
        if one:
            found.append(one)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Level:
    """The low, typical or high end of a usual schedule, with how often it runs there."""

    amount: Decimal | None
    week_units: Decimal | None
    therapy: Therapy


def _levels(usual: UsualDose) -> tuple[_Level, _Level, _Level]:
    low, high = usual.administrations_low, usual.administrations_high
    between = None if low is None or high is None else (low + high) / 2

    def runs(times: Decimal | None) -> Therapy:
        return Therapy(administrations_per_week=times, minutes=usual.minutes_high)

    return (
        _Level(usual.low, usual.week_units_low, runs(low)),
        _Level(usual.typical, usual.week_units_typical, runs(between)),
        _Level(usual.high, usual.week_units_high, runs(high)),
    )


def _adult_day(usual: UsualDose, drug: Drug, level: _Level, into: str) -> Fraction | None:
    """The reference adult's day, out of the billing units of a week."""
    week = _week_of_adult(usual, drug, level.week_units)
    days = infusion_days_a_week(level.therapy)
    return convert(week[0] / days, week[1], into) if week and days else None


def _week_of_adult(
    usual: UsualDose, drug: Drug, week_units: Decimal | None
) -> tuple[Fraction, str] | None:
    code = next((code for code in drug.codes if code.hcpcs == usual.hcpcs), None)
    if code is None or code.unit_amount is None or week_units is None:
        return None
    return Fraction(week_units) * Fraction(code.unit_amount), code.unit


def _starting_point(usual: UsualDose, drug: Drug) -> StartingPoint | None:
    plain = _PLAIN_UNITS.get(usual.unit)
    per = _PER.get(usual.per)
    if usual.typical is None:
        return None
    if plain is not None:
        amount, unit, average = usual.typical * plain[1], plain[0], False
    else:
        adult = _adult_amount(usual, drug)
        if adult is None:
            return None
        amount, unit = adult
        average = True
    kind, pieces = _reservoir(usual)
    return StartingPoint(
        usual.id,
        amount.normalize() if amount != amount.to_integral_value() else amount.quantize(Decimal(1)),
        unit,
        None if is_rate(unit) else per,
        average,
        usual.administrations_low
        if usual.administrations_low == usual.administrations_high
        else None,
        usual.minutes_low if usual.minutes_low == usual.minutes_high else None,
        kind,
        pieces,
    )


def _adult_amount(usual: UsualDose, drug: Drug) -> tuple[Decimal, DoseUnit] | None:
    """An amount ordered by body surface (or units/kg), for the reference adult, for one `per`."""
    _, typical, _ = _levels(usual)
    week = _week_of_adult(usual, drug, typical.week_units)
    times = typical.therapy.administrations_per_week
    days = infusion_days_a_week(typical.therapy)
    often = Fraction(times) if usual.per == "administration" and times else days
    if week is None or not often or week[1] not in _PLAIN_UNITS:
        return None
    one = week[0] / often
    unit, _ = _PLAIN_UNITS[week[1]]
    # Three significant digits: the table's weeks are rounded, and an order is never finer.
    whole = Decimal(one.numerator) / Decimal(one.denominator)
    step = Decimal(1).scaleb(min(0, whole.adjusted() - 2))
    return whole.quantize(step), unit


def _reservoir(usual: UsualDose) -> tuple[ReservoirKind | None, Decimal | None]:
    """The container and how many a week, where the schedule names one kind and one count."""
    kinds = [
        kind
        for name in usual.container.split(";")
        for kind in ReservoirKind
        if kind.value == name.strip()
    ]
    kind = kinds[0] if len(kinds) == 1 else None
    agreed = usual.containers_low == usual.containers_high
    return kind, usual.containers_low if agreed else None
