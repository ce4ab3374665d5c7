"""Reading an order back, catching slips of the fingers, and usual schedules.

The shares of slips that must be caught are those found when the limits were chosen:
a thousandfold slip always, a week for a day in nine cases of ten.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from core.case import Delivery, Dose, DoseUnit, Per, Reservoir, ReservoirKind, Route, Therapy
from core.dosing import (
    convert,
    day_amount,
    infusion_days_a_week,
    kg_from_pounds,
    pounds_from_kg,
    week_amount,
)
from core.intake.answers import UNASKED, Answers, DoseFrom, known, therapy
from core.intake.order import Level, check, confirmation, fits_in_a_week, is_settled, read_back
from core.intake.prune import prune
from core.intake.slips import SlipKind
from core.intake.usual import StartingPoint, starting_points, with_own_order, with_starting_point
from core.reference.store import Reference
from core.schedule.dose import week_doses

TODAY = date(2026, 11, 24)
MILRINONE = Answers(
    drug="milrinone",
    route=Route.IV,
    delivery=Delivery.PUMP,
    dose_from=DoseFrom.ORDER,
    dose_amount=Decimal(40),
    dose_unit=DoseUnit.MG,
    dose_per=Per.DAY,
    weight_kg=Decimal(70),
    administrations_per_week=Decimal(7),
    minutes=1440,
)


def _with(answers: Answers, **changes: object) -> Answers:
    return replace(answers, **changes)  # type: ignore[arg-type]


# -- amounts -------------------------------------------------------------------------------


def _therapy(
    amount: str, unit: DoseUnit, per: Per | None, times: str | None, minutes: int | None = None
) -> Therapy:
    return Therapy(
        dose=Dose(Decimal(amount), unit, per),
        weight_kg=Decimal(70),
        administrations_per_week=None if times is None else Decimal(times),
        minutes=minutes,
    )


@pytest.mark.parametrize(
    ("order", "unit", "day", "week"),
    [
        # 0.375 x 70 x 1,440 / 1,000 = 37.8 mg a day
        (_therapy("0.375", DoseUnit.MCG_KG_MIN, None, "7", 1440), "mg", "37.8", "264.6"),
        # 30 x 70 x 1,440 / 1,000,000 = 3.024 mg a day
        (_therapy("30", DoseUnit.NG_KG_MIN, None, "7", 1440), "mg", "3.024", "21.168"),
        # 90 mg/kg twice a day: 6,300 x 2 = 12,600
        (_therapy("90", DoseUnit.MG_KG, Per.ADMINISTRATION, "14", 90), "mg", "12600", "88200"),
        (_therapy("2", DoseUnit.G, Per.ADMINISTRATION, "21", 30), "mg", "6000", "42000"),
        (_therapy("48", DoseUnit.MG, Per.DAY, "7", 1440), "mg", "48", "336"),
        (_therapy("10", DoseUnit.G, Per.WEEK, "1", 60), "g", "10", "10"),
        # 46 hours every two weeks touch two days: 4,320 / 2 a day, 4,320 / 2 a week
        (_therapy("4320", DoseUnit.MG, Per.ADMINISTRATION, "0.5", 2760), "mg", "2160", "2160"),
        (_therapy("28", DoseUnit.MCG, Per.DAY, "7", 1440), "mcg", "28", "196"),
    ],
)
def test_amounts_are_exact(order: Therapy, unit: str, day: str, week: str) -> None:
    assert day_amount(order, unit) == Fraction(day)
    assert week_amount(order, unit) == Fraction(week)


def test_what_the_order_does_not_say_is_not_guessed() -> None:
    rate = _therapy("0.375", DoseUnit.MCG_KG_MIN, None, "7", None)
    assert week_amount(rate, "mg") is None
    assert week_amount(replace(rate, minutes=1440, weight_kg=None), "mg") is None
    assert week_amount(_therapy("40", DoseUnit.MG, Per.DAY, None), "mg") is None
    assert week_amount(_therapy("40", DoseUnit.MG, None, "7"), "mg") is None
    assert week_amount(Therapy(), "mg") is None


def test_units_that_measure_different_things_do_not_convert() -> None:
    assert convert(Decimal(5), "mL", "mg") is None
    assert convert(Decimal(5), "units", "mg") is None
    assert convert(Decimal("0.5"), "g", "mg") == 500


def test_infusion_days_stop_at_seven() -> None:
    assert infusion_days_a_week(_therapy("1", DoseUnit.MG, Per.ADMINISTRATION, "42", 30)) == 7
    assert infusion_days_a_week(_therapy("1", DoseUnit.MG, Per.ADMINISTRATION, "0.5", 2760)) == 1


def test_pounds_and_kilograms() -> None:
    assert kg_from_pounds(Decimal(154)) == Decimal("69.85")
    assert pounds_from_kg(Decimal(70)) == Decimal("154.3")


def test_a_weight_typed_in_pounds_reads_back_as_typed() -> None:
    for pounds in range(40, 800):
        assert pounds_from_kg(kg_from_pounds(Decimal(pounds))) == pounds


# -- reading back --------------------------------------------------------------------------


def test_milrinone_reads_back_as_billed(reference: Reference) -> None:
    """40 mg a day: 280 mg a week, 56 units of 5 mg under J2260."""
    told = read_back(MILRINONE, reference, TODAY)
    assert (told.day, told.whole, told.unit) == (Decimal(40), Decimal(280), "mg")
    assert told.per is Per.WEEK
    assert (told.hcpcs, told.billing_units) == ("J2260", Decimal(56))


def test_a_rate_reads_back_in_the_billed_unit(reference: Reference) -> None:
    answers = _with(
        MILRINONE,
        dose_amount=Decimal("0.375"),
        dose_unit=DoseUnit.MCG_KG_MIN,
        dose_per=UNASKED,
    )
    told = read_back(answers, reference, TODAY)
    assert (told.day, told.unit) == (Decimal("37.8"), "mg")
    assert told.billing_units == 53  # 264.6 / 5 = 52.92


def test_units_are_rounded_once_a_week(reference: Reference) -> None:
    """48 mg a day of morphine: 336 / 10 = 33.6, so 34; by the day it would be 35."""
    answers = _with(MILRINONE, drug="morphine", dose_amount=Decimal(48))
    assert read_back(answers, reference, TODAY).billing_units == 34


def test_less_than_weekly_reads_back_each_infusion(reference: Reference) -> None:
    """4,320 mg of fluorouracil over 46 hours every two weeks: 432 units of 10 mg each time."""
    answers = _with(
        MILRINONE,
        drug="fluorouracil",
        dose_amount=Decimal(4320),
        dose_per=Per.ADMINISTRATION,
        administrations_per_week=Decimal("0.5"),
        minutes=2760,
    )
    told = read_back(answers, reference, TODAY)
    assert (told.per, told.whole, told.billing_units) == (
        Per.ADMINISTRATION,
        Decimal(4320),
        Decimal(432),
    )
    (first, *_) = week_doses(therapy(answers), "mg", 14) or ()
    assert first.amount == 4320


def test_vyalev_counts_whole_vials(reference: Reference) -> None:
    """1,560 mg a day is one vial of 480 units a day, not 312 units."""
    answers = _with(
        MILRINONE,
        drug="foscarbidopa-foslevodopa",
        route=Route.SC,
        dose_amount=Decimal(1560),
    )
    assert read_back(answers, reference, TODAY).billing_units == 7 * 480


def test_an_unknown_dose_reads_back_as_unknown(reference: Reference) -> None:
    answers = _with(MILRINONE, dose_amount=None, dose_unit=None)
    told = read_back(answers, reference, TODAY)
    assert (told.day, told.whole, told.billing_units) == (None, None, None)
    assert is_settled(answers, reference, TODAY)


def test_the_schedule_gives_in_a_week_what_was_read_back(reference: Reference) -> None:
    """The same order by the screens and by the schedule: no second arithmetic."""
    for drug, route, point, answers in _usual_orders(reference, Decimal(70)):
        order = therapy(answers)
        often = known(answers.administrations_per_week)
        if often is None or often < 1 or often != often.to_integral_value():
            continue  # less than weekly: no week is like another
        read = week_amount(order, "mg")
        weeks = week_doses(order, "mg", 70)
        if read is None or weeks is None:
            continue
        total = sum(week.amount for week in weeks)
        assert total == read * 10, (drug, route, point.id)


# -- slips ---------------------------------------------------------------------------------


def _usual_orders(
    reference: Reference, weight: Decimal
) -> Iterator[tuple[str, Route, StartingPoint, Answers]]:
    """Every usual schedule as a typed order, with what it leaves open at its low end."""
    for drug in reference.drugs():
        for route in drug.routes:
            first = Answers(drug=drug.id, route=route, delivery=Delivery.PUMP, weight_kg=weight)
            answers = prune(first, reference)
            rows = {usual.id: usual for usual in reference.usual_doses(drug.id)}
            for point in starting_points(answers, reference, TODAY):
                filled = with_starting_point(answers, point)
                usual = rows[point.id]
                if filled.administrations_per_week is UNASKED:
                    often = usual.administrations_low
                    filled = replace(filled, administrations_per_week=often)
                if filled.minutes is UNASKED:
                    filled = replace(filled, minutes=usual.minutes_low)
                if check(filled, reference, TODAY).level is not Level.NO_LIMIT:
                    yield drug.id, route, point, filled


def _times(answers: Answers, factor: Fraction) -> Answers:
    amount = known(answers.dose_amount)
    assert amount is not None
    new = Fraction(amount) * factor
    typed = (Decimal(new.numerator) / Decimal(new.denominator)).quantize(Decimal("0.000001"))
    return replace(answers, dose_amount=typed)


@pytest.mark.parametrize(
    ("factor", "least_share"),
    [
        (Fraction(1000), 100),
        (Fraction(1, 1000), 100),
        (Fraction(24), 100),
        (Fraction(30), 100),
        (Fraction(10), 94),
        (Fraction(7), 93),
        (Fraction(1, 24), 75),
    ],
)
def test_slips_are_caught(reference: Reference, factor: Fraction, least_share: int) -> None:
    orders = [
        order for weight in (50, 70, 110) for order in _usual_orders(reference, Decimal(weight))
    ]
    assert len(orders) > 200
    missed = [
        point.id
        for *_, point, answers in orders
        if check(_times(answers, factor), reference, TODAY).level is Level.USUAL
    ]
    assert 100 * (len(orders) - len(missed)) >= least_share * len(orders), missed


@pytest.mark.parametrize("weight", [50, 70, 110])
def test_usual_doses_are_not_questioned(reference: Reference, weight: int) -> None:
    asked = [
        point.id
        for *_, point, answers in _usual_orders(reference, Decimal(weight))
        if check(answers, reference, TODAY).level is not Level.USUAL
    ]
    # 15 mg/kg every 8 hours is a lot of vancomycin at 110 kg.
    assert set(asked) <= {"j3373-1"}


@pytest.mark.parametrize(
    ("changes", "level", "kind", "unit"),
    [
        ({"dose_unit": DoseUnit.G}, Level.SLIP, SlipKind.UNIT, "mg"),
        ({"dose_unit": DoseUnit.MCG}, Level.ASK_LOW, SlipKind.UNIT, "mg"),
        ({"dose_amount": Decimal(1134)}, Level.SLIP, SlipKind.MONTH, ""),
        ({"dose_amount": Decimal(265)}, Level.ASK_HIGH, SlipKind.WEEK, ""),
        ({"dose_amount": Decimal("1.575")}, Level.ASK_LOW, SlipKind.HOUR, ""),
        ({"dose_amount": Decimal(378)}, Level.ASK_HIGH, SlipKind.POINT, ""),
        (
            {"dose_unit": DoseUnit.MG_KG, "dose_amount": Decimal(38)},
            Level.SLIP,
            SlipKind.UNIT,
            "mg",
        ),
        (
            {
                "dose_per": Per.ADMINISTRATION,
                "administrations_per_week": Decimal(21),
                "minutes": 60,
            },
            Level.ASK_HIGH,
            SlipKind.ALL_DOSES,
            "",
        ),
    ],
)
def test_a_milrinone_slip_is_named(
    reference: Reference,
    changes: dict[str, object],
    level: Level,
    kind: SlipKind,
    unit: str,
) -> None:
    found = check(_with(MILRINONE, **changes), reference, TODAY)
    assert found.level is level
    assert found.slip is not None
    assert (found.slip.kind, found.slip.unit) == (kind, unit)


def test_billing_units_typed_as_milligrams(reference: Reference) -> None:
    """10 mg of hydromorphone is 100 units of 0.1 mg: typed as 100 mg it is asked about."""
    answers = _with(MILRINONE, drug="hydromorphone", dose_amount=Decimal(100))
    found = check(answers, reference, TODAY)
    assert found.level is Level.ASK_HIGH
    assert found.slip is not None
    assert found.slip.kind in (SlipKind.POINT, SlipKind.BILLING_UNITS)


def test_a_lipid_dose_on_the_plain_drug_is_stopped(reference: Reference) -> None:
    """Amphotericin B: 5 mg/kg is a lipid dose; the plain drug is never given so."""
    answers = _with(
        MILRINONE,
        drug="amphotericin-b",
        dose_amount=Decimal(5),
        dose_unit=DoseUnit.MG_KG,
        dose_per=Per.ADMINISTRATION,
        minutes=240,
    )
    assert check(answers, reference, TODAY).level is Level.SLIP


def test_a_bag_typed_as_a_day_of_blinatumomab_is_stopped(reference: Reference) -> None:
    answers = _with(MILRINONE, drug="blinatumomab", dose_amount=Decimal(56), dose_unit=DoseUnit.MCG)
    assert check(answers, reference, TODAY).level is Level.SLIP


def test_without_a_weight_the_average_adult_stands_in_and_it_is_said(
    reference: Reference,
) -> None:
    """1.13 mg/kg a day: 79.1 mg at 70 kg."""
    answers = _with(MILRINONE, weight_kg=None, dose_amount=Decimal(80))
    found = check(answers, reference, TODAY)
    assert (found.level, found.limit, found.weight_assumed) == (
        Level.ASK_HIGH,
        Decimal("79.1"),
        True,
    )
    heavy = check(_with(answers, weight_kg=Decimal(100)), reference, TODAY)
    assert (heavy.level, heavy.weight_assumed) == (Level.USUAL, False)


def test_a_rate_without_a_weight_is_still_checked(reference: Reference) -> None:
    answers = _with(
        MILRINONE,
        weight_kg=None,
        dose_unit=DoseUnit.MCG_KG_MIN,
        dose_amount=Decimal(375),
        dose_per=UNASKED,
    )
    assert check(answers, reference, TODAY).level is Level.SLIP


# -- confirming ----------------------------------------------------------------------------


def test_an_unlikely_dose_stands_only_once_it_is_confirmed(reference: Reference) -> None:
    answers = _with(MILRINONE, dose_amount=Decimal(100))
    assert not is_settled(answers, reference, TODAY)
    confirmed = replace(answers, confirmed=confirmation(answers))
    assert is_settled(confirmed, reference, TODAY)


@pytest.mark.parametrize(
    "change",
    [
        {"dose_amount": Decimal(110)},
        {"dose_unit": DoseUnit.G},
        {"weight_kg": Decimal(60)},
        {"administrations_per_week": Decimal(14), "dose_per": Per.ADMINISTRATION},
    ],
)
def test_a_confirmation_is_of_one_order_only(
    reference: Reference, change: dict[str, object]
) -> None:
    answers = _with(MILRINONE, dose_amount=Decimal(100))
    confirmed = replace(answers, confirmed=confirmation(answers))
    assert not is_settled(_with(confirmed, **change), reference, TODAY)


def test_more_time_than_a_week_has_does_not_fit() -> None:
    assert fits_in_a_week(MILRINONE)
    assert not fits_in_a_week(_with(MILRINONE, administrations_per_week=Decimal(14)))
    assert fits_in_a_week(_with(MILRINONE, minutes=None))


# -- usual schedules -----------------------------------------------------------------------


def test_a_usual_schedule_fills_only_what_it_settles(reference: Reference) -> None:
    """Milrinone runs all the time; whether a bag lasts one day or two is left open."""
    empty = prune(Answers(drug="milrinone", route=Route.IV, delivery=Delivery.PUMP), reference)
    (point,) = starting_points(empty, reference, TODAY)
    filled = with_starting_point(empty, point)
    assert (filled.dose_amount, filled.dose_unit) == (Decimal("0.375"), DoseUnit.MCG_KG_MIN)
    assert (filled.administrations_per_week, filled.minutes) == (Decimal(7), 1440)
    assert filled.reservoirs_per_week is UNASKED
    assert filled.dose_from is DoseFrom.USUAL


def test_an_own_order_keeps_nothing_of_a_usual_schedule(reference: Reference) -> None:
    empty = prune(Answers(drug="milrinone", route=Route.IV, delivery=Delivery.PUMP), reference)
    (point,) = starting_points(empty, reference, TODAY)
    own = with_own_order(with_starting_point(empty, point))
    assert own == replace(empty, dose_from=DoseFrom.ORDER)


def test_choosing_the_own_order_again_keeps_what_was_typed() -> None:
    assert with_own_order(MILRINONE) == MILRINONE


def test_schedules_follow_the_route(reference: Reference) -> None:
    under_skin = Answers(drug="treprostinil", route=Route.SC, delivery=Delivery.PUMP)
    found = {point.id for point in starting_points(under_skin, reference, TODAY)}
    assert found == {"j3285-1", "j3285-2"}


def test_body_surface_is_never_asked_so_the_amount_is_the_average_adults(
    reference: Reference,
) -> None:
    """2,400 mg/m2 at 1.8 m2 is 4,320 mg each time."""
    answers = Answers(drug="fluorouracil", route=Route.IV, delivery=Delivery.PUMP)
    first, _, by_day = starting_points(answers, reference, TODAY)
    assert by_day.amount == 1800  # 1,000 mg/m2 at 1.8 m2
    point = first
    assert point.average_adult
    assert (point.amount, point.unit, point.per) == (
        Decimal(4320),
        DoseUnit.MG,
        Per.ADMINISTRATION,
    )


def test_bags_of_blinatumomab_decide_its_units(reference: Reference) -> None:
    """28 mcg a day in one 7-day bag opens 6 vials of 35: 210 units."""
    order = _with(
        MILRINONE,
        drug="blinatumomab",
        dose_amount=Decimal(28),
        dose_unit=DoseUnit.MCG,
        reservoir=ReservoirKind.BAG,
        reservoirs_per_week=Decimal(1),
    )
    assert therapy(order).reservoir == Reservoir(ReservoirKind.BAG, Decimal(1))
    assert read_back(order, reference, TODAY).billing_units == 210
