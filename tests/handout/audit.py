"""The points that every printed page is audited for, each a function over one rendered handout.

They are numbered as in the audit that the handout was designed by; what a point needs
besides the page is the estimate that it was made from.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import page as validator
import pypdfium2
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1

from core.money import parse
from core.result import Estimate
from core.summary import Summary
from core.trace import Text
from core.words import Words
from tests.handout.conftest import CLINIC
from tests.handout.reading import Sheet
from tests.handout.test_pages import MONEY, _amounts, _ink

_WHITE = (1.0, 1.0, 1.0)
_SPECIAL = {"MSN", "TTY", "QMB", "ABN", "CMS-R-131", "CMS", "SHIP", "SHINE", "HICAP"}


@dataclass(frozen=True)
class Printed:
    """One handout: the estimate, what it says, in which words and how large, and the file."""

    estimate: Estimate
    summary: Summary
    words: Words
    large: bool
    sheet: Sheet

    @property
    def english(self) -> bool:
        return self.words.language == "en"

    def say(self, text: Text) -> str:
        return self.words.say(text)

    @cached_property
    def text(self) -> str:
        """Everything that is read aloud, words one space apart."""
        return " ".join(self.sheet.root.text.split())

    @cached_property
    def sentences(self) -> list[str]:
        """The sentences of the running text, in the handout's own language."""
        prose = [
            node.text
            for node in self.sheet.root.walk()
            if node.tag in ("P", "LBody") and node.language == ""
        ]
        parts = (part for text in prose for part in re.split(r"(?<=[.?!:])\s+", text))
        return [part for part in parts if len(part.split()) > 2]


def p01_one_figure(printed: Printed) -> None:
    """One figure of 40 points or more, at the top of the first page, equal to the total."""
    big = [
        "".join(c["text"] for c in page if c["size"] >= 40).replace(" ", "")
        for page in printed.sheet.chars
    ]
    amount = printed.summary.headline.amount
    shown = "" if amount is None else printed.words.range(amount, about=True).replace(" ", "")
    if printed.large and big[0] == "":  # a wide range is set smaller than 40 points there
        sizes = Counter(round(c["size"], 1) for c in printed.sheet.chars[0])
        assert amount is None or len(shown) > 10
        assert max(sizes) >= 26
    else:
        assert big[0] == shown
        tops = [c["y0"] for c in printed.sheet.chars[0] if c["size"] >= 40]
        assert not tops or min(tops) > 792 * (0.5 if printed.large else 0.6)
    assert set(big[1:]) <= {""}


def p02_no_small_type(printed: Printed) -> None:
    least = min(c["size"] for page in printed.sheet.chars for c in page)
    assert least > (17.99 if printed.large else 11.99)


def p03_contrast(printed: Printed) -> None:
    """Seven to one; four and a half for type of 14 points bold or more."""
    for number, chars in enumerate(printed.sheet.chars):
        grounds = [
            (shape["x0"], shape["y0"], shape["x1"], shape["y1"], _rgb(shape["non_stroking_color"]))
            for shape in printed.sheet.shapes[number]
            if shape["fill"] and shape["height"] > 4
        ]
        for char in chars:
            if not char["text"].strip():
                continue
            x, y = (char["x0"] + char["x1"]) / 2, (char["y0"] + char["y1"]) / 2
            ground = _WHITE
            for left, bottom, right, top, color in grounds:  # the last drawn lies on top
                if left <= x <= right and bottom <= y <= top:
                    ground = color
            ratio = _contrast(_rgb(char["non_stroking_color"]), ground)
            least = 4.5 if char["size"] >= 14 and "Bold" in char["fontname"] else 7
            assert ratio >= least, (char["text"], char["size"], round(ratio, 2))


