"""A failure that no code expects: the visit is wiped and plain words stand on the screen."""

from __future__ import annotations

import subprocess
import sys
from typing import NoReturn

import pytest
from PySide6.QtWidgets import QLabel

from core.words import Words
from gui import sample
from gui.app import Kiosk
from gui.crash import FAILED_TWICE, catch_all
from gui.state import Step
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


def test_a_failure_while_wiping_ends_the_program() -> None:
    program = (
        "import sys\n"
        "from gui.crash import catch_all\n"
        "def wipe():\n"
        "    sys.excepthook(KeyError, KeyError('again'), None)\n"
        "catch_all(wipe)\n"
        "raise ValueError('once')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60)
    assert done.returncode == FAILED_TWICE
