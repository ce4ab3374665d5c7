"""The pages as a person holds them: size, order, sums, and nothing clipped or made up."""

from __future__ import annotations

import dataclasses
import hashlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from core.handout import Clinic, render, render_summary, setting
from core.handout.square import modules
from core.handout.text import MissingGlyph, measured
from core.money import Range, parse
from core.reference.store import Reference
from core.result import Estimate
from core.summary import Summary, summarise
from core.trace import Text
from core.words import Words, words
from tests.handout.names import ALL, LARGE
from tests.handout.reading import Sheet

BOTH = pytest.mark.parametrize("language", ["en", "es"])
EACH = pytest.mark.parametrize("name", ALL)
MONEY = re.compile(r"\$(\d[\d,]*(?:\.\d\d)?)")
Reader = Callable[..., Sheet]


@BOTH
@EACH
def test_two_pages(sheet: Reader, name: str, language: str) -> None:
    assert len(sheet(name, language).pages) == 2


@BOTH
@EACH
def test_each_page_says_what_it_is_and_how_many_there_are(
    sheet: Reader, name: str, language: str
) -> None:
    read = sheet(name, language)
    for number, text in enumerate(read.pages, start=1):
        last = text.splitlines()[-1]
        if language == "en":
            assert "Not a bill." in last
            assert last.endswith(f"Page {number} of {len(read.pages)}")
        else:
            assert "No es una factura." in last
            assert last.endswith(f"Página {number} de {len(read.pages)}")


@BOTH
@EACH
def test_nothing_is_small_and_nothing_leaves_the_margins(
    sheet: Reader, name: str, language: str
) -> None:
    for page in sheet(name, language).chars:
        for char in page:
            assert char["size"] > 11.99
            assert char["x0"] >= 44.9
            assert char["x1"] <= 567.1 or char["text"] == " "
            assert char["y0"] >= 17  # the glyph box; the ink ends at 19
            assert char["y1"] <= 774


@BOTH
@EACH
def test_no_words_lie_on_each_other(sheet: Reader, name: str, language: str) -> None:
    for page in sheet(name, language).words:
        boxes = sorted(((*_ink(word), word) for word in page), key=lambda box: box[0])
        for index, (_, bottom, one) in enumerate(boxes):
            for other_top, _, other in boxes[index + 1 :]:
                if other_top > bottom - 0.5:
                    break
                across = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
                assert across <= 0.5, (one["text"], other["text"])


def _ink(word: dict[str, Any]) -> tuple[float, float]:
    """The top and bottom of a word's capitals, within its taller glyph box."""
    tall = word["bottom"] - word["top"]
    return word["top"] + tall * 0.2, word["bottom"] - tall * 0.2


@BOTH
@EACH
def test_words_do_not_run_into_the_footer(sheet: Reader, name: str, language: str) -> None:
    for page in sheet(name, language).chars:
        body = [char["y0"] for char in page if char["mcid"] is not None]
        assert min(body) >= 40


@BOTH
@EACH
def test_one_big_figure_on_the_first_page_at_the_top(
    sheet: Reader, estimates: dict[str, Estimate], reference: Reference, name: str, language: str
) -> None:
    read = sheet(name, language)
    big = ["".join(char["text"] for char in page if char["size"] >= 40) for page in read.chars]
    summary = summarise(estimates[name], reference)
    if summary.headline.amount is None:
        assert big[0] == ""
    else:
        shown = words(language).range(summary.headline.amount, about=True)
        assert big[0].replace(" ", "") == shown.replace(" ", "")
        assert min(char["y0"] for char in read.chars[0] if char["size"] >= 40) > 792 * 0.6
    assert set(big[1:]) == {""}


@BOTH
@EACH
def test_every_dollar_comes_from_the_estimate(
    sheet: Reader, estimates: dict[str, Estimate], reference: Reference, name: str, language: str
) -> None:
    known = set(_amounts(summarise(estimates[name], reference)))
    known |= {amount.quantize(Decimal(1)) for amount in known}
    known |= {Decimal(20), Decimal(100)}  # "$20 of each $100"
    for said in MONEY.findall(sheet(name, language).text):
        assert parse(said.replace(",", "")) in known, said


