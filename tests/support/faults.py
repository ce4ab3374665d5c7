"""System calls that fail, or during which the program is killed, at a chosen one of them."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.editions.files import Files

CALLS = (
    "open_given",
    "open_new",
    "open_folder",
    "open_lock",
    "lock",
    "make_folder",
    "status",
    "read",
    "write",
    "sync",
    "close",
    "protect",
    "rename",
    "remove",
)
"""Every method of `Files` that is one system call."""


class Counted(Files):
    """The real calls, counted; before one of them, and after it, something may be done."""

    def __init__(self, before: Callable[[str], None], after: Callable[[str], None]) -> None:
        self.made: list[str] = []
        self._before = before
        self._after = after

    def __getattribute__(self, name: str) -> Any:
        real = super().__getattribute__(name)
        if name not in CALLS:
            return real

        def call(*arguments: object) -> object:
            self.made.append(name)
            if name == "close":  # Linux lets go of a file even when it cannot close it well
                real(*arguments)
            self._before(name)
            done = None if name == "close" else real(*arguments)
            self._after(name)
            return done

        return call


def failing(at: int, number: int, *, after: bool = False) -> Counted:
    """The call with this place (from 0) fails with an error number: instead of being made, or
    with `after` once it has been made, as a disc does that answers too late."""

    def fail(name: str) -> None:
        if len(files.made) - 1 == at:
            raise OSError(number, os.strerror(number), name)

    def nothing(name: str) -> None:
        """The other calls are left alone."""

    files = Counted(nothing, fail) if after else Counted(fail, nothing)
    return files


def killed(at: int, *, after: bool = False) -> Counted:
    """The program is killed before the call with this place, or right after it."""

    def kill(name: str) -> None:
        if len(files.made) - 1 == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def nothing(name: str) -> None:
        """The other calls are left alone."""

    files = Counted(nothing, kill) if after else Counted(kill, nothing)
    return files


def unwritable(number: int) -> Files:
    """Nothing can be written at all."""

    class Unwritable(Files):
        def open_new(self, path: Path) -> int:
            raise OSError(number, os.strerror(number), str(path))

        def rename(self, old: Path, new: Path) -> None:
            raise OSError(number, os.strerror(number), str(new))

        def remove(self, path: Path) -> None:
            raise OSError(number, os.strerror(number), str(path))

    return Unwritable()
