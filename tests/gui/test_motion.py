"""Nothing moves by itself: no animation anywhere.  A page that a finger pushed glides a little."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QAbstractAnimation, QEvent, QObject, QTimeLine
from PySide6.QtGui import QMovie
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsEffect,
    QProgressBar,
)

from gui import sample
from gui.screens.base import Want
from gui.state import Prefs, PrinterState, TextSize, Theme
from gui.walk import Finger, Visitor, wait_for
from tests.gui.conftest import MakeKiosk

GUI = Path(__file__).parents[2] / "gui"
_MOVES: tuple[type[QObject], ...] = (QAbstractAnimation, QTimeLine, QMovie, QGraphicsEffect)
_NAMES = ("Animation", "QTimeLine", "QMovie", "QGraphicsEffect", "QProgressBar", "QSplashScreen")


class _Watch(QObject):
    """Looks for anything that moves each time that something is painted anew."""

    def __init__(self) -> None:
        super().__init__()
        self.looks = 0
        self.found: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.UpdateRequest:
            self.looks += 1
            self.found.update(_moving())
        return False


def _moving() -> Iterator[str]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for root in (app, app.style(), *app.topLevelWidgets()):
        for kind in _MOVES:
            for each in root.findChildren(kind):
                yield f"{type(each).__name__} of {type(each.parent()).__name__}"
        for bar in root.findChildren(QProgressBar):
            yield type(bar).__name__


def test_a_whole_visit_without_any_animation(make_kiosk: MakeKiosk, qapp: QApplication) -> None:
    kiosk = make_kiosk()
    watch = _Watch()
    qapp.installEventFilter(watch)
    visit, visitor = kiosk.visit, Visitor(kiosk, Finger())
    visitor.begin("en")
    visitor.answer(sample.GESTURES)
    wait_for(lambda: visit.state().handout is not None, "the pages are made")
    for want in (Want.WHY, Want.BACK, Want.WHAT_IF, Want.BACK, Want.PREVIEW, Want.BACK):
        visit.want(want)
        QApplication.processEvents()
    for prefs in (Prefs("es"), Prefs(size=TextSize.LARGEST), Prefs(theme=Theme.CONTRAST)):
        visit.prefer(prefs)
        QApplication.processEvents()
    visitor.want(Want.ASK_STAFF)
    visitor.press(kiosk.shell.question.primary)
    visitor.want(Want.PRINT)
    wait_for(lambda: visit.state().printer is PrinterState.SENT, "sent to the printer")
    visitor.want(Want.DONE)
    visitor.want(Want.FINISH)
    qapp.removeEventFilter(watch)
    assert watch.looks > 30
    assert not watch.found


def test_the_watch_sees_what_moves(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    line = QTimeLine(1000, kiosk.shell)
    assert [each for each in _moving() if "QTimeLine" in each]
    line.setParent(None)


def test_no_module_of_the_program_names_one() -> None:
    """What is made by a class that is not even named cannot be missed by the watch."""
    named = []
    for path in sorted(GUI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node, "id", getattr(node, "attr", getattr(node, "name", "")))
            if isinstance(name, str) and name.startswith("Q") and any(n in name for n in _NAMES):
                named.append(f"{path.name}: {name}")
    assert not named
