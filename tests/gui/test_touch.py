"""A finger on a touch screen: taps and drags as the system sends them, not as a mouse would."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from gui import sample
from gui.app import Kiosk
from gui.screens.base import Want
from gui.state import Step
from gui.walk import wait_for
from gui.widgets.cards import ChoiceCard
from tests.gui.conftest import MakeKiosk


@pytest.fixture(scope="module")
def screen(qapp: QApplication) -> QPointingDevice:
    return QTest.createTouchDevice()


def _at_a_page_that_scrolls(make_kiosk: MakeKiosk) -> Kiosk:
    kiosk = make_kiosk(size=(1280, 800))
    kiosk.visit.want("begin:en")
    kiosk.visit.answer(sample.ANSWERS)
    while kiosk.visit.state().step is not Step.OTHER_COVERAGE:
        kiosk.visit.want(Want.NEXT)
    _settle()
    assert kiosk.shell.current().page.scrolls()
    return kiosk


def test_a_tap_on_a_card_of_a_page_that_scrolls(
    make_kiosk: MakeKiosk, screen: QPointingDevice
) -> None:
    kiosk = make_kiosk(size=(1280, 800))
    kiosk.visit.want("begin:en")
    _settle()
    card = kiosk.shell.current().findChildren(ChoiceCard)[0]
    _tap(kiosk, screen, card)
    wait_for(card.isChecked, "the card is chosen")
    _tap(kiosk, screen, kiosk.shell.footer.primary)
    wait_for(lambda: kiosk.visit.state().step is Step.MEDICINE, "the next question")


def test_a_second_tap_at_once_counts_too(make_kiosk: MakeKiosk, screen: QPointingDevice) -> None:
    """Qt takes it for half of a double click, and the page that it falls on loses it."""
    kiosk = _at_a_page_that_scrolls(make_kiosk)
    page = kiosk.shell.current().page
    _tap(kiosk, screen, page.down)
    _tap(kiosk, screen, page.up)
    last, first = (kiosk.shell.current().findChildren(ChoiceCard)[at] for at in (1, 0))
    _tap(kiosk, screen, last)
    assert last.isChecked()
    _tap(kiosk, screen, first)
    assert first.isChecked()


def test_a_drag_scrolls_and_chooses_nothing(make_kiosk: MakeKiosk, screen: QPointingDevice) -> None:
    kiosk = _at_a_page_that_scrolls(make_kiosk)
    page = kiosk.shell.current().page
    bar = page.area.verticalScrollBar()
    window = kiosk.shell.windowHandle()
    top = page.mapTo(kiosk.shell, page.rect().center())
    QTest.touchEvent(window, screen).press(0, top, window).commit()
    for step in range(1, 12):
        at = top - QPoint(0, 15 * step)
        QTest.touchEvent(window, screen).move(0, at, window).commit()
        _settle()
    QTest.touchEvent(window, screen).release(0, top - QPoint(0, 180), window).commit()
    wait_for(lambda: bar.value() > 60, "the page has moved")
    assert kiosk.visit.state().answers == sample.ANSWERS


def _tap(kiosk: Kiosk, screen: QPointingDevice, widget: QWidget) -> None:
    window = kiosk.shell.windowHandle()
    at = widget.mapTo(kiosk.shell, widget.rect().center())
    QTest.touchEvent(window, screen).press(0, at, window).commit()
    QTest.touchEvent(window, screen).release(0, at, window).commit()


def _settle() -> None:
    for _ in range(5):
        QApplication.processEvents()
