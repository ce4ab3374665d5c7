"""What the system or a terminal may send: an orderly end, or nothing at all."""

from __future__ import annotations

import signal
from collections.abc import Callable

_END = ("SIGTERM", "SIGHUP", "SIGINT")
"""The system shuts down, or whoever started the kiosk ends it: wiped, a print taken back."""

_NOTHING = ("SIGQUIT", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGUSR1", "SIGUSR2")
"""These would leave a dump, or a kiosk that stands still with somebody's answers on it."""


class Ending:
    """The order to end, kept until there is somebody to carry it out.

    It may come at any time, also while the program still starts: Qt forgets a `quit` of before
    its loop runs, and a kiosk that was told to end would stay.  Python looks at its signals
    between two of its own instructions; the clock of `gui.idle` sees to it that there is one
    four times a second.
    """

    def __init__(self) -> None:
        self._asked = False
        self._leave: Callable[[], None] | None = None
        for name in _END:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda _number, _frame: self._ask())
        for name in _NOTHING:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_IGN)

    def leave_by(self, leave: Callable[[], None]) -> None:
        """Leave this way when it is asked for, or now if it was: to be called within the loop."""
        self._leave = leave
        if self._asked:
            leave()

    def _ask(self) -> None:
        self._asked = True
        if self._leave is not None:
            self._leave()
