"""The tagged layer: what a screen reader needs, and what no free checker looks for."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable

import page
import pytest
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1

from core.handout.style import REGULAR, register_fonts
from core.handout.tagged import NestedContent, TaggedCanvas, without_empty_codes
from tests.handout.names import ALL
from tests.handout.reading import Sheet


def _failures(data: bytes) -> list[str]:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        return [str(rule) for rule in page.validate_pdf(file.name, profile="ua1").failures]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", ALL)
def test_passes_pdf_ua_1(sheet: Callable[..., Sheet], name: str, language: str) -> None:
    assert _failures(sheet(name, language).data) == []


def test_the_checker_sees_text_without_a_tag() -> None:
    register_fonts()
    file = io.BytesIO()
    canvas = TaggedCanvas(file, (612, 792), title="T", language="en-US", subject="", font=REGULAR)
    with canvas.content(canvas.root.add("P")):
        canvas.setFont(REGULAR, 12)
        canvas.drawString(50, 700, "tagged")
    canvas.drawString(50, 650, "forgotten")
    canvas.showPage()
    canvas.save()
    assert _failures(file.getvalue()) != []


def test_content_cannot_stand_in_content() -> None:
    canvas = TaggedCanvas(
        io.BytesIO(), (612, 792), title="T", language="en-US", subject="", font="Helvetica"
    )
    with canvas.content(canvas.root.add("P")), pytest.raises(NestedContent), canvas.artifact():
        pass


@pytest.mark.parametrize("name", ["covered", "year"])
def test_every_mark_leads_back_to_its_element(sheet: Callable[..., Sheet], name: str) -> None:
    """No checker notices when this is lost, and then nothing is read aloud."""
    read = sheet(name, "en")
    tree = resolve1(read.document.catalog["StructTreeRoot"])
    numbers = resolve1(resolve1(tree["ParentTree"])["Nums"])
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    keys = []
    for index, found in enumerate(PDFPage.create_pages(read.document)):
        key = found.attrs["StructParents"]
        keys.append(key)
        elements = resolve1(parents[key])
        marks = {char["mcid"] for char in read.chars[index]} - {None}
        assert max(marks) < len(elements)
        for mcid, reference in enumerate(elements):
            element = resolve1(reference)
            own = [resolve1(kid) for kid in resolve1(element["K"])]
            assert any(
                kid["Type"].name == "MCR"
                and kid["MCID"] == mcid
                and kid["Pg"].objid == found.pageid
                for kid in own
            )
        for annotation in resolve1(found.annots or []):
            link = resolve1(annotation)
            keys.append(link["StructParent"])
            element = resolve1(parents[link["StructParent"]])
            assert element["S"].name == "Link"
            assert any(
                resolve1(kid)["Type"].name == "OBJR"
                and resolve1(kid)["Obj"].objid == annotation.objid
                for kid in resolve1(element["K"])
            )
    assert sorted(keys) == sorted(parents)


def test_phone_numbers_dial(sheet: Callable[..., Sheet]) -> None:
    read = sheet("covered", "en")
    targets = []
    for found in PDFPage.create_pages(read.document):
        for annotation in resolve1(found.annots or []):
            targets.append(resolve1(resolve1(annotation)["A"])["URI"].decode())
    assert targets == ["tel:+1-217-555-0140", "tel:+1-800-633-4227", "tel:+1-800-252-8966"]


def test_language_title_and_their_display(sheet: Callable[..., Sheet]) -> None:
    for language, locale, title in (
        ("en", "en-US", "Your cost for home infusion"),
        ("es", "es-US", "Lo que pagará por su infusión en casa"),
    ):
        read = sheet("covered", language)
        catalog = read.document.catalog
        assert catalog["Lang"] == locale.encode()
        assert resolve1(catalog["ViewerPreferences"])["DisplayDocTitle"] is True
        assert resolve1(catalog["MarkInfo"])["Marked"] is True
        metadata = resolve1(catalog["Metadata"]).get_data().decode()
        assert title in metadata
        assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_the_other_language_is_marked_as_such(sheet: Callable[..., Sheet]) -> None:
    for language, other in (("en", "es-US"), ("es", "en-US")):
        marked = [n for n in sheet("covered", language).root.walk() if n.language == other]
        assert len(marked) == 1
        assert "217-555-0140" in marked[0].text


def test_fonts_are_inside_and_of_the_family(sheet: Callable[..., Sheet]) -> None:
    read = sheet("covered", "en")
    for found in PDFPage.create_pages(read.document):
        for font in resolve1(found.resources["Font"]).values():
            descriptor = resolve1(font)
            assert b"HomewardSans" in resolve1(descriptor["BaseFont"]).name.encode()
            assert "FontFile2" in resolve1(descriptor["FontDescriptor"])


def test_words_do_not_run_together_at_line_ends(sheet: Callable[..., Sheet]) -> None:
    text = sheet("covered", "en").root.text
    assert "Bills come by mail after Medicare pays its part." in text


def test_a_map_to_characters_without_the_empty_ones() -> None:
    cmap = "3 beginbfchar\n<00> <0000>\n<01> <0041>\n<02> <0000>\nendbfchar"
    assert without_empty_codes(cmap) == "1 beginbfchar\n<01> <0041>\nendbfchar"


def test_tables_name_their_rows_and_columns(sheet: Callable[..., Sheet]) -> None:
    for table in sheet("covered", "en").root.all("Table"):
        first, *rows = table.kids
        assert {cell.scope for cell in first.kids} == {"Column"}
        for row in rows:
            name = "TH" if len(row.kids) > 2 else "TD"  # two columns: neither names the other
            assert [cell.tag for cell in row.kids] == [name] + ["TD"] * (len(row.kids) - 1)
            assert row.kids[0].scope == ("Row" if name == "TH" else "")


def test_a_divided_table_stays_one(sheet: Callable[..., Sheet]) -> None:
    """In large print the tables run over pages; the repeated header is furniture."""
    read = sheet("covered", "en", True)
    tables = [
        table for table in read.root.all("Table") if table.kids[0].text.startswith("What it is")
    ]
    assert len(tables) == 1
    assert len(tables[0].kids) == 8
