"""A hurried or unsteady hand: the second touch of two quick ones leads past nothing unseen.

The touches come as a touch screen sends them; the clock is the test's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui import sample
from gui.app import Kiosk
from gui.screens.base import Want
from gui.screens.start import StartScreen
from gui.state import Prefs, PrinterState, Step, TextSize, Theme
from gui.steady import SETTLE, Steady
from gui.walk import wait_for
from gui.widgets.cards import ChoiceCard
from tests.gui.conftest import Clock, MakeKiosk, PaperPrinter
from tests.gui.fingers import LATER, Hand

NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture(scope="module")
def screen(qapp: QApplication) -> QPointingDevice:
    return QTest.createTouchDevice()


@pytest.fixture
def make(make_kiosk: MakeKiosk, clock: Clock) -> Callable[..., Kiosk]:
    def made(**changes: object) -> Kiosk:
        kiosk = make_kiosk(settle=SETTLE, **changes)
        clock.now += LATER
        return kiosk

    return made


@pytest.fixture
def hand(screen: QPointingDevice, clock: Clock) -> Callable[[Kiosk], Hand]:
    return lambda kiosk: Hand(kiosk, screen, clock)


MakeHand = Callable[[Kiosk], Hand]


def _at(kiosk: Kiosk, clock: Clock, step: Step) -> None:
    """Somebody who has answered everything and is at a step."""
    visit = kiosk.visit
    visit.want("begin:en")
    visit.answer(sample.ANSWERS)
    while visit.state().step is not step:
        visit.want(Want.NEXT)
    QApplication.processEvents()
    clock.now += LATER


def _place(kiosk: Kiosk) -> tuple[Step, str]:
    state = kiosk.visit.state()
    return state.step, state.part


def _way(kiosk: Kiosk) -> list[tuple[Step, str]]:
    """Each stop from the first question to the result."""
    visit = kiosk.visit
    visit.want("begin:en")
    visit.answer(sample.ANSWERS)
    way = [_place(kiosk)]
    while way[-1][0] is not Step.RESULT:
        visit.want(Want.NEXT)
        way.append(_place(kiosk))
    visit.end("start over")
    return way


def test_a_double_tap_on_next_or_back_leads_one_screen_on_everywhere(
    make: Callable[..., Kiosk], hand: MakeHand, clock: Clock
) -> None:
    """With every answer kept, where Next is open as soon as a question comes."""
    kiosk = make()
    way = _way(kiosk)
    assert len(way) > 15
    _at(kiosk, clock, Step.TREATMENT)
    footer = kiosk.shell.footer
    for then in way[1:]:
        hand(kiosk).tap_twice(footer.primary)
        assert _place(kiosk) == then
        clock.now += LATER
    for then in reversed(way[:-1]):
        hand(kiosk).tap_twice(footer.back)
        assert _place(kiosk) == then
        clock.now += LATER


def test_a_second_tap_that_was_meant_counts(
    make: Callable[..., Kiosk], hand: MakeHand, clock: Clock
) -> None:
    kiosk = make()
    way = _way(kiosk)
    _at(kiosk, clock, Step.TREATMENT)
    hand(kiosk).tap_twice(kiosk.shell.footer.primary, apart=LATER)
    assert _place(kiosk) == way[2]


def test_start_over_is_not_answered_by_its_own_second_tap(
    make: Callable[..., Kiosk], hand: MakeHand, clock: Clock
) -> None:
    """Wherever the two buttons stand: the question's are laid under the finger."""
    kiosk = make()
    _at(kiosk, clock, Step.REVIEW)
    shell, over = kiosk.shell, hand(kiosk)
    over.tap(over.where(shell.footer.start_over))
    assert shell.asks()
    for button in (shell.question.primary, shell.question.other):
        over.tap(over.where(button))
        assert shell.asks()
        assert kiosk.visit.state().answers == sample.ANSWERS
    clock.now += LATER
    over.tap(over.where(shell.question.primary))
    assert kiosk.visit.is_fresh