def p04_easy_to_read(printed: Printed) -> None:
    """No sentence over 22 words, amounts apart; English grade 6 at most; Spanish ease 70."""
    found = printed.sentences
    for sentence in found:
        assert len([w for w in _spoken(sentence) if not re.search(r"\d", w)]) <= 22, sentence
    words = [word for sentence in found for word in _spoken(sentence)]
    counts = [_syllables(word, printed.english) for word in words]
    a_sentence, a_word = len(words) / len(found), sum(counts) / len(words)
    if printed.english:
        assert 0.39 * a_sentence + 11.8 * a_word - 15.59 <= 6
    else:
        assert 206.84 - 60 * a_word - 1.02 * a_sentence >= 70


def p05_lines_not_too_long(printed: Printed) -> None:
    """Large print: 75 letters.  Standard: a line across the whole page, which is wider."""
    most = 75 if printed.large else 115
    for text in printed.sheet.pages:
        for line in text.splitlines():
            assert len(line) <= most, line


def p06_no_stray_amount(printed: Printed) -> None:
    known = set(_amounts(printed.summary))
    known |= {amount.quantize(Decimal(1)) for amount in known} | {Decimal(20), Decimal(100)}
    for said in MONEY.findall(printed.sheet.text):
        assert parse(said.replace(",", "")) in known, said


def p07_sums(printed: Printed) -> None:
    """Columns of the table to the cent; the months to the figure."""
    total = printed.summary.items_total
    if total is not None:
        for field in ("price", "medicare", "others", "you"):
            for end in ("low", "high"):
                ends = [getattr(getattr(row, field), end) for row in printed.summary.items]
                assert sum(ends) == getattr(getattr(total, field), end)
                assert printed.words.money(ends[0]) in printed.text or ends[0] == 0
    charts = _charts(printed)
    if charts and printed.estimate.complete and printed.summary.headline.amount is not None:
        months = [row.shown_total for row in printed.summary.months]
        for end in ("low", "high"):
            sums = sum(getattr(month, end) for month in months)
            assert sums == getattr(printed.summary.headline.amount, end)
        for month in months:
            assert printed.words.range(month, about=True) in charts[0].alt


def p08_dates(printed: Printed) -> None:
    assert printed.words.date(printed.estimate.case.as_of) in printed.text
    if printed.summary.dates is not None:
        assert printed.say(printed.summary.dates) in printed.text
    assert printed.say(printed.summary.code) in printed.text
    if printed.summary.prices_through:
        day = min(day for _, day in printed.summary.prices_through)
        assert printed.words.date(day) in printed.text


def p09_phones(printed: Printed) -> None:
    for phone in (CLINIC.phone, "1-800-633-4227", "1-877-486-2048"):
        assert phone in printed.text
    assert len([row for row in printed.summary.calls if row.phone in printed.text]) >= 2


def p10_not_included(printed: Printed) -> None:
    assert any(part.ask is None for part in printed.summary.left_out)
    assert printed.words("handout.not_counted") in printed.text


def p11_assumptions(printed: Printed) -> None:
    assert printed.say(printed.summary.told) in printed.text


def p12_what_it_is_not(printed: Printed) -> None:
    count = len(printed.sheet.pages)
    for number, text in enumerate(printed.sheet.pages, start=1):
        last = text.splitlines()[-1]
        assert printed.words("handout.footer") in last
        assert last.endswith(printed.words("handout.page", page=number, of=count))


def p13_nothing_about_the_person(printed: Printed) -> None:
    file = " ".join(str(value) for value in printed.sheet.document.info[0].values())
    zip_code = printed.estimate.case.home.zip
    for text in (printed.sheet.text, printed.text, file, " ".join(_bookmarks(printed))):
        assert zip_code is None or zip_code not in text
        assert not re.search(r"\b[1-9][A-Z][A-Z\d]\d-?[A-Z][A-Z\d]\d-?[A-Z]{2}\d\d\b", text)
        assert not re.search(r"\b\d{3}-\d\d-\d{4}\b", text)


def p14_language_title_bookmarks(printed: Printed) -> None:
    catalog = printed.sheet.document.catalog
    assert catalog["Lang"].decode() == printed.words.locale.replace("_", "-")
    assert resolve1(catalog["ViewerPreferences"])["DisplayDocTitle"] is True
    title = printed.say(printed.summary.title)
    assert title in resolve1(catalog["Metadata"]).get_data().decode()
    assert _bookmarks(printed) == printed.sheet.headings()


