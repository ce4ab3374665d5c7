"""A hurried hand on the staff pages: the keys of the PIN take every tap, a new page none."""

from __future__ import annotations

from PySide6.QtTest import QTest

from gui.steady import SETTLE, Steady
from gui.walk import wait_for
from gui.widgets.cards import ChoiceCard
from tests.gui.conftest import Clock
from tests.gui.fingers import LATER, Hand
from tests.gui.staff.conftest import PIN, MakeStaff


def test_staff_pages_take_no_second_tap_either(make_staff: MakeStaff, clock: Clock) -> None:
    staff = make_staff()
    kiosk = staff.kiosk
    kiosk.steady = Steady(clock, SETTLE)
    kiosk.shell.asked.emit()  # it looks at what is shown
    clock.now += LATER
    finger = Hand(kiosk, QTest.createTouchDevice(), clock)
    finger.tap(finger.where(kiosk.shell.footer.staff))
    assert staff.here() == "pin"
    clock.now += LATER
    for digit in PIN:  # as fast as can be
        finger.tap(finger.where(staff.window.keypad.key(digit)))
    entry = staff.area.page().entry
    assert entry is not None
    assert entry.text == PIN
    finger.tap(finger.where(staff.window.primary))
    wait_for(lambda: staff.here() == "menu", "the menu")
    for card in staff.window.findChildren(ChoiceCard):
        if card.isVisible():
            finger.tap(finger.where(card))
    assert staff.here() == "menu"
    clock.now += LATER
    finger.tap(finger.where(staff.window.options[False].card("settings")))
    assert staff.here() == "settings"
