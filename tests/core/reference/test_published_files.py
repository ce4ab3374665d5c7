"""The tables against CMS's own whole files: every amount, as printed."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl

from tests.support.cms import cms_file
from tests.support.tables import real_tables

_LIMITS = "section 508 version of January 2026 Medicare Part B Payment Limit File 121725.csv"
_WEIGHTS = (Decimal("0.50866"), Decimal("0.44839"), Decimal("0.04295"))


def test_every_fee_against_the_fee_schedule() -> None:
    book = openpyxl.load_workbook(cms_file("DMEPOS26_JAN.xlsx"), read_only=True)
    assert book.active is not None
    rows = list(book.active.iter_rows(values_only=True))
    first = next(place for place, row in enumerate(rows) if row[0] == "HCPCS")
    heading = [str(cell or "").strip() for cell in rows[first]]
    held = {row.cells["hcpcs"] for row in real_tables()["fees"]}
    one_column = {"AK", "HI", "PR", "VI"}
    expected = {}
    for row in rows[first + 1 :]:
        cells = dict(zip(heading, row, strict=True))
        if cells["HCPCS"] not in held:
            continue
        assert not cells["Mod2"]
        for column in heading:
            state, _, rural = column.partition(" (")
            if rural and Decimal(str(cells[column] or 0)) != 0:
                area = "one" if state in one_column else rural.rstrip(")")
                key = (cells["HCPCS"], str(cells["Mod"] or "").strip(), state, area)
                expected[key] = Decimal(str(cells[column]))
    found = {
        (cells["hcpcs"], cells["modifier"], cells["state"], cells["rural"]): Decimal(
            cells["amount"]
        )
        for row in real_tables()["fees"]
        for cells in (row.cells,)
    }
    assert len(held) == 18
    assert len(expected) == 1942
    assert found == expected


def test_every_january_payment_limit_against_the_file() -> None:
    content = cms_file(_LIMITS).read_bytes().decode("cp1252")
    rows = list(csv.reader(io.StringIO(content, newline="")))
    first = next(place for place, row in enumerate(rows) if row[0] == "HCPCS Code")
    published = {row[0].strip(): row for row in rows[first + 1 :] if row and row[0].strip()}
    ours = [
        row.cells
        for row in real_tables()["payment_limits"]
        if row.cells["effective"] == "2026-01-01"
    ]
    assert len(ours) == 158
    for cells in ours:
        row = published[cells["hcpcs"]]
        assert Decimal(cells["amount"]) == Decimal(row[3].strip()), cells["hcpcs"]
        assert Decimal(cells["coinsurance_percent"]) == Decimal(row[4].strip()), cells["hcpcs"]
        assert cells["dosage"].upper() == row[2].strip().upper(), cells["hcpcs"]


def test_the_cost_indices_against_the_file() -> None:
    with cms_file("ServantX_medicare_gpci_2026.csv").open(encoding="utf-8") as file:
        published = {
            (row["locality_code"], row["locality_name"].rstrip("*")): (
                row["work_gpci"],
                row["pe_gpci"],
                row["mp_gpci"],
            )
            for row in csv.DictReader(file)
        }
    ours = [row.cells for row in real_tables()["localities"]]
    assert len(ours) == 109
    assert {
        (cells["locality"], cells["name"]): (cells["work"], cells["practice"], cells["malpractice"])
        for cells in ours
    } == published


def test_the_locality_factor_is_the_weighted_sum() -> None:
    for row in real_tables()["localities"]:
        factor = sum(
            weight * Decimal(row.cells[name])
            for weight, name in zip(_WEIGHTS, ("work", "practice", "malpractice"), strict=True)
        )
        assert abs(factor - Decimal(row.cells["gaf"])) <= Decimal("0.0005"), row.cells["name"]
