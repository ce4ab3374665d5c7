"""From a machine with nothing on it to the start screen, by touch and by keys alone."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from core.output import NotWritten
from gui.screens.start import StartScreen
from gui.settings import Settings, read_settings
from gui.staff import setup
from gui.staff.pin import matches
from gui.state import Step
from gui.walk import Finger, Hands, Keyboard, wait_for
from tests.gui.staff.conftest import PIN, MakeStaff, StaffKiosk

ANSWERS = {
    "clinic": "Lakeside Infusion",
    "phone": "312-555-0142",
    "hours": "",
    "zip_code": "60601",
    "ask_staff": "Room 2",
    "screen_inches": "21.5",
    "pin": PIN,
    "pin_again": PIN,
}


def _reach(staff: StaffKiosk, name: str) -> None:
    wait_for(lambda: staff.here() == f"setup-{name}", f"the question {name}")


def _answer_everything(staff: StaffKiosk, answers: dict[str, str]) -> None:
    for name in setup.FIRST_START:
        _reach(staff, name)
        if name == "printer":
            wait_for(lambda: len(staff.area.page().options) == 3, "the queues")
            staff.choose("front_desk")
        elif name == "paper":
            staff.choose("a4")
        elif answers.get(name):
            staff.type(answers[name])
        staff.press("next")


@pytest.mark.parametrize("hands", [Finger, Keyboard], ids=["by touch", "by keys alone"])
def test_from_nothing_to_the_start_screen(make_staff: MakeStaff, hands: type[Hands]) -> None:
    staff = make_staff(settings=None)
    staff.hands = hands()
    assert staff.kiosk.staff is not None
    assert staff.kiosk.staff.is_first_start
    staff.kiosk.staff.begin_first_start()
    _answer_everything(staff, ANSWERS)
    wait_for(lambda: not staff.area.is_open, "the first start ends")
    kept = read_settings(staff.settings_file)
    assert matches(PIN, kept.pin)
    typed = ("Lakeside Infusion", "312-555-0142", "60601", "Room 2")
    lower = tuple(each.lower() for each in typed)
    found = (kept.clinic, kept.phone, kept.zip_code, kept.ask_staff)
    assert tuple(each.lower() for each in found) == lower
    if hands is Finger:
        assert found == typed, "capitals come by themselves, at the start of each word"
    assert (kept.printer, kept.paper, kept.screen_inches) == ("front_desk", "a4", 21.5)
    assert stat.S_IMODE(staff.settings_file.stat().st_mode) == 0o600
    assert staff.kiosk.visit.state().step is Step.START
    assert staff.kiosk.visit.state().clinic.lower() == "lakeside infusion"
    assert isinstance(staff.kiosk.shell.current(), StartScreen)
    assert [each for each in staff.codes() if "printer" not in each] == ["started", "pin-set"]
    assert PIN not in staff.settings_file.read_text()
    again = make_staff()
    assert again.kiosk.staff is not None
    assert not again.kiosk.staff.is_first_start, "it is asked once"
    again.sign_in()


def test_there_is_no_way_round_the_first_start(make_staff: MakeStaff) -> None:
    staff = make_staff(settings=None)
    assert staff.kiosk.staff is not None
    staff.kiosk.staff.begin_first_start()
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    for key, modifier in (
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Q, held),
        (Qt.Key.Key_S, held),
    ):
        staff.key(key, modifier)
        assert staff.area.is_open
        assert staff.here() == "setup-languages"
        assert staff.kiosk.shell.isVisible()


def test_a_weak_pin_is_refused_with_its_reason_and_two_must_be_the_same(
    make_staff: MakeStaff,
) -> None:
    staff = make_staff(settings=None)
    assert staff.kiosk.staff is not None
    staff.kiosk.staff.begin_first_start()
    for name in setup.FIRST_START:
        if name == "pin":
            break
        _reach(staff, name)
        if ANSWERS.get(name):
            staff.type(ANSWERS[name])
        staff.press("next")
    staff.type("550142")
    assert staff.say("staff.pin.weak.known") in staff.seen(), "it is part of the phone number"
    assert staff.window.button_for("next") is None
    for _ in range(6):
        staff.hands.press(staff.window.keypad.key("delete"))
    staff.type(PIN)
    staff.go("next", "setup-pin_again")
    staff.type("836252")
    assert staff.say("staff.setup.pin_differs") in staff.seen()
    staff.go("back", "setup-pin")
    assert staff.area.page().entry is not None
    assert staff.area.page().entry.text == "", "a PIN is never shown again"  # type: ignore[union-attr]


def test_a_disc_that_takes_no_settings_is_said_and_nothing_is_lost(make_staff: MakeStaff) -> None:
    full = [True]
    kept: list[Settings] = []

    def save(settings: Settings) -> None:
        if full[0]:
            raise NotWritten("settings.toml", "No space left on device")
        kept.append(settings)

    staff = make_staff(settings=None, save=save)
    assert staff.kiosk.staff is not None
    staff.kiosk.staff.begin_first_start()
    _answer_everything(staff, ANSWERS)
    wait_for(lambda: "No space left" in staff.seen(), "it says so")
    assert staff.area.is_open
    full[0] = False
    wait_for(lambda: staff.here() == "setup-pin", "the PIN again")
    staff.type(PIN)
    staff.go("next", "setup-pin_again")
    staff.type(PIN)
    staff.press("next")
    wait_for(lambda: not staff.area.is_open, "now it is kept")
    assert [each.clinic for each in kept] == ["Lakeside Infusion"]


def test_each_setting_can_be_gone_through_again(make_staff: MakeStaff, tmp_path: Path) -> None:
    staff = make_staff()
    before = read_settings(staff.settings_file)
    staff.sign_in()
    staff.choose("settings")
    staff.choose("idle_seconds")
    for _ in range(3):
        staff.hands.press(staff.window.keypad.key("delete"))
    staff.type("20")
    assert staff.say("staff.setup.between", least=60, most=300) in staff.seen()
    staff.hands.press(staff.window.keypad.key("0"))
    staff.go("next", "settings")
    staff.choose("languages")
    staff.choose("en")
    staff.go("next", "settings")
    now = read_settings(staff.settings_file)
    assert now == replace(before, idle_seconds=200, languages=("es",))
    assert staff.kiosk.visit.state().prefs.language == "es"
    assert staff.codes()[-2:] == ["settings-changed"] * 2
    staff.area.close()
    start = staff.kiosk.shell.current()
    assert isinstance(start, StartScreen)
    assert start.begin["es"].isVisible()
    assert not start.begin["en"].isVisible()
