"""The start screen is on the display before what a visit needs is loaded, and is the same after."""

from __future__ import annotations

from pathlib import Path

from tests.support.offscreen import run_offscreen

_PROGRAM = """
import sys
from core.cli import KioskOptions
from gui import kiosk
from gui.application import make_application
from gui.settings import Settings
from gui.signals import Ending
from gui.state import Step
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel

kept = make_application([])
options = KioskOptions(windowed=True, size=(1280, 800), language=None)
opened = kiosk._open
begun = []


class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not begun:
            begun.append(watched)
            loaded.update(sys.modules)
            start = watched.screen_of(Step.START)
            texts.extend(label.text() for label in start.findChildren(QLabel) if label.text())
            buttons.extend(name for name, each in start.begin.items() if each.isVisible())
            said_of_prices.append(start.data.isVisible())
        return False


def watched(window, options):
    window.installEventFilter(watch)
    opened(window, options)


loaded, texts, buttons, said_of_prices = set(), [], [], []
watch = Painted()
kiosk._open = watched
running = kiosk._ready(options, Ending(), Settings())
assert begun == [running.shell], "painted before the kiosk is there, in its own window"
for late in ("core.reference.model", "core.case", "sqlite3", "gui.visit", "hashlib"):
    assert late not in loaded, f"{late} before the first picture"
assert buttons == ["en", "es"] and len(texts) > 8, "it is the start screen itself"
assert said_of_prices == [False], "nothing is said of an edition that is not opened"
running.start()
start = running.shell.screen_of(Step.START)
now = [label.text() for label in start.findChildren(QLabel) if label.text()]
assert [text for text in now if text in texts] == texts, "what was there stays"
assert start.data.isVisible() and start.data.text() not in texts
from gui.walk import wait_for
start.begin["es"].click()
wait_for(lambda: running.visit.state().step is not Step.START, "a visit begins")
assert running.visit.state().prefs.language == "es"
running.stop()
"""


def test_the_start_screen_is_painted_before_the_rest_is_loaded(tmp_path: Path) -> None:
    run_offscreen(_PROGRAM, tmp_path)
