"""The commands that draw: the tour without a display, the gallery, the self-test, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel

from core.binding import read
from core.case import Case
from core.cli import KioskOptions
from core.estimate import estimate
from core.handout import render
from core.reference.damaged import EditionDamaged
from core.reference.store import Reference
from core.words import Words
from gui import kiosk, sample
from gui.staff.events import Code, Events
from gui.unready import UnreadyPage
from tests.support.cases import MILRINONE

ROOT = Path(__file__).parents[2]


def homeward(*arguments: str, folder: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder of its own, with no display."""
    blind = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    blind.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "gui", *arguments],
        cwd=folder,
        env={**blind, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(folder), **changes},
        capture_output=True,
        text=True,
        timeout=300,
    )


def test_without_a_display_the_sample_patient_goes_through(
    tmp_path: Path, reference: Reference, words_en: Words
) -> None:
    done = homeward(folder=tmp_path)
    assert done.returncode == 0, done.stderr
    pictures = sorted((tmp_path / "out").glob("*.png"))
    assert len(pictures) == len(sample.GESTURES) + 5
    assert words_en("tour.walked", n=len(pictures), folder="out/") in done.stdout
    for picture in pictures:
        image = QImage(str(picture))
        assert (image.width(), image.height()) == (1920, 1080)
    assert len({picture.read_bytes() for picture in pictures}) == len(pictures), "all differ"
    case, problems = read(Case, MILRINONE)
    assert case is not None, problems
    pdf = render(estimate(case, reference), words_en, reference=reference)
    assert (tmp_path / "out" / "summary.pdf").read_bytes() == pdf


def test_the_tour_leaves_no_picture_of_an_older_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "99-gone.png").write_bytes(b"")
    (out / "mine.txt").write_text("kept")
    assert homeward("--lang", "es", "--size", "1080x1920", folder=tmp_path).returncode == 0
    assert not (out / "99-gone.png").exists()
    assert (out / "mine.txt").read_text() == "kept"
    assert QImage(str(next(out.glob("01-*.png")))).height() == 1920


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file stands here")
    done = homeward(folder=tmp_path)
    assert done.returncode == 4
    assert "Traceback" not in done.stderr


def test_the_gallery_draws_every_scene_as_asked(tmp_path: Path) -> None:
    done = homeward(
        *("gallery", "pictures", "--lang", "es", "--text", "150", "--theme", "contrast"),
        *("--size", "1280x800"),
        folder=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    drawn = list((tmp_path / "pictures" / "es-150-contrast-1280x800").glob("*.png"))
    names = {picture.stem for picture in drawn}
    assert {"start", "review", "result-covered", "result-zero", "print-jam", "done"} <= names
    assert QImage(str(drawn[0])).width() == 1280


def test_the_self_test_says_what_works(tmp_path: Path) -> None:
    done = homeward("selftest", "--json", "told.json", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads((tmp_path / "told.json").read_text())
    assert told["ready"] is True
    works = {each["name"]: each["works"] for each in told["findings"]}
    assert works.pop("printer") in (True, False)
    assert set(works) == {"reference", "fonts", "settings", "estimate", "pages"}
    assert all(works.values())


def test_the_self_test_fails_with_settings_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "homeward").mkdir()
    (tmp_path / "homeward" / "settings.toml").write_text("idle_seconds = 1\n")
    done = homeward("selftest", folder=tmp_path)
    assert done.returncode == 3
    assert "idle_seconds" in done.stdout


def test_a_damaged_reference_is_a_plain_screen_and_exit_code_3(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, words_en: Words, words_es: Words
) -> None:
    def damaged(*_: object) -> Reference:
        raise EditionDamaged("reference.sqlite", "aaaa", "bbbb")

    said: list[str] = []
    seen: list[type] = []

    def look() -> None:
        for page in qapp.topLevelWidgets():
            if isinstance(page, UnreadyPage):
                seen.extend(type(each) for each in qapp.topLevelWidgets() if each.isVisible())
                said.extend(label.text() for label in page.findChildren(QLabel))
                page.close()
                return
        QTimer.singleShot(10, look)  # the start screen is still alone

    monkeypatch.setattr(kiosk, "has_display", lambda: True)
    monkeypatch.setattr("gui.sealed.seal", lambda: None)
    monkeypatch.setattr("gui.editions.Editions", damaged)
    QTimer.singleShot(0, look)
    options = KioskOptions(windowed=True, size=(1280, 800), language=None)
    assert kiosk.run(options) == 3
    assert seen == [UnreadyPage], "nobody can begin beside it"
    told = [(each("unready.title"), each("unready.text")) for each in (words_en, words_es)]
    assert said == [text for pair in told for text in pair]


def test_settings_that_cannot_be_used_stop_the_kiosk(
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('languages = ["xx"]\n')
    said: list[str] = []

    def look() -> None:
        [page] = [each for each in qapp.topLevelWidgets() if isinstance(each, UnreadyPage)]
        said.extend(label.text() for label in page.findChildren(QLabel))
        page.close()

    monkeypatch.setattr("gui.machine.state_folder", lambda: tmp_path / "state")
    QTimer.singleShot(0, look)
    monkeypatch.setattr(kiosk, "has_display", lambda: True)
    monkeypatch.setattr("gui.sealed.seal", lambda: None)
    monkeypatch.setattr("gui.settings.settings_path", lambda: file)
    options = KioskOptions(windowed=True, size=(1280, 800), language=None)
    assert kiosk.run(options) == 2
    assert "languages" in capfd.readouterr().err
    assert any("languages" in each for each in said), "staff read on the screen what is wrong"
    assert [event.code for event in Events(tmp_path / "state").read()] == [Code.SETTINGS_BAD]
