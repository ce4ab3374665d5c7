"""Whether there is a screen to show anything on."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

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
    from PySide6.QtCore import qInstallMessageHandler

    if not os.environ.get("QT_QPA_PLATFORM"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_tell)


def _tell(_kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
    """Pass on what Qt says, but not that there is no window manager to tell a size to."""
    if "propagateSizeHints" not in message:
        sys.stderr.write(f"{message}\n")
