"""Each way out of a kiosk by its name, tried at three places of a visit: none leads anywhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui import sample
from gui.app import Kiosk
from gui.closed import FullScreen
from gui.state import Step
from gui.walk import wait_for
from tests.escape.attempts import ATTEMPTS
from tests.escape.closed import children_of, settle, ways_out
from tests.gui.conftest import MakeKiosk


def test_there_are_enough_of_them() -> None:
    assert len(ATTEMPTS) >= 60


@pytest.fixture
def full_kiosk(make_kiosk: MakeKiosk) -> Kiosk:
    kiosk = make_kiosk()
    FullScreen(kiosk.shell)
    kiosk.shell.showFullScreen()
    settle()
    return kiosk


@pytest.mark.parametrize("place", [Step.START, Step.MEDICINE, Step.RESULT])
def test_nothing_leads_out(full_kiosk: Kiosk, place: Step, qtbot: QtBot) -> None:
    left: list[object] = []
    full_kiosk.shell.left.connect(lambda: left.append("left"))
    before = set(children_of(os.getpid()))
    wrong = {}
    for name, attempt in ATTEMPTS.items():
        _go(full_kiosk, place)
        shown = full_kiosk.visit.state()
        attempt(full_kiosk)
        settle()
        wait_for(lambda: _fills_the_screen(full_kiosk), f"{name}: full screen again")
        found = ways_out(full_kiosk)
        state = full_kiosk.visit.state()
        if (state.step, state.answers, state.prefs) != (shown.step, shown.answers, shown.prefs):
            found.append(f"it led from {shown.step} to {state.step}, or changed an answer")
        if full_kiosk.shell.asks():
            found.append("a question was opened")
        if left:
            found.append("the program was ended")
        if found:
            wrong[name] = found
    assert wrong == {}
    assert set(children_of(os.getpid())) <= before, "a process was started"


def _go(kiosk: Kiosk, place: Step) -> None:
    if kiosk.visit.state().step is place and not kiosk.shell.asks():
        return
    kiosk.visit.end("start over")
    kiosk.shell.ask(None)
    if place is Step.START:
        return
    kiosk.visit.want("begin:en")
    kiosk.visit.answer(sample.ANSWERS)
    while kiosk.visit.state().step is not place:
        kiosk.visit.want("next")
    settle()


def _fills_the_screen(kiosk: Kiosk) -> bool:
    screen = QGuiApplication.primaryScreen().geometry()
    return kiosk.shell.isFullScreen() and kiosk.shell.geometry() == screen


@pytest.mark.parametrize(
    "name",
    [
        "QFileDialog",
        "QPrintDialog",
        "QColorDialog",
        "QFontDialog",
        "QMessageBox",
        "QInputDialog",
        "QDesktopServices",
        "QMenu",
        "QLineEdit",
        "QTextEdit",
        "QWebEngineView",
        "QSystemTrayIcon",
        "QToolTip",
        "setOpenExternalLinks",
        "startDetached",
    ],
)
def test_no_code_can_make_one(name: str) -> None:
    gui = Path(__file__).parents[2] / "gui"
    users = [path.name for path in gui.rglob("*.py") if name in path.read_text(encoding="utf-8")]
    assert users == []


def test_a_second_window_cannot_be_asked_for(full_kiosk: Kiosk) -> None:
    visible = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert visible == [full_kiosk.shell]
