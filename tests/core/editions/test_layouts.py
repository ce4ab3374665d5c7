"""Each layout read from a small file: every row, and what each oddity of CMS's means."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.editions.documents import Document, read_content
from core.editions.importers import importer_for
from core.editions.importers.base import Published
from core.editions.refusal import ImportRefused
from tests.support.layouts import as_xlsx, rows_of, small

_LIMITS = "January 2026 Payment Limit File.csv"


def _read(name: str, content: bytes | None = None) -> Published[Any]:
    (document,) = read_content(name, small(name) if content is None else content)
    importer = importer_for(document)
    assert importer is not None
    return importer.read(document)


def _kind(document: Document) -> str | None:
    importer = importer_for(document)
    return importer.kind if importer else None


@pytest.mark.parametrize(
    ("name", "kind", "rows"),
    [
        (_LIMITS, "payment-limits", 9),
        ("October 2022 ASP Pricing File.csv", "payment-limits", 2),
        ("January 2026 NDC-HCPCS Crosswalk.csv", "ndc-crosswalk", 5),
        ("DMEPOS26_JAN.csv", "dmepos", 7),
        ("ZIP5_JAN2026.txt", "zip5", 12),
        ("GPCI2026.csv", "gpci", 4),
        ("Addendum D 2026.csv", "gaf", 4),
        ("DME Rural Zip Code Quarter 1 2026.csv", "dmepos-rural-zip", 5),
        ("Former CBA Fee Schedule File - JAN2026.csv", "former-cba-fees", 3),
        ("Former CBA ZIP Code File  - JAN2026.csv", "former-cba-zips", 4),
        ("Home Infusion Therapy Rates 2026.csv", "visit-rates", 2),
        ("HCPC2026_ANWEB_sample.txt", "hcpcs", 5),
    ],
)
def test_a_file_is_known_by_its_content_and_read_whole(name: str, kind: str, rows: int) -> None:
    (document,) = read_content("anything.dat", small(name))
    assert _kind(document) == kind
    assert len(_read(name).rows) == rows


def test_payment_limits_keep_what_is_printed() -> None:
    published = _read(_LIMITS)
    assert (published.period.effective, published.period.ends) == (
        date(2026, 1, 1),
        date(2026, 3, 31),
    )
    rows = {limit.hcpcs: limit for limit in published.rows}
    assert rows["A9606"].amount is None  # N/A is not 0
    assert rows["A9606"].notes == "unit 100% AWP = $212.84 unit 100% WAC = $177.37"  # two lines
    assert rows["90616"].dosage == ""
    assert rows["90616"].percent == 0  # a vaccine costs the patient nothing
    assert rows["J9039"].percent == Decimal("18.451")
    assert rows["J9270"].dosage == "1 million PFU"  # the hard space
    assert rows["J0133"].amount == "0.119"


def test_the_generation_before_the_percentage() -> None:
    (acyclovir, _) = _read("October 2022 ASP Pricing File.csv").rows
    assert (acyclovir.hcpcs, acyclovir.amount, acyclovir.percent) == ("J0133", "0.068", None)


def test_a_fee_of_zero_is_no_fee() -> None:
    fees = {(fee.hcpcs, *fee.modifiers): fee for fee in _read("DMEPOS26_JAN.csv").rows}
    pump = fees["E0781", "RR", ""]
    assert pump.amounts["IL", "NR"] == "309.33"
    assert pump.amounts["IL", "R"] == "320.50"
    assert pump.amounts["AK", "one"] == "380.71"
    assert ("AK", "R") not in pump.amounts
    assert ("IL", "R") not in fees["K0455", "RR", ""].amounts  # R = 0: the other one is paid
    assert fees["E0776", "NU", ""].amounts["VI", "one"] == "190.50"
    assert ("E0776", "NU", "KE") in fees


def test_a_workbook_reads_as_its_csv_does() -> None:
    as_text = _read("DMEPOS26_JAN.csv")
    book = as_xlsx(rows_of(small("DMEPOS26_JAN.csv")))
    assert _read("DMEPOS26_JAN.xlsx", book).rows == as_text.rows


def test_the_columns_of_another_year_print_their_headings_otherwise() -> None:
    content = small("DMEPOS26_JAN.csv").replace(b" (NR)", b"(NR)").replace(b" (R)", b" R")
    assert _read("DMEPOS26_JAN.csv", content).rows == _read("DMEPOS26_JAN.csv").rows


def test_missouri_and_kansas_are_put_right() -> None:
    places = {place.zip_code: place for place in _read("ZIP5_JAN2026.txt").rows}
    assert [places[code].state for code in ("63101", "64101", "66101", "67201")] == [
        "MO",
        "MO",
        "KS",
        "KS",
    ]
    assert (places["60612"].carrier, places["60612"].locality) == ("06102", "16")
    assert places["96910"].state == "GU"


def test_zeros_that_a_spreadsheet_dropped_are_put_back() -> None:
    rural = _read("DME Rural Zip Code Quarter 1 2026.csv").rows
    assert "03031" in {each.zip_code for each in rural}
    (alabama, _) = _read("Home Infusion Therapy Rates 2026.csv").rows
    assert (alabama.carrier, alabama.locality) == ("10112", "00")
    assert alabama.amounts["G0088"] == "215.50"


def test_indices_take_the_floor_that_is_in_law_and_three_places() -> None:
    rows = {row.name: row for row in _read("GPCI2026.csv").rows}
    assert rows["ALABAMA"].indices == ("1.000", "0.875", "0.566")
    assert rows["ALASKA"].indices[0] == "1.500"
    assert rows["WYOMING"].indices == ("1.000", "1.000", "0.740")


def test_factors_stand_beside_indices() -> None:
    rows = {row.name: row.factor for row in _read("Addendum D 2026.csv").rows}
    assert rows["ALABAMA"] == "0.925"


def test_packages_keep_their_units_and_odd_numbers() -> None:
    packages = {
        package.ndc: package for package in _read("January 2026 NDC-HCPCS Crosswalk.csv").rows
    }
    assert packages["00000-0002-25"].item_units == "200"
    assert packages["00000-0002-25"].package_units == "5000"
    assert packages["00000-0002-25"].name == "Example vial"
    assert "888800000001" in packages


def test_the_yearly_list_of_codes_by_its_places() -> None:
    codes = {code.hcpcs: code for code in _read("HCPC2026_ANWEB_sample.txt").rows}
    assert (codes["E0781"].pricing, codes["E0781"].coverage) == (("36",), "D")
    assert codes["A4221"].pricing == ("34",)
    assert codes["J7340"].pricing == ("51",)
    assert codes["J9190"].terminated == date(2026, 9, 30)
    assert codes["E0781"].terminated is None


def test_former_areas_have_amounts_only_where_they_were_bid_for() -> None:
    fees = {fee.hcpcs: fee for fee in _read("Former CBA Fee Schedule File - JAN2026.csv").rows}
    assert fees["E0781"].amounts == {"Akron, OH": "250.11", "Atlanta-Sandy Springs, GA": "255.00"}


def test_an_archive_is_read_as_it_comes() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("dme26/DMEPOS26_JAN.csv", small("DMEPOS26_JAN.csv"))
        archive.writestr("dme26/read me.pdf", b"%PDF-1.7")
    inner = packed.getvalue()
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("dme26.zip", inner)
        archive.writestr(_LIMITS, small(_LIMITS))
    found = list(read_content("both.zip", outer.getvalue()))
    assert [(document.name, _kind(document)) for document in found] == [
        ("both.zip/dme26.zip/DMEPOS26_JAN.csv", "dmepos"),
        ("both.zip/dme26.zip/read me.pdf", None),
        (f"both.zip/{_LIMITS}", "payment-limits"),
    ]


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf"])
def test_a_byte_order_mark_is_no_letter(mark: bytes) -> None:
    (document,) = read_content("GPCI2026.csv", mark + small("GPCI2026.csv"))
    assert _kind(document) == "gpci"


def test_the_other_fee_schedule_is_another_file() -> None:
    rows = [["2026 PEN Fee Schedule"], ["HCPCS", "MOD", "MOD2", *[f"S{n}(NR)" for n in range(20)]]]
    (document,) = read_content("DMEPEN26_JAN.xlsx", as_xlsx(rows))
    assert _kind(document) is None


def test_too_few_rows_are_not_the_whole_file() -> None:
    (document,) = read_content(_LIMITS, small(_LIMITS))
    importer = importer_for(document)
    assert importer is not None
    with pytest.raises(ImportRefused) as refused:
        importer.read_whole(document)
    assert refused.value.expected.key == "import.whole"
    assert refused.value.found == "9"
