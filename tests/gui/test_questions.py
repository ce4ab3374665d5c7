"""The question screens, touched as a visitor touches them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from core.case import (
    FirstVisit,
    MedicareKind,
    MedigapPlan,
    SupplementKind,
)
from core.intake.answers import UNASKED, Answers, DoseFrom, WayIn
from core.intake.prune import prune
from core.reference.store import Reference
from gui import flow
from gui.flow import Stop
from gui.screens.base import NOT_SURE
from gui.screens.home import ZipPart
from gui.screens.medicine import MedicinePart
from gui.screens.number import NumberPart
from gui.screens.question import NO, YES
from gui.screens.readback import ReadBackPart
from gui.screens.topic import TopicAnswerPart
from gui.state import Prefs, Step
from tests.gui.walker import Walker, answers_of, at, can_go_on
from tests.support.answered import FULL

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
    at(walker, Step.TOPIC, "choose", Answers(way_in=way_in))
    topics = [card.option.id for card in walker.cards() if card.option.id != NOT_SURE]
    assert len(topics) > 5
    for topic in topics:
        at(walker, Step.TOPIC, "choose", Answers(way_in=way_in))
        walker.choose(topic)
        walker.go_on()
        part = walker.part
        assert isinstance(part, TopicAnswerPart)
        assert len(part.why.text()) > 40
        assert part.verdict.text.text()
        assert can_go_on(walker)


def test_every_question_takes_not_sure(walker: Walker) -> None:
    """All but two: a medicine without a name has no answer, and a read-back asks nothing."""
    walker.answers = replace(FULL, dose_from=DoseFrom.ORDER)
    for stop in walker.way():
        if stop.step not in walker.screens:
            continue
        at(walker, stop.step, stop.part, replace(FULL, dose_from=DoseFrom.ORDER))
        if isinstance(walker.part, ReadBackPart | TopicAnswerPart):
            continue
        walker.not_sure()
        assert can_go_on(walker) is not isinstance(walker.part, MedicinePart), stop


def test_the_keyboard_stands_in_every_question(walker: Walker) -> None:
    """Where there is nothing to answer, it stands in the page, which the arrow keys scroll."""
    walker.answers = replace(FULL, dose_from=DoseFrom.ORDER)
    for stop in walker.way():
        if stop.step not in walker.screens:
            continue
        at(walker, stop.step, stop.part, replace(FULL, dose_from=DoseFrom.ORDER))
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
        at(walker, step, part, answers)
        assert not can_go_on(walker), (step, part)


def test_another_language_keeps_the_answers_and_changes_the_words(walker: Walker) -> None:
    at(walker, Step.MEDICARE)
    english = walker.screen.title.text()
    walker.prefs = Prefs(language="es")
    walker.show()
    assert walker.screen.title.text() != english
    assert walker.card("original").isChecked()


# -- finding the treatment ------------------------------------------------------------------


def test_a_misspelled_medicine_is_offered_first(walker: Walker) -> None:
    at(walker, Step.MEDICINE, answers=Answers(way_in=WayIn.MEDICINE))
    walker.type("MILRANONE")
    assert walker.cards()[0].option.id == "milrinone"
    walker.cards()[0].click()
    assert answers_of(walker).drug == "milrinone"
    assert can_go_on(walker)


def test_a_topic_offers_its_medicines_before_a_letter_is_typed(walker: Walker) -> None:
    answers = Answers(way_in=WayIn.CONDITION, topic="heart-failure")
    at(walker, Step.MEDICINE, answers=answers)
    offered = [card.option.id for card in walker.cards()]
    assert {"milrinone", "dobutamine", "dopamine"} <= set(offered)
    assert offered[-1] == NOT_SURE


def test_a_medicine_nobody_can_name_says_whom_to_ask(walker: Walker) -> None:
    at(walker, Step.MEDICINE, answers=Answers(way_in=WayIn.MEDICINE))
    walker.not_sure()
    part = walker.part
    assert isinstance(part, MedicinePart)
    assert part.none.isVisibleTo(part)
    assert not can_go_on(walker)
    # It is no dead end: what it is for, its kind and its equipment lead on as well.
    assert [action.want for action in part.others(part.shown)] == ["go:treatment"]
    walker.type("milrinon")
    walker.choose("milrinone")
    assert part.others(part.shown) == ()


def test_letters_of_the_last_search_are_gone_on_coming_back(walker: Walker) -> None:
    at(walker, Step.MEDICINE)
    walker.type("VANCO")
    walker.go(Stop(Step.TREATMENT))
    walker.go(Stop(Step.MEDICINE))
    assert walker.fields()[0].value() == ""


# -- coverage ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("card", "answer"), [(YES, True), (NO, False), (NOT_SURE, None)])
def test_a_coverage_question_is_yes_no_or_not_sure(
    walker: Walker, card: str, answer: bool | None
) -> None:
    at(walker, Step.CRITERIA, "hf-better-on-drug")
    walker.choose(card)
    assert answers_of(walker).criterion("hf-better-on-drug") is answer
    assert walker.card(card).isChecked()


def test_each_medigap_letter_can_be_chosen(walker: Walker) -> None:
    for plan in MedigapPlan:
        at(walker, Step.OTHER_COVERAGE, "plan")
        walker.choose(plan.value)
        assert answers_of(walker).medigap_plan is plan


def test_each_kind_of_medicare_and_supplement(walker: Walker) -> None:
    for kind in MedicareKind:
        at(walker, Step.MEDICARE)
        walker.choose(kind.value)
        assert answers_of(walker).medicare is kind
    for supplement in SupplementKind:
        at(walker, Step.OTHER_COVERAGE, "kind")
        walker.choose(supplement.value)
        assert answers_of(walker).supplement is supplement


def test_the_deductible_is_none_all_or_an_amount(walker: Walker) -> None:
    at(walker, Step.DEDUCTIBLE, answers=replace(FULL, deductible_met=UNASKED))
    walker.choose("nothing")
    assert answers_of(walker).deductible_met == 0
    walker.choose("all")
    assert answers_of(walker).deductible_met == Decimal(283)
    walker.clear()
    walker.type("120.50")
    assert answers_of(walker).deductible_met == Decimal("120.50")
    assert answers_of(walker).deductible_year == 2026


def test_more_than_the_whole_deductible_cannot_be_typed(walker: Walker) -> None:
    at(walker, Step.DEDUCTIBLE, answers=replace(FULL, deductible_met=UNASKED))
    walker.type("284")
    assert answers_of(walker).deductible_met == Decimal(28)


def test_an_unknown_deductible_says_where_to_find_it(walker: Walker) -> None:
    at(walker, Step.DEDUCTIBLE)
    walker.not_sure()
    part = walker.part
    assert isinstance(part, NumberPart)
    assert "Summary Notice" in part.told.text()


# -- home and visits ------------------------------------------------------------------------------


def test_a_zip_code_is_read_back_as_its_place(walker: Walker) -> None:
    at(walker, Step.HOME, "zip", replace(FULL, zip_code=UNASKED))
    walker.type("60612")
    assert answers_of(walker).zip_code == "60612"
    part = walker.part
    assert isinstance(part, ZipPart)
    assert part.told.text() == "Medicare's area: Chicago, IL"


@pytest.mark.parametrize("typed", ["00000", "6061", ""])
def test_a_zip_code_that_does_not_exist_is_no_answer(walker: Walker, typed: str) -> None:
    at(walker, Step.HOME, "zip", replace(FULL, zip_code=UNASKED))
    walker.type(typed)
    assert answers_of(walker).zip_code is UNASKED
    assert not can_go_on(walker)


def test_a_zip_code_may_begin_with_zeros(walker: Walker) -> None:
    at(walker, Step.HOME, "zip", replace(FULL, zip_code=UNASKED))
    walker.type("00901")
    assert answers_of(walker).zip_code == "00901"


def test_a_changed_zip_code_is_none_until_it_is_whole(walker: Walker) -> None:
    at(walker, Step.HOME, "zip")
    walker.clear()
    assert answers_of(walker).zip_code is UNASKED
    walker.type("9950199")
    assert answers_of(walker).zip_code == "99501"


def test_visits_and_the_first_one(walker: Walker) -> None:
    at(walker, Step.VISITS, "per-week", replace(FULL, visits_per_week=UNASKED))
    walker.choose("0.5")
    assert answers_of(walker).visits_per_week == Decimal("0.5")
    walker.go_on()
    walker.choose("subsequent")
    assert answers_of(walker).first_visit is FirstVisit.SUBSEQUENT


def test_the_count_of_questions_is_told(walker: Walker) -> None:
    at(walker, Step.CRITERIA, "hf-symptoms-despite-treatment")
    way = flow.stops(walker.answers, walker.reference, walker.today)
    assert flow.part_position(walker.stop, way) == (2, 6)
    assert walker.screen.count.text() == "Question 2 of 6"
    at(walker, Step.MEDICARE)
    assert not walker.screen.count.isVisibleTo(walker.screen)
