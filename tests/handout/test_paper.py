"""The sheet as a clinic prints it: ink, black only, words per line, and how hard it reads."""

from __future__ import annotations

import re
from collections.abc import Callable

import pypdfium2
import pytest

from core.resources import LOCALE
from tests.handout.names import LARGE
from tests.handout.reading import Sheet

Reader = Callable[..., Sheet]
LONGEST_SENTENCE = 20


def _grey(data: bytes, page: int) -> list[int]:
    """The lightness of each pixel at 36 pixels an inch, 0 to 255."""
    document = pypdfium2.PdfDocument(data)
    try:
        bitmap = document[page].render(scale=0.5, grayscale=True)
        return list(bytes(bitmap.buffer))
    finally:
        document.close()


@pytest.mark.parametrize("name", ["real covered", "real criteria open", "dear"])
def test_little_ink(sheet: Reader, name: str) -> None:
    read = sheet(name, "en")
    for page in range(len(read.pages)):
        pixels = _grey(read.data, page)
        ink = sum(255 - pixel for pixel in pixels) / (255 * len(pixels))
        assert 0.02 < ink <= 0.12


def _sentences(area: str) -> list[tuple[str, str]]:
    text = (LOCALE / "en" / f"{area}.po").read_text(encoding="utf-8")
    found = re.findall(
        r'^msgid "([^"]+)"(?:\nmsgid_plural .*)?\nmsgstr(?:\[\d\])? "(.*)"', text, re.MULTILINE
    )
    return [
        (key, sentence)
        for key, said in found
        for sentence in re.split(r"(?<=[.?!:])\s+", said.replace('\\"', '"'))
    ]


@pytest.mark.parametrize("area", ["summary", "handout"])
def test_sentences_are_short(area: str) -> None:
    for key, sentence in _sentences(area):
        assert len(sentence.split()) <= LONGEST_SENTENCE, (key, sentence)


JARGON = re.compile(
    r"coinsurance|copay|allowed amount|beneficiar|liabilit|remit|adjudicat|utiliz|determination"
    r"|noncovered|payer|HCPCS|DMEPOS|modalit|parenteral|aforementioned",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", ["real covered", "real vancomycin", "real not assigned"])
def test_no_words_of_the_trade(sheet: Reader, name: str) -> None:
    assert JARGON.findall(sheet(name, "en").text) == []


def test_nothing_about_the_person_but_what_they_told(sheet: Reader) -> None:
    """No ZIP code, and nothing that looks like a Medicare number, on the sheet or in the file."""
    read = sheet("real covered", "en")
    info = read.document.info[0]
    file = " ".join(str(value) for value in info.values())
    for text in (read.text, file):
        assert "60612" not in text
        assert not re.search(r"\b[1-9][A-Z][A-Z\d]\d-?[A-Z][A-Z\d]\d-?[A-Z]{2}\d\d\b", text)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", LARGE)
def test_headings_do_not_stand_alone_at_the_foot(sheet: Reader, name: str, language: str) -> None:
    for large, size in ((False, 15.5), (True, 22)):
        for page in sheet(name, language, large).chars:
            heads = [c["y0"] for c in page if abs(c["size"] - size) < 0.01]
            body = [c["y0"] for c in page if c["mcid"] is not None]
            assert not heads or min(heads) > min(body) + 10


def test_bookmarks_are_the_headings(sheet: Reader) -> None:
    read = sheet("real covered", "en")
    document = pypdfium2.PdfDocument(read.data)
    try:
        titles = [mark.get_title() for mark in document.get_toc()]
    finally:
        document.close()
    assert titles == read.headings()
