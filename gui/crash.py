"""What no code caught: told to the log without a word of any answer, then the visit is wiped."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

FAILED_TWICE = 70
"""The exit code when wiping fails too; whoever supervises the kiosk starts it again."""


def catch_all(wipe: Callable[[], None]) -> None:
    """Let every uncaught failure end the visit through `wipe`."""
    wiping = False

    def hook(kind: type[BaseException], what: BaseException, trace: TracebackType | None) -> None:
        nonlocal wiping
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        # The message may quote an answer; where it happened does not.
        told = [f"{kind.__module__}.{kind.__qualname__}\n", *traceback.format_tb(trace)]
        sys.stderr.write("".join(told))
        if wiping:
            os._exit(FAILED_TWICE)
        wiping = True
        wipe()
        wiping = False

    sys.excepthook = hook
