"""In and out of the staff pages: the PIN, a visit that is open, time limits, leaving."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from gui import sample
from gui.app import START_AGAIN
from gui.screens.base import Want
from gui.staff.area import PIN_SECONDS
from gui.staff.lock import FREE, MOST
from gui.state import Step
from gui.walk import Finger, Hands, Keyboard, Visitor, wait_for
from tests.gui.staff.conftest import CLINIC, PIN, MakeStaff, StaffKiosk

STAFF = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def _begin_a_visit(staff: StaffKiosk) -> None:
    staff.kiosk.visit.want("begin:en")
    staff.kiosk.visit.answer(sample.ANSWERS)
    staff.kiosk.visit.want(Want.NEXT)


def _is_open(staff: StaffKiosk) -> bool:
    return staff.area.is_open


def _wrong(staff: StaffKiosk) -> None:
    tries = staff.codes().count("pin-wrong") + staff.codes().count("pin-locked")
    staff.type("902746")
    staff.press("check-pin")
    wait_for(
        lambda: staff.codes().count("pin-wrong") + staff.codes().count("pin-locked") > tries,
        "the PIN is looked at",
    )


@pytest.mark.parametrize("hands", [Finger, Keyboard], ids=["by touch", "by keys alone"])
def test_every_page_of_the_menu_and_back(make_staff: MakeStaff, hands: type[Hands]) -> None:
    staff = make_staff()
    staff.hands = hands()
    staff.sign_in()
    for name in ("readiness", "printer", "edition", "settings", "events", "statistics", "leave"):
        staff.choose(name)
        wait_for(lambda name=name: staff.here() == name, name)  # type: ignore[misc]
        staff.go("menu", "menu")
    staff.press("out")
    assert not staff.area.is_open
    assert staff.kiosk.visit.is_fresh
    assert staff.codes()[-2:] == ["staff-in", "staff-out"]


def test_from_ask_staff_and_back_to_the_same_visit(make_staff: MakeStaff) -> None:
    staff = make_staff()
    _begin_a_visit(staff)
    step = staff.kiosk.visit.state().step
    Visitor(staff.kiosk, Finger()).want(Want.ASK_STAFF)
    staff.hands.press(staff.kiosk.shell.question.other)
    assert staff.here() == "pin"
    staff.type(PIN)
    staff.go("check-pin", "visit")
    seen = staff.seen()
    for told in ("milrinone", "60601", "heart"):
        assert told not in seen.lower(), "staff are shown nothing of the answers"
    staff.press("out")
    state = staff.kiosk.visit.state()
    assert (state.step, state.answers) == (step, sample.ANSWERS)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert staff.kiosk.shell.current().isAncestorOf(focused)


def test_the_menu_is_reached_only_once_the_visit_is_erased(make_staff: MakeStaff) -> None:
    staff = make_staff()
    _begin_a_visit(staff)
    staff.key(Qt.Key.Key_S, STAFF)
    staff.type(PIN)
    staff.go("check-pin", "visit")
    staff.go("end-visit", "menu")
    assert staff.kiosk.visit.is_fresh


def test_a_visitor_who_cannot_tell_the_pin_goes_back(make_staff: MakeStaff) -> None:
    staff = make_staff()
    _begin_a_visit(staff)
    staff.key(Qt.Key.Key_S, STAFF)
    _wrong(staff)
    assert staff.area.page().notice == staff.say("staff.pin.wrong")
    staff.press("out")
    assert staff.kiosk.visit.state().answers == sample.ANSWERS


def test_too_many_wrong_pins_wait_then_shut_also_after_a_restart(make_staff: MakeStaff) -> None:
    staff = make_staff()
    staff.hands.press(staff.kiosk.shell.footer.staff)
    for _ in range(FREE):
        _wrong(staff)
    wait_for(lambda: staff.window.button_for("check-pin") is None, "the way in is closed")
    assert staff.area.page().notice == staff.say("staff.pin.wait", n=15)
    staff.kiosk.stop()
    staff = make_staff()
    staff.clock.now -= 500
    staff.hands.press(staff.kiosk.shell.footer.staff)
    staff.type(PIN)
    assert staff.window.button_for("check-pin") is None, "not even with the right one"
    for _ in range(MOST - FREE):
        staff.area.close()
        staff.clock.now += 8000
        staff.kiosk.idle.restart()
        staff.kiosk.visit.want(Want.STAFF)
        staff.area.type_text("902746")
        staff.area.want("check-pin")
        wait_for(lambda: not staff.area._door.pin.checking, "looked at")
    assert staff.area.page().notice == staff.say("staff.pin.shut")
    assert staff.codes()[-1] == "pin-locked"


def test_the_staff_key_ends_the_program_only_after_the_pin(
    make_staff: MakeStaff, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append(0))
    monkeypatch.setattr(QApplication, "exit", ended.append)
    staff = make_staff()
    staff.key(Qt.Key.Key_Q, STAFF)
    assert staff.here() == "pin"
    assert not ended
    staff.type(PIN)
    staff.go("check-pin", "leave")
    staff.choose("quit")
    assert not ended, "it is asked once more"
    staff.press("really-quit")
    assert ended == [0]
    assert not staff.kiosk.shell.isVisible()
    assert staff.codes()[-2:] == ["staff-out", "stopped"]


def test_staff_have_it_start_again(make_staff: MakeStaff, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []
    monkeypatch.setattr(QApplication, "exit", ended.append)
    staff = make_staff()
    staff.sign_in()
    staff.choose("leave")
    staff.choose("restart")
    staff.press("really-restart")
    assert ended == [START_AGAIN]
    assert staff.codes()[-1] == "restarted"


# -- time -----------------------------------------------------------------------------------


def test_the_pages_close_after_a_while_without_a_touch(make_staff: MakeStaff) -> None:
    staff = make_staff()
    staff.sign_in()
    staff.choose("statistics")
    limit = CLINIC.staff_idle_minutes * 60
    staff.clock.now += limit - 1
    staff.area.limit.tick()
    assert staff.here() == "statistics"
    staff.go("menu", "menu")  # a touch: it counts anew
    staff.clock.now += limit - 1
    staff.area.limit.tick()
    assert _is_open(staff)
    staff.clock.now += 1
    staff.area.limit.tick()
    assert not _is_open(staff)
    assert staff.codes()[-2:] == ["staff-timeout", "staff-out"]
    for field in staff.window.fields.values():
        assert field.value() == ""


def test_and_after_a_time_in_all_whoever_is_there(make_staff: MakeStaff) -> None:
    staff = make_staff()
    staff.sign_in()
    for left in range(CLINIC.staff_total_minutes // 2, 0, -1):
        assert _is_open(staff), f"{left} minutes left"
        staff.hands.press(staff.window.language)
        staff.clock.now += 120
        staff.kiosk.idle.restart()
        staff.area.limit.tick()
    assert not _is_open(staff)


def test_the_page_of_the_pin_closes_and_leaves_the_visit(make_staff: MakeStaff) -> None:
    staff = make_staff()
    _begin_a_visit(staff)
    staff.key(Qt.Key.Key_S, STAFF)
    staff.clock.now += PIN_SECONDS
    staff.area.limit.tick()
    assert not staff.area.is_open
    assert staff.kiosk.visit.state().answers == sample.ANSWERS


def test_a_visit_that_staff_walked_away_from_is_erased(make_staff: MakeStaff) -> None:
    staff = make_staff()
    _begin_a_visit(staff)
    staff.key(Qt.Key.Key_S, STAFF)
    staff.type(PIN)
    staff.go("check-pin", "visit")
    staff.clock.now += CLINIC.staff_idle_minutes * 60
    staff.kiosk.idle.tick()
    assert staff.kiosk.visit.state().answers == sample.ANSWERS, "its own time stands still"
    staff.area.limit.tick()
    assert staff.kiosk.visit.is_fresh
    assert not staff.area.is_open


def test_a_crash_closes_the_pages_too(make_staff: MakeStaff) -> None:
    staff = make_staff()
    staff.sign_in()
    staff.kiosk.crashed()
    assert not staff.area.is_open
    assert staff.kiosk.shell.asks()
    assert staff.kiosk.visit.state().step is Step.START
