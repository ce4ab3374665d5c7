"""Nobody there: the question, its answers, and the wipe, by a clock that the test turns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.intake.answers import Answers, WayIn
from gui import sample
from gui.idle import IdleGuard
from gui.screens.base import Want
from gui.state import Prefs, PrinterState, Step
from gui.walk import Finger, Keyboard, Visitor, wait_for
from tests.gui.conftest import Clock, MakeKiosk, PaperPrinter


def touch(app: QApplication) -> None:
    at = QPointF(1, 1)
    left = Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    app.sendEvent(app, QMouseEvent(QEvent.Type.MouseButtonPress, at, at, left, left, none))


def test_it_asks_then_counts_down_then_gives_up(qtbot: QtBot, clock: Clock) -> None:
    guard = IdleGuard(clock, 120, 30)
    told: list[int | str] = []
    guard.asked.connect(told.append)
    guard.expired.connect(lambda: told.append("expired"))
    guard.restart()
    for seconds in (119.9, 0.2, 0.1, 1, 28.5, 0.4):
        clock.now += seconds
        guard.tick()
    assert told == [30, 29, 1, "expired"]
    clock.now += 119
    guard.tick()
    assert told[-1] == "expired", "it begins again from the start"


def test_a_touch_starts_it_again(qapp: QApplication, clock: Clock) -> None:
    guard = IdleGuard(clock, 120, 30)
    asked: list[int] = []
    guard.asked.connect(asked.append)
    qapp.installEventFilter(guard)
    clock.now += 119
    touch(qapp)
    clock.now += 119
    guard.tick()
    assert asked == []
    clock.now += 2
    guard.tick()
    assert asked == [29]
    touch(qapp)
    clock.now += 60
    guard.tick()
    assert asked == [29]
    qapp.removeEventFilter(guard)


def test_held_it_does_not_count(qtbot: QtBot, clock: Clock) -> None:
    guard = IdleGuard(clock, 120, 30)
    with qtbot.assertNotEmitted(guard.expired):
        guard.hold(True)
        clock.now += 1000
        guard.tick()
        guard.hold(False)
        clock.now += 100
        guard.tick()


@pytest.mark.parametrize("hands", [Finger(), Keyboard()], ids=["tap", "key"])
def test_yes_keeps_every_answer(
    make_kiosk: MakeKiosk, clock: Clock, hands: Finger | Keyboard
) -> None:
    kiosk = make_kiosk()
    Visitor(kiosk, hands).begin("en")
    kiosk.visit.answer(replace(Answers(), way_in=WayIn.MEDICINE))
    clock.now += 121
    kiosk.idle.tick()
    assert kiosk.shell.asks()
    Visitor(kiosk, hands).press(kiosk.shell.question.primary)
    assert not kiosk.shell.asks()
    assert kiosk.visit.state().answers.way_in is WayIn.MEDICINE
    clock.now += 100
    kiosk.idle.tick()
    assert not kiosk.shell.asks(), "one touch gives the whole time again"


def test_a_touch_beside_the_buttons_is_a_yes(make_kiosk: MakeKiosk, clock: Clock) -> None:
    kiosk = make_kiosk()
    kiosk.visit.want("begin:en")
    clock.now += 121
    kiosk.idle.tick()
    Visitor(kiosk, Finger()).press(kiosk.shell.question.title)
    assert not kiosk.shell.asks()
    assert kiosk.visit.state().step is Step.TREATMENT


def test_no_erases_at_once(make_kiosk: MakeKiosk, clock: Clock) -> None:
    kiosk = make_kiosk()
    kiosk.visit.want("begin:es")
    clock.now += 121
    kiosk.idle.tick()
    Visitor(kiosk, Finger()).press(kiosk.shell.question.other)
    assert kiosk.visit.is_fresh
    assert not kiosk.shell.asks()


def test_nobody_answers(make_kiosk: MakeKiosk, clock: Clock) -> None:
    kiosk = make_kiosk()
    kiosk.visit.want("begin:es")
    clock.now += 125
    kiosk.idle.tick()
    assert kiosk.shell.asks()
    assert "25" in kiosk.shell.question.text.text()
    clock.now += 30
    kiosk.idle.tick()
    assert kiosk.visit.is_fresh
    assert not kiosk.shell.asks()
    assert kiosk.visit.state().prefs == Prefs()


def test_the_start_screen_asks_nobody(make_kiosk: MakeKiosk, clock: Clock) -> None:
    kiosk = make_kiosk()
    clock.now += 125
    kiosk.idle.tick()
    assert not kiosk.shell.asks()


def test_a_language_left_on_the_start_screen_goes_too(make_kiosk: MakeKiosk, clock: Clock) -> None:
    kiosk = make_kiosk()
    kiosk.visit.prefer(Prefs("es"))
    clock.now += 155
    kiosk.idle.tick()
    assert kiosk.visit.is_fresh


def test_never_while_pages_are_printed(
    make_kiosk: MakeKiosk, clock: Clock, paper: PaperPrinter
) -> None:
    paper.answers = PrinterState.SENDING
    kiosk = make_kiosk()
    kiosk.visit.want("begin:en")
    kiosk.visit.answer(sample.ANSWERS)
    while kiosk.visit.state().step is not Step.RESULT:
        kiosk.visit.want(Want.NEXT)
    kiosk.visit.want(Want.PRINT)
    clock.now += 1000
    kiosk.idle.tick()
    assert not kiosk.shell.asks()
    paper.answers = PrinterState.SENT
    wait_for(lambda: kiosk.visit.state().printer is PrinterState.SENT, "sent")
    clock.now += 121
    kiosk.idle.tick()
    assert kiosk.shell.asks()
