"""One process from nothing to its first picture, then it ends: `bare` or `kiosk`.

As soon as the first paint event has been dealt with, it prints its milliseconds of processor
time so far and the most memory it has taken, in MB.
"""

from __future__ import annotations

import resource
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget


class _Watch(QObject):
    """Says so after the first paint event of a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._painted)  # after the event itself
        return False

    def _painted(self) -> None:
        spent = time.process_time() * 1000
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(spent, most, flush=True)
        QApplication.exit(0)  # not quit: the kiosk refuses to close


def bare() -> None:
    """A window with two words."""
    app = QApplication([])
    window = QLabel("Bare window")
    window.resize(1920, 1080)
    watch = _Watch(window)
    window.show()
    app.exec()
    del watch


def kiosk() -> None:
    """The kiosk's start screen, as `homeward --windowed` shows it."""
    from core.reference.store import open_reference
    from gui.app import Kiosk, make_application, real_parts
    from gui.settings import Settings

    app = make_application([])
    running = Kiosk(real_parts(open_reference(), Settings()))
    running.shell.resize(1920, 1080)
    watch = _Watch(running.shell)
    running.start()
    running.shell.show()
    app.exec()
    running.stop()
    del watch


if __name__ == "__main__":
    {"bare": bare, "kiosk": kiosk}[sys.argv[1]]()
