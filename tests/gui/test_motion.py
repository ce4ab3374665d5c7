"""Nothing moves by itself for more than a fifth of a second: no animation, no gliding page."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QEvent, QObject, QPoint, QTimeLine
from PySide6.QtGui import QMovie, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QGraphicsEffect,
    QProgressBar,
    QScroller,
    QScrollerProperties,
    QWidget,
)

from gui import sample
from gui.app import Kiosk
from gui.screens.base import Want
from gui.state import Prefs, PrinterState, Step, TextSize, Theme
from gui.walk import Finger, Visitor, wait_for
from gui.widgets.scroll import ScrollPage
from tests.gui.conftest import Clock, MakeKiosk
from tests.gui.fingers import Hand

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


@pytest.fixture(scope="module")
def screen(qapp: QApplication) -> QPointingDevice:
    return QTest.createTouchDevice()


def test_a_page_stays_where_a_finger_leaves_it(
    make_kiosk: MakeKiosk, screen: QPointingDevice, clock: Clock
) -> None:
    """However fast the finger was: Qt would let the page glide for two seconds."""
    kiosk = make_kiosk(size=(1280, 800))
    page = _long_page(kiosk)
    bar = page.area.verticalScrollBar()
    hand = Hand(kiosk, screen, clock)
    _flick(kiosk, hand, screen, page, -12)
    there = bar.value()
    assert there > 60
    _stands_still(kiosk)
    assert bar.value() == there
    _flick(kiosk, hand, screen, page, 30)
    assert bar.value() == bar.minimum()
    _stands_still(kiosk)


def _long_page(kiosk: Kiosk) -> ScrollPage:
    kiosk.visit.want("begin:en")
    kiosk.visit.answer(sample.ANSWERS)
    while kiosk.visit.state().step is not Step.RESULT:
        kiosk.visit.want(Want.NEXT)
    for _ in range(5):
        QApplication.processEvents()
    page = kiosk.shell.current().page
    assert page.scrolls()
    return page


def _flick(kiosk: Kiosk, hand: Hand, screen: QPointingDevice, page: QWidget, pixels: int) -> None:
    window = kiosk.shell.windowHandle()
    at = hand.where(page)
    hand.down(at)
    for _ in range(10):
        QTest.qWait(8)  # a flick is a matter of time: without any, it has no speed
        at += QPoint(0, pixels)
        QTest.touchEvent(window, screen).move(0, at, window).commit()
    hand.up(at)


def _stands_still(kiosk: Kiosk) -> None:
    scroller = QScroller.scroller(kiosk.shell)
    assert scroller.state() is QScroller.State.Inactive, "at once, not in a while"
    assert scroller.velocity().isNull()
    metric = QScrollerProperties.ScrollMetric.MaximumVelocity
    assert scroller.scrollerProperties().scrollMetric(metric) == 0