def p15_pdf_ua(printed: Printed) -> None:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(printed.sheet.data)
        file.flush()
        failures = validator.validate_pdf(file.name, profile="ua1").failures
    assert [str(rule) for rule in failures] == []


def p16_structure(printed: Printed) -> None:
    """One H1 before the H2s; tables with headers; lists; pictures whose words have the numbers."""
    tags = [node.tag for node in printed.sheet.root.walk() if node.tag in ("H1", "H2")]
    assert tags[0] == "H1"
    assert tags.count("H1") == 1
    for table in printed.sheet.root.all("Table"):
        assert {cell.scope for cell in table.kids[0].kids} == {"Column"}
        assert all(row.kids[0].scope == "Row" for row in table.kids[1:])
    for item in printed.sheet.root.all("LI"):
        assert [kid.tag for kid in item.kids] == ["Lbl", "LBody"]
    for figure in printed.sheet.root.all("Figure"):
        assert set(MONEY.findall(figure.said)) <= set(MONEY.findall(figure.alt))


def p17_reading_order(printed: Printed) -> None:
    """What is said, in the order in which it is told; and no printed word is left unsaid."""
    summary = printed.summary
    told = [summary.title, summary.treatment, summary.made, summary.told, summary.headline.lead]
    told += [summary.headline.tail, *summary.facts, summary.answer]
    places: list[int] = []
    for text in told:
        places.append(printed.text.find(printed.say(text), places[-1] if places else 0))
    assert -1 not in places, told[places.index(-1)].key
    said = Counter(re.findall(r"[^\W\d]{3,}", printed.text))
    furniture = Counter(
        word
        for page in printed.sheet.chars
        for word in re.findall(
            r"[^\W\d]{3,}", "".join(c["text"] for c in page if c["mcid"] is not None)
        )
        if word in said
    )
    assert sum(furniture.values()) > 0.6 * sum(said.values())


def p18_marks_lead_back(printed: Printed) -> None:
    tree = resolve1(printed.sheet.document.catalog["StructTreeRoot"])
    numbers = resolve1(resolve1(tree["ParentTree"])["Nums"])
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for index, found in enumerate(PDFPage.create_pages(printed.sheet.document)):
        elements = resolve1(parents[found.attrs["StructParents"]])
        marks = {char["mcid"] for char in printed.sheet.chars[index]} - {None}
        assert max(marks) < len(elements)
        for mark in marks:
            kids = [resolve1(kid) for kid in resolve1(resolve1(elements[mark])["K"])]
            assert any(kid["Type"].name == "MCR" and kid["MCID"] == mark for kid in kids)


def p19_fonts(printed: Printed) -> None:
    for found in PDFPage.create_pages(printed.sheet.document):
        for font in resolve1(found.resources["Font"]).values():
            name = resolve1(resolve1(font)["BaseFont"]).name
            assert re.fullmatch(r"[A-Z]{6}\+HomewardSans-(Regular|Bold)", name), name
            assert "FontFile2" in resolve1(resolve1(font)["FontDescriptor"])
    assert "\ufffd" not in printed.sheet.text
    assert "(cid:" not in printed.sheet.text


def p21_grey(printed: Printed) -> None:
    """The fills of bars that stand side by side differ by 40 % in lightness; white beside another
    by 30 %, for it is drawn with slanted lines behind a dark one."""
    for shapes in printed.sheet.shapes:
        bars = [s for s in shapes if s["fill"] and s["stroke"] and s["height"] > 8]
        for one in bars:
            for other in bars:
                beside = abs(one["x1"] - other["x0"]) < 0.1 and abs(one["y0"] - other["y0"]) < 0.1
                if beside:
                    gap = abs(_lightness(one) - _lightness(other))
                    least = 0.3 if max(_lightness(one), _lightness(other)) > 0.99 else 0.4
                    assert gap >= least, (one["non_stroking_color"], other["non_stroking_color"])


