"""Each fault of the machine ends in a working start screen or in a plain one that says whom to ask.

Each is the whole program in a process of its own, in a real window, from its own copy of the tree.
Hang, crash and kill -9 are in test_supervised.py.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.words import Words
from tests.support.xvfb import screen

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.journey

START, PLAIN = "Shell", "UnreadyPage"


@dataclass(frozen=True)
class Place:
    """A copy of the program and a home for its user."""

    tree: Path
    home: Path
    display: Mapping[str, str]

    def opens(self, *arguments: str, mount: str = "") -> tuple[str, str]:
        """Start the kiosk: which window it shows, and all that stands in it.

        `mount` is done first, in a view of the discs that nobody else has.
        """
        told = self.tree / "told.json"
        command = [sys.executable, "-m", "tests.faults.opened", str(told), *arguments]
        if mount:
            enter = ["unshare", "--mount", "sh", "-ec", f'{mount}; exec "$@"', "sh"]
            command = [*enter, *command]
        environment = {**os.environ, **self.display, "HOME": str(self.home)}
        environment["CUPS_SERVER"] = str(self.home / "no-such.sock")
        for name in [name for name in environment if name.startswith(("XDG_", "PYTHON"))]:
            del environment[name]
        done = subprocess.run(
            command, cwd=self.tree, env=environment, capture_output=True, text=True, timeout=300
        )
        assert told.exists(), f"it ended with {done.returncode}: {done.stderr}"
        window, *said = json.loads(told.read_text())
        return window, " ".join(said)


@pytest.fixture(scope="module")
def display() -> Iterator[Mapping[str, str]]:
    with screen(1280, 800) as environment:
        yield environment


@pytest.fixture
def place(tmp_path: Path, display: Mapping[str, str]) -> Place:
    tree = tmp_path / "tree"
    without = shutil.ignore_patterns("__pycache__", "locale")
    for name in ("core", "gui", "resources"):
        shutil.copytree(ROOT / name, tree / name, ignore=without)
    shutil.copytree(ROOT / "resources" / "locale", tree / "resources" / "locale")
    (tree / "tests").mkdir()
    shutil.copytree(ROOT / "tests" / "faults", tree / "tests" / "faults", ignore=without)
    home = tmp_path / "home"
    home.mkdir()
    return Place(tree, home, display)


def _needs_root() -> None:
    if os.getuid() != 0:
        pytest.skip("only root may mount a small disc")


def test_all_is_well(place: Place, words_en: Words) -> None:
    window, said = place.opens()
    assert window == START
    assert words_en("start.title") in said


# -- a start screen --------------------------------------------------------------------------


def test_a_read_only_disc(place: Place) -> None:
    _needs_root()
    window, _ = place.opens(mount=f"mount -t tmpfs -o ro none {place.home}")
    assert window == START


def test_a_full_disc(place: Place) -> None:
    _needs_root()
    fill = f"mount -t tmpfs -o size=64k none {place.home}"
    fill += f"; cat /dev/zero >{place.home}/full 2>/dev/null || true"
    window, _ = place.opens(mount=fill)
    assert window == START


def test_a_clock_set_back(place: Place) -> None:
    """That an installed edition says so: tests/gui/test_editions.py."""
    window, _ = place.opens("2020-01-01")
    assert window == START


def test_no_printer(place: Place) -> None:
    """No print service: the screen says so before any question, in tests/gui/printing."""
    window, _ = place.opens()
    assert window == START


# -- a plain screen --------------------------------------------------------------------------


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:1000])


def _flip(file: Path) -> None:
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 2] ^= 1
    file.write_bytes(whole)


def _bad_settings(place: Place) -> None:
    file = place.home / ".config" / "homeward" / "settings.toml"
    file.parent.mkdir(parents=True)
    file.write_text("idle_seconds = 'never'")


def _no_typeface(place: Place) -> None:
    for file in (place.tree / "resources/fonts").glob("*.ttf"):
        file.unlink()


PLAIN_FAULTS: dict[str, Callable[[Place], None]] = {
    "no prices": lambda place: (place.tree / "resources/baked/reference.sqlite").unlink(),
    "prices cut off": lambda place: _cut(place.tree / "resources/baked/reference.sqlite"),
    "one bit of the prices": lambda place: _flip(place.tree / "resources/baked/reference.sqlite"),
    "settings": _bad_settings,
    "no typeface": _no_typeface,
    "a damaged typeface": lambda place: _cut(next((place.tree / "resources/fonts").glob("*.ttf"))),
}


@pytest.mark.parametrize("fault", PLAIN_FAULTS)
def test_a_plain_screen_says_whom_to_ask(fault: str, place: Place, words_en: Words) -> None:
    PLAIN_FAULTS[fault](place)
    window, said = place.opens()
    assert window == PLAIN
    assert "staff" in said.lower()
    assert "personal" in said.lower(), "in Spanish, too"
