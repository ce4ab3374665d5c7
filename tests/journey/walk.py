"""The visitor's process: the kiosk in a real window, and hands that reach it through X.

    python -m tests.journey.walk pointer|keys en|es OUT.json

The sample patient goes from the start screen to "Sent to the printer" and on to a clean start
screen.  The case that the screens collected is written down.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from core.binding import write
from core.reference.store import open_reference
from gui import sample
from gui.app import Kiosk, make_application, real_parts
from gui.screens.base import Want
from gui.settings import Settings
from gui.state import PrinterState
from gui.walk import Visitor, wait_for
from tests.journey.hands import Keys, Pointer


def _strict(kind: QtMsgType, _context: object, message: str) -> None:
    """Any warning of Qt ends the walk."""
    if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
        print(message, file=sys.stderr)
        sys.exit(9)


def main(how: str, language: str, out: Path) -> None:
    """Walk once, and write down what the screens collected."""
    qInstallMessageHandler(_strict)
    application = make_application([])
    settings = Settings(printer="kiosk")
    kiosk = Kiosk(replace(real_parts(open_reference(), settings), today=lambda: sample.TODAY))
    kiosk.shell.setGeometry(application.primaryScreen().geometry())
    kiosk.start()
    kiosk.shell.show()
    kiosk.shell.activateWindow()
    wait_for(lambda: QApplication.focusWidget() is not None, "the window has the keyboard")
    visitor = Visitor(kiosk, Keys() if how == "keys" else Pointer())
    visitor.begin(language)
    visitor.answer(sample.GESTURES)
    estimate = kiosk.visit.state().estimate
    assert estimate is not None
    visitor.want(Want.PRINT)
    wait_for(lambda: kiosk.visit.state().printer is PrinterState.SENT, "sent to the printer")
    visitor.want(Want.DONE)
    visitor.want(Want.FINISH)
    wait_for(lambda: kiosk.visit.is_fresh, "everything is erased")
    kiosk.stop()
    out.write_text(json.dumps(write(estimate.case)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