def _amounts(thing: object) -> Iterator[Decimal]:
    if isinstance(thing, Decimal):
        yield thing
    elif isinstance(thing, Range):
        yield from (thing.low, thing.high)
    elif isinstance(thing, Text):
        for _, value in thing.values:
            yield from _amounts(value)
    elif isinstance(thing, tuple | list):
        for item in thing:
            yield from _amounts(item)
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        for field in dataclasses.fields(thing):
            yield from _amounts(getattr(thing, field.name))


@EACH
def test_the_table_adds_up_to_the_cent(
    sheet: Reader, estimates: dict[str, Estimate], name: str
) -> None:
    for table in sheet(name, "en").root.all("Table"):
        if not table.text.startswith("What it is"):
            continue
        rows = [[_ends(cell.text) for cell in row.kids[2:]] for row in table.kids[1:]]
        *items, total = rows
        for column, sums in enumerate(total):
            for end in (0, 1):
                assert sum((row[column][end] for row in items), Decimal(0)) == sums[end]
        for price, *paid in rows:
            # in a range the cheaper run of the price need not be the cheaper run of a payer
            if all(low == high for low, high in (price, *paid)):
                assert price[0] == sum(low for low, _ in paid)
        return
    assert estimates[name].lines == ()


def _ends(cell: str) -> tuple[Decimal, Decimal]:
    found = [parse(amount.replace(",", "")) for amount in MONEY.findall(cell)]
    return found[0], found[-1]


@EACH
def test_the_months_add_up_to_the_figure(
    sheet: Reader, estimates: dict[str, Estimate], name: str
) -> None:
    read = sheet(name, "en")
    square = words("en")("handout.alt.square")
    figures = [each for each in read.root.all("Figure") if each.alt != square]
    estimate = estimates[name]
    if not estimate.lines or (estimate.complete and estimate.totals.patient.high == 0):
        assert figures == []
        return
    (figure,) = figures
    months = re.findall(r"(?:\w+ )?\w+: (\$[\d,]+(?: to \$[\d,]+)?)", figure.alt)
    big = "".join(char["text"] for char in read.chars[0] if char["size"] >= 40)
    for end in (0, 1) if estimate.complete else (0,):  # "at least" is the lower end
        total = sum((_ends(month)[end] for month in months), Decimal(0))
        assert total == _ends(big)[end]


@EACH
def test_the_chart_says_every_number_it_shows(sheet: Reader, name: str) -> None:
    read = sheet(name, "en")
    for figure in read.root.all("Figure"):
        assert set(MONEY.findall(figure.said)) <= set(MONEY.findall(figure.alt))


def test_the_sections_come_in_order(sheet: Reader) -> None:
    assert sheet("covered", "en").headings() == [
        "Your cost for home infusion",
        "Is it covered? Yes, by Medicare Part B.",
        "What you pay, month by month",
        "What to do now",
        "Ask before you agree",
        "Where the $1,053 comes from",
        "Other places to get this care",
        "Who to call",
        "About this estimate",
    ]


