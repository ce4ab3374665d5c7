"""Power cuts at any moment of an installation: U36 of the attack list."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.editions.install import install, roll_back
from core.editions.installed import UNUSUAL
from core.editions.upkeep import LOCK, tidy
from tests.support.packs import Edition, Kiosk, id_of
from tests.support.power import Disc, Names, lay_out

LOST = -1


@pytest.fixture(autouse=True)
def _not_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database check writes nothing, and has its own tests."""
    monkeypatch.setattr("core.editions.install.check_database", id_of)


@pytest.fixture
def kiosk(kiosk: Kiosk, first: Edition) -> Kiosk:
    """A kiosk with numbers 2 and 3."""
    for number in (2, 3):
        install(kiosk.bring(first.pack(number)), kiosk.receiver)
    return kiosk


def _numbers(states: list[Names], kiosk: Kiosk, told: bool = False) -> set[int]:
    """The editions that starts from these folders would use; `told`: staff may have to know."""
    found = set()
    for names in set(states):
        again = Kiosk(kiosk.home / "cut")
        lay_out(names, again.folder)
        number = again.number
        if again.start().chosen in UNUSUAL and not told:
            number = LOST
        tidy(again.folder)
        found.add(number if again.number == number else LOST)
        shutil.rmtree(again.home)
    return found


def _installed(kiosk: Kiosk, pack: bytes, file_sync: bool = True, folder_sync: bool = True) -> Disc:
    (kiosk.folder / LOCK).unlink(missing_ok=True)
    disc = Disc(kiosk.folder, file_sync, folder_sync)
    kiosk.files = disc
    assert install(kiosk.bring(pack), kiosk.receiver).number == 4
    return disc


def test_u36_no_edition_is_lost(kiosk: Kiosk, second: Edition) -> None:
    disc = _installed(kiosk, second.pack(4))
    assert len(set(disc.found)) > 20
    assert _numbers(disc.found, kiosk) == {3, 4}
    # Once it has been said to be installed, it is.
    assert _numbers(list(disc.after_a_cut()), kiosk) == {4}


def test_u36_the_first_one_is_there_or_not(tmp_path: Path, second: Edition) -> None:
    kiosk = Kiosk(tmp_path)
    kiosk.folder.mkdir(parents=True)
    disc = _installed(kiosk, second.pack(4))
    assert _numbers(disc.found, kiosk, told=True) == {0, 4}  # without its pointer it is found
    assert _numbers(list(disc.after_a_cut()), kiosk) == {4}


@pytest.mark.parametrize("forgotten", ["file", "folder"])
def test_u36_a_forgotten_sync_would_lose_it(kiosk: Kiosk, second: Edition, forgotten: str) -> None:
    """The model has teeth: the same code without one of the syncs breaks its word."""
    disc = _installed(kiosk, second.pack(4), forgotten != "file", forgotten != "folder")
    assert _numbers(list(disc.after_a_cut()), kiosk) != {4}


def test_going_back_is_whole_too(kiosk: Kiosk) -> None:
    (kiosk.folder / LOCK).unlink()
    disc = Disc(kiosk.folder)
    kiosk.files = disc
    roll_back(kiosk.receiver).reference.close()
    assert _numbers(disc.found, kiosk) == {2, 3}
    assert _numbers(list(disc.after_a_cut()), kiosk) == {2}
