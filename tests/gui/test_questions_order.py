"""The questions of the order: dose, slips, how often, from when and how long."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.case import (
    DoseUnit,
    Per,
)
from core.intake.answers import UNASKED, Answers, DoseFrom, WayIn
from gui.flow import Stop
from gui.screens.length import StartPart
from gui.screens.number import NumberPart
from gui.screens.readback import ReadBackPart
from gui.state import Step
from tests.gui.walker import TODAY, Walker, answers_of, at, can_go_on
from tests.support.answered import FULL

# -- the dose ---------------------------------------------------------------------------------


def _own_order() -> Answers:
    return replace(
        FULL,
        dose_from=DoseFrom.ORDER,
        dose_amount=UNASKED,
        dose_unit=UNASKED,
        dose_per=UNASKED,
    )


def test_a_dose_is_a_number_and_a_unit(walker: Walker) -> None:
    at(walker, Step.DOSE, "amount", _own_order())
    walker.type("0.375")
    assert answers_of(walker).dose_amount == Decimal("0.375")
    assert not can_go_on(walker)
    walker.choose("mcg/kg/min")
    assert answers_of(walker).dose_unit is DoseUnit.MCG_KG_MIN
    assert can_go_on(walker)


def test_a_number_half_typed_stays_as_it_is_typed(walker: Walker) -> None:
    at(walker, Step.DOSE, "amount", _own_order())
    for typed, value in (("4", "4"), ("0", "40"), (".", "40."), ("5", "40.5")):
        walker.type(typed)
        assert walker.fields()[0].value() == value


def test_a_dose_of_nothing_is_no_answer(walker: Walker) -> None:
    at(walker, Step.DOSE, "amount", _own_order())
    walker.choose("mg")
    walker.type("0.0")
    assert answers_of(walker).dose_amount is UNASKED
    assert not can_go_on(walker)


def test_only_units_that_the_drug_is_billed_in_are_offered(walker: Walker) -> None:
    at(walker, Step.DOSE, "amount", _own_order())
    offered = {card.option.id for card in walker.cards()}
    assert "mL" not in offered
    assert "units" not in offered
    assert {"mg", "mcg/kg/min"} <= offered


def test_penicillin_is_typed_in_millions_of_units(walker: Walker) -> None:
    answers = Answers(way_in=WayIn.MEDICINE, drug="penicillin-g", dose_from=DoseFrom.ORDER)
    at(walker, Step.DOSE, "amount", answers)
    walker.type("24000000")
    assert answers_of(walker).dose_amount == Decimal(24_000_000)
    assert answers_of(walker).dose_unit is DoseUnit.UNITS
    assert can_go_on(walker)


def test_a_dose_typed_on_a_keyboard(walker: Walker) -> None:
    at(walker, Step.DOSE, "amount", _own_order())
    field = walker.fields()[0]
    QTest.keyClicks(field, "12.5x")
    assert answers_of(walker).dose_amount == Decimal("12.5")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert answers_of(walker).dose_amount == Decimal(12)


def test_a_weight_in_pounds_is_kept_in_kilograms(walker: Walker) -> None:
    at(walker, Step.DOSE, "weight", replace(_own_order(), weight_kg=UNASKED))
    walker.type("154")
    assert answers_of(walker).weight_kg == Decimal("69.85")
    part = walker.part
    assert isinstance(part, NumberPart)
    assert "69.85 kg" in part.told.text()
    walker.choose("kg")
    assert walker.fields()[0].value() == "69.85"
    assert answers_of(walker).weight_kg == Decimal("69.85")


def test_a_weight_that_nobody_has_cannot_be_typed(walker: Walker) -> None:
    at(walker, Step.DOSE, "weight", replace(_own_order(), weight_kg=UNASKED))
    walker.choose("kg")
    walker.type("500")
    assert walker.fields()[0].value() == "50"
    assert answers_of(walker).weight_kg == Decimal(50)


def test_a_usual_schedule_is_filled_in_and_marked(walker: Walker) -> None:
    at(walker, Step.DOSE, "from", _own_order())
    walker.choose("j2260-1")
    assert answers_of(walker).dose_amount == Decimal("0.375")
    assert answers_of(walker).dose_from is DoseFrom.USUAL
    walker.go(Stop(Step.SCHEDULE, "readback"))
    part = walker.part
    assert isinstance(part, ReadBackPart)
    assert "not your order" in part.usual.text.text()


def test_a_usual_amount_that_is_typed_over_is_the_order(walker: Walker) -> None:
    at(walker, Step.DOSE, "from", _own_order())
    walker.choose("j2260-1")
    walker.go(Stop(Step.DOSE, "amount"))
    walker.clear()
    walker.type("0.5")
    assert answers_of(walker).dose_amount == Decimal("0.5")
    assert answers_of(walker).dose_from is DoseFrom.ORDER
    assert answers_of(walker).usual == ""


def test_the_own_order_is_not_marked_as_usual(walker: Walker) -> None:
    at(walker, Step.SCHEDULE, "readback", replace(FULL, dose_from=DoseFrom.ORDER))
    part = walker.part
    assert isinstance(part, ReadBackPart)
    assert not part.usual.isVisibleTo(part)
    told = " ".join(line.text() for line in part.lines)
    assert "280 mg" in told
    assert "56 billing units" in told


# -- slips -------------------------------------------------------------------------------------


def test_a_slip_has_to_be_typed_a_second_time_the_same(walker: Walker) -> None:
    grams = replace(FULL, dose_from=DoseFrom.ORDER, dose_unit=DoseUnit.G)
    at(walker, Step.SCHEDULE, "readback", grams)
    part = walker.part
    assert isinstance(part, ReadBackPart)
    assert "Did the order say mg?" in part.doubt.text.text()
    assert not can_go_on(walker)
    walker.type("41")
    assert not can_go_on(walker)
    walker.clear()
    walker.type("40")
    assert can_go_on(walker)
    walker.type("0")
    assert not can_go_on(walker)


def test_a_doubted_dose_can_be_changed_at_once(walker: Walker, qtbot: QtBot) -> None:
    grams = replace(FULL, dose_from=DoseFrom.ORDER, dose_unit=DoseUnit.G)
    at(walker, Step.SCHEDULE, "readback", grams)
    (change,) = walker.screen.others(walker.state())
    with qtbot.waitSignal(walker.shell.wanted) as wanted:
        walker.shell.footer.others[0].click()
    assert wanted.args == [change.want] == ["go:dose"]


def test_an_unusual_dose_is_confirmed_by_a_card(walker: Walker) -> None:
    high = replace(FULL, dose_from=DoseFrom.ORDER, dose_amount=Decimal(100))
    at(walker, Step.SCHEDULE, "readback", high)
    assert not walker.fields()
    assert not can_go_on(walker)
    walker.choose("confirm")
    assert can_go_on(walker)


def test_a_usual_dose_is_asked_nothing(walker: Walker) -> None:
    at(walker, Step.SCHEDULE, "readback", replace(FULL, dose_from=DoseFrom.ORDER))
    part = walker.part
    assert isinstance(part, ReadBackPart)
    assert not part.doubt.isVisibleTo(part)
    assert not walker.fields()
    assert not walker.cards()
    assert can_go_on(walker)


def test_an_unknown_weight_is_said_where_a_dose_is_doubted(walker: Walker) -> None:
    high = replace(FULL, dose_amount=Decimal(100), weight_kg=None)
    at(walker, Step.SCHEDULE, "readback", high)
    part = walker.part
    assert isinstance(part, ReadBackPart)
    assert "do not know your weight" in part.doubt.more.text()


# -- how often and how long ---------------------------------------------------------------------


def test_all_the_time_is_every_day_all_day(walker: Walker) -> None:
    at(walker, Step.SCHEDULE, "times", replace(FULL, administrations_per_week=UNASKED))
    walker.choose("continuous")
    assert answers_of(walker).administrations_per_week == Decimal(7)
    assert answers_of(walker).minutes == 1440


def test_typing_fourteen_passes_through_one_without_losing_it(walker: Walker) -> None:
    start = replace(FULL, administrations_per_week=UNASKED, minutes=UNASKED)
    at(walker, Step.SCHEDULE, "times", start)
    walker.type("14")
    assert answers_of(walker).administrations_per_week == Decimal(14)
    assert walker.card("2-a-day").isChecked()


def test_hours_are_kept_as_minutes(walker: Walker) -> None:
    at(walker, Step.SCHEDULE, "minutes", replace(FULL, minutes=UNASKED))
    walker.choose("hours")
    walker.type("1.5")
    assert answers_of(walker).minutes == 90


def test_more_time_than_a_week_has_cannot_be_left(walker: Walker) -> None:
    at(walker, Step.SCHEDULE, "minutes", replace(FULL, administrations_per_week=Decimal(14)))
    assert not can_go_on(walker)
    walker.choose("60")
    assert can_go_on(walker)


def test_a_container_for_each_infusion(walker: Walker) -> None:
    start = replace(
        FULL,
        administrations_per_week=Decimal(21),
        minutes=60,
        dose_per=Per.ADMINISTRATION,
        reservoirs_per_week=UNASKED,
    )
    at(walker, Step.SCHEDULE, "containers", start)
    walker.choose("each-time")
    assert answers_of(walker).reservoirs_per_week == Decimal(21)


# -- dates and length ----------------------------------------------------------------------------


def _calendar(walker: Walker) -> StartPart:
    at(walker, Step.LENGTH, "start", replace(FULL, start=UNASKED, deductible_year=0))
    part = walker.part
    assert isinstance(part, StartPart)
    return part


def test_a_day_is_touched(walker: Walker) -> None:
    part = _calendar(walker)
    part.calendar.days[29].click()
    assert answers_of(walker).start == date(2026, 11, 30)
    assert part.calendar.days[29].isChecked()
    assert "November 30, 2026" in part.told.text()


def test_months_are_turned_and_end_somewhere(walker: Walker) -> None:
    part = _calendar(walker)
    part.calendar.later.click()
    part.calendar.days[0].click()
    assert answers_of(walker).start == date(2026, 12, 1)
    for _ in range(20):
        part.calendar.later.click()
    assert not part.calendar.later.isEnabled()
    last = [day for day in part.calendar.days if not day.isHidden() and day.isEnabled()][-1]
    last.click()
    assert answers_of(walker).start == TODAY + timedelta(days=183)


def test_a_day_out_of_reach_cannot_be_touched(walker: Walker) -> None:
    part = _calendar(walker)
    for _ in range(20):
        part.calendar.earlier.click()
    part.calendar.days[0].click()
    assert answers_of(walker).start is UNASKED


def test_arrow_keys_walk_through_the_days(walker: Walker) -> None:
    part = _calendar(walker)
    first = part.calendar.days[23]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)  # from the 24th to December 1
    moved = part.calendar.days[0]
    assert walker.shell.focusWidget() is moved
    QTest.keyClick(moved, Qt.Key.Key_Return)
    assert answers_of(walker).start == date(2026, 12, 1)


def test_a_length_in_weeks_or_days(walker: Walker) -> None:
    at(walker, Step.LENGTH, "days", replace(FULL, days=UNASKED))
    walker.type("6")
    assert answers_of(walker).days == 42
    walker.choose("days")
    assert walker.fields()[0].value() == "42"
    walker.clear()
    walker.type("10")
    assert answers_of(walker).days == 10


def test_no_more_than_four_hundred_days(walker: Walker) -> None:
    at(walker, Step.LENGTH, "days", replace(FULL, days=UNASKED))
    walker.choose("days")
    walker.type("999")
    assert answers_of(walker).days == 99
    walker.clear()
    walker.choose("weeks")
    walker.type("58")
    assert answers_of(walker).days == 35


def test_an_odd_length_is_shown_in_days(walker: Walker) -> None:
    at(walker, Step.LENGTH, "days", replace(FULL, days=10))
    assert walker.fields()[0].value() == "10"
