"""What no code caught: told without a word of any answer, recorded by code, the visit wiped.

A failure ends the visit, and the kiosk goes on by itself.  The third one within a minute, or
one while wiping, ends the program; whoever supervises it starts it again.
"""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

FAILED_TWICE = 70
"""The exit code when the kiosk cannot go on by itself."""

MOST = 3
WITHIN = 60.0
"""So many failures within so many seconds are a loop, which wiping does not end."""


class _FromThreads(QObject):
    """Brings a failure of another thread to the one that draws."""

    failed = Signal()


def catch_all(
    wipe: Callable[[], None],
    record: Callable[[], None] = lambda: None,
    give_up: Callable[[], None] = lambda: os._exit(FAILED_TWICE),
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Let every uncaught failure, in whatever thread, end the visit through `wipe`.

    `record` notes in the log that something failed.  `give_up` is called instead of `wipe`
    when the failures come too fast.
    """
    wiping = False
    times: list[float] = []

    def failed() -> None:
        nonlocal wiping
        if wiping:
            os._exit(FAILED_TWICE)
        wiping = True
        record()
        now = clock()
        times[:] = [*(at for at in times if now - at < WITHIN), now]
        (give_up if len(times) >= MOST else wipe)()
        wiping = False

    def hook(kind: type[BaseException], what: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        tell(kind, trace)
        failed()

    def thread_hook(args: threading.ExceptHookArgs) -> None:
        tell(args.exc_type, args.exc_traceback)
        bridge.failed.emit()

    bridge = _FromThreads()
    bridge.failed.connect(failed, Qt.ConnectionType.QueuedConnection)
    sys.excepthook = hook
    sys.unraisablehook = lambda args: tell(args.exc_type, args.exc_traceback)
    threading.excepthook = thread_hook


def tell(kind: type[BaseException], trace: TracebackType | None) -> None:
    """Say where something failed; never its message, which may quote an answer."""
    told = [f"{kind.__module__}.{kind.__qualname__}\n", *traceback.format_tb(trace)]
    sys.stderr.write("".join(told))
