"""Files that are not what they seem: refused, with the file, the row, the column and what was
expected there."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from core.commands.editions import said
from core.editions.documents import read_content
from core.editions.importers import importer_for
from core.editions.refusal import ImportRefused
from core.words import Words
from tests.support.layouts import as_csv, as_xlsx, rows_of, small

_LIMITS = "January 2026 Payment Limit File.csv"
_CROSSWALK = "January 2026 NDC-HCPCS Crosswalk.csv"
_FEES = "DMEPOS26_JAN.csv"
_ZIPS = "ZIP5_JAN2026.txt"
_GPCI = "GPCI2026.csv"
_RURAL = "DME Rural Zip Code Quarter 1 2026.csv"
_RATES = "Home Infusion Therapy Rates 2026.csv"
_HCPCS = "HCPC2026_ANWEB_sample.txt"
_AREAS = "Former CBA Fee Schedule File - JAN2026.csv"

Spoil = Callable[[bytes], bytes]


def _refusal(name: str, content: bytes) -> ImportRefused:
    with pytest.raises(ImportRefused) as refused:
        _read(name, content)
    return refused.value


def _read(name: str, content: bytes) -> None:
    for document in read_content(name, content):
        importer = importer_for(document)
        assert importer is not None, "not known as any file"
        importer.read(document)


def _cell(row: int, column: int, cell: str) -> Spoil:
    """Change one cell; row and column count from 1, as a spreadsheet shows them."""

    def spoil(content: bytes) -> bytes:
        rows = rows_of(content)
        rows[row - 1][column - 1] = cell
        return as_csv(rows)

    return spoil


def _swap(old: bytes, new: bytes) -> Spoil:
    def spoil(content: bytes) -> bytes:
        assert old in content
        return content.replace(old, new, 1)

    return spoil


def _add(*cells: str) -> Spoil:
    return lambda content: as_csv([*rows_of(content), list(cells)])


def _again(row: int) -> Spoil:
    def spoil(content: bytes) -> bytes:
        rows = rows_of(content)
        return as_csv([*rows[:row], rows[row - 1], *rows[row:]])

    return spoil


@pytest.mark.parametrize(
    ("name", "spoil", "row", "column", "key"),
    [
        # amounts
        (_LIMITS, _cell(13, 4, "-0.119"), 13, "Payment Limit", "import.amount"),
        (_LIMITS, _cell(13, 4, "1.19E-1"), 13, "Payment Limit", "import.amount"),
        (_LIMITS, _cell(13, 4, "$0.119"), 13, "Payment Limit", "import.amount"),
        (_LIMITS, _cell(13, 4, "0,119"), 13, "Payment Limit", "import.amount"),
        (_LIMITS, _cell(13, 4, "0.1191"), 13, "Payment Limit", "import.amount"),
        (_LIMITS, _cell(13, 4, "\u00b2"), 13, "Payment Limit", "import.amount"),
        (_LIMITS, _cell(13, 4, ""), 13, "Payment Limit", "import.amount"),
        (_LIMITS, _cell(13, 4, "0.000"), 13, "Payment Limit", "import.above_zero"),
        (_LIMITS, _cell(13, 5, "80.000"), 13, "Co-insurance Percentage", "import.at_most"),
        (_LIMITS, _cell(13, 5, ""), 13, "Co-insurance Percentage", "import.amount"),
        # codes and keys
        (_LIMITS, _cell(13, 1, "J133"), 13, "HCPCS Code", "import.hcpcs"),
        (_LIMITS, _cell(13, 1, "=J0133"), 13, "HCPCS Code", "import.hcpcs"),
        (_LIMITS, _again(13), 14, "HCPCS Code", "import.not_again"),
        # headings
        (_LIMITS, _cell(9, 11, "Remarks"), 9, "notes", "import.column"),
        (_LIMITS, _cell(9, 5, ""), 9, "co-insurance percentage", "import.column"),
        (_LIMITS, _cell(9, 12, "Notes"), 9, "Notes", "import.once"),
        # shape
        (_LIMITS, _swap(b"0.119,20.000,", b"0.119,20.000,,"), 13, "", "import.cells"),
        (_LIMITS, _swap(b"0.119,20.000,", b"0.119,20.000"), 13, "", "import.cells"),
        (_LIMITS, _cell(13, 12, "stray"), 13, "", "import.under_heading"),
        (_LIMITS, _swap(b"J0133,", b"\r\nJ0133,"), 14, "", "import.no_rows_below"),
        (_LIMITS, _swap(b'"unit', b'"un"it'), 12, "", "import.sound_csv"),
        (_LIMITS, _swap(b"Example two", b"Example \x00"), 14, "", "import.text"),
        (_LIMITS, _swap(b"Example two", b"Example \x81"), 14, "", "import.text"),
        # days
        (_LIMITS, _cell(3, 1, "Effective soon"), 0, "", "import.effective"),
        (_LIMITS, _swap(b"March 31", b"April 30"), 0, "", "import.quarter"),
        (_LIMITS, _swap(b"March 31", b"March 32"), 0, "", "import.effective"),
        (_CROSSWALK, _cell(9, 1, "_2025_CODE"), 9, "_2025_CODE", "import.same_period"),
        (_CROSSWALK, _cell(10, 9, "0"), 10, "BILLUNITS", "import.above_zero"),
        (_CROSSWALK, _cell(10, 4, "1234"), 10, "NDC2", "import.ndc"),
        (_CROSSWALK, _again(10), 11, "NDC2", "import.not_again"),
        # the fee schedule
        (_FEES, _cell(8, 8, "25.871"), 8, "AL (NR)", "import.amount"),
        (_FEES, _cell(8, 8, "N/A"), 8, "AL (NR)", "import.amount"),
        (_FEES, _cell(8, 5, "XX"), 8, "CATG", "import.category"),
        (_FEES, _cell(8, 4, "Q"), 8, "JURIS", "import.jurisdiction"),
        (_FEES, _cell(8, 2, "RRR"), 8, "Mod", "import.modifier"),
        (_FEES, _cell(7, 8, "AL"), 7, "AL (NR)", "import.column"),
        (_FEES, _cell(7, 8, "GU (NR)"), 7, "AL (NR)", "import.column"),
        (_FEES, _cell(8, 107, "1.00"), 8, "AK (R)", "import.no_rural"),
        (_FEES, _cell(4, 1, "Fee Schedule"), 0, "", "import.fee_month"),
        (_FEES, _again(9), 10, "HCPCS", "import.not_again"),
        # ZIP codes
        (_ZIPS, _swap(b"AK99502", b"AK9950 "), 2, "", "import.eighty"),
        (_ZIPS, _swap(b"AK9950202102", b"AK99502O2102"), 2, "CARRIER", "import.carrier"),
        (_ZIPS, _swap(b"AK995020210201", b"AK9950202102A1"), 2, "LOCALITY", "import.locality"),
        (_ZIPS, _swap(b"AK99502", b"AK99501"), 2, "ZIP CODE", "import.not_again"),
        (
            _ZIPS,
            lambda content: content.replace(b"20261", b"20262", 1),
            2,
            "YEAR/QTR",
            "import.as_above",
        ),
        (
            _ZIPS,
            lambda content: content.replace(b"20261", b"20265"),
            1,
            "YEAR/QTR",
            "import.year_quarter",
        ),
        (_RURAL, _cell(3, 2, "853212"), 3, "DMEPOS RURAL ZIP CODE", "import.zip"),
        (_RURAL, _cell(3, 3, "2026/2"), 3, "YEAR/QTR", "import.as_above"),
        # localities
        (_GPCI, _cell(5, 6, "1.4"), 5, "2026 PW GPCI (with 1.0 Floor)", "import.alaska"),
        (_GPCI, _cell(7, 7, "0.95"), 7, "2026 PE GPCI", "import.frontier"),
        (_GPCI, _cell(4, 6, "0.98"), 4, "2026 PW GPCI (with 1.0 Floor)", "import.floor"),
        (_GPCI, _cell(4, 8, "56.6"), 4, "2026 MP GPCI", "import.index"),
        (
            _GPCI,
            _cell(4, 1, "1011"),
            4,
            "Medicare Administrative Contractor (MAC)",
            "import.carrier",
        ),
        (_GPCI, _cell(3, 7, "2025 PE GPCI"), 3, "", "import.year"),
        # rates, areas, codes
        (_RATES, _cell(3, 4, "0"), 3, "G0068", "import.above_zero"),
        (_RATES, _cell(2, 9, "G0099"), 2, "g0090", "import.column"),
        (_AREAS, _cell(2, 4, "free"), 2, "Akron, OH", "import.amount"),
        (_HCPCS, _swap(b"20261001", b"20261301"), 10, "277-284", "import.day"),
        (_HCPCS, _swap(b"E0781001003", b"E078100100X"), 8, "", "import.hcpcs_record"),
        (_HCPCS, _swap(b"19860101", b"20280101"), 8, "added", "import.not_after"),
    ],
)
def test_a_spoiled_file_is_refused_at_its_place(
    name: str, spoil: Spoil, row: int, column: str, key: str, words_en: Words, words_es: Words
) -> None:
    refused = _refusal(name, spoil(small(name)))
    assert (refused.row, refused.column, refused.expected.key) == (row, column, key)
    assert refused.file == name
    for words in (words_en, words_es):
        told = said(refused, words)
        assert told.startswith(name)
        assert not row or f" {row}," in told or f" {row}:" in told
        assert column in told


@pytest.mark.parametrize(
    ("name", "as_if"),
    [
        (_LIMITS, "April 2026 Payment Limit File.csv"),
        (_LIMITS, "January 2025 Payment Limit File 121724.csv"),
        (_CROSSWALK, "July 2026 ASP NDC-HCPCS Crosswalk.csv"),
        (_FEES, "DMEPOS26_APR.csv"),
        (_FEES, "DMEPOS_APR.csv"),
        (_FEES, "DMEPOS25_JAN.csv"),
        (_ZIPS, "ZIP5_OCT2025.txt"),
        (_GPCI, "GPCI2025.csv"),
        (_RURAL, "DME Rural Zip Code Quarter 3 2026.csv"),
        (_AREAS.replace("Fee Schedule", "ZIP Code").replace("  ", " "), ""),
    ],
)
def test_a_file_named_for_other_days_is_refused(name: str, as_if: str) -> None:
    if not as_if:
        name, as_if = "Former CBA ZIP Code File  - JAN2026.csv", "Former CBA ZIP - JUL2026.csv"
    refused = _refusal(as_if, small(name))
    assert refused.expected.key == "import.same_period"
    assert (refused.file, refused.row) == (as_if, 0)


def test_a_damaged_archive_or_workbook_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_FEES, small(_FEES))
    for content in (packed.getvalue()[:-40], packed.getvalue()[:60]):
        assert _refusal("dme26.zip", content).expected.key == "import.sound_zip"
    book = as_xlsx(rows_of(small(_FEES)))
    spoiled = book.replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet2.xml", 1)
    assert _refusal("DMEPOS26_JAN.xlsx", spoiled).expected.key in (
        "import.sound_zip",
        "import.sound_workbook",
    )


def test_an_old_workbook_is_asked_for_in_another_form() -> None:
    refused = _refusal("prices.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    assert refused.expected.key == "import.newer_form"


def test_a_workbook_with_a_cell_far_away_costs_nothing() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "HCPCS Code"
    sheet["XFD1048576"] = "far away"
    written = io.BytesIO()
    book.save(written)
    refused = _refusal("far.xlsx", written.getvalue())
    assert refused.expected.key in ("import.fewer_rows", "import.fewer_cells")


def test_an_archive_of_great_size_is_refused_before_it_is_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", b"0" * 250_000_000)
    refused = _refusal("bomb.zip", packed.getvalue())
    assert refused.expected.key == "import.size"


def test_a_refusal_is_one_line_whatever_the_file_holds(words_en: Words) -> None:
    refused = _refusal(_LIMITS, _cell(13, 4, "a\nforged: line" + "x" * 500)(small(_LIMITS)))
    told = said(refused, words_en)
    assert "\n" not in told
    assert len(told) < 300


def _archive(method: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        archive.writestr(_GPCI, small(_GPCI))
    return packed.getvalue()


def _nameless(content: bytes) -> bytes:
    """The same archive, its one member without a name in the list at the end."""
    listed = content.rindex(b"PK\x01\x02")
    end = content.rindex(b"PK\x05\x06")
    entry, name = content[listed:end], len(_GPCI)
    bare = entry[:28] + b"\0\0" + entry[30:46] + entry[46 + name :]
    closing = content[end : end + 12] + len(bare).to_bytes(4, "little") + content[end + 16 :]
    return content[:listed] + bare + closing


def test_a_member_without_a_name_is_a_broken_archive() -> None:
    spoiled = _nameless(_archive(zipfile.ZIP_STORED))
    with zipfile.ZipFile(io.BytesIO(spoiled)) as archive:
        assert archive.namelist() == [""], "the archive opens, and that is what it holds"
    assert _refusal("gpci.zip", spoiled).expected.key == "import.sound_zip"


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_that_does_not_unpack_is_a_broken_archive(method: int) -> None:
    sound = _archive(method)
    _read("gpci.zip", sound)
    start = sound.index(_GPCI.encode()) + len(_GPCI)
    spoiled = sound[: start + 9] + b"\xff" * 24 + sound[start + 33 :]
    assert _refusal("gpci.zip", spoiled).expected.key == "import.sound_zip"
