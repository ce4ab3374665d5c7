"""A stick with something nasty on it, or one that fails: nothing but our own file is written,
through no link, and nothing on the stick is opened or run.  All real, on a loop device.
"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from core.words import words
from gui import sample
from gui.printing import find_stick
from gui.printing.stick import Stick, StickRefused, StickTrouble
from gui.screens.base import Want
from gui.state import Step
from gui.walk import Finger, Visitor, wait_for
from tests.gui.conftest import MakeKiosk
from tests.gui.printing.conftest import PluggedIn

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 300
REAL, PART = "homeward-summary.pdf", ".homeward-summary.part"
_watched: list[list[tuple[str, str]]] = []


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if _watched and event in ("open", "subprocess.Popen", "os.exec", "os.system", "os.posix_spawn"):
        _watched[-1].append((event, str(arguments[0])))


sys.addaudithook(_note)  # it cannot be taken away again, but notes nothing outside of `watched`


@pytest.fixture
def watched() -> Iterator[list[tuple[str, str]]]:
    """What this process opens and runs while the test goes on."""
    _watched.append([])
    yield _watched[-1]
    _watched.pop()


def _found(plugged_in: PluggedIn) -> Stick:
    stick = find_stick()
    assert stick is not None
    assert stick.folder == plugged_in.folder
    return stick


def _link_to_file(path: Path, outside: Path) -> None:
    path.symlink_to(outside / "settings.toml")


def _link_to_nothing(path: Path, outside: Path) -> None:
    path.symlink_to(outside / "new.toml")


def _link_to_folder(path: Path, outside: Path) -> None:
    path.symlink_to(outside, target_is_directory=True)


def _hard_link(path: Path, outside: Path) -> None:
    (path.parent / "other.txt").write_text("another file of the stick")
    path.hardlink_to(path.parent / "other.txt")


def _pipe(path: Path, outside: Path) -> None:
    os.mkfifo(path)


def _device(path: Path, outside: Path) -> None:
    os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 5))  # /dev/zero


_NASTY = [_link_to_file, _link_to_nothing, _link_to_folder, _hard_link, _pipe, _device]


@pytest.mark.parametrize("name", [REAL, PART])
@pytest.mark.parametrize("make", _NASTY, ids=lambda make: make.__name__.strip("_"))
def test_what_has_the_name_of_our_file(
    plugged_in: PluggedIn,
    watched: list[tuple[str, str]],
    tmp_path: Path,
    make: Callable[[Path, Path], None],
    name: str,
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "settings.toml").write_text("as it was")
    make(plugged_in.folder / name, outside)
    stick = _found(plugged_in)
    watched.clear()
    saved = stick.save(PDF)
    opened = [what for event, what in watched if event == "open"]
    assert set(opened) <= {str(plugged_in.folder), PART, "/proc/self/mounts"} | _numbers(opened)
    assert {event for event, _ in watched} == {"open"}, "nothing is run"
    assert saved == (REAL if name == PART else "homeward-summary-2.pdf")
    file = plugged_in.folder / saved
    assert stat.S_ISREG(file.lstat().st_mode)
    assert file.stat().st_nlink == 1
    assert file.read_bytes() == PDF
    assert [each.name for each in outside.iterdir()] == ["settings.toml"]
    assert (outside / "settings.toml").read_text() == "as it was"
    if make is _hard_link:
        assert (plugged_in.folder / "other.txt").read_text() == "another file of the stick"
    left = plugged_in.folder / name
    if name == REAL:
        assert not stat.S_ISREG(left.lstat().st_mode) or make is _hard_link, "it stays as it is"


def _numbers(opened: list[str]) -> set[str]:
    """Python tells of a file that is opened by its number, too."""
    return {each for each in opened if each.isdigit()}


def test_a_folder_with_the_name_of_our_unfinished_file(plugged_in: PluggedIn) -> None:
    (plugged_in.folder / PART).mkdir()
    (plugged_in.folder / PART / "letter.txt").write_text("not ours")
    with pytest.raises(StickRefused) as refused:
        _found(plugged_in).save(PDF)
    assert refused.value.trouble in (StickTrouble.FAILED, StickTrouble.READ_ONLY)
    assert (plugged_in.folder / PART / "letter.txt").read_text() == "not ours"
    assert not (plugged_in.folder / REAL).exists()


def test_an_autorun_file_is_neither_run_nor_read(
    plugged_in: PluggedIn, watched: list[tuple[str, str]], tmp_path: Path
) -> None:
    ran = tmp_path / "it ran"
    program = f"#!/bin/sh\ntouch '{ran}'\n"
    for name in ("autorun.inf", "autorun.sh", ".autorun", "homeward", "summary.desktop", "lp"):
        file = plugged_in.folder / name
        file.write_text(f"[autorun]\nopen=x\n{program}" if name.endswith("inf") else program)
        file.chmod(0o755)
        os.utime(file, (1, 1))
    before = {
        each.name: each.read_bytes() for each in plugged_in.folder.iterdir() if each.is_file()
    }
    for each in plugged_in.folder.iterdir():
        os.utime(each, (1, 1))
    watched.clear()
    assert _found(plugged_in).save(PDF) == REAL
    read = [what for _, what in watched if Path(what).name in before]
    assert not read
    assert "subprocess.Popen" not in {event for event, _ in watched}
    assert not ran.exists()
    after = {each.name: each.read_bytes() for each in plugged_in.folder.iterdir() if each.is_file()}
    assert after == before | {REAL: PDF}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("trouble", ["full", "read-only", "gone"])
def test_a_visitor_is_told_in_plain_words(
    make_kiosk: MakeKiosk, plugged_in: PluggedIn, trouble: str, language: str
) -> None:
    """It goes wrong between the offer and the button, and the next try tells again."""
    kiosk = make_kiosk(find_stick=find_stick)
    visit = kiosk.visit
    visit.want(f"{Want.BEGIN}:{language}")
    visit.answer(sample.ANSWERS)
    visit.want(f"{Want.GO}:{Step.REVIEW}")
    visit.want(Want.NEXT)
    wait_for(lambda: visit.state().handout is not None, "the pages are made")
    wait_for(lambda: visit.state().stick is not None, "the stick is seen")
    if trouble == "full":
        (plugged_in.folder / "films").write_bytes(b"x" * _room(plugged_in.folder))
    elif trouble == "read-only":
        subprocess.run(["mount", "-o", "remount,ro", str(plugged_in.folder)], check=True)
    else:
        plugged_in.pull()
    Visitor(kiosk, Finger()).want(Want.SAVE)
    wait_for(lambda: visit.state().saved is not None, "it was tried")
    assert visit.state().saved is False
    said = [each.text() for each in kiosk.shell.findChildren(QLabel) if each.isVisible()]
    assert words(language)(f"stick.{trouble}") in said
    assert {each.name for each in plugged_in.folder.iterdir()} <= {"films", "lost+found"}
    if trouble == "full":
        (plugged_in.folder / "films").unlink()
        Visitor(kiosk, Finger()).want(Want.SAVE)
        wait_for(lambda: visit.state().saved is True, "with room it is saved")


def _room(folder: Path) -> int:
    told = os.statvfs(folder)
    return told.f_bavail * told.f_frsize - 16 * told.f_frsize


@pytest.mark.parametrize("when", ["_write_out", "_reads_back", "_names"])
def test_pulled_out_in_between(
    plugged_in: PluggedIn, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """At each step: it says so or it is whole, and the bare folder stays empty."""
    stick = _found(plugged_in)
    from gui.printing import stick as module

    real = getattr(module, when)

    def pulled(*arguments: object) -> object:
        # What a system does when a stick is gone that is still in use.
        subprocess.run(["umount", "-l", str(plugged_in.folder)], check=True)
        return real(*arguments)

    monkeypatch.setattr(module, when, pulled)
    stick.save(PDF)  # the loop device is still there, unlike a stick
    assert list(plugged_in.folder.iterdir()) == [], "nothing falls through onto the kiosk's disc"
    plugged_in.mount("ro")
    assert (plugged_in.folder / REAL).read_bytes() == PDF


def test_pulled_out_before_it_is_written(
    plugged_in: PluggedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list still names it, but what is there is the bare folder."""
    stick = _found(plugged_in)
    from gui.printing import stick as module

    real = module._mounted

    def pulled(mounts: Path) -> dict[Path, bool]:
        found = real(mounts)
        subprocess.run(["umount", "-l", str(plugged_in.folder)], check=True)
        return found

    monkeypatch.setattr(module, "_mounted", pulled)
    with pytest.raises(StickRefused) as refused:
        stick.save(PDF)
    assert refused.value.trouble is StickTrouble.GONE
    assert list(plugged_in.folder.iterdir()) == []


@pytest.mark.parametrize("make", [_link_to_file, _link_to_nothing, _pipe, _device])
def test_what_comes_back_under_the_name_of_our_unfinished_file(
    plugged_in: PluggedIn,
    tmp_path: Path,
    make: Callable[[Path, Path], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As another program that writes to the stick at the same time could do."""
    from gui.printing import stick as module

    (tmp_path / "settings.toml").write_text("as it was")
    make(plugged_in.folder / PART, tmp_path)
    monkeypatch.setattr(module, "_remove", lambda _place: None)
    with pytest.raises(StickRefused):
        _found(plugged_in).save(PDF)
    assert [each.name for each in tmp_path.glob("*.toml")] == ["settings.toml"]
    assert (tmp_path / "settings.toml").read_text() == "as it was"
    assert not (plugged_in.folder / REAL).exists()
