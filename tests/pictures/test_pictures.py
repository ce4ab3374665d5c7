"""The pictures in the documents show what the program shows: the same words, in small files.

Pixels are not compared: another palette or a line moved is no reason to make them anew.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from core.reference.store import Reference
from gui.staff.setup import FIRST_START
from tests.pictures import bars
from tests.pictures.taken import FOLDER, MOST_BYTES, ROOT, Picture, named, taken, words_of

MADE_ANEW = "what the program shows has changed: ./run pictures, look at them, commit them"
FILES = sorted(FOLDER.rglob("*.png"))


@pytest.fixture(scope="module")
def now(reference: Reference) -> dict[Path, Picture]:
    return {picture.file: picture for picture in taken(reference)}


def test_every_picture_is_shown_by_a_document() -> None:
    assert {str(file.relative_to(FOLDER).with_suffix("")) for file in FILES} == named()


def test_every_step_of_the_staff_has_one() -> None:
    steps = {"first-languages", "first-pin", "pin-typed", "menu", "readiness", "printer-sent"}
    steps |= {"edition", "edition-offer", "events", "statistics", "leave", "visit"}
    assert {f"staff/{step}" for step in steps} <= named()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_shows_what_the_program_shows(file: Path, now: dict[Path, Picture]) -> None:
    assert words_of(file) == now[file].words, MADE_ANEW


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_is_a_small_file_in_few_colours(file: Path) -> None:
    assert file.stat().st_size < MOST_BYTES
    with Image.open(file) as image:
        assert image.mode == "P"


def test_the_bars_are_those_of_the_table() -> None:
    assert bars.FILE.read_text(encoding="utf-8") == bars.draw(), MADE_ANEW


@pytest.mark.parametrize("document", ["staff-guide", "how-to-kiosk"])
def test_the_number_of_questions_is_right(document: str) -> None:
    text = (ROOT / "docs" / f"{document}.md").read_text(encoding="utf-8")
    assert re.findall(r"(\d+) questions", text) == [str(len(FIRST_START))]


def test_another_word_is_noticed(now: dict[Path, Picture]) -> None:
    """The words are those of the screen, not of the file's name."""
    menu = now[FOLDER / "staff/menu.png"].words
    assert "Is this kiosk ready?" in menu
    assert menu != words_of(FOLDER / "staff/leave.png")
