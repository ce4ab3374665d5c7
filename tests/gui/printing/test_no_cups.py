"""A machine without CUPS, as another platform is: said at the start, and nothing hangs on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from core.words import Words
from gui import sample
from gui.printing import CupsPrinter, find_stick
from gui.screens.base import Want
from gui.state import PrinterState, Step
from gui.walk import Finger, Visitor, wait_for
from tests.gui.conftest import MakeKiosk


def test_the_pages_are_read_on_the_screen(
    make_kiosk: MakeKiosk, monkeypatch: pytest.MonkeyPatch, words_en: Words, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    kiosk = make_kiosk(
        printer=CupsPrinter(), find_stick=lambda: find_stick(tmp_path / "no list of mounts")
    )
    visit, footer = kiosk.visit, kiosk.shell.footer
    wait_for(lambda: visit.state().printer is PrinterState.SERVICE_DOWN, "it is known")
    said = [label.text() for label in kiosk.shell.findChildren(QLabel)]
    assert words_en("start.no_printer") in said
    visit.want(f"{Want.BEGIN}:en")
    visit.answer(sample.ANSWERS)
    visit.want(f"{Want.GO}:{Step.RESULT}")
    wait_for(lambda: visit.state().handout is not None, "the pages are made")
    assert footer.button_for(Want.PRINT) is None
    assert footer.button_for(Want.SAVE) is None
    Visitor(kiosk, Finger()).want(Want.PREVIEW)
    assert visit.state().step is Step.PREVIEW
    assert footer.button_for(Want.PRINT) is None
