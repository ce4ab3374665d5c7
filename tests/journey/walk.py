"""The visitor's process: the kiosk in a real window, and hands that reach it through X.

    python -m tests.journey.walk pointer|keys|touch en|es OUT.json [aloud]

The sample patient goes from the start screen to "Sent to the printer" and on to a clean start
screen.  The case that the screens collected is written down.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from core.binding import write
from core.reference.store import open_reference
from gui import sample
from gui.app import Kiosk, real_parts
from gui.application import make_application
from gui.screens.base import Want
from gui.settings import Settings
from gui.state import PrinterState
from gui.walk import Hands, Visitor, wait_for
from tests.journey.hands import Keys, Pointer, Touch

_HANDS: dict[str, Callable[[], Hands]] = {"keys": Keys, "pointer": Pointer, "touch": Touch}


def _strict(kind: QtMsgType, _context: object, message: str) -> None:
    """Any warning of Qt ends the walk."""
    if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
        print(message, file=sys.stderr)
        sys.exit(9)


def main(how: str, language: str, out: Path, aloud: bool) -> None:
    """Walk once, listening or not, and write down what the screens collected."""
    qInstallMessageHandler(_strict)
    application = make_application([])
    settings = Settings(printer="kiosk")
    kiosk = Kiosk(replace(real_parts(open_reference(), settings), today=lambda: sample.TODAY))
    kiosk.shell.setGeometry(application.primaryScreen().geometry())
    kiosk.start()
    kiosk.shell.show()
    kiosk.shell.activateWindow()
    wait_for(lambda: QApplication.focusWidget() is not None, "the window has the keyboard")
    visitor = Visitor(kiosk, _HANDS[how]())
    if aloud:
        visitor.press(kiosk.shell.header.listen)
        wait_for(lambda: kiosk.reader.is_reading, "the start screen is read")
    visitor.begin(language)
    visitor.answer(sample.GESTURES)
    estimate = kiosk.visit.state().estimate
    assert estimate is not None
    wait_for(lambda: not kiosk.reader.is_reading, "the result is read to its end")
    visitor.want(Want.PRINT)
    wait_for(lambda: kiosk.visit.state().printer is PrinterState.SENT, "sent to the printer")
    visitor.want(Want.DONE)
    visitor.want(Want.FINISH)
    wait_for(lambda: kiosk.visit.is_fresh, "everything is erased")
    kiosk.stop()
    out.write_text(json.dumps(write(estimate.case)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), "aloud" in sys.argv[4:])
