"""The pages for staff and family: every line, rule and source, and nothing lost in the grouping."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from itertools import pairwise

import pytest

from core.handout import render, render_annex
from core.handout.runs import by_code
from core.handout.style import REGULAR
from core.handout.text import checked, width
from core.money import Range, total
from core.reference.store import Reference
from core.resources import LOCALE, TABLES
from core.result import Estimate
from core.summary import summarise
from core.words import words
from tests.handout.conftest import CLINIC
from tests.handout.names import REAL
from tests.handout.reading import Sheet
from tests.handout.test_pages import _fixed
from tests.handout.test_tagged import _failures

Alone = Callable[..., Sheet]
SHOWN = (
    "real deductible unknown",
    "real over New Year",
    "real vancomycin under Part D",
    "real plan without figures",
    "year",
)
BOTH = pytest.mark.parametrize("language", ["en", "es"])
EACH = pytest.mark.parametrize("name", SHOWN)


@pytest.fixture(scope="module")
def alone(estimates: dict[str, Estimate], reference: Reference) -> Alone:
    """Renders the annex alone, and reads it back."""

    @cache
    def read(name: str, language: str, large_print: bool = False) -> Sheet:
        made = estimates[name]
        return Sheet(
            render_annex(
                summarise(made, reference),
                words(language),
                annex_of=made,
                clinic=CLINIC,
                large_print=large_print,
            )
        )

    return read


@BOTH
@pytest.mark.parametrize("large_print", [False, True])
def test_who_pays_of_a_nursing_stay_is_there(
    alone: Alone, estimates: dict[str, Estimate], language: str, large_print: bool
) -> None:
    name, said = "real covered", words(language)
    stay = estimates[name].nursing_stay
    assert stay is not None
    assert stay.owed.high
    text = " ".join(alone(name, language, large_print).root.text.split())
    section = text.partition(said("annex.stay"))[2]
    assert said("annex.stay.first", days=stay.first.high) in section
    assert said("annex.stay.daily", days=str(stay.daily.high), amount=stay.owed) in section
    for letters, amount in (("A, B", "4,774"), ("C, D, F, G, M, N", "0"), ("K", "2,387")):
        cell = said("summary.payer.medigap_plans", plans=letters)
        row = section.partition(f"{cell} ")[2]
        assert f"${amount}" in row[:60], letters


@pytest.mark.parametrize("name", REAL)
def test_the_rows_are_the_lines(estimates: dict[str, Estimate], name: str) -> None:
    """Taken apart again, the rows give each line's date and amounts."""
    lines = estimates[name].lines
    apart = [
        (group.code, day, run.units, run.price, run.you, run.standing)
        for group in by_code(lines)
        for run in group.runs
        for day in run.dates
    ]
    whole = [
        (
            " ".join((line.hcpcs, *line.modifiers)),
            line.date,
            Range(line.units_low, line.units),
            line.allowed + line.excess + line.noncovered,
            line.patient,
            line.standing,
        )
        for line in lines
    ]
    assert sorted(map(str, apart)) == sorted(map(str, whole))
    for group in by_code(lines):
        for run in group.runs:
            if len(run.dates) > 1:
                assert {b - a for a, b in pairwise(run.dates)} == {timedelta(days=run.apart)}
    assert total([group.you for group in by_code(lines)]) == total([e.patient for e in lines])


@BOTH
@EACH
def test_everything_behind_the_figure_is_there(
    alone: Alone, estimates: dict[str, Estimate], name: str, language: str
) -> None:
    said, made = words(language), estimates[name]
    text = " ".join(alone(name, language).root.text.split())
    for line in made.lines:
        assert " ".join((line.hcpcs, *line.modifiers)) in text
        assert said(f"annex.standing.{line.standing}") in text
        assert said.range(line.patient) in text
        for step in line.steps:
            if step.citation is not None:
                assert step.citation.title in text
                assert step.citation.locator in text
    for group in by_code(made.lines):
        for run in group.runs:
            assert said.date(run.dates[0]) in text
            assert said.date(run.dates[-1]) in text
    for determination in made.determinations:
        assert said(f"annex.benefit.{determination.benefit}") in text
        for finding in determination.findings:
            for part in (finding.rule, said.say(finding.text), finding.citation.title):
                assert part in text
            assert finding.citation.locator in text
            if finding.ask is not None:
                assert said.say(finding.ask) in text
    for assumption in made.assumptions:
        assert said.say(assumption.low) in text
        assert said.say(assumption.high) in text
    for gap in made.not_estimated:
        assert said.say(gap.what) in text
    assert all(heading[0] != ":" for heading in alone(name, language).headings())
    assert made.edition.sha256 in text.replace(" ", "")