def test_what_is_read_aloud_is_what_is_printed_in_that_order(sheet: Reader) -> None:
    read = sheet("covered", "en")
    parts = [
        "Milrinone by pump at home for 6 weeks",
        "You pay about",
        "$1,053",
        "for all 6 weeks",
        "$874 for November and $179 for December.",
        "Is it covered?",
        "Still to check:",
        "Why is November higher?",
        "Call your pump supplier.",
        "Pida esta hoja gratis",
        "Pump rental*",
        "Total",
        "Doctor's office Not a fit",
        "1-800-633-4227",
        "This is not a bill or a promise.",
    ]
    places = [read.root.text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_the_issues_own_case(sheet: Reader) -> None:
    """2 x 309.33, 6 x 25.87, 42 x 49.07, 6 x 56 x 1.143 (64.01 a week), 6 visits at 152.64."""
    text = sheet("covered", "en").text
    for amount in ("$618.66", "$155.22", "$2,060.94", "$384.06", "$152.64", "$763.20"):
        assert amount in text
    assert "$4,134.72 $3,081.38 $1,053.34" in text
    assert "42 pieces" in text


def test_new_year_starts_the_deductible_again(sheet: Reader) -> None:
    text = sheet("january", "en").pages[0]
    assert "New year: your deductible starts again on January 1, 2027." in text
    assert text.count("$283") >= 2
    said = " ".join(sheet("january", "en").root.text.split())
    assert "* Prices from January 2, 2027 are not published yet." in said
    assert "January 2027*" in text
    assert "December*" not in text


def test_zero_is_said_as_zero(sheet: Reader) -> None:
    text = sheet("zero", "en").text
    assert "You pay\n" in text
    assert "about $0" not in text
    assert "The QMB program pays $1,053." in text


def test_not_covered_says_where_it_falls_and_the_notice_to_ask_for(sheet: Reader) -> None:
    text = " ".join(sheet("refused", "en").root.text.split())
    assert "No, not by Medicare Part B." in text
    assert "A Part D drug plan may pay for the drug." in text
    assert "CMS-R-131" in text
    assert "Ask for the full price" in text
    assert MONEY.findall(text) == ["202.90"]  # the premium, which is not in any figure


def test_a_partial_figure_is_a_least_one(sheet: Reader) -> None:
    text = sheet("incomplete", "en").text
    assert "You pay at least" in text
    assert "You pay about" not in text
    assert "Total we know" in text
    assert "Not in this figure" in text


def test_a_plan_without_figures_has_no_price(sheet: Reader) -> None:
    read = sheet("plan", "en")
    assert "Your plan sets the price" in " ".join(read.root.text.split())
    assert MONEY.findall(read.pages[0]) == ["9,250"]


@BOTH
@EACH
def test_no_codes_on_the_first_page_and_no_bare_percent(
    sheet: Reader, name: str, language: str
) -> None:
    read = sheet(name, language)
    assert re.findall(r"\b[A-Z]\d{4}\b", read.pages[0]) == []
    for node in read.root.walk():
        if "%" in node.said:
            assert "$" in node.said


@EACH
def test_spanish_has_no_english_left(sheet: Reader, name: str) -> None:
    read = sheet(name, "es")
    said = " ".join(n.text for n in read.root.kids if n.language != "en-US")
    said = " ".join((said, *(n.alt for n in read.root.walk()), *read.pages)).replace("\n", " ")
    english, spanish = words("en"), words("es")
    own = next(n.text for n in read.root.walk() if n.language == "en-US")
    said = said.replace(own, "")
    for key in _keys():
        with_english, with_spanish = _fixed(english, key), _fixed(spanish, key)
        for part in with_english - with_spanish:
            assert part not in said, key


def _keys() -> list[str]:
    from core.resources import LOCALE

    text = "".join(
        (LOCALE / "en" / f"{area}.po").read_text(encoding="utf-8")
        for area in ("summary", "handout", "rules", "help")
    )
    return [
        key
        for key in re.findall(r'^msgid "([^"]+)"', text, re.MULTILINE)
        if "in_your_language" not in key
    ]


def _fixed(said: Words, key: str) -> set[str]:
    """The fixed stretches of a text, long enough to be told from chance."""
    pattern = said.pattern(key)
    return {part.strip() for part in re.split(r"\{[^}]*\}", pattern) if len(part.strip()) > 11}


def test_the_same_bytes_in_another_process(sheet: Reader) -> None:
    program = (
        "import hashlib\n"
        "from core.handout import render\n"
        "from core.reference.store import open_reference\n"
        "from core.words import words\n"
        "from tests.handout.conftest import CLINIC\n"
        "from tests.handout.samples import samples\n"
        "reference = open_reference()\n"
        "data = render(samples(reference)['january'], words('es'),"
        " reference=reference, clinic=CLINIC)\n"
        "print(hashlib.sha256(data).hexdigest())\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": "7", "PATH": "/usr/bin:/bin"},
    )
    assert found.stdout.strip() == hashlib.sha256(sheet("january", "es").data).hexdigest()


