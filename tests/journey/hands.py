"""The program's own visitor, with hands that reach it through the X server as real hardware does.

What they do goes out through `xdotool` and comes back as an event of X; each of them waits for it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.steady import SETTLE
from gui.walk import PATIENCE, Finger, Keyboard, wait_for

_PACE = SETTLE + 0.05
"""Seconds before each tap: as fast as somebody can who looks at what comes (gui.steady)."""

_NAMES = {Qt.Key.Key_Return: "Return", Qt.Key.Key_Tab: "Tab", Qt.Key.Key_Right: "Right"}


def _take_time() -> None:
    ready = monotonic() + _PACE
    wait_for(lambda: monotonic() > ready, "a hand takes its time")


class Pointer(Finger):
    """A mouse and nothing else."""

    def pause(self) -> None:
        _take_time()

    def tap(self, window: QWidget, local: QPoint) -> None:
        whole = window.mapToGlobal(local)
        with _arrival(QEvent.Type.MouseButtonRelease):
            _xdotool("mousemove", str(whole.x()), str(whole.y()), "click", "1")


class Touch(Finger):
    """A finger on glass.

    The X server of the tests has no such glass: these events enter where Qt's platform would
    hand them over, below everything of the kiosk.
    """

    def __init__(self) -> None:
        self._glass = QTest.createTouchDevice()

    def pause(self) -> None:
        _take_time()

    def tap(self, window: QWidget, local: QPoint) -> None:
        handle = window.windowHandle()
        QTest.touchEvent(handle, self._glass).press(0, local, handle).commit()
        QTest.touchEvent(handle, self._glass).release(0, local, handle).commit()
        QApplication.processEvents()


class Keys(Keyboard):
    """A keyboard alone."""

    def pause(self) -> None:
        _take_time()

    def key(self, key: Qt.Key, text: str = "") -> None:
        with _arrival(QEvent.Type.KeyRelease):
            _xdotool("key", _NAMES.get(key) or text)


class _Watch(QObject):
    """Sees the events that come to a window from outside."""

    def __init__(self, awaited: QEvent.Type) -> None:
        super().__init__()
        self._awaited = awaited
        self.came = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == self._awaited and isinstance(watched, QWindow) and event.spontaneous():
            self.came = True
        return False


@contextmanager
def _arrival(awaited: QEvent.Type) -> Iterator[None]:
    """Go on when what was done meanwhile has come back from the X server, and was dealt with."""
    application = QApplication.instance()
    assert application is not None
    watch = _Watch(awaited)
    application.installEventFilter(watch)
    try:
        yield
        wait_for(lambda: watch.came, "the X server passes it on")
        QApplication.processEvents()
    finally:
        application.removeEventFilter(watch)


def _xdotool(*arguments: str) -> None:
    subprocess.run(["xdotool", *arguments], check=True, timeout=PATIENCE)
