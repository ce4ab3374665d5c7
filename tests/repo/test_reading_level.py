"""English is read at grade 6 or lower: every text of the screens and the paper, by our measure.

The measure is Flesch and Kincaid's school grade.  Numbers and values that are put in are
counted as three syllables, for they are spoken; the words of `reading_names.txt` and the names
of the drug table as two at most, for they cannot be left out and are explained where they stand.
A grade is of a passage: that of an area, and of each text of 25 words or more, is 6 at most.
That of a single line swings; with 8 words or more it may reach 9, unless every fifth word of
it is a number.  A sentence has 20 words at most.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from core.reference.store import Reference
from core.resources import LOCALE
from tests.support.reading_level import sentences_of, syllables, words_of

GRADE = 6.0
LINE = 9.0
PASSAGE_WORDS = 25
LINE_WORDS = 8
SENTENCE_WORDS = 20
NOT_FOR_PATIENTS = {"annex", "cli", "editions", "packs", "problems", "reference", "case", "staff"}
"""Areas that only staff, suppliers and developers read."""

_NAMES = Path(__file__).with_name("reading_names.txt")
_VALUE = re.compile(r"\{[^}]*\}")
PATIENT_AREAS = sorted(
    path.stem for path in (LOCALE / "en").glob("*.po") if path.stem not in NOT_FOR_PATIENTS
)


@cache
def _listed() -> frozenset[str]:
    lines = _NAMES.read_text(encoding="utf-8").splitlines()
    return frozenset(
        word.lower() for line in lines if not line.startswith("#") for word in words_of(line)
    )


def _texts(area: str) -> dict[str, str]:
    found = {}
    with (LOCALE / "en" / f"{area}.po").open("rb") as file:
        for message in read_po(file, locale="en"):
            key = message.id if isinstance(message.id, str) else message.id[0]
            said = message.string if isinstance(message.string, str) else (message.string or "")[-1]
            if key:
                found[key] = _VALUE.sub("7", said)
    return found


def _grade(sentences: list[str], names: frozenset[str]) -> float:
    words = [word for sentence in sentences for word in words_of(sentence)]
    said = sum(
        min(2, syllables(word, "en")) if word.lower() in names else syllables(word, "en")
        for word in words
    )
    return 0.39 * len(words) / len(sentences) + 11.8 * said / len(words) - 15.59


@pytest.fixture(scope="module")
def names(reference: Reference) -> frozenset[str]:
    drugs = {
        word.lower()
        for drug in reference.drugs()
        for name in (drug.generic, *drug.brands)
        for word in words_of(name)
    }
    return _listed() | drugs


@pytest.mark.parametrize("area", PATIENT_AREAS)
def test_an_area_is_read_at_grade_6(area: str, names: frozenset[str]) -> None:
    texts = _texts(area)
    lines = sentences_of(texts.values())
    if sum(len(words_of(line)) for line in lines) >= PASSAGE_WORDS:
        assert _grade(lines, names) <= GRADE
    hard = {}
    for key, text in texts.items():
        found = sentences_of([text])
        words = [word for line in found for word in words_of(line)]
        numbers = sum(any(sign.isdigit() for sign in word) for word in words)
        if len(words) < LINE_WORDS:
            continue
        most = GRADE if len(words) >= PASSAGE_WORDS else LINE
        if 5 * numbers < len(words) and _grade(found, names) > most:
            hard[key] = (round(_grade(found, names), 1), text)
    assert hard == {}


@pytest.mark.parametrize("area", PATIENT_AREAS)
def test_no_sentence_is_long(area: str) -> None:
    long_ones = [
        (key, line)
        for key, text in _texts(area).items()
        for line in sentences_of([text])
        if len(words_of(line)) > SENTENCE_WORDS
    ]
    assert long_ones == []


def test_a_hard_text_is_found(names: frozenset[str]) -> None:
    hard = ["Reimbursement eligibility necessitates comprehensive documentation of utilization."]
    assert _grade(hard, names) > LINE
    assert _grade(["You pay the rest. Ask your nurse what it costs."], names) < 3
