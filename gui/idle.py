"""Noticing that nobody is there any more.  The clock is given, so that tests need no sleep."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent

SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.KeyPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.Wheel,
    }
)
"""What somebody does who is there."""
_TICK_MS = 250


class IdleGuard(QObject):
    """After `ask_after` seconds without a touch or a key it asks; `answer_within` more and it
    says that the visit is over.  Any sign of life starts again from the beginning.
    """

    asked = Signal(int)
    """The question is due; the whole seconds left, again each time they change."""

    expired = Signal()
    """Nobody answered."""

    def __init__(
        self,
        clock: Callable[[], float],
        ask_after: int,
        answer_within: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._ask_after = ask_after
        self._answer_within = answer_within
        self._last = clock()
        self._told: int | None = None
        self._held = False
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    def use(self, ask_after: int, answer_within: int) -> None:
        """Other times, from now on."""
        self._ask_after, self._answer_within = ask_after, answer_within
        self.restart()

    def start(self) -> None:
        """Begin to watch the time."""
        self.restart()
        self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def hold(self, held: bool) -> None:
        """Do not count while something runs for the visitor, as while pages are printed."""
        if held != self._held:
            self._held = held
            self.restart()

    def restart(self) -> None:
        """Count from now on."""
        self._last = self._clock()
        self._told = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in SIGNS_OF_LIFE and not _is_a_stuck_key(event):
            self.restart()
        return False

    def tick(self) -> None:
        """Look at the clock; the timer calls this."""
        if self._held:
            return
        over = self._clock() - self._last - self._ask_after
        if over < 0:
            return
        left = int(self._answer_within - over + 0.999)
        if left <= 0:
            self.restart()
            self.expired.emit()
        elif left != self._told:
            self._told = left
            self.asked.emit(left)


def _is_a_stuck_key(event: QEvent) -> bool:
    """Whether a key only repeats: a bag on the keyboard must not keep a visit open."""
    return isinstance(event, QKeyEvent) and event.isAutoRepeat()
