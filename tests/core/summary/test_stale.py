"""After the last day of the tables: said with every estimate, on screen, paper and in text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.commands.plain import plain
from core.estimate import estimate
from core.handout import render_summary
from core.reference.store import Reference
from core.staleness import ended, stale_since
from core.summary import Clinic, Summary, summarise
from core.words import words
from tests.handout.reading import Sheet
from tests.handout.real_cases import NAMES, real_cases

LAST = date(2026, 12, 31)


def _of(name: str, reference: Reference, day: date) -> Summary:
    case = replace(real_cases(reference)[name], as_of=day)
    return summarise(estimate(case, reference), reference)


def test_the_last_day_itself_still_holds(reference: Reference) -> None:
    assert ended(reference.edition, LAST) == ()
    assert stale_since(reference.edition, LAST) is None
    tables = {name for name, _ in ended(reference.edition, date(2027, 1, 1))}
    assert tables == {name for name, _ in reference.edition.published_through}
    assert stale_since(reference.edition, date(2027, 1, 1)) == LAST


@pytest.mark.parametrize("name", NAMES)
def test_every_summary_says_it_once(name: str, reference: Reference) -> None:
    before, after = (_of(name, reference, day) for day in (LAST, date(2027, 1, 1)))
    assert not any(note.key.startswith("editions.") for note in before.notes)
    assert [note.key for note in after.notes].count("editions.ended") == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_stands_on_paper_and_claims_nothing_about_what_is_out(
    reference: Reference, language: str
) -> None:
    said = words(language)
    for name in ("covered", "over New Year"):
        summary = _of(name, reference, date(2027, 1, 10))
        wanted = said("editions.ended", day=LAST)
        paper = " ".join(Sheet(render_summary(summary, said, clinic=Clinic())).root.text.split())
        screen = " ".join(plain(summary, said).split())
        for shown in (paper, screen):
            assert wanted in shown
            assert "not published yet" not in shown
            assert "not out yet" not in shown
            assert "aún no sale" not in shown
