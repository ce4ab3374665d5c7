"""The points that every printed page is audited for, each a function over one rendered handout.

They are numbered as in the audit that the handout was designed by; what a point needs
besides the page is the estimate that it was made from.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import page as validator
import pypdfium2
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1

from core.case import MedicareKind
from core.money import parse
from core.result import Estimate
from core.summary import Outcome, Summary
from core.trace import Text
from core.words import Words
from tests.handout.conftest import CLINIC
from tests.handout.reading import Sheet
from tests.handout.source import spoken
from tests.handout.test_pages import MONEY, _amounts, _ink
from tests.support.reading_level import level_of, sentences_of, words_of

_WHITE = (1.0, 1.0, 1.0)
_DOTS = 200
"""Dots an inch of the picture that is looked at in black and white."""


@dataclass(frozen=True)
class Printed:
    """One handout: the estimate, what it says, in which words and how large, and the file.

    `again` makes the file once more; `source` is the text that its blocks were made from.
    """

    estimate: Estimate
    summary: Summary
    words: Words
    large: bool
    sheet: Sheet
    again: Callable[[], bytes]
    source: tuple[str, ...]

    @property
    def english(self) -> bool:
        return self.words.language == "en"

    @property
    def width(self) -> float:
        return self.sheet.sizes[0][0]

    @property
    def height(self) -> float:
        return self.sheet.sizes[0][1]

    def say(self, text: Text) -> str:
        return self.words.say(text)

    @cached_property
    def text(self) -> str:
        """Everything that is read aloud, words one space apart."""
        return " ".join(self.sheet.root.text.split())

    @cached_property
    def sentences(self) -> list[str]:
        """The sentences of the running text, in the handout's own language."""
        return sentences_of(
            node.text
            for node in self.sheet.root.walk()
            if node.tag in ("P", "LBody") and node.language == ""
        )

    def blackness(self, number: int, bar: dict[str, Any]) -> float:
        """How much of a bar is black on a printer that has no grey, away from its label: the part
        of the pixels in its lowest and uppermost fifth, without its outline."""
        image = self._images[number]
        scale, rows = _DOTS / 72, []
        for low, high in ((0.08, 0.2), (0.8, 0.92)):
            top = self.height - bar["y0"] - high * bar["height"]
            bottom = self.height - bar["y0"] - low * bar["height"]
            box = (bar["x0"] + 1, top, bar["x1"] - 1, bottom)
            rows += list(image.crop(tuple(round(side * scale) for side in box)).tobytes())
        return float(sum(value < 128 for value in rows) / len(rows))

    @cached_property
    def _images(self) -> list[Any]:
        """The pages at _DOTS an inch, grey."""
        document = pypdfium2.PdfDocument(self.sheet.data)
        try:
            return [each.render(scale=_DOTS / 72, grayscale=True).to_pil() for each in document]
        finally:
            document.close()


def p01_one_figure(printed: Printed) -> None:
    """One figure of 40 points or more, at the top of the first page, equal to the total."""
    big = [
        "".join(c["text"] for c in page if c["size"] >= 40).replace(" ", "")
        for page in printed.sheet.chars
    ]
    amount = printed.summary.headline.amount
    assert big[0] == ("" if amount is None else printed.words.range(amount, about=True)).replace(
        " ", ""
    )
    lines = [c["matrix"][5] for c in printed.sheet.chars[0] if c["size"] >= 40]
    assert not lines or min(lines) > printed.height * 0.6, min(lines)
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
    """No sentence over 20 words, amounts apart.  English: grade 6 by Flesch and Kincaid, 8 by
    SMOG with every word counted.  Spanish: ease of 70 by Fernandez Huerta."""
    for sentence in printed.sentences:
        assert len([w for w in words_of(sentence) if not re.search(r"\d", w)]) <= 20, sentence
    level = level_of(printed.sentences, printed.words.language)
    if printed.english:
        assert level.flesch_kincaid <= 6, level.flesch_kincaid
        assert level.smog <= 8, level.smog
    else:
        assert level.fernandez_huerta >= 70, level.fernandez_huerta


def p05_lines_not_too_long(printed: Printed) -> None:
    """75 letters in a line of anything that is read: prose, items of lists, cells of tables."""
    for chars in printed.sheet.chars:
        lines: dict[tuple[int, int], str] = {}
        for char in chars:
            if char["mcid"] is not None:
                place = (char["mcid"], round(char["y0"] / 3))
                lines[place] = lines.get(place, "") + char["text"]
        for line in lines.values():
            assert len(line.strip()) <= 75, line


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
    assert len(printed.summary.calls) >= 2
    for row in printed.summary.calls:
        assert row.phone in printed.text


def p10_not_included(printed: Printed) -> None:
    """What no estimate holds, by name; and each part without a price, with whom to ask."""
    always = [part for part in printed.summary.left_out if part.ask is None]
    assert always
    assert printed.words("handout.not_counted") in printed.text
    for part in printed.summary.left_out:
        assert printed.say(part.what) in printed.text


