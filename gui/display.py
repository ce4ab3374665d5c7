"""Whether there is a screen to show anything on."""

from __future__ import annotations

import os
import sys

_UNSEEN = ("offscreen", "minimal")


def has_display() -> bool:
    """Whether Qt can open a window that somebody sees."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if chosen:
        return chosen not in _UNSEEN
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def draw_unseen() -> None:
    """Let Qt draw into memory; call it before Qt is started."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
