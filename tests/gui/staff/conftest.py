"""A kiosk with staff pages: its own folders, a clock of the test's, quick PINs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from core.words import words
from gui import sample
from gui.app import Kiosk
from gui.background import Background
from gui.editions import Editions
from gui.printing import Stick
from gui.settings import Settings, read_settings, write_settings
from gui.staff.area import StaffArea
from gui.staff.events import Events
from gui.staff.parts import Machine, StaffParts
from gui.staff.pin import make_record
from gui.staff.statistics import Statistics
from gui.staff.window import StaffWindow
from gui.walk import Finger, Hands, wait_for
from tests.gui.conftest import Clock, MakeKiosk, PaperPrinter
from tests.support.packs import KEY, public_pem

PIN = "836251"
CHEAP = partial(make_record, cost=4)
"""Kept as the real one is, but tried in no time."""

CLINIC = Settings(clinic="Lakeside", phone="312-555-0142", pin=CHEAP(PIN, b"s" * 16))


@dataclass
class StaffKiosk:
    """A kiosk, and hands that work its staff pages."""

    kiosk: Kiosk
    home: Path
    clock: Clock
    events: Events
    statistics: Statistics
    stick: list[Path] = field(default_factory=list)
    hands: Hands = field(default_factory=Finger)

    @property
    def area(self) -> StaffArea:
        assert self.kiosk.staff is not None
        return self.kiosk.staff.area

    @property
    def window(self) -> StaffWindow:
        assert self.kiosk.staff is not None
        return self.kiosk.staff.window

    @property
    def settings_file(self) -> Path:
        return self.home / "config" / "settings.toml"

    def codes(self) -> list[str]:
        return [event.code.value for event in self.events.read()]

    def here(self) -> str:
        return self.area.page().id

    def press(self, want: str) -> None:
        wait_for(lambda: self.window.button_for(want) is not None, f"a button for {want}")
        button = self.window.button_for(want)
        assert button is not None
        self.hands.press(button)

    def choose(self, option: str) -> None:
        choices = self.window.options[self.area.page().many]
        self.hands.press(choices.card(option))

    def type(self, text: str) -> None:
        entry = self.area.page().entry
        assert entry is not None
        field = self.window.fields[entry.kind]
        if not isinstance(self.hands, Finger):
            self.hands.type(field, text)
        elif entry.kind == "words":
            for sign in text:
                self.hands.press(self.window.word_pad.key(sign))
        else:
            for sign in text:
                self.hands.press(self.window.keypad.key(sign))

    def go(self, want: str, there: str) -> None:
        self.press(want)
        wait_for(lambda: self.here() == there, f"{want} leads to {there}, not {self.here()}")

    def sign_in(self, pin: str = PIN, there: str = "menu") -> None:
        footer = self.kiosk.shell.footer
        self.hands.press(footer.staff)
        self.type(pin)
        self.go("check-pin", there)

    def say(self, key: str, **values: object) -> str:
        return words(self.area.language)(key, **values)

    def key(self, code: Qt.Key, held: Qt.KeyboardModifier) -> None:
        handle = self.kiosk.shell.windowHandle()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(handle, QKeyEvent(kind, code, held))
        QApplication.processEvents()

    def seen(self) -> str:
        """All that the page says."""
        page = self.area.page()
        lines = [each for line in page.lines for each in (line.text, line.more)]
        return "\n".join([page.title, page.help, page.notice, *lines])


MakeStaff = Callable[..., StaffKiosk]


@pytest.fixture
def make_staff(
    make_kiosk: MakeKiosk, paper: PaperPrinter, clock: Clock, tmp_path: Path
) -> MakeStaff:
    """Make kiosks on one machine: the second is the first one started again."""

    def make(settings: Settings | None = CLINIC, **changes: object) -> StaffKiosk:
        file = tmp_path / "config" / "settings.toml"
        if settings is not None and not file.exists():
            write_settings(settings, file)
        (tmp_path / "keys").mkdir(exist_ok=True)
        (tmp_path / "keys" / "office.pem").write_bytes(public_pem(KEY))
        stick: list[Path] = []
        machine = Machine(
            editions=tmp_path / "data" / "editions",
            keys=tmp_path / "keys",
            state=tmp_path / "state",
            settings=file,
            today=lambda: sample.TODAY,
            find_stick=lambda: Stick(stick[0]) if stick else None,
        )
        events = Events(machine.state, lambda: datetime(2026, 11, 24, 9, 30, 59, tzinfo=UTC))
        statistics = Statistics(machine.state)
        work, printing = Background(), Background()
        parts = StaffParts(
            machine=machine,
            steady=clock,
            wall=clock,
            salt=lambda count: b"s" * count,
            printer=lambda settings: paper,
            work=work,
            printing=printing,
            events=events,
            statistics=statistics,
            save=lambda kept: write_settings(kept, file),
            queues=lambda: ("front_desk", "office"),
            make_pin=CHEAP,
        )
        parts = replace(parts, **changes)  # type: ignore[arg-type]
        kiosk = make_kiosk(
            settings=read_settings(file),
            work=work,
            printing=printing,
            staff=parts,
            record=events.record,
            count=statistics.count,
            edition=Editions(machine.editions, lambda: sample.TODAY),
        )
        return StaffKiosk(kiosk, tmp_path, clock, events, statistics, stick)

    return make