def p11_assumptions(printed: Printed) -> None:
    """The other cover that was told; the deductible that is in the figure; and whether the
    supplier takes Medicare's price, where that moves anything."""
    summary = printed.summary
    assert printed.say(summary.told) in printed.text
    if summary.items_note is not None:
        assert printed.say(summary.items_note) in printed.text
    plan = summary.headline.amount is None or summary.headline.is_zero
    if not plan and summary.outcome is Outcome.COVERED and summary.to_do:
        keys = {item.key for item in summary.to_do}
        advantage = printed.estimate.case.coverage.medicare is MedicareKind.ADVANTAGE
        assert advantage or keys & {"summary.do.assignment", "summary.do.other_supplier"}


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
        assert {(cell.tag, cell.scope) for cell in table.kids[0].kids} == {("TH", "Column")}
        heads = [*table.kids[0].kids, *(row.kids[0] for row in table.kids[1:])]
        figures = [cell for row in table.kids[1:] for cell in row.kids[1:]]
        for row in table.kids[1:]:
            named = len(figures) >= len(heads)
            first = ("TH", "Row") if named else ("TD", "")
            assert (row.kids[0].tag, row.kids[0].scope) == first
            assert {cell.tag for cell in row.kids[1:]} == {"TD"}
    for item in printed.sheet.root.all("LI"):
        assert [kid.tag for kid in item.kids] == ["Lbl", "LBody"]
    for figure in printed.sheet.root.all("Figure"):
        assert set(MONEY.findall(figure.said)) <= set(MONEY.findall(figure.alt))


def p17_reading_order(printed: Printed) -> None:
    """All that is read aloud is the text that the pages were made from, word for word and in its
    order; the summary's own sentences come in the order in which they are told."""
    said = [word for text in spoken(printed.sheet.root) for word in text.split()]
    source = [word for text in printed.source for word in text.split()]
    assert said == source, _first_difference(said, source)
    summary = printed.summary
    told = [summary.title, summary.treatment, summary.made, summary.told, summary.headline.lead]
    told += [summary.headline.tail, *summary.facts, summary.answer]
    places: list[int] = []
    for text in told:
        places.append(printed.text.find(printed.say(text), places[-1] if places else 0))
    assert -1 not in places, told[places.index(-1)].key


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


def p20_same_bytes(printed: Printed) -> None:
    """The same bytes when it is made again; test_pages.py does it in another process too."""
    assert printed.again() == printed.sheet.data


def p21_grey(printed: Printed) -> None:
    """The fills of bars that stand side by side differ by 40 % in lightness; and in pure black and
    white, where a light fill is white, by the slanted lines of one of them."""
    for number, shapes in enumerate(printed.sheet.shapes):
        bars = [s for s in shapes if s["fill"] and s["stroke"] and s["height"] > 8]
        for one in bars:
            for other in bars:
                beside = abs(one["x1"] - other["x0"]) < 0.1 and abs(one["y0"] - other["y0"]) < 0.1
                if beside:
                    gap = abs(_lightness(one) - _lightness(other))
                    assert gap >= 0.4, (one["non_stroking_color"], other["non_stroking_color"])
                    if min(one["width"], other["width"]) > 8:
                        black = [printed.blackness(number, bar) for bar in (one, other)]
                        assert abs(black[0] - black[1]) > 0.05, black


def p22_ink(printed: Printed) -> None:
    """At most 12 % of a page is ink."""
    document = pypdfium2.PdfDocument(printed.sheet.data)
    try:
        for number in range(len(document)):
            pixels = bytes(document[number].render(scale=0.5, grayscale=True).buffer)
            ink = sum(255 - pixel for pixel in pixels) / (255 * len(pixels))
            assert ink <= 0.12, (number, round(ink, 4))
    finally:
        document.close()


def p23_no_codes_in_front(printed: Printed) -> None:
    assert re.findall(r"\b[A-Z]\d{4}\b", printed.sheet.pages[0]) == []


def p24_nothing_clipped(printed: Printed) -> None:
    """Inside the margins, which are wider than what a printer reaches; nothing on anything else."""
    margin = 72 if printed.large else 45
    for chars, words in zip(printed.sheet.chars, printed.sheet.words, strict=True):
        for char in chars:
            assert char["x0"] >= margin - 0.1
            assert char["x1"] <= printed.width - margin + 0.2 or char["text"] == " "
            assert char["y0"] >= 17  # the glyph box; the ink ends at 19
            assert char["y1"] <= printed.height - 18
            if char["mcid"] is not None:
                assert char["y0"] >= (66 if printed.large else 40)
        boxes = sorted(((*_ink(word), word) for word in words), key=lambda box: box[0])
        for index, (_, bottom, one) in enumerate(boxes):
            for other_top, _, other in boxes[index + 1 :]:
                if other_top > bottom - 0.5:
                    break
                across = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
                assert across <= 0.5, (one["text"], other["text"])


def p25_no_orphan(printed: Printed) -> None:
    """No heading within 60 points of the lower edge, nor without a line of what it heads below."""
    size = 22 if printed.large else 15.5
    for chars in printed.sheet.chars:
        heads = [c["y0"] for c in chars if abs(c["size"] - size) < 0.01 and c["mcid"] is not None]
        body = [c["y0"] for c in chars if c["mcid"] is not None]
        assert not heads or min(heads) >= 60
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


def _first_difference(one: list[str], other: list[str]) -> tuple[list[str], list[str]]:
    pairs = enumerate(zip(one, other, strict=False))
    at = next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))
    return one[max(0, at - 3) : at + 6], other[max(0, at - 3) : at + 6]
