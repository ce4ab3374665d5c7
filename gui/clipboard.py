"""The clipboards, which no visitor may leave anything on."""

from __future__ import annotations

from PySide6.QtGui import QClipboard, QGuiApplication


def clear_clipboards() -> None:
    """Empty what could be pasted, and on X11 what a middle click would paste."""
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    if clipboard.supportsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
