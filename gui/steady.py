"""The second touch of a hurried or unsteady hand, which was meant for what stood there before.

Every tap counts, and so does the second of two quick ones.  Where the first one leads to another
screen, the second would land on something that nobody has seen yet: the next question's Next,
"Yes, erase" under "Start over".
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

SETTLE = 0.4
"""Seconds that something new stands there before it can be pressed: as long as the two taps of
a double click may lie apart, and less than anybody needs to read and aim."""

_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})
_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Escape})


class Steady:
    """Knows how long the same thing has been shown.  With `settle` 0 it holds nothing back."""

    def __init__(self, clock: Callable[[], float], settle: float) -> None:
        self._clock = clock
        self._settle = settle
        self._shown: Hashable = None
        self._since = clock() - settle
        self.changes = 0
        """How many times it was another thing: what was pressed before may not be meant now."""

    def see(self, shown: Hashable) -> None:
        """Take note of what is shown; any value that is another one for another thing."""
        if shown != self._shown:
            self._shown = shown
            self._since = self._clock()
            self.changes += 1

    def holds(self) -> bool:
        """Whether it is too new to have been meant."""
        return 0 <= self._clock() - self._since < self._settle  # also if the clock goes back

    def holds_back(self, event: QEvent) -> bool:
        """Whether an event is a press that comes too early.  Moving and typing never do."""
        kind = event.type()
        if kind in _PRESSES:
            return self.holds()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return event.key() in _KEYS and self.holds()
        return False


def never() -> Steady:
    """One that holds nothing back."""
    return Steady(lambda: 0.0, 0.0)
