"""A picture from a stick: looked at closely, drawn anew, or refused in words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from gui.staff import logo


def _picture(file: Path, wide: int = 400, high: int = 100) -> Path:
    image = QImage(wide, high, QImage.Format.Format_RGB32)
    image.fill(QColor("#0B5C6B"))
    assert image.save(str(file))
    return file


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.JPEG"])
def test_a_picture_is_kept_as_our_own(qapp: QApplication, tmp_path: Path, name: str) -> None:
    given = _picture(tmp_path / name, 2000, 500)
    given.write_bytes(given.read_bytes() + b"a patient's name")
    assert logo.found_on(tmp_path) == (name,)
    assert logo.take(given, tmp_path / "config") is None
    kept = tmp_path / "config" / logo.FILE
    image = QImage(str(kept))
    assert (image.width(), image.height()) == (900, 225)
    assert b"patient" not in kept.read_bytes()


def test_what_is_no_picture_of_a_fair_size_is_refused(qapp: QApplication, tmp_path: Path) -> None:
    broken, huge = tmp_path / "b.png", tmp_path / "h.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\nrubbish")
    huge.write_bytes(b"\0" * (1024 * 1024 + 1))
    refused = {
        "staff.logo.unreadable": [broken, tmp_path / "gone.png"],
        "staff.logo.large": [huge],
        "staff.logo.size": [
            _picture(tmp_path / "s.png", 20, 20),
            _picture(tmp_path / "w.png", 5000, 40),
        ],
    }  # fmt: skip
    for key, files in refused.items():
        for file in files:
            found = logo.take(file, tmp_path / "config")
            assert found is not None
            assert found.key == key
    assert not (tmp_path / "config").exists()


def test_links_and_hidden_files_are_not_offered(tmp_path: Path) -> None:
    (tmp_path / "real.png").write_bytes(b"")
    (tmp_path / ".hidden.png").write_bytes(b"")
    (tmp_path / "link.png").symlink_to(tmp_path / "real.png")
    (tmp_path / "notes.txt").write_bytes(b"")
    assert logo.found_on(tmp_path) == ("real.png",)
    assert logo.found_on(tmp_path / "gone") == ()


def test_nor_taken_when_the_stick_became_another_one_meanwhile(
    qapp: QApplication, tmp_path: Path
) -> None:
    elsewhere = _picture(tmp_path / "elsewhere.png")
    link, pipe, folder = (tmp_path / name for name in ("l.png", "p.png", "f.png"))
    link.symlink_to(elsewhere)
    os.mkfifo(pipe)  # whoever reads it waits for ever
    folder.mkdir()
    for each in (link, pipe, folder, Path("/dev/zero").with_suffix(".png")):
        found = logo.take(each, tmp_path / "config")
        assert found is not None
        assert found.key == "staff.logo.unreadable"
    assert not (tmp_path / "config").exists()