def test_are_you_still_there_is_not_answered_by_a_finger_that_was_on_its_way(
    make: Callable[..., Kiosk], hand: MakeHand, clock: Clock
) -> None:
    kiosk = make()
    _at(kiosk, clock, Step.REVIEW)
    clock.now += 121
    kiosk.idle.tick()
    assert kiosk.shell.asks()
    clock.now += 0.1
    finger = hand(kiosk)
    finger.tap(finger.where(kiosk.shell.question.other))
    assert not kiosk.visit.is_fresh
    clock.now += 40
    kiosk.idle.tick()
    assert not kiosk.visit.is_fresh, "but it was a sign that somebody is there"


def test_nor_by_one_that_was_down_already(
    make: Callable[..., Kiosk], hand: MakeHand, clock: Clock
) -> None:
    kiosk = make()
    _at(kiosk, clock, Step.REVIEW)
    finger, shell = hand(kiosk), kiosk.shell
    on = finger.where(shell.footer.primary)
    finger.down(on)
    kiosk.visit.want(Want.START_OVER)
    QApplication.processEvents()
    clock.now += 1
    finger.up(on)
    assert shell.asks()
    assert kiosk.visit.state().step is Step.REVIEW
    finger.tap(finger.where(shell.question.other))
    assert not shell.footer.primary.isDown()
    clock.now += 1
    finger.tap(on)
    assert kiosk.visit.state().step is Step.RESULT, "the button works as before"


def test_done_is_not_at_once_the_end(
    make: Callable[..., Kiosk], hand: MakeHand, clock: Clock
) -> None:
    kiosk = make()
    kiosk.visit.end("done", goodbye=True)
    QApplication.processEvents()
    finger, footer = hand(kiosk), kiosk.shell.footer
    finger.tap(finger.where(footer.primary))
    assert kiosk.visit.state().step is Step.DONE
    clock.now += LATER
    finger.tap_twice(footer.primary)
    assert kiosk.visit.state().step is Step.START, "nor the beginning of another visit"


def test_try_again_never_becomes_done_under_the_finger(
    make: Callable[..., Kiosk], hand: MakeHand, clock: Clock, paper: PaperPrinter
) -> None:
    """The printer answers while a finger is on its way: Done, at the same place, would erase."""
    kiosk = make()
    _at(kiosk, clock, Step.RESULT)
    visit, footer, finger = kiosk.visit, kiosk.shell.footer, hand(kiosk)
    wait_for(lambda: visit.state().handout is not None, "the pages are made")
    paper.answers = PrinterState.FAILED
    visit.want(Want.PRINT)
    wait_for(lambda: visit.state().printer is PrinterState.FAILED, "it fails")
    QApplication.processEvents()
    clock.now += 1
    on = finger.where(footer.primary)
    assert footer.want_of(footer.primary) == Want.PRINT
    finger.down(on)
    visit._paper._print_finished(PrinterState.SENT)  # the second of two prints comes through
    clock.now += 1
    finger.up(on)
    assert footer.want_of(footer.primary) == Want.DONE
    assert visit.state().step is Step.PRINT
    clock.now -= 1  # and a finger that comes down just after
    finger.tap(on)
    assert visit.state().step is Step.PRINT
    clock.now += 1
    finger.tap(on)
    assert visit.state().step is Step.DONE


@pytest.mark.parametrize(
    ("button", "then"),
    [
        ("contrast", Prefs(theme=Theme.CONTRAST)),
        ("text_size", Prefs(size=TextSize.LARGE)),
        ("language", Prefs("es")),
    ],
)
def test_a_shaking_finger_switches_once(
    make: Callable[..., Kiosk], hand: MakeHand, clock: Clock, button: str, then: Prefs
) -> None:
    kiosk = make()
    switch, finger = getattr(kiosk.shell.header, button), hand(kiosk)
    finger.tap_twice(switch)
    assert kiosk.visit.state().prefs == then
    clock.now += LATER
    finger.tap(finger.where(switch))
    assert kiosk.visit.state().prefs != then, "two that lie apart are two"


