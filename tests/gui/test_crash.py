"""A failure that no code expects: the visit is wiped and plain words stand on the screen."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import NoReturn

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from core.cli import KioskOptions
from core.words import Words
from gui import kiosk as kiosk_command
from gui import sample
from gui.app import Kiosk
from gui.crash import FAILED_TWICE, WITHIN, catch_all
from gui.state import Step
from gui.unready import UnreadyPage
from gui.walk import Finger, Visitor, wait_for
from tests.gui.conftest import MakeKiosk

SECRET = "60612"


def fails(*_: object) -> NoReturn:
    raise ValueError(f"could not price {SECRET}")


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put back after the test what it installs."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)


@pytest.mark.qt_no_exception_capture
def test_a_failure_behind_a_button(
    make_kiosk: MakeKiosk, hook: None, words_en: Words, capsys: pytest.CaptureFixture[str]
) -> None:
    kiosk = make_kiosk(estimate=fails)
    catch_all(kiosk.crashed)
    press_on_to_the_result(kiosk)
    assert kiosk.visit.is_fresh
    assert kiosk.shell.asks()
    said = " ".join(label.text() for label in kiosk.shell.findChildren(QLabel))
    assert words_en("overlay.problem") in said
    assert "ValueError" not in said
    told = capsys.readouterr().err
    assert "ValueError" in told
    assert "visit.py" in told, "the log says where"
    assert SECRET not in told, "and nothing of what was answered"
    Visitor(kiosk, Finger()).press(kiosk.shell.question.primary)
    assert not kiosk.shell.asks()
    assert kiosk.visit.state().step is Step.START


@pytest.mark.qt_no_exception_capture
def test_a_failure_of_the_pages(make_kiosk: MakeKiosk, hook: None) -> None:
    kiosk = make_kiosk(handout=fails)
    catch_all(kiosk.crashed)
    press_on_to_the_result(kiosk)
    wait_for(kiosk.shell.asks, "the plain page")
    assert kiosk.visit.is_fresh


def press_on_to_the_result(kiosk: Kiosk) -> None:
    """Press Next as a visitor does, from the first question to the result or the failure."""
    kiosk.visit.want("begin:en")
    kiosk.visit.answer(sample.ANSWERS)
    visitor = Visitor(kiosk, Finger())
    while kiosk.visit.state().step not in (Step.RESULT, Step.START):
        visitor.press(kiosk.shell.footer.primary)


@pytest.mark.qt_no_exception_capture
def test_it_is_said_in_every_language_and_the_kiosk_goes_on_by_itself(
    make_kiosk: MakeKiosk, words_en: Words, words_es: Words
) -> None:
    kiosk = make_kiosk()
    kiosk.visit.want("begin:en")
    kiosk.crashed()
    said = " ".join(label.text() for label in kiosk.shell.question.findChildren(QLabel))
    for words in (words_en, words_es):
        assert words("overlay.problem") in said
        assert words("overlay.problem.text") in said
    kiosk._recover.timeout.emit()
    assert not kiosk.shell.asks()
    assert kiosk.visit.is_fresh


def test_a_thread_that_fails_wipes_too(
    qapp: QApplication,
    hook: None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    wiped: list[str] = []
    catch_all(lambda: wiped.append("wiped"), record=lambda: wiped.append("recorded"))
    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
    wait_for(lambda: bool(wiped), "the drawing thread is told")
    assert wiped == ["recorded", "wiped"]
    assert SECRET not in capsys.readouterr().err


def test_failures_that_come_too_fast_end_in_giving_up(
    qapp: QApplication, hook: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    told: list[str] = []
    now = [0.0]
    catch_all(
        lambda: told.append("wiped"), give_up=lambda: told.append("gave up"), clock=lambda: now[0]
    )
    for seconds in (0, WITHIN + 1, 10, 10):
        now[0] += seconds
        sys.excepthook(ValueError, ValueError(SECRET), None)
    assert told == ["wiped", "wiped", "wiped", "gave up"]


def test_a_start_that_fails_is_a_plain_screen_and_exit_code_70(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []

    def look() -> None:
        [page] = [each for each in qapp.topLevelWidgets() if isinstance(each, UnreadyPage)]
        said.extend(label.text() for label in page.findChildren(QLabel))
        page.close()

    monkeypatch.setattr(kiosk_command, "has_display", lambda: True)
    monkeypatch.setattr("gui.sealed.seal", lambda: None)
    monkeypatch.setattr(kiosk_command, "_ready", fails)
    QTimer.singleShot(0, look)
    options = KioskOptions(windowed=True, size=(1280, 800), language=None)
    assert kiosk_command.run(options) == FAILED_TWICE
    assert len(said) == 4, "a title and a sentence in each language"
    assert SECRET not in capsys.readouterr().err


def test_a_failure_while_wiping_ends_the_program() -> None:
    program = (
        "import sys\n"
        "from gui.crash import catch_all\n"
        "def wipe():\n"
        "    sys.excepthook(KeyError, KeyError('again'), None)\n"
        "catch_all(wipe)\n"
        "raise ValueError('once')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=300)
    assert done.returncode == FAILED_TWICE
