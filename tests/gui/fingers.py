"""A finger on a touch screen, by the events that the system sends for it."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui.app import Kiosk
from gui.steady import SETTLE
from tests.gui.conftest import Clock

QUICK, LATER = SETTLE / 2, SETTLE + 0.01
"""Seconds between two taps: of a hand that shakes, and of one that means both."""


class Hand:
    """One finger on one point of the glass."""

    def __init__(self, kiosk: Kiosk, screen: QPointingDevice, clock: Clock) -> None:
        self._kiosk, self._screen, self._clock = kiosk, screen, clock

    def where(self, widget: QWidget) -> QPoint:
        return widget.mapTo(self._kiosk.shell, widget.rect().center())

    def down(self, at: QPoint) -> None:
        window = self._kiosk.shell.windowHandle()
        QTest.touchEvent(window, self._screen).press(0, at, window).commit()

    def up(self, at: QPoint) -> None:
        window = self._kiosk.shell.windowHandle()
        QTest.touchEvent(window, self._screen).release(0, at, window).commit()
        for _ in range(3):
            QApplication.processEvents()

    def tap(self, at: QPoint) -> None:
        self.down(at)
        self.up(at)

    def tap_twice(self, widget: QWidget, apart: float = QUICK) -> None:
        at = self.where(widget)
        self.tap(at)
        self._clock.now += apart
        self.tap(at)
