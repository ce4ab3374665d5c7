"""The clinic's settings file: absent, right, and wrong in every way at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from gui.settings import Settings, SettingsError, read_settings


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "settings.toml") == Settings()


def test_every_setting(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        'clinic = "Lakeside Infusion"\nphone = "312-555-0142"\nhours = "8 to 5"\n'
        'printer = "front_desk"\nlanguages = ["es", "en"]\n'
        "idle_seconds = 90\nanswer_seconds = 45\ndone_seconds = 10\n"
    )
    assert read_settings(file) == Settings(
        clinic="Lakeside Infusion",
        phone="312-555-0142",
        hours="8 to 5",
        printer="front_desk",
        languages=("es", "en"),
        idle_seconds=90,
        answer_seconds=45,
        done_seconds=10,
    )


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(
        'clinic = 7\nlanguages = ["en", "tlh"]\nidle_seconds = 10\n'
        'answer_seconds = true\ncolour = "red"\n'
    )
    with pytest.raises(SettingsError) as wrong:
        read_settings(file)
    named = sorted(str(dict(problem.values)["name"]) for problem in wrong.value.problems)
    assert named == [
        "answer_seconds",
        "clinic",
        "colour",
        "idle_seconds",
        "languages",
    ]


@pytest.mark.parametrize("content", [b"clinic = ", b"\xff\xfe"])
def test_a_file_that_is_no_settings_file(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    with pytest.raises(SettingsError):
        read_settings(file)


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        read_settings(tmp_path)
