"""The kiosk in a window until it serves visitors, or shows why it does not; then what it shows
is told, and it ends.

    python -m tests.faults.opened OUT.json [DAY]

DAY is what the machine's clock says.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from unittest import mock

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

from core.cli import KioskOptions
from gui import kiosk
from gui.app import Kiosk
from gui.unready import UnreadyPage

_LOOK_MS = 50


def main(out: Path, day: str | None) -> int:
    """Open it as the command does; answer its own exit code if it ends by itself."""
    timer = QTimer()
    serves = False

    def look() -> None:
        windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        if windows and (serves or isinstance(windows[0], UnreadyPage)):
            labels = [label for window in windows for label in window.findChildren(QLabel)]
            said = [label.text() for label in labels if label.isVisible()]
            out.write_text(json.dumps([type(windows[0]).__name__, *said]))
            os._exit(0)  # seen; nothing is left to be closed

    timer.timeout.connect(look)
    # Qt's own timers run only once there is an application: as soon as one is made.
    real = QApplication.__init__

    def made(self: QApplication, *arguments: object) -> None:
        real(self, *arguments)
        timer.start(_LOOK_MS)

    class Clock(date):
        @classmethod
        def today(cls) -> Clock:
            told = date.fromisoformat(day) if day else date.today()
            return cls(told.year, told.month, told.day)

    started = Kiosk.start

    def start(self: Kiosk) -> None:
        nonlocal serves
        started(self)
        serves = True

    with (
        mock.patch.object(QApplication, "__init__", made),
        mock.patch.object(Kiosk, "start", start),
        mock.patch.object(kiosk, "date", Clock),
    ):
        return kiosk.run(KioskOptions(windowed=True, size=(1280, 800), language=None))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None))
