"""Saving to a USB stick: a real file system on a loop device, mounted where desktops mount them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.printing.stick import Stick, StickRefused, StickTrouble, find_stick
from tests.gui.printing.conftest import PluggedIn

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 300


def _found(plugged_in: PluggedIn) -> Stick:
    stick = find_stick()
    assert stick is not None
    assert stick.folder == plugged_in.folder
    return stick


def test_a_summary_is_on_the_stick_after_it_was_pulled(plugged_in: PluggedIn) -> None:
    name = _found(plugged_in).save(PDF)
    plugged_in.pull()
    plugged_in.mount("ro")
    assert name == "homeward-summary.pdf"
    assert (plugged_in.folder / name).read_bytes() == PDF
    assert sorted(path.name for path in plugged_in.folder.iterdir()) == [name, "lost+found"]


def test_nothing_on_the_stick_is_overwritten(plugged_in: PluggedIn) -> None:
    stick = _found(plugged_in)
    assert [stick.save(b"first"), stick.save(b"second"), stick.save(b"third")] == [
        "homeward-summary.pdf",
        "homeward-summary-2.pdf",
        "homeward-summary-3.pdf",
    ]
    assert (plugged_in.folder / "homeward-summary.pdf").read_bytes() == b"first"


def test_a_full_stick_says_so_and_keeps_no_half_file(plugged_in: PluggedIn) -> None:
    stick = _found(plugged_in)
    with pytest.raises(StickRefused) as refused:
        stick.save(bytes(2 * 1024 * 1024))
    assert refused.value.trouble is StickTrouble.FULL
    assert [path.name for path in plugged_in.folder.iterdir()] == ["lost+found"]


def test_a_pulled_stick_is_not_taken_for_its_folder(plugged_in: PluggedIn) -> None:
    stick = _found(plugged_in)
    plugged_in.pull()
    with pytest.raises(StickRefused) as refused:
        stick.save(PDF)
    assert refused.value.trouble is StickTrouble.GONE
    assert list(plugged_in.folder.iterdir()) == []


def test_a_stick_that_cannot_be_written_is_not_offered(plugged_in: PluggedIn) -> None:
    plugged_in.pull()
    plugged_in.mount("ro")
    offered = find_stick()
    assert offered is None or offered.folder != plugged_in.folder


def test_a_leftover_of_a_stick_pulled_too_early_is_no_obstacle(plugged_in: PluggedIn) -> None:
    (plugged_in.folder / ".homeward-summary.part").write_bytes(b"%PDF-1.7 ha")
    assert _found(plugged_in).save(PDF) == "homeward-summary.pdf"


def test_a_link_on_the_stick_leads_nowhere(plugged_in: PluggedIn, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("as it was")
    (plugged_in.folder / ".homeward-summary.part").symlink_to(victim)
    assert _found(plugged_in).save(PDF) == "homeward-summary.pdf"
    assert victim.read_text() == "as it was"


def test_the_last_stick_plugged_in_is_taken(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(
        "/dev/sda1 / ext4 rw 0 0\n/dev/sdb1 /media/nobody/one vfat rw,nosuid 0 0\n"
        "tmpfs /media/tmp tmpfs rw 0 0\n"
    )
    assert find_stick(mounts) is None, "none of these is a writable stick of this machine"
