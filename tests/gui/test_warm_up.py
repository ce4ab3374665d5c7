"""What makes the pages is loaded after the first picture and before the first visitor needs it."""

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
from gui.walk import wait_for

kept = make_application([])
options = KioskOptions(windowed=True, size=(1280, 800), language=None)
running = kiosk._ready(options, Ending(), Settings())
running.start()
wait_for(running.shell.isVisible, "the window is open")
assert "reportlab" not in sys.modules, "nothing of the pages before the first picture"
assert "core.handout" not in sys.modules
wait_for(lambda: "core.handout" in sys.modules, "loaded by itself")
running.stop()
"""


def test_the_pages_are_loaded_while_nobody_waits(tmp_path: Path) -> None:
    run_offscreen(_PROGRAM, tmp_path)
