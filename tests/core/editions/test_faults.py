"""Every file operation of the installer made to fail once, and the program killed at each:
U33 to U35, U37 and U40 of the attack list."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.editions.files import Files
from core.editions.install import install, roll_back
from core.editions.refused import Refused, Why
from core.editions.upkeep import LOCK, tidy
from tests.support.faults import CALLS, failing, unwritable
from tests.support.packs import Edition, Kiosk, id_of

ERRORS = (errno.ENOSPC, errno.EIO, errno.EMFILE)
ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database check has no part in this, takes most of the time, and has its own tests."""
    monkeypatch.setattr("core.editions.install.check_database", id_of)


def _make(home: Path, first: Edition, installed: int) -> Kiosk:
    """A kiosk with so many editions installed, and the pack of the next one on its stick."""
    kiosk = Kiosk(home)
    for number in range(2, 2 + installed):
        install(kiosk.bring(first.pack(number), "old.homeward"), kiosk.receiver)
    return kiosk


def _kiosks(
    tmp_path: Path, first: Edition, second: Edition, installed: int
) -> Iterator[tuple[int, Kiosk, Path]]:
    """One fresh kiosk after another, each with the pack of its next edition."""
    at = 0
    original = _make(tmp_path / "original", first, installed)
    next_one = original.bring(second.pack(2 + installed))
    while True:
        home = tmp_path / str(at)
        (home / "data").mkdir(parents=True)
        if original.folder.is_dir():
            _copy(original.folder, home / "data" / "editions")
        yield at, Kiosk(home), next_one
        at += 1


def _copy(folder: Path, to: Path) -> None:
    to.mkdir()
    for path in folder.iterdir():
        if path.name != LOCK:
            os.link(path, to / path.name)  # nothing is ever written in place


def _try(kiosk: Kiosk, pack: Path) -> int | Why:
    """The number that was said to be installed, or why not."""
    try:
        return install(pack, kiosk.receiver).number
    except Refused as refused:
        return refused.why


def _is_whole(kiosk: Kiosk, said: int | Why, old: int) -> None:
    """What was said is what a start finds, and the same pack or the next can be installed."""
    kiosk.files = Files()
    found = kiosk.number
    assert found == (said if isinstance(said, int) else old)
    tidy(kiosk.folder)
    assert kiosk.number == found
    assert not [name for name in kiosk.names() if name.startswith(".")]


@pytest.mark.parametrize(
    ("installed", "error", "after"),
    [
        *((2, error, after) for error in ERRORS for after in (False, True)),
        (0, errno.EIO, False),
        (1, errno.EIO, False),
    ],
)
def test_u33_u34_each_call_fails_once(
    tmp_path: Path, first: Edition, second: Edition, installed: int, error: int, after: bool
) -> None:
    old, new = installed and 1 + installed, 2 + installed
    outcomes: set[int | Why] = set()
    seen: set[str] = set()
    for at, kiosk, pack in _kiosks(tmp_path, first, second, installed):
        files = failing(at, error, after=after)
        kiosk.files = files
        said = _try(kiosk, pack)
        if len(files.made) <= at:  # nothing failed any more
            assert said == new
            break
        outcomes.add(said)
        seen.add(files.made[at])
        _is_whole(kiosk, said, old)
        if said != new:
            assert _try(kiosk, pack) == new, "it can be tried again"
    assert seen == set(CALLS)
    assert {new, Why.NOT_WRITTEN, Why.UNREADABLE} <= outcomes


@pytest.mark.parametrize("error", ERRORS, ids=errno.errorcode.get)
def test_each_call_of_going_back_fails_once(
    tmp_path: Path, first: Edition, second: Edition, error: int
) -> None:
    for at, kiosk, _ in _kiosks(tmp_path, first, second, 2):
        files = failing(at, error)
        kiosk.files = files
        try:
            found = roll_back(kiosk.receiver)
            found.reference.close()
            said = found.entry.number if found.entry else 0
        except Refused:
            said = 3
        assert said in (2, 3)
        assert kiosk.number == said
        if len(files.made) <= at:
            assert said == 2
            break


def test_u37_a_stick_pulled_at_any_read(tmp_path: Path, first: Edition, second: Edition) -> None:
    reads = 0
    for at, kiosk, pack in _kiosks(tmp_path, first, second, 1):
        files = failing(at, errno.EIO)
        kiosk.files = files
        said = _try(kiosk, pack)
        if len(files.made) <= at:
            break
        if files.made[at] == "read" and said is Why.UNREADABLE:
            reads += 1
            assert kiosk.number == 2
            assert len(kiosk.names()) == 2  # the edition and the pointer
    assert reads >= 6


@pytest.mark.parametrize("error", [errno.EROFS, errno.EACCES, errno.ENOSPC], ids=str)
def test_u40_nothing_can_be_written(kiosk: Kiosk, second: Edition, error: int) -> None:
    install(kiosk.bring(second.pack(2)), kiosk.receiver)
    pack = kiosk.bring(second.pack(3))
    kiosk.files = unwritable(error)
    assert _try(kiosk, pack) is Why.NOT_WRITTEN
    with pytest.raises(Refused) as caught:
        roll_back(kiosk.receiver)
    assert caught.value.why is Why.NOT_WRITTEN
    assert kiosk.number == 2
    kiosk.files = Files()
    assert _try(kiosk, pack) == 3


def test_u35_killed_at_each_call(tmp_path: Path, first: Edition, second: Edition) -> None:
    """In a process of its own, which forks once for each call and has the child killed there."""
    kiosk = _make(tmp_path / "original", first, 2)
    pack = kiosk.bring(second.pack(4))
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.kill", kiosk.folder, pack],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert lines[-1] == "whole"
    assert {"old", "new"} <= set(lines)
    assert len(lines) > 60
