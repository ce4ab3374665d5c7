"""The staff pages close themselves: after a while without a touch, and after a time in all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal

from gui.idle import SIGNS_OF_LIFE

_TICK_MS = 1000


class TimeLimit(QObject):
    """Counts while it runs; the clock is given."""

    expired = Signal()

    def __init__(self, clock: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._untouched = self._total = 0
        self._began = self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    def start(self, untouched: int, total: int) -> None:
        """Begin: so many seconds without a touch, and so many in all."""
        self._untouched, self._total = untouched, total
        self._began = self._last = self._clock()
        self._timer.start()
        self._app().installEventFilter(self)

    def stop(self) -> None:
        """Count no more.  Nothing is looked at then: every event would come by here."""
        self._timer.stop()
        self._app().removeEventFilter(self)

    def _app(self) -> QCoreApplication:
        app = QCoreApplication.instance()
        assert app is not None
        return app

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in SIGNS_OF_LIFE:
            self._last = self._clock()
        return False

    def tick(self) -> None:
        """Look at the clock; the timer calls this."""
        now = self._clock()
        over = now - self._last >= self._untouched or now - self._began >= self._total
        if self._timer.isActive() and over:
            self.stop()
            self.expired.emit()
