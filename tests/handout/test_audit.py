"""The audit of the printed page over a golden set: every case, language and edition."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from core.handout import Clinic, _print, _sheet
from core.handout.arrange import one_chapter, two_chapters
from core.reference.store import Reference
from core.result import Estimate
from core.style import PageSize
from core.summary import summarise
from core.words import words
from tests.handout.audit import POINTS, Printed
from tests.handout.conftest import CLINIC
from tests.handout.names import ALL
from tests.handout.reading import Sheet
from tests.handout.source import text_of

_LONG = Clinic(
    "The Hospital of the University and the Children of Northern Prairie County",
    CLINIC.phone,
    "Monday to Friday, 8 in the morning to 5 in the evening, Saturday to noon",
    paper=PageSize.A4,
)
EDITIONS = [("en", False), ("es", True), ("es", False), ("en", True)]
GOLDEN = [(name, language, large) for name in ALL for language, large in EDITIONS]


def test_the_golden_set_is_large_enough() -> None:
    assert len({name for name, _, _ in GOLDEN}) >= 24
    assert {(language, large) for _, language, large in GOLDEN} == set(EDITIONS)
    assert len(POINTS) == 25


@pytest.fixture(scope="module")
def printed(
    sheet: Callable[..., Sheet], estimates: dict[str, Estimate], reference: Reference
) -> Callable[..., Printed]:
    """A handout of the golden set with what it was made from."""

    @cache
    def make(name: str, language: str, large: bool, clinic: Clinic = CLINIC) -> Printed:
        made, said = estimates[name], words(language)
        summary = summarise(made, reference)
        page = _sheet(summary, said, clinic, large)
        chapters = one_chapter if large else two_chapters

        def again() -> bytes:
            return _print(chapters(page), page, said.say(summary.title))

        source = text_of(chapters(page))
        read = sheet(name, language, large) if clinic is CLINIC else Sheet(again())
        return Printed(made, summary, said, large, read, again, source)

    return make


@pytest.mark.parametrize(
    ("name", "language", "large"),
    GOLDEN,
    ids=[f"{n}-{lang}-{'large' if large else 'standard'}" for n, lang, large in GOLDEN],
)
def test_audit(printed: Callable[..., Printed], name: str, language: str, large: bool) -> None:
    assert _failures(printed(name, language, large)) == []


@pytest.mark.parametrize(
    ("name", "language", "large"),
    [
        ("real criteria open", "es", False),
        ("real over New Year", "en", False),
        ("real subcutaneous", "es", False),
        ("thirteen months", "en", False),
        ("every item", "es", False),
        ("real not assigned", "es", True),
    ],
)
def test_audit_on_a4_with_a_very_long_name(
    printed: Callable[..., Printed], name: str, language: str, large: bool
) -> None:
    page = printed(name, language, large, _LONG)
    assert [round(side) for side in page.sheet.sizes[0]] == [595, 842]
    assert _failures(page) == []


def _failures(page: Printed) -> list[str]:
    """The points that do not hold, with what was found."""
    found = []
    for point in POINTS:
        try:
            point(page)
        except AssertionError as failure:
            found.append(f"{point.__name__}: {str(failure)[:200]}")
    return found


def _seen(printed: Printed) -> set[str]:
    """The points that a handout fails, by number."""
    found = set()
    for point in POINTS:
        try:
            point(printed)
        except (AssertionError, IndexError, KeyError):
            found.add(point.__name__[:3])
    return found


def test_the_audit_sees_what_is_wrong(printed: Callable[..., Printed]) -> None:
    """The page of one case held against another case, language, edition and file."""
    page = printed("real covered", "en", False)
    assert _seen(page) == set()
    other = printed("real over New Year", "en", False)
    assert {"p01", "p06", "p07", "p08"} <= _seen(
        replace(page, estimate=other.estimate, summary=other.summary)
    )
    assert {"p11"} <= _seen(replace(page, summary=printed("real QMB", "en", False).summary))
    assert {"p10", "p12", "p14", "p17"} <= _seen(replace(page, words=words("es")))
    assert {"p02", "p24"} <= _seen(replace(page, large=True))
    assert {"p23"} <= _seen(replace(page, sheet=_doctored(page.sheet, "HCPCS E0781")))
    assert {"p13"} <= _seen(replace(page, sheet=_doctored(page.sheet, "1EG4-TE5-MK73")))
    assert {"p13"} <= _seen(replace(page, sheet=_doctored(page.sheet, "60612")))
    assert {"p06"} <= _seen(replace(page, sheet=_doctored(page.sheet, "$77,777")))
    pale = [{**char, "non_stroking_color": (0.6, 0.6, 0.6)} for char in page.sheet.chars[0]]
    assert {"p03"} <= _seen(replace(page, sheet=_doctored(page.sheet, "", pale)))


def _doctored(read: Sheet, more: str, chars: list[dict[str, Any]] | None = None) -> Sheet:
    """The same file, with more words on its first page or other letters."""
    made = copy(read)
    first, *rest = read.pages
    made.pages = (f"{more}\n{first}", *rest)
    if chars is not None:
        made.chars = (tuple(chars), *read.chars[1:])
    return made