@EACH
def test_each_number_leads_to_a_source(alone: Alone, name: str) -> None:
    read = alone(name, "en")
    sources = [node.text for node in read.root.all("P") if node.language == "en-US"]
    listed = [int(found[1]) for text in sources if (found := re.match(r"\[(\d+)\] ", text))]
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", read.root.text)}
    assert listed == list(range(1, len(listed) + 1))
    assert cited <= set(listed)


@pytest.mark.parametrize("name", ["real deductible unknown", "real over New Year"])
def test_the_rows_of_a_code_add_up_to_its_total(alone: Alone, name: str) -> None:
    for table in alone(name, "en").root.all("Table"):
        if not table.text.startswith("Dates") or "lines in all" not in table.text:
            continue
        *rows, last = [[cell.text for cell in row.kids] for row in table.kids[1:]]
        for column in (3, 4):
            for end in (0, -1):
                cents = 0
                for row in rows:
                    count = re.search(r": (\d+) lines", row[0])
                    cents += _cents(row[column], end) * (int(count[1]) if count else 1)
                assert cents == _cents(last[column], end)


def _cents(said: str, end: int) -> int:
    return int(re.sub(r"\D", "", re.findall(r"\$[\d,]+\.\d\d", said)[end]))


@BOTH
@EACH
def test_passes_pdf_ua_1(alone: Alone, name: str, language: str) -> None:
    assert _failures(alone(name, language).data) == []


@BOTH
@EACH
def test_nothing_is_small_and_nothing_leaves_the_margins(
    alone: Alone, name: str, language: str
) -> None:
    for page in alone(name, language).chars:
        for char in page:
            assert char["size"] > 11.99
            assert char["x0"] >= 44.9
            assert char["x1"] <= 567.1 or char["text"] == " "
        assert min(c["y0"] for c in page if c["mcid"] is not None) >= 40


@BOTH
def test_no_word_is_broken_to_fit_a_column(alone: Alone, language: str) -> None:
    """The rules' names and the short words of the tables stand whole on one line."""
    printed = {
        word["text"] for page in alone("real over New Year", language).words for word in page
    }
    said = words(language)
    for column in (
        "dates",
        "units",
        "unit",
        "price",
        "you",
        "standing",
        "rule",
        "answer",
        "source",
    ):
        assert set(said(f"annex.column.{column}").split()) <= printed
    assert said("annex.standing.projected").split()[0] in printed


def test_every_rule_has_room_for_its_name() -> None:
    text = (LOCALE / "en" / "rules.po").read_text(encoding="utf-8")
    rules = set(re.findall(r'^msgid "rule\.(R-.+)\.(?:met|unmet|unknown|ask)"', text, re.MULTILINE))
    assert len(rules) > 30
    for rule in rules:
        assert width(rule, REGULAR, 12.5) <= 108 - 9, rule


@BOTH
def test_large_print(alone: Alone, language: str) -> None:
    read = alone("real deductible unknown", language, True)
    assert _failures(read.data) == []
    for page in read.chars:
        assert min(char["size"] for char in page) > 17.99
        assert min(char["x0"] for char in page) >= 71.9
        assert max(char["x1"] for char in page if char["text"] != " ") <= 540.2


@EACH
def test_spanish_has_no_english_left(alone: Alone, name: str) -> None:
    read = alone(name, "es")
    said = " ".join(n.text for n in read.root.walk() if n.tag == "Document" for n in n.kids)
    for node in read.root.walk():
        if node.language == "en-US":
            said = said.replace(node.text, "")
    english, spanish = words("en"), words("es")
    for area in ("annex", "money", "rules", "summary"):
        text = (LOCALE / "en" / f"{area}.po").read_text(encoding="utf-8")
        for key in re.findall(r'^msgid "([^"]+)"', text, re.MULTILINE):
            for part in _fixed(english, key) - _fixed(spanish, key):
                assert part not in said, key


def test_after_the_two_pages_which_stay_as_they_are(
    estimates: dict[str, Estimate], reference: Reference, alone: Alone
) -> None:
    made = estimates["real covered"]
    both = Sheet(render(made, words("en"), reference=reference, clinic=CLINIC, annex=True))
    plain = Sheet(render(made, words("en"), reference=reference, clinic=CLINIC))
    count = len(alone("real covered", "en").pages)
    assert len(both.pages) == 2 + count
    for number, (page, before) in enumerate(zip(both.pages, plain.pages, strict=False), start=1):
        assert page.splitlines()[:-1] == before.splitlines()[:-1]
        assert page.splitlines()[-1].endswith(f"Page {number} of {len(both.pages)}")
    assert both.pages[2].splitlines()[1] == words("en")("annex.title")
    assert _failures(both.data) == []


def test_every_source_has_its_letters() -> None:
    checked(" ".join((TABLES / "sources.csv").read_text(encoding="utf-8").split()))
