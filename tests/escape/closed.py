"""What must be true of a kiosk after whatever somebody tried."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QWidget

from gui.app import Kiosk
from gui.widgets.cards import ChoiceCard


def settle() -> None:
    """Let everything that was posted be done, and what was thrown away go."""
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def ways_out(kiosk: Kiosk) -> list[str]:
    """What is open that must not be; empty when the kiosk is closed."""
    found = []
    shell = kiosk.shell
    others = [each for each in QApplication.topLevelWidgets() if each is not shell]
    found += [f"another window: {type(each).__name__}" for each in others if each.isVisible()]
    found += [
        f"another window of Qt: {window.title()!r}"
        for window in QGuiApplication.topLevelWindows()
        if window.isVisible() and window is not shell.windowHandle()
    ]
    made = QApplication.allWidgets()
    found += [f"made: {type(each).__name__}" for each in made if isinstance(each, QDialog | QMenu)]
    if QApplication.activePopupWidget() is not None or QApplication.activeModalWidget() is not None:
        found.append("a popup or a modal window")
    if not shell.isVisible() or shell.isMinimized():
        found.append("the kiosk is not to be seen")
    if not way_forward(kiosk):
        found.append("no way forward")
    if QGuiApplication.clipboard().text():
        found.append("something can be pasted")
    return found


def way_forward(kiosk: Kiosk) -> QWidget | None:
    """Something to press that is seen: a card, a button, an answer to a question."""
    for kind in (QAbstractButton, ChoiceCard):
        for each in kiosk.shell.findChildren(kind):
            if each.isVisible() and each.isEnabled():
                return each
    return None


def children_of(process: int) -> list[str]:
    """The processes that a process has started and that still run."""
    found = []
    for task in Path(f"/proc/{process}/task").iterdir():
        found += (task / "children").read_text().split()
    return found
