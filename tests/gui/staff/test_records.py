"""The log and the counts hold what they may, and nothing else; discs that are full or damaged."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest

from core.words import words
from gui import sample
from gui.screens.base import Want
from gui.staff import events as log
from gui.staff import statistics as counts
from gui.staff.events import KEPT, Code, Events
from gui.staff.facts import takes_writing
from gui.staff.statistics import Statistics
from gui.state import GONE_OUT, PrinterState, Step
from gui.walk import wait_for
from tests.gui.conftest import PaperPrinter
from tests.gui.staff.conftest import MakeStaff

NOW = datetime(2026, 11, 24, 9, 30, 59, tzinfo=UTC)
DAY = date(2026, 11, 24)


def _events(folder: Path) -> Events:
    return Events(folder, lambda: NOW)


def _on_disc(events: Events) -> bool:
    return events.reaches_the_disc


def test_every_code_has_words_and_every_printer_state_a_code() -> None:
    for language in ("en", "es"):
        said = [words(language)(f"staff.event.{code}") for code in Code]
        assert len(set(said)) == len(said)
    passing = (PrinterState.SENDING, *GONE_OUT, PrinterState.FAILED)
    for state in PrinterState:
        assert state in passing or Code(f"printer-{state}")


def test_a_line_is_a_code_and_a_minute(tmp_path: Path) -> None:
    events = _events(tmp_path)
    for code in Code:
        events.record(code)
    lines = (tmp_path / log.FILE).read_text().splitlines()
    assert [json.loads(line) for line in lines] == [
        {"at": "2026-11-24T09:30Z", "code": code.value} for code in Code
    ]
    assert [event.code for event in _events(tmp_path).read()] == list(Code)
    assert oct((tmp_path / log.FILE).stat().st_mode & 0o777) == "0o600"


def test_it_is_a_ring(tmp_path: Path) -> None:
    events = _events(tmp_path)
    with mock.patch.object(os, "fsync"):
        for _ in range(2 * KEPT):
            events.record(Code.PRINTED)
        events.record(Code.STOPPED)
    assert len(events.read()) == KEPT
    assert events.read()[-1].code is Code.STOPPED
    assert len((tmp_path / log.FILE).read_text().splitlines()) <= KEPT + 101


@pytest.mark.parametrize(
    "damage",
    [b"", b"\0" * 4096, b"\xff\xfe rubbish", b'{"at":"2026-11-24T09:30Z","co',
     b'{"at":"2026-99-99T09:30Z","code":"printed"}\n',
     b'{"at":"2026-11-24T09:30Z","code":"mary"}\n',
     b"\n" * 300_000],
)  # fmt: skip
def test_a_damaged_log_goes_on(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / log.FILE).write_bytes(damage)
    events = _events(tmp_path)
    assert events.read() == ()
    events.record(Code.STARTED)
    events.record(Code.STOPPED)
    assert [event.code for event in _events(tmp_path).read()] == [Code.STARTED, Code.STOPPED]


def test_a_disc_that_takes_nothing_costs_the_file_alone(tmp_path: Path) -> None:
    blocked = tmp_path / "state"
    blocked.write_text("a file where the folder should be")
    events, statistics = _events(blocked), Statistics(blocked)
    events.record(Code.CRASHED)
    statistics.count(DAY, "es")
    assert [event.code for event in events.read()] == [Code.CRASHED]
    assert not _on_disc(events)
    assert statistics.read() == {DAY: {"es": 1}}
    assert not takes_writing(blocked)
    blocked.unlink()
    events.record(Code.STARTED)
    assert _on_disc(events)
    assert [event.code for event in _events(blocked).read()] == [Code.CRASHED, Code.STARTED]
    assert takes_writing(blocked)


def test_a_full_disc_leaves_no_half_line(tmp_path: Path) -> None:
    events = _events(tmp_path)
    events.record(Code.STARTED)
    write = os.write
    with mock.patch.object(os, "write", lambda handle, whole: write(handle, whole[:20])):
        events.record(Code.PRINTED)
    assert not _on_disc(events)
    events.record(Code.STOPPED)
    assert [event.code for event in _events(tmp_path).read()] == [
        Code.STARTED,
        Code.PRINTED,
        Code.STOPPED,
    ]


def test_counts_are_by_day_and_language_and_no_older_than_a_year(tmp_path: Path) -> None:
    statistics = Statistics(tmp_path)
    for day in (DAY - timedelta(days=400), DAY - timedelta(days=300), DAY):
        statistics.count(day, "en")
    statistics.count(DAY, "es")
    statistics.count(DAY, "es")
    kept = {DAY - timedelta(days=300): {"en": 1}, DAY: {"en": 1, "es": 2}}
    assert Statistics(tmp_path).read() == kept
    written = json.loads((tmp_path / counts.FILE).read_text())
    assert written == {"2026-01-28": {"en": 1}, "2026-11-24": {"en": 1, "es": 2}}


@pytest.mark.parametrize(
    "damage",
    [b"{", b"[]", b"\xff", b'{"mary":{"en":1}}', b'{"2026-11-24":{"en":-1}}', b"[" * 99_999,
     b'{"2026-11-24":{"en":1.5}}', b'{"2026-11-24":5}', b'{"2026-11-24":{"the one with":1}}'],
)  # fmt: skip
def test_damaged_counts_are_begun_anew_and_it_is_said(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / counts.FILE).write_bytes(damage)
    statistics = Statistics(tmp_path)
    assert statistics.read() == {}
    assert statistics.damaged
    statistics.count(DAY, "en")
    assert Statistics(tmp_path).read() == {DAY: {"en": 1}}


def test_whole_visits_leave_nothing_but_codes_and_counts(
    make_staff: MakeStaff, paper: PaperPrinter
) -> None:
    staff = make_staff()
    visit = staff.kiosk.visit
    for language, ending in (("en", "finished"), ("es", "idle"), ("es", "crash")):
        visit.want(f"begin:{language}")
        visit.answer(sample.ANSWERS)
        while visit.state().step is not Step.RESULT:
            visit.want(Want.NEXT)
        if ending == "finished":
            visit.want(Want.WHY)
            visit.want(Want.BACK)
            wait_for(lambda: visit.state().handout is not None, "the pages")
            visit.want(Want.PRINT)
            wait_for(lambda: visit.state().prints == 1, "the print")
            visit.end("finished")
        elif ending == "idle":
            staff.kiosk._expired()
        else:
            staff.kiosk.crashed()
            staff.kiosk.shell.ask(None)
    assert staff.statistics.read() == {sample.TODAY: {"en": 1, "es": 2}}
    assert {"printed", "idle-wipe"} <= set(staff.codes())
    state = staff.home / "state"
    assert {path.name for path in state.iterdir()} <= {log.FILE, counts.FILE}
    line = re.compile(r'\{"at":"\d{4}-\d\d-\d\dT\d\d:\d\dZ","code":"[a-z-]+"\}')
    written = (state / log.FILE).read_text().splitlines()
    assert all(line.fullmatch(each) for each in written)
    assert {json.loads(each)["code"] for each in written} <= {code.value for code in Code}
    numbers = json.loads((state / counts.FILE).read_text())
    assert numbers == {sample.TODAY.isoformat(): {"en": 1, "es": 2}}


def test_a_printer_state_is_noted_when_it_changes_and_not_each_time(
    make_staff: MakeStaff, paper: PaperPrinter
) -> None:
    staff = make_staff()

    def noted() -> list[str]:
        return [code for code in staff.codes() if code.startswith("printer")]

    for state in (PrinterState.READY, PrinterState.JAM, PrinterState.JAM, PrinterState.READY):
        paper.state = state
        before = staff.kiosk.visit.state().printer
        staff.kiosk.visit.refresh()
        wait_for(lambda: staff.kiosk.visit.state().printer is paper.state, f"{before} is seen")
    assert noted() == ["printer-ready", "printer-jam", "printer-ready"]


def test_the_pages_show_what_was_kept(make_staff: MakeStaff) -> None:
    staff = make_staff()
    staff.statistics.count(sample.TODAY, "es")
    staff.sign_in()
    staff.choose("events")
    assert staff.say("staff.event.staff-in") in staff.seen()
    staff.go("menu", "menu")
    staff.choose("statistics")
    assert staff.say("staff.statistics.in", n=1, language="Español") in staff.seen()
