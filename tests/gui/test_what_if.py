"""What if: tried on the result with real sums; the answers stay, and paper says what it shows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QApplication

from core.case import MedigapPlan, Setting, SupplementKind
from core.intake.answers import Answers
from core.intake.what_if import AS_ANSWERED, Cover, Knob, WhatIf
from core.summary import Summary
from core.words import words
from gui.app import Kiosk
from gui.sample import ANSWERS, GESTURES
from gui.screens.base import Want
from gui.screens.what_if import WhatIfScreen
from gui.state import Prefs, Step
from gui.walk import Finger, Hands, Keyboard, Visitor, wait_for
from tests.gui.conftest import MakeKiosk

_STAYED = replace(ANSWERS, hospital_days=Decimal(4))
_G = Cover(SupplementKind.MEDIGAP, MedigapPlan.G)


def _at_result(kiosk: Kiosk, answers: Answers = ANSWERS) -> None:
    """Straight to the result, by the way that a visit goes."""
    kiosk.visit.want("begin:en")
    kiosk.visit.answer(answers)
    kiosk.visit.want(f"go:{Step.REVIEW}")
    kiosk.visit.want(Want.NEXT)
    assert kiosk.visit.state().step is Step.RESULT


def _at_what_if(kiosk: Kiosk, answers: Answers = ANSWERS) -> WhatIfScreen:
    _at_result(kiosk, answers)
    kiosk.visit.want(Want.WHAT_IF)
    QApplication.processEvents()
    screen = kiosk.shell.current()
    assert isinstance(screen, WhatIfScreen)
    return screen


def _ready(kiosk: Kiosk) -> Summary:
    def worked_out() -> bool:
        tried = kiosk.visit.state().tried
        return tried is not None and tried.ready

    wait_for(worked_out, "the what-if is worked out")
    tried = kiosk.visit.state().tried
    assert tried is not None
    return tried.summary


@pytest.mark.parametrize("hands", [Finger(), Keyboard()], ids=["finger", "keys"])
def test_each_thing_is_changed_in_place_and_the_figure_follows(
    make_kiosk: MakeKiosk, hands: Hands
) -> None:
    kiosk = make_kiosk()
    screen = _at_what_if(kiosk, _STAYED)
    strip = screen.strip
    seen = [strip.amount.text()]
    touches = (
        lambda: screen.weeks.more,
        lambda: screen.visits.more,
        lambda: screen.chips[Knob.DEDUCTIBLE].cards()[1],
        lambda: screen.chips[Knob.COVER].cards()[1],
        lambda: screen.chips[Knob.PLACE].cards()[1],
    )
    for touch in touches:
        hands.press(touch())
        _ready(kiosk)
        seen.append(strip.amount.text())
    assert len(set(seen[:5])) == 5, seen
    state = kiosk.visit.state()
    assert state.answers == _STAYED
    assert state.tried is not None
    assert state.tried.what_if.cover == _G
    assert state.tried.what_if.place is Setting.SNF
    assert not strip.own.isHidden()
    assert seen[0] in strip.mine.text()
    hands.press(strip.own)
    assert kiosk.visit.state().tried is None
    assert strip.amount.text() == seen[0]


def test_the_figure_is_that_of_the_same_answers_given_at_once(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    _at_what_if(kiosk)
    kiosk.visit.try_out(WhatIf(days=84, cover=_G))
    tried = _ready(kiosk)
    other = make_kiosk()
    given = replace(ANSWERS, days=84, supplement=SupplementKind.MEDIGAP, medigap_plan=MedigapPlan.G)
    _at_result(other, given)
    told = other.visit.state().summary
    assert told is not None
    assert (tried.headline, tried.months, tried.items) == (told.headline, told.months, told.items)


def test_the_result_and_the_paper_show_the_answers_until_the_what_if_is_taken(
    make_kiosk: MakeKiosk,
) -> None:
    shown: list[Summary] = []

    def pages(summary: Summary, *_: object) -> bytes:
        shown.append(summary)
        return b"%PDF"

    kiosk = make_kiosk(handout=pages)
    _at_what_if(kiosk)
    own = kiosk.visit.state().summary
    assert own is not None
    kiosk.visit.try_out(WhatIf(days=84))
    _ready(kiosk)
    kiosk.visit.want(Want.BACK)
    wait_for(lambda: kiosk.visit.state().handout is not None, "the pages")
    assert kiosk.visit.state().summary is own
    assert shown == [own]
    kiosk.visit.want(Want.WHAT_IF)
    kiosk.visit.want(Want.TAKE)
    wait_for(lambda: kiosk.visit.state().handout is not None, "the other pages")
    taken = kiosk.visit.state().summary
    assert taken is not None
    assert shown[-1] is taken
    say = words("en")
    assert say.say(taken.title).startswith("What if")
    assert "not your answers" in say.say(taken.told)
    screen = kiosk.shell.current()
    assert screen.primary(kiosk.visit.state()).label == say("what-if.print")  # type: ignore[union-attr]
    kiosk.visit.want(Want.OWN)
    wait_for(lambda: kiosk.visit.state().handout is not None, "the first pages again")
    assert shown[-1] is own


def test_another_language_keeps_the_what_if(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    screen = _at_what_if(kiosk)
    kiosk.visit.try_out(WhatIf(days=84))
    _ready(kiosk)
    kiosk.visit.prefer(Prefs("es"))
    tried = kiosk.visit.state().tried
    assert tried is not None
    assert tried.what_if == WhatIf(days=84)
    assert screen.weeks.value.text() == "12 semanas (cambiado)"


def test_what_comes_late_is_dropped(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    _at_what_if(kiosk)
    for days in (49, 56, 63):
        kiosk.visit.try_out(WhatIf(days=days))
    assert kiosk.visit.state().tried is not None
    last = _ready(kiosk)
    assert words("en").say(last.headline.tail) == "for all 9 weeks"
    kiosk.visit.try_out(WhatIf(days=84))
    kiosk.visit.end("idle")
    wait_for(lambda: not kiosk._parts.work.busy, "the worker is done")
    assert kiosk.visit.state().tried is None
    assert kiosk.visit.is_fresh


def test_back_to_what_was_answered_is_no_what_if(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    screen = _at_what_if(kiosk)
    Finger().press(screen.weeks.more)
    _ready(kiosk)
    Finger().press(screen.weeks.less)
    assert kiosk.visit.state().tried is None
    assert AS_ANSWERED.tries == ()


def test_a_whole_visit_comes_to_it_by_touch(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    visitor = Visitor(kiosk, Finger())
    visitor.begin("en")
    visitor.answer(GESTURES)
    result = kiosk.shell.current()
    visitor.press(result.figure.what_if)  # type: ignore[attr-defined]
    assert visitor.here == (Step.WHAT_IF, "")
    visitor.want(Want.BACK)
    assert visitor.here[0] is not Step.WHAT_IF
