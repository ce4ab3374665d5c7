"""The question screens, touched as a visitor touches them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.case import (
    DoseUnit,
    FirstVisit,
    MedicareKind,
    MedigapPlan,
    Per,
    SupplementKind,
)
from core.intake.answers import UNASKED, Answers, DoseFrom, WayIn
from core.intake.prune import prune
from core.reference.store import Reference
from gui import flow
from gui.flow import Stop
from gui.screens.base import NOT_SURE
from gui.screens.home import ZipPart
from gui.screens.length import StartPart
from gui.screens.medicine import MedicinePart
from gui.screens.number import NumberPart
from gui.screens.question import NO, YES
from gui.screens.readback import ReadBackPart
from gui.screens.topic import TopicAnswerPart
from gui.state import Prefs, Step
from tests.gui.walker import TODAY, Walker
from tests.support.answered import FULL


@pytest.fixture(scope="module")
def window(qapp: QApplication, reference: Reference) -> Iterator[Walker]:
    """One window for all tests here: making it takes longer than most of them."""
    with closing(Walker(reference)) as made:
        yield made


@pytest.fixture
def walker(qtbot: QtBot, window: Walker) -> Walker:
    window.begin_again()
    return window


def _at(walker: Walker, step: Step, part: str = "", answers: Answers = FULL) -> Walker:
    walker.answers = prune(answers, walker.reference)
    walker.go(Stop(step, part))
    return walker


def _answers(walker: Walker) -> Answers:
    """The answers as they are now (a call, so that no earlier check narrows their type)."""
    return walker.answers


def _can_go_on(walker: Walker) -> bool:
    return walker.screen.can_go_on(walker.state())


# -- every question -----------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_question_of_every_drug_has_its_words(
    walker: Walker, reference: Reference, language: str
) -> None:
    walker.prefs = Prefs(language=language)
    of_the_drug = (Step.MEDICINE, Step.INDICATION, Step.GIVEN, Step.DOSE)
    shown: set[tuple[str, Stop]] = set()
    for drug in reference.drugs():
        for indication in drug.indications or (UNASKED,):
            start = replace(
                FULL,
                way_in=WayIn.MEDICINE,
                drug=drug.id,
                indication=indication,
                dose_from=DoseFrom.ORDER,
            )
            walker.answers = prune(start, reference)
            for stop in walker.way():
                key = (drug.id if stop.step in of_the_drug else "", stop)
                if stop.step in walker.screens and key not in shown:
                    walker.stop = stop
                    walker.screen.show_state(walker.state())
                    assert walker.screen.title.text()
                    shown.add(key)
    assert len(shown) > 500


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("way_in", [WayIn.CONDITION, WayIn.KIND, WayIn.EQUIPMENT])
def test_every_topic_has_its_answer(
    walker: Walker, reference: Reference, language: str, way_in: WayIn
) -> None:
    walker.prefs = Prefs(language=language)
    _at(walker, Step.TOPIC, "choose", Answers(way_in=way_in))
    topics = [card.option.id for card in walker.cards() if card.option.id != NOT_SURE]
    assert len(topics) > 5
    for topic in topics:
        _at(walker, Step.TOPIC, "choose", Answers(way_in=way_in))
        walker.choose(topic)
        walker.go_on()
        part = walker.part
        assert isinstance(part, TopicAnswerPart)
        assert len(part.why.text()) > 40
        assert part.verdict.text.text()
        assert _can_go_on(walker)


def test_every_question_takes_not_sure(walker: Walker) -> None:
    """All but two: a medicine without a name has no answer, and a read-back asks nothing."""
    walker.answers = replace(FULL, dose_from=DoseFrom.ORDER)
    for stop in walker.way():
        if stop.step not in walker.screens:
            continue
        _at(walker, stop.step, stop.part, replace(FULL, dose_from=DoseFrom.ORDER))
        if isinstance(walker.part, ReadBackPart | TopicAnswerPart):
            continue
        walker.not_sure()
        assert _can_go_on(walker) is not isinstance(walker.part, MedicinePart), stop


def test_the_keyboard_stands_in_every_question(walker: Walker) -> None:
    """Where there is nothing to answer, it stands in the page, which the arrow keys scroll."""
    walker.answers = replace(FULL, dose_from=DoseFrom.ORDER)
    for stop in walker.way():
        if stop.step not in walker.screens:
            continue
        _at(walker, stop.step, stop.part, replace(FULL, dose_from=DoseFrom.ORDER))
        focused = walker.shell.focusWidget()
        assert focused is not None
        assert focused.isVisible()
        assert walker.screen.isAncestorOf(focused), stop
        assert focused.accessibleName() or focused is walker.screen.page, stop


def test_no_question_can_be_left_unanswered(walker: Walker) -> None:
    fresh = Answers(way_in=WayIn.CONDITION, topic=UNASKED, drug="milrinone")
    asked = [
        (Step.TREATMENT, ""),
        (Step.TOPIC, "choose"),
        (Step.INDICATION, ""),
        (Step.GIVEN, "started"),
        (Step.GIVEN, "delivery"),
        (Step.DOSE, "from"),
        (Step.DOSE, "amount"),
        (Step.SCHEDULE, "times"),
        (Step.SCHEDULE, "minutes"),
        (Step.LENGTH, "start"),
        (Step.LENGTH, "days"),
        (Step.MEDICARE, ""),
        (Step.OTHER_COVERAGE, "kind"),
        (Step.DEDUCTIBLE, ""),
        (Step.HOME, "zip"),
        (Step.HOME, "residence"),
        (Step.VISITS, "per-week"),
    ]
    for step, part in asked:
        answers = replace(fresh, way_in=UNASKED) if step is Step.TREATMENT else fresh
        _at(walker, step, part, answers)
        assert not _can_go_on(walker), (step, part)


def test_another_language_keeps_the_answers_and_changes_the_words(walker: Walker) -> None:
    _at(walker, Step.MEDICARE)
    english = walker.screen.title.text()
    walker.prefs = Prefs(language="es")
    walker.show()
    assert walker.screen.title.text() != english
    assert walker.card("original").isChecked()


# -- finding the treatment ------------------------------------------------------------------


def test_a_misspelled_medicine_is_offered_first(walker: Walker) -> None:
    _at(walker, Step.MEDICINE, answers=Answers(way_in=WayIn.MEDICINE))
    walker.type("MILRANONE")
    assert walker.cards()[0].option.id == "milrinone"
    walker.cards()[0].click()
    assert _answers(walker).drug == "milrinone"
    assert _can_go_on(walker)


def test_a_topic_offers_its_medicines_before_a_letter_is_typed(walker: Walker) -> None:
    answers = Answers(way_in=WayIn.CONDITION, topic="heart-failure")
    _at(walker, Step.MEDICINE, answers=answers)
    offered = [card.option.id for card in walker.cards()]
    assert {"milrinone", "dobutamine", "dopamine"} <= set(offered)
    assert offered[-1] == NOT_SURE


def test_a_medicine_nobody_can_name_says_whom_to_ask(walker: Walker) -> None:
    _at(walker, Step.MEDICINE, answers=Answers(way_in=WayIn.MEDICINE))
    walker.not_sure()
    part = walker.part
    assert isinstance(part, MedicinePart)
    assert part.none.isVisibleTo(part)
    assert not _can_go_on(walker)
    # It is no dead end: what it is for, its kind and its equipment lead on as well.
    assert [action.want for action in part.others(part.shown)] == ["go:treatment"]
    walker.type("milrinon")
    walker.choose("milrinone")
    assert part.others(part.shown) == ()


def test_letters_of_the_last_search_are_gone_on_coming_back(walker: Walker) -> None:
    _at(walker, Step.MEDICINE)
    walker.type("VANCO")
    walker.go(Stop(Step.TREATMENT))
    walker.go(Stop(Step.MEDICINE))
    assert walker.fields()[0].value() == ""


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
    _at(walker, Step.DOSE, "amount", _own_order())
    walker.type("0.375")
    assert _answers(walker).dose_amount == Decimal("0.375")
    assert not _can_go_on(walker)
    walker.choose("mcg/kg/min")
    assert _answers(walker).dose_unit is DoseUnit.MCG_KG_MIN
    assert _can_go_on(walker)


def test_a_number_half_typed_stays_as_it_is_typed(walker: Walker) -> None:
    _at(walker, Step.DOSE, "amount", _own_order())
    for typed, value in (("4", "4"), ("0", "40"), (".", "40."), ("5", "40.5")):
        walker.type(typed)
        assert walker.fields()[0].value() == value


def test_a_dose_of_nothing_is_no_answer(walker: Walker) -> None:
    _at(walker, Step.DOSE, "amount", _own_order())
    walker.choose("mg")
    walker.type("0.0")
    assert _answers(walker).dose_amount is UNASKED
    assert not _can_go_on(walker)


def test_only_units_that_the_drug_is_billed_in_are_offered(walker: Walker) -> None:
    _at(walker, Step.DOSE, "amount", _own_order())
    offered = {card.option.id for card in walker.cards()}
    assert "mL" not in offered
    assert "units" not in offered
    assert {"mg", "mcg/kg/min"} <= offered


def test_penicillin_is_typed_in_millions_of_units(walker: Walker) -> None:
    answers = Answers(way_in=WayIn.MEDICINE, drug="penicillin-g", dose_from=DoseFrom.ORDER)
    _at(walker, Step.DOSE, "amount", answers)
    walker.type("24000000")
    assert _answers(walker).dose_amount == Decimal(24_000_000)
    assert _answers(walker).dose_unit is DoseUnit.UNITS
    assert _can_go_on(walker)


def test_a_dose_typed_on_a_keyboard(walker: Walker) -> None:
    _at(walker, Step.DOSE, "amount", _own_order())
    field = walker.fields()[0]
    QTest.keyClicks(field, "12.5x")
    assert _answers(walker).dose_amount == Decimal("12.5")
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert _answers(walker).dose_amount == Decimal(12)


def test_a_weight_in_pounds_is_kept_in_kilograms(walker: Walker) -> None:
    _at(walker, Step.DOSE, "weight", replace(_own_order(), weight_kg=UNASKED))
    walker.type("154")
    assert _answers(walker).weight_kg == Decimal("69.85")
    part = walker.part
    assert isinstance(part, NumberPart)
    assert "69.85 kg" in part.told.text()
    walker.choose("kg")
    assert walker.fields()[0].value() == "69.85"
    assert _answers(walker).weight_kg == Decimal("69.85")


def test_a_weight_that_nobody_has_cannot_be_typed(walker: Walker) -> None:
    _at(walker, Step.DOSE, "weight", replace(_own_order(), weight_kg=UNASKED))
    walker.choose("kg")
    walker.type("500")
    assert walker.fields()[0].value() == "50"
    assert _answers(walker).weight_kg == Decimal(50)


def test_a_usual_schedule_is_filled_in_and_marked(walker: Walker) -> None:
    _at(walker, Step.DOSE, "from", _own_order())
    walker.choose("j2260-1")
    assert _answers(walker).dose_amount == Decimal("0.375")
    assert _answers(walker).dose_from is DoseFrom.USUAL
    walker.go(Stop(Step.SCHEDULE, "readback"))
    part = walker.part
    assert isinstance(part, ReadBackPart)
    assert "not your order" in part.usual.text.text()


def test_a_usual_amount_that_is_typed_over_is_the_order(walker: Walker) -> None:
    _at(walker, Step.DOSE, "from", _own_order())
    walker.choose("j2260-1")
    walker.go(Stop(Step.DOSE, "amount"))
    walker.clear()
    walker.type("0.5")
    assert _answers(walker).dose_amount == Decimal("0.5")
    assert _answers(walker).dose_from is DoseFrom.ORDER
    assert _answers(walker).usual == ""


def test_the_own_order_is_not_marked_as_usual(walker: Walker) -> None:
    _at(walker, Step.SCHEDULE, "readback", replace(FULL, dose_from=DoseFrom.ORDER))
    part = walker.part
    assert isinstance(part, ReadBackPart)
    assert not part.usual.isVisibleTo(part)
    told = " ".join(line.text() for line in part.lines)
    assert "280 mg" in told
    assert "56 billing units" in told


# -- slips -------------------------------------------------------------------------------------


def test_a_slip_has_to_be_typed_a_second_time_the_same(walker: Walker) -> None:
    grams = replace(FULL, dose_from=DoseFrom.ORDER, dose_unit=DoseUnit.G)
    _at(walker, Step.SCHEDULE, "readback", grams)
    part = walker.part
    assert isinstance(part, ReadBackPart)
    assert "Did the order say mg?" in part.doubt.text.text()
    assert not _can_go_on(walker)
    walker.type("41")
    assert not _can_go_on(walker)
    walker.clear()
    walker.type("40")
    assert _can_go_on(walker)
    walker.type("0")
    assert not _can_go_on(walker)


def test_a_doubted_dose_can_be_changed_at_once(walker: Walker, qtbot: QtBot) -> None:
    grams = replace(FULL, dose_from=DoseFrom.ORDER, dose_unit=DoseUnit.G)
    _at(walker, Step.SCHEDULE, "readback", grams)
    (change,) = walker.screen.others(walker.state())
    with qtbot.waitSignal(walker.shell.wanted) as wanted:
        walker.shell.footer.others[0].click()
    assert wanted.args == [change.want] == ["go:dose"]


def test_an_unusual_dose_is_confirmed_by_a_card(walker: Walker) -> None:
    high = replace(FULL, dose_from=DoseFrom.ORDER, dose_amount=Decimal(100))
    _at(walker, Step.SCHEDULE, "readback", high)
    assert not walker.fields()
    assert not _can_go_on(walker)
    walker.choose("confirm")
    assert _can_go_on(walker)


def test_a_usual_dose_is_asked_nothing(walker: Walker) -> None:
    _at(walker, Step.SCHEDULE, "readback", replace(FULL, dose_from=DoseFrom.ORDER))
    part = walker.part
    assert isinstance(part, ReadBackPart)
    assert not part.doubt.isVisibleTo(part)
    assert not walker.fields()
    assert not walker.cards()
    assert _can_go_on(walker)


def test_an_unknown_weight_is_said_where_a_dose_is_doubted(walker: Walker) -> None:
    high = replace(FULL, dose_amount=Decimal(100), weight_kg=None)
    _at(walker, Step.SCHEDULE, "readback", high)
    part = walker.part
    assert isinstance(part, ReadBackPart)
    assert "do not know your weight" in part.doubt.more.text()


# -- how often and how long ---------------------------------------------------------------------


def test_all_the_time_is_every_day_all_day(walker: Walker) -> None:
    _at(walker, Step.SCHEDULE, "times", replace(FULL, administrations_per_week=UNASKED))
    walker.choose("continuous")
    assert _answers(walker).administrations_per_week == Decimal(7)
    assert _answers(walker).minutes == 1440


def test_typing_fourteen_passes_through_one_without_losing_it(walker: Walker) -> None:
    start = replace(FULL, administrations_per_week=UNASKED, minutes=UNASKED)
    _at(walker, Step.SCHEDULE, "times", start)
    walker.type("14")
    assert _answers(walker).administrations_per_week == Decimal(14)
    assert walker.card("2-a-day").isChecked()


def test_hours_are_kept_as_minutes(walker: Walker) -> None:
    _at(walker, Step.SCHEDULE, "minutes", replace(FULL, minutes=UNASKED))
    walker.choose("hours")
    walker.type("1.5")
    assert _answers(walker).minutes == 90


def test_more_time_than_a_week_has_cannot_be_left(walker: Walker) -> None:
    _at(walker, Step.SCHEDULE, "minutes", replace(FULL, administrations_per_week=Decimal(14)))
    assert not _can_go_on(walker)
    walker.choose("60")
    assert _can_go_on(walker)


def test_a_container_for_each_infusion(walker: Walker) -> None:
    start = replace(
        FULL,
        administrations_per_week=Decimal(21),
        minutes=60,
        dose_per=Per.ADMINISTRATION,
        reservoirs_per_week=UNASKED,
    )
    _at(walker, Step.SCHEDULE, "containers", start)
    walker.choose("each-time")
    assert _answers(walker).reservoirs_per_week == Decimal(21)


# -- dates and length ----------------------------------------------------------------------------


def _calendar(walker: Walker) -> StartPart:
    _at(walker, Step.LENGTH, "start", replace(FULL, start=UNASKED, deductible_year=0))
    part = walker.part
    assert isinstance(part, StartPart)
    return part


def test_a_day_is_touched(walker: Walker) -> None:
    part = _calendar(walker)
    part.calendar.days[29].click()
    assert _answers(walker).start == date(2026, 11, 30)
    assert part.calendar.days[29].isChecked()
    assert "November 30, 2026" in part.told.text()


def test_months_are_turned_and_end_somewhere(walker: Walker) -> None:
    part = _calendar(walker)
    part.calendar.later.click()
    part.calendar.days[0].click()
    assert _answers(walker).start == date(2026, 12, 1)
    for _ in range(20):
        part.calendar.later.click()
    assert not part.calendar.later.isEnabled()
    last = [day for day in part.calendar.days if not day.isHidden() and day.isEnabled()][-1]
    last.click()
    assert _answers(walker).start == TODAY + timedelta(days=183)


def test_a_day_out_of_reach_cannot_be_touched(walker: Walker) -> None:
    part = _calendar(walker)
    for _ in range(20):
        part.calendar.earlier.click()
    part.calendar.days[0].click()
    assert _answers(walker).start is UNASKED


def test_arrow_keys_walk_through_the_days(walker: Walker) -> None:
    part = _calendar(walker)
    first = part.calendar.days[23]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)  # from the 24th to December 1
    moved = part.calendar.days[0]
    assert walker.shell.focusWidget() is moved
    QTest.keyClick(moved, Qt.Key.Key_Return)
    assert _answers(walker).start == date(2026, 12, 1)


def test_a_length_in_weeks_or_days(walker: Walker) -> None:
    _at(walker, Step.LENGTH, "days", replace(FULL, days=UNASKED))
    walker.type("6")
    assert _answers(walker).days == 42
    walker.choose("days")
    assert walker.fields()[0].value() == "42"
    walker.clear()
    walker.type("10")
    assert _answers(walker).days == 10


def test_no_more_than_four_hundred_days(walker: Walker) -> None:
    _at(walker, Step.LENGTH, "days", replace(FULL, days=UNASKED))
    walker.choose("days")
    walker.type("999")
    assert _answers(walker).days == 99
    walker.clear()
    walker.choose("weeks")
    walker.type("58")
    assert _answers(walker).days == 35


def test_an_odd_length_is_shown_in_days(walker: Walker) -> None:
    _at(walker, Step.LENGTH, "days", replace(FULL, days=10))
    assert walker.fields()[0].value() == "10"


# -- coverage ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("card", "answer"), [(YES, True), (NO, False), (NOT_SURE, None)])
def test_a_coverage_question_is_yes_no_or_not_sure(
    walker: Walker, card: str, answer: bool | None
) -> None:
    _at(walker, Step.CRITERIA, "hf-better-on-drug")
    walker.choose(card)
    assert _answers(walker).criterion("hf-better-on-drug") is answer
    assert walker.card(card).isChecked()


def test_each_medigap_letter_can_be_chosen(walker: Walker) -> None:
    for plan in MedigapPlan:
        _at(walker, Step.OTHER_COVERAGE, "plan")
        walker.choose(plan.value)
        assert _answers(walker).medigap_plan is plan


def test_each_kind_of_medicare_and_supplement(walker: Walker) -> None:
    for kind in MedicareKind:
        _at(walker, Step.MEDICARE)
        walker.choose(kind.value)
        assert _answers(walker).medicare is kind
    for supplement in SupplementKind:
        _at(walker, Step.OTHER_COVERAGE, "kind")
        walker.choose(supplement.value)
        assert _answers(walker).supplement is supplement


def test_the_deductible_is_none_all_or_an_amount(walker: Walker) -> None:
    _at(walker, Step.DEDUCTIBLE, answers=replace(FULL, deductible_met=UNASKED))
    walker.choose("nothing")
    assert _answers(walker).deductible_met == 0
    walker.choose("all")
    assert _answers(walker).deductible_met == Decimal(283)
    walker.clear()
    walker.type("120.50")
    assert _answers(walker).deductible_met == Decimal("120.50")
    assert _answers(walker).deductible_year == 2026


def test_more_than_the_whole_deductible_cannot_be_typed(walker: Walker) -> None:
    _at(walker, Step.DEDUCTIBLE, answers=replace(FULL, deductible_met=UNASKED))
    walker.type("284")
    assert _answers(walker).deductible_met == Decimal(28)


def test_an_unknown_deductible_says_where_to_find_it(walker: Walker) -> None:
    _at(walker, Step.DEDUCTIBLE)
    walker.not_sure()
    part = walker.part
    assert isinstance(part, NumberPart)
    assert "Summary Notice" in part.told.text()


# -- home and visits ------------------------------------------------------------------------------


def test_a_zip_code_is_read_back_as_its_place(walker: Walker) -> None:
    _at(walker, Step.HOME, "zip", replace(FULL, zip_code=UNASKED))
    walker.type("60612")
    assert _answers(walker).zip_code == "60612"
    part = walker.part
    assert isinstance(part, ZipPart)
    assert part.told.text() == "Medicare's area: Chicago, IL"


@pytest.mark.parametrize("typed", ["00000", "6061", ""])
def test_a_zip_code_that_does_not_exist_is_no_answer(walker: Walker, typed: str) -> None:
    _at(walker, Step.HOME, "zip", replace(FULL, zip_code=UNASKED))
    walker.type(typed)
    assert _answers(walker).zip_code is UNASKED
    assert not _can_go_on(walker)


def test_a_zip_code_may_begin_with_zeros(walker: Walker) -> None:
    _at(walker, Step.HOME, "zip", replace(FULL, zip_code=UNASKED))
    walker.type("00901")
    assert _answers(walker).zip_code == "00901"


def test_a_changed_zip_code_is_none_until_it_is_whole(walker: Walker) -> None:
    _at(walker, Step.HOME, "zip")
    walker.clear()
    assert _answers(walker).zip_code is UNASKED
    walker.type("9950199")
    assert _answers(walker).zip_code == "99501"


def test_visits_and_the_first_one(walker: Walker) -> None:
    _at(walker, Step.VISITS, "per-week", replace(FULL, visits_per_week=UNASKED))
    walker.choose("0.5")
    assert _answers(walker).visits_per_week == Decimal("0.5")
    walker.go_on()
    walker.choose("subsequent")
    assert _answers(walker).first_visit is FirstVisit.SUBSEQUENT


def test_the_count_of_questions_is_told(walker: Walker) -> None:
    _at(walker, Step.CRITERIA, "hf-symptoms-despite-treatment")
    way = flow.stops(walker.answers, walker.reference, walker.today)
    assert flow.part_position(walker.stop, way) == (2, 6)
    assert walker.screen.count.text() == "Question 2 of 6"
    _at(walker, Step.MEDICARE)
    assert not walker.screen.count.isVisibleTo(walker.screen)
