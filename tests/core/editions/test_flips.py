"""Bytes of the installed files that changed by themselves, as a failing disc does it.

The long form: python -m tests.attack flips
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.editions.install import install
from core.editions.installed import Chosen, open_best
from core.editions.pointer import POINTER
from core.editions.upkeep import tidy
from core.reference.store import Reference, open_reference
from core.words import words
from tests.attack.flips import Answers, places, start_on_each
from tests.support.packs import TODAY, Edition, Kiosk, answers


@pytest.fixture
def kiosk(kiosk: Kiosk, first: Edition, second: Edition) -> Kiosk:
    """A kiosk with number 3 in use, and number 2 kept."""
    install(kiosk.bring(first.pack(2)), kiosk.receiver)
    install(kiosk.bring(second.pack(3)), kiosk.receiver)
    return kiosk


@pytest.fixture
def good(first: Edition, second: Edition) -> Answers:
    """What each may answer; number 2 is the same as the program's own."""
    return {0: first.answers, 2: first.answers, 3: second.answers}


def _file(kiosk: Kiosk, number: int) -> Path:
    (path,) = kiosk.folder.glob(f"{number:08}-*.sqlite")
    return path


def test_a_changed_byte_of_the_database_is_always_seen(kiosk: Kiosk, good: Answers) -> None:
    path = _file(kiosk, 3)
    found = start_on_each(kiosk.folder, path, places(path, 120, seed=4), good)
    assert found == {(2, Chosen.PREVIOUS): 120}
    assert kiosk.number == 3


def test_sqlite_alone_would_take_many_of_them(kiosk: Kiosk, second: Edition) -> None:
    """Why every start hashes the file: SQLite opens most of these, and some answer wrongly."""
    path = _file(kiosk, 3)
    path.chmod(0o600)
    content, wrong = path.read_bytes(), 0
    for place, change in places(path, 120, seed=4):
        changed = bytearray(content)
        changed[place] ^= change
        path.write_bytes(changed)
        with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as database:
            try:
                said = answers(Reference(database, open_reference().edition))
            except (sqlite3.Error, ValueError):
                continue
            wrong += said != second.answers
    assert wrong > 0


def test_any_changed_byte_of_the_pointer_costs_nothing(kiosk: Kiosk) -> None:
    path = kiosk.folder / POINTER
    content = path.read_bytes()
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 1 << place % 8
        path.write_bytes(changed)
        found = kiosk.start()
        assert found.entry is not None
        assert (found.entry.number, found.chosen) == (3, Chosen.FOUND)


def test_both_editions_damaged_leave_the_programs_own(
    kiosk: Kiosk, good: Answers, second: Edition
) -> None:
    for number in (2, 3):
        path = _file(kiosk, number)
        path.chmod(0o600)
        path.write_bytes(path.read_bytes()[:-1])
    found = open_best(kiosk.folder)
    assert (found.entry, found.chosen) == (None, Chosen.OWN_INSTEAD)
    assert answers(found.reference) == good[0]
    found.reference.close()
    install(kiosk.bring(second.pack(4)), kiosk.receiver)
    assert kiosk.number == 4
    assert kiosk.start().notices(TODAY) == ()


@pytest.mark.parametrize("lost", ["pointer", "current", "both"])
def test_lost_files_are_said_and_mended(kiosk: Kiosk, lost: str) -> None:
    if lost != "current":
        (kiosk.folder / POINTER).unlink()
    if lost != "pointer":
        _file(kiosk, 3).unlink()
    found = kiosk.start()
    assert found.entry is not None
    expected = (3, Chosen.FOUND) if lost == "pointer" else (2, Chosen.PREVIOUS)
    if lost == "both":
        expected = (2, Chosen.FOUND)  # nothing is left that says there was a newer one
    assert (found.entry.number, found.chosen) == expected
    (notice,) = found.notices(TODAY)
    for language in ("en", "es"):
        assert words(language).say(notice)
    tidy(kiosk.folder)
    assert kiosk.number == found.entry.number
    if lost != "current":
        assert kiosk.start().chosen is Chosen.CURRENT


def test_a_folder_of_rubbish_is_no_harm(kiosk: Kiosk) -> None:
    for name in ("note.txt", "00000009-short.sqlite", "00000009-" + "0" * 64 + ".sqlite.bak"):
        (kiosk.folder / name).write_text("x")
    (kiosk.folder / ("00000009-" + "0" * 64 + ".sqlite")).mkdir()
    assert kiosk.number == 3
    tidy(kiosk.folder)
    assert kiosk.number == 3
    (kiosk.folder / POINTER).unlink()
    assert kiosk.number == 3
