"""One process from nothing to its first picture, then it ends: `bare` or `kiosk`.

When the first paint event has been dealt with, it notes the time of day in seconds, its
milliseconds of processor time so far, and the most memory it has taken, in MB; the kiosk also the
milliseconds until it listens to a visitor.  Then it prints them.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def bare() -> None:
    """A window with two words."""
    from PySide6.QtWidgets import QApplication, QLabel

    app = QApplication([])
    window = QLabel("Bare window")
    window.resize(1920, 1080)
    _at_first_paint(window, lambda: _tell(_taken()))
    window.show()
    app.exec()


def kiosk() -> None:
    """`homeward`, whole: from the command line to the start screen on a full display, and on."""
    from core.cli import KioskOptions
    from gui import kiosk
    from gui.__main__ import main

    opened = kiosk._open

    def watched(window: QWidget, options: KioskOptions) -> None:
        _at_first_paint(window, painted)
        opened(window, options)

    def painted() -> None:
        at_paint = _taken()
        from gui.app import Kiosk

        started = Kiosk.start

        def start(self: Kiosk) -> None:
            started(self)
            _tell((*at_paint, _taken()[1]))

        Kiosk.start = start  # type: ignore[method-assign]

    kiosk._open = watched
    sys.argv = ["homeward"]
    main()


def _at_first_paint(window: QWidget, then: Callable[[], None]) -> None:
    """Do something right after the first paint event of a window."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                window.removeEventFilter(self)
                QTimer.singleShot(0, then)  # after the event itself
            return False

    window.installEventFilter(Watch(window))


def _taken() -> tuple[float, float, float]:
    import re

    # Of this process alone: what `resource` tells begins with the parent's.
    [most] = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return time.time(), time.process_time() * 1000, int(most) / 1024


def _tell(figures: tuple[float, ...]) -> None:
    print(*figures, flush=True)
    os._exit(0)


if __name__ == "__main__":
    {"bare": bare, "kiosk": kiosk}[sys.argv[1]]()