def test_a_letter_that_cannot_be_printed_is_refused(
    estimates: dict[str, Estimate], reference: Reference
) -> None:
    with pytest.raises(MissingGlyph) as caught:
        render(estimates["week"], words("en"), reference=reference, clinic=Clinic("Klinik 診療所"))
    assert caught.value.character == "診"


@pytest.mark.parametrize("clinic", [Clinic("Prairie"), Clinic("診療所")])
def test_nothing_said_to_a_person_is_kept_for_the_next(
    estimates: dict[str, Estimate], reference: Reference, clinic: Clinic
) -> None:
    """Lines and squares are kept while the pages are set, and no longer, whatever happens."""
    with suppress(MissingGlyph):
        render(estimates["week"], words("en"), reference=reference, clinic=clinic, annex=True)
    kept = (setting.set_text, setting._words, measured, modules)
    assert [each.cache_info().currsize for each in kept] == [0, 0, 0, 0]


def test_names_with_signs_that_mean_something_in_markup(
    estimates: dict[str, Estimate], reference: Reference
) -> None:
    clinic = Clinic("Smith & Sons <Infusion>", "217-555-0140", "Mon & Fri, 8 < 5")
    data = render(estimates["week"], words("en"), reference=reference, clinic=clinic)
    text = Sheet(data).text
    assert "Smith & Sons <Infusion>" in text
    assert "Mon & Fri, 8 < 5" in text


def test_a_very_long_clinic_name_is_cut_at_a_word(
    estimates: dict[str, Estimate], reference: Reference
) -> None:
    name = "The Hospital of the University and the Children of Northern Prairie County " * 2
    data = render(estimates["week"], words("en"), reference=reference, clinic=Clinic(name, ""))
    read = Sheet(data)
    assert read.pages[0].splitlines()[0].endswith("… 1-800-633-4227")  # Medicare's own
    assert max(char["x1"] for page in read.chars for char in page) <= 567.1
    assert "This clinic" not in read.text  # no phone, no row


def test_a_state_without_a_number_gets_the_national_line(
    estimates: dict[str, Estimate], reference: Reference
) -> None:
    case = dataclasses.replace(
        estimates["week"].case,
        home=dataclasses.replace(estimates["week"].case.home, zip=None, state="GU"),
    )
    data = render(
        dataclasses.replace(estimates["week"], case=case), words("en"), reference=reference
    )
    text = Sheet(data).text
    assert "1-877-839-2675" in text


def test_the_summary_made_before_prints_the_same(
    estimates: dict[str, Estimate], reference: Reference
) -> None:
    summary: Summary = summarise(estimates["covered"], reference)
    assert render_summary(summary, words("en")) == render(
        estimates["covered"], words("en"), reference=reference
    )


@BOTH
@pytest.mark.parametrize("name", LARGE)
def test_large_print_is_large(sheet: Reader, name: str, language: str) -> None:
    read = sheet(name, language, True)
    assert 3 <= len(read.pages) <= 8
    for page, words_of_page in zip(read.chars, read.words, strict=True):
        assert min(char["size"] for char in page) > 17.99
        assert min(char["x0"] for char in page) >= 71.9
        assert max(char["x1"] for char in page if char["text"] != " ") <= 540.2
        assert min(char["y0"] for char in page if char["mcid"] is not None) >= 66
        furniture = [word for word in words_of_page if word["bottom"] > 792 - 58]
        for one, other in pairwise(sorted(furniture, key=lambda word: word["x0"])):
            assert one["x1"] <= other["x0"]
