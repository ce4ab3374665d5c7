"""How far a long command is, on the standard error, so that the standard output stays clean."""

from __future__ import annotations

import sys

from core.commands.console import complain, one_line

_WIDTH = 30


def show(done: int, total: int, what: str) -> None:
    """One bar that moves in a terminal; a line for each step anywhere else."""
    full = _WIDTH * done // total
    bar = f"[{'#' * full}{'.' * (_WIDTH - full)}] {done}/{total} {one_line(what)}".rstrip()
    if sys.stderr is None or not sys.stderr.isatty():
        complain(bar)
        return
    sys.stderr.write(f"\r\x1b[K{bar}" + ("\n" if done == total else ""))
    sys.stderr.flush()