def p22_ink(printed: Printed) -> None:
    """At most 12 %; 14 % where the bars of a whole year stand on the page."""
    most = 0.12 if len(printed.summary.months) <= 6 else 0.14
    document = pypdfium2.PdfDocument(printed.sheet.data)
    try:
        for number in range(len(document)):
            pixels = bytes(document[number].render(scale=0.5, grayscale=True).buffer)
            ink = sum(255 - pixel for pixel in pixels) / (255 * len(pixels))
            assert ink <= most, (number, round(ink, 4))
    finally:
        document.close()


def p23_no_codes_in_front(printed: Printed) -> None:
    assert re.findall(r"\b[A-Z]\d{4}\b", printed.sheet.pages[0]) == []


def p24_nothing_clipped(printed: Printed) -> None:
    margin = 72 if printed.large else 45
    for chars, words in zip(printed.sheet.chars, printed.sheet.words, strict=True):
        for char in chars:
            assert char["x0"] >= margin - 0.1
            assert char["x1"] <= 612 - margin + 0.2 or char["text"] == " "
        boxes = sorted(((*_ink(word), word) for word in words), key=lambda box: box[0])
        for index, (_, bottom, one) in enumerate(boxes):
            for other_top, _, other in boxes[index + 1 :]:
                if other_top > bottom - 0.5:
                    break
                across = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
                assert across <= 0.5, (one["text"], other["text"])


def p25_no_orphan(printed: Printed) -> None:
    """Below each heading there are at least 30 points of what it heads on the same page."""
    size = 22 if printed.large else 15.5
    for chars in printed.sheet.chars:
        heads = [c["y0"] for c in chars if abs(c["size"] - size) < 0.01 and c["mcid"] is not None]
        body = [c["y0"] for c in chars if c["mcid"] is not None]
        assert not heads or min(heads) - min(body) >= 15


POINTS = tuple(
    check for name, check in sorted(globals().items()) if re.match(r"p\d\d_", name) is not None
)


def _charts(printed: Printed) -> list[Any]:
    square = printed.words("handout.alt.square")
    return [node for node in printed.sheet.root.all("Figure") if node.alt != square]


def _bookmarks(printed: Printed) -> list[str]:
    document = pypdfium2.PdfDocument(printed.sheet.data)
    try:
        return [mark.get_title() for mark in document.get_toc()]
    finally:
        document.close()


def _rgb(color: Any) -> tuple[float, float, float]:
    if color is None:
        return (0.0, 0.0, 0.0)
    parts = tuple(float(part) for part in (color if isinstance(color, tuple | list) else (color,)))
    return (parts[0],) * 3 if len(parts) == 1 else (parts[0], parts[1], parts[2])


def _luminance(rgb: tuple[float, float, float]) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _lightness(shape: dict[str, Any]) -> float:
    red, green, blue = _rgb(shape["non_stroking_color"])
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _spoken(sentence: str) -> list[str]:
    return re.findall(r"\$?[\d,.]*\d|[^\W\d_]+(?:['’][^\W\d_]+)?", sentence)


def _syllables(word: str, english: bool) -> int:
    if re.search(r"\d", word):
        return 3
    if not english:
        return max(1, len(list(_spanish_vowels(word.lower()))))
    groups = re.findall(r"[aeiouy]+", word.lower())
    silent = word.lower().endswith("e") and not word.lower().endswith(("le", "ee"))
    return max(1, len(groups) - (1 if silent and len(groups) > 1 else 0))


def _spanish_vowels(word: str) -> Iterator[str]:
    """The vowel groups: two strong vowels, or an accented weak one, are two syllables."""
    word = re.sub(r"([gq])u([eéií])", r"\1\2", word)
    for group in re.findall(r"[aeiouáéíóúü]+", word):
        yield from re.findall(r"[iuü]?[aeoáéó][iuü]?|[íú]|[iuü]+", group)