def test_quick_taps_count_where_nothing_new_came(
    make: Callable[..., Kiosk], hand: MakeHand, clock: Clock
) -> None:
    kiosk = make()
    _at(kiosk, clock, Step.RESULT)
    visit = kiosk.visit
    wait_for(lambda: visit.state().handout is not None, "the pages are made")
    visit.want(Want.WHAT_IF)
    QApplication.processEvents()
    clock.now += LATER
    shown = kiosk.shell.current()
    plus = shown.weeks.more  # type: ignore[attr-defined]
    before = shown.weeks.value.text()  # type: ignore[attr-defined]
    told = {before}
    finger = hand(kiosk)
    for _ in range(4):
        finger.tap(finger.where(plus))
        clock.now += 0.05
        told.add(shown.weeks.value.text())  # type: ignore[attr-defined]
    assert len(told) == 5


def test_a_card_and_then_next_is_no_double_tap(
    make: Callable[..., Kiosk], hand: MakeHand, clock: Clock
) -> None:
    kiosk = make()
    kiosk.visit.want("begin:en")
    QApplication.processEvents()
    clock.now += LATER
    finger = hand(kiosk)
    finger.tap(finger.where(kiosk.shell.current().findChildren(ChoiceCard)[0]))
    finger.tap(finger.where(kiosk.shell.footer.primary))
    assert kiosk.visit.state().step is not Step.TREATMENT


def test_a_key_pressed_twice_answers_no_question_unseen(
    make: Callable[..., Kiosk], clock: Clock
) -> None:
    kiosk = make()
    start = kiosk.shell.current()
    assert isinstance(start, StartScreen)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape):
        start.begin["en"].setFocus()
        _press(kiosk, Qt.Key.Key_Return)
        _press(kiosk, key)
        assert kiosk.visit.state().step is Step.TREATMENT
        assert not any(each.isChecked() for each in kiosk.shell.current().findChildren(ChoiceCard))
        _press(kiosk, Qt.Key.Key_Down)
        clock.now += LATER
        _press(kiosk, Qt.Key.Key_Return)
        chosen = [each.isChecked() for each in kiosk.shell.current().findChildren(ChoiceCard)]
        assert chosen.index(True) == 1, "moving is never held back"
        kiosk.visit.end("start over")
        clock.now += LATER


def _press(kiosk: Kiosk, key: Qt.Key) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(kiosk.shell.windowHandle(), QKeyEvent(kind, key, NONE))
    QApplication.processEvents()


def test_a_drag_that_begins_at_once_scrolls(
    make: Callable[..., Kiosk], hand: MakeHand, screen: QPointingDevice, clock: Clock
) -> None:
    kiosk = make(size=(1280, 800))
    _at(kiosk, clock, Step.OTHER_COVERAGE)
    kiosk.visit.want(Want.BACK)
    kiosk.visit.want(Want.NEXT)
    QApplication.processEvents()
    assert kiosk.steady.holds()
    page = kiosk.shell.current().page
    bar, window = page.area.verticalScrollBar(), kiosk.shell.windowHandle()
    top = page.mapTo(kiosk.shell, page.rect().center())
    finger = hand(kiosk)
    finger.down(top)
    for step in range(1, 12):
        at = top - QPoint(0, 15 * step)
        QTest.touchEvent(window, screen).move(0, at, window).commit()
        QApplication.processEvents()
    finger.up(top - QPoint(0, 180))
    wait_for(lambda: bar.value() > 60, "the page has moved")


def test_one_that_holds_nothing_back(clock: Clock) -> None:
    steady = Steady(clock, 0.0)
    steady.see(replace(Prefs(), language="es"))
    assert not steady.holds()


def test_a_clock_that_is_set_back_holds_nothing_for_ever(clock: Clock) -> None:
    steady = Steady(clock, SETTLE)
    steady.see("a page")
    assert steady.holds()
    clock.now -= 500
    assert not steady.holds()
