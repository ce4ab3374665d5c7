"""What the system or a terminal may send: an orderly end, or nothing at all."""

from __future__ import annotations

import signal
from collections.abc import Callable

_END = ("SIGTERM", "SIGHUP", "SIGINT")
"""The system shuts down, or whoever started the kiosk ends it: wiped, a print taken back."""

_NOTHING = ("SIGQUIT", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGUSR1", "SIGUSR2")
"""These would leave a dump, or a kiosk that stands still with somebody's answers on it."""


def end_on(leave: Callable[[], None]) -> None:
    """Leave in order when the system asks for it.

    Python looks at its signals between two of its own instructions; the clock of `gui.idle`
    sees to it that there is one four times a second.
    """
    for name in _END:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda _number, _frame: leave())
    for name in _NOTHING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
