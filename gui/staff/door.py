"""The page that asks for the PIN: counts a try, has the PIN looked at, says how long to wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from gui.staff.events import Code
from gui.staff.lock import Lock
from gui.staff.pages import Pin
from gui.staff.parts import Later, StaffParts
from gui.staff.pin import matches

_WAIT_MS = 1000


class Door(QObject):
    """Closed until the PIN is right."""

    changed = Signal()
    opened = Signal()

    def __init__(self, parts: StaffParts, later: Later, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._later = later
        self._lock = Lock(parts.machine.state, parts.wall, parts.steady)
        self._timer = QTimer(self)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.tick)
        self.pin = Pin()

    def stand_before(self, visit: bool) -> None:
        """Somebody comes; `visit`: a visitor's answers are open."""
        self.pin = Pin(visit=visit)
        self._timer.start()
        self.tick()

    def leave(self) -> None:
        """Nobody is there any more; nothing typed is kept."""
        self._timer.stop()
        self.pin = Pin()

    def type_text(self, typed: str) -> None:
        """The field holds another text."""
        self.pin = replace(self.pin, typed=typed, wrong=False)

    def try_pin(self, record: str) -> None:
        """Count a try on the disc, and only then look at what was typed."""
        if self.pin.checking:
            return
        if not self._lock.count():
            self.tick()
            return
        typed = self.pin.typed
        self.pin = replace(self.pin, typed="", checking=True)
        work: Callable[[], bool] = lambda: matches(typed, record)  # noqa: E731
        self._later(work, self._checked, self._parts.work)

    def forgive(self) -> None:
        """The PIN was set anew: wrong ones do not count any more."""
        self._lock.forgive()

    def _checked(self, right: bool) -> None:
        self.pin = replace(self.pin, checking=False, wrong=not right)
        if right:
            self._lock.forgive()
            self.leave()
            self.opened.emit()
        else:
            shut = self._lock.is_shut
            self._parts.events.record(Code.PIN_LOCKED if shut else Code.PIN_WRONG)
            self.tick()

    def tick(self) -> None:
        """Count the seconds until the next try; the timer calls this."""
        shut = self._lock.is_shut
        now = replace(self.pin, wait=0 if shut else self._lock.wait(), shut=shut)
        if now != self.pin:
            self.pin = now
            self.changed.emit()
