"""The sample patient goes all the way, by taps alone and by keys alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.binding import read
from core.case import Case
from core.estimate import estimate
from core.handout import render
from core.reference.store import Reference
from core.words import Words
from gui import sample
from gui.screens.base import Want
from gui.state import PrinterState, Step
from gui.walk import Finger, Hands, Keyboard, Place, Visitor, wait_for
from tests.gui.conftest import MakeKiosk, PaperPrinter
from tests.support.cases import MILRINONE


@pytest.mark.parametrize("hands", [Finger(), Keyboard()], ids=["taps", "keys"])
def test_from_the_first_touch_to_the_paper(
    make_kiosk: MakeKiosk,
    paper: PaperPrinter,
    reference: Reference,
    words_en: Words,
    hands: Hands,
) -> None:
    kiosk = make_kiosk()
    visitor = Visitor(kiosk, hands)
    seen: list[Place] = []
    visitor.begin("en")
    visitor.answer(sample.GESTURES, seen.append)
    made = kiosk.visit.state().estimate
    case, problems = read(Case, MILRINONE)
    assert case is not None, problems
    assert made is not None
    assert made.case == case, "the screens collected the case that was meant"
    assert kiosk.visit.state().answers == sample.ANSWERS
    assert set(seen) == set(sample.GESTURES)

    visitor.want(Want.PRINT)
    wait_for(lambda: kiosk.visit.state().printer is PrinterState.SENT, "sent")
    # The square code on the page holds the case as the screens wrote it: "0", not "0.00".
    expected = replace(estimate(case, reference), case=made.case)
    assert paper.sent == [render(expected, words_en, reference=reference)]
    visitor.want(Want.DONE)
    assert kiosk.visit.state().step is Step.DONE
    visitor.want(Want.FINISH)
    assert kiosk.visit.is_fresh


def test_in_spanish_in_a_small_window(make_kiosk: MakeKiosk, paper: PaperPrinter) -> None:
    kiosk = make_kiosk(size=(1280, 800))
    visitor = Visitor(kiosk, Finger())
    visitor.begin("es")
    visitor.answer(sample.GESTURES)
    state = kiosk.visit.state()
    assert state.prefs.language == "es"
    assert state.answers == sample.ANSWERS


def test_a_way_back_loses_no_answer(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    visitor = Visitor(kiosk, Finger())
    visitor.begin("en")
    visitor.answer(sample.GESTURES, until=Step.REVIEW)
    for _ in range(len(sample.GESTURES) - 1):
        visitor.want(Want.BACK)
    assert visitor.here == (Step.TREATMENT, "")
    assert kiosk.visit.state().answers == sample.ANSWERS


def test_one_answer_is_changed_from_the_review_and_leads_back_to_it(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    visitor = Visitor(kiosk, Finger())
    visitor.begin("en")
    visitor.answer(sample.GESTURES, until=Step.REVIEW)
    kiosk.visit.want("go:deductible")
    assert visitor.here == (Step.DEDUCTIBLE, "")
    visitor.answer({(Step.DEDUCTIBLE, ""): (sample.Choose("all"),)}, until=Step.REVIEW)
    assert kiosk.visit.state().answers.deductible_met == 283


def test_a_change_that_raises_a_new_question_asks_it(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    visitor = Visitor(kiosk, Finger())
    visitor.begin("en")
    visitor.answer(sample.GESTURES, until=Step.REVIEW)
    kiosk.visit.want("go:other-coverage")
    plan = {
        (Step.OTHER_COVERAGE, "kind"): (sample.Choose("medigap"),),
        (Step.OTHER_COVERAGE, "plan"): (sample.Choose("G"),),
    }
    visitor.answer(plan, until=Step.REVIEW)
    assert kiosk.visit.state().answers.medigap_plan == "G"
