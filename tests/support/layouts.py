"""Whole files in CMS's layouts, written from the tables of the project: as large as the real ones,
for the tests that cannot have CMS's own."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import openpyxl

from core.editions.zips import codes_in
from core.reference.tables import Tables

SMALL = Path(__file__).parents[1] / "core" / "editions" / "files"
"""The committed files: a few rows in each layout."""

_MOST_FILLED = 800
_STATES = (
    "AL AR AZ CA CO CT DC DE FL GA IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ "
    "NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY AK HI PR VI"
).split()
_ONE_AMOUNT = {"AK", "HI", "PR", "VI"}


@dataclass(frozen=True)
class Price:
    """A row of the payment limit file, as printed."""

    dosage: str
    amount: str
    percent: str = "20.000"
    notes: str = ""


def prices_of(tables: Tables, effective: str) -> dict[str, Price]:
    """The prices of a quarter that the tables hold."""
    return {
        cells["hcpcs"]: Price(
            cells["dosage"], cells["amount"], cells["coinsurance_percent"], cells["locator"]
        )
        for row in tables["payment_limits"]
        for cells in (row.cells,)
        if cells["effective"] == effective and cells["amount"]
    }


def payment_limits(days: str, prices: Mapping[str, Price]) -> bytes:
    """A payment limit file with these prices among many of other codes."""
    filled = {f"C{number:04}": Price("1 MG", "1.000") for number in range(1, _MOST_FILLED)}
    rows = [
        [code, "Example", price.dosage, price.amount, price.percent, *[""] * 5, price.notes, ""]
        for code, price in sorted({**filled, **prices}.items())
    ]
    heading = [
        *("HCPCS Code", "Short Description", "HCPCS Code Dosage", "Payment Limit"),
        *("Co-insurance Percentage", "Vaccine AWP%", "Vaccine Limit", "Blood AWP%"),
        *("Blood limit", "Clotting Factor", "Notes", ""),
    ]
    above = [["Payment Allowance Limits for Medicare Part B Drugs"], [], [f"Effective {days}"], []]
    return as_csv([*_padded(above, len(heading)), heading, *rows])


def dmepos_rows(tables: Tables, month: str) -> list[list[str]]:
    """The fee schedule with the fees that the tables hold among many of other codes."""
    fees: dict[tuple[str, str, str], dict[tuple[str, str], str]] = {}
    for row in tables["fees"]:
        cells = row.cells
        key = (cells["hcpcs"], cells["modifier"], cells["locator"].rpartition(" ")[2])
        fees.setdefault(key, {})[cells["state"], cells["rural"]] = cells["amount"]
    columns = [(state, kind) for state in _STATES for kind in ("NR", "R")]
    heading = [
        *("HCPCS", "Mod", "Mod2", "JURIS", "CATG", "Ceiling", "Floor"),
        *(f"{state} ({kind})" for state, kind in columns),
        "Description",
    ]
    rows = []
    for (code, modifier, category), amounts in fees.items():
        printed = []
        for state, kind in columns:
            held = "one" if state in _ONE_AMOUNT and kind == "NR" else kind
            printed.append(amounts.get((state, held), "0"))
        rows.append([code, modifier, "", "D", category, "0", "0", *printed, "Example"])
    filler = [
        [f"L{number:04}", "", "", "D", "PO", "0", "0", *["10", "0"] * len(_STATES), "Example"]
        for number in range(2_600)
    ]
    above = [["Durable Medical Equipment,"], ["(DMEPOS)"], [f"{month} Fee Schedule"], []]
    return [*_padded(above, len(heading)), heading, *sorted([*rows, *filler])]


def zip5(tables: Tables, quarter: str) -> bytes:
    """The ZIP code file in lines of 80 places."""
    lines = [
        f"{cells['state']}{code}{cells['carrier']}{cells['locality']} Z9   0 A".ljust(75) + quarter
        for row in tables["zips"]
        for cells in (row.cells,)
        for code in codes_in(cells["prefix"], cells["suffixes"])
    ]
    return "".join(f"{line}\r\n" for line in sorted(lines)).encode("cp1252")


def gpci_rows(tables: Tables, year: str) -> list[list[str]]:
    """The cost indices of the localities that the tables hold."""
    heading = [
        *("Medicare Administrative Contractor (MAC)", "State", "Locality Number", "Locality Name"),
        *(f"{year} PW GPCI (with 1.0 Floor)", f"{year} PE GPCI", f"{year} MP GPCI"),
    ]
    rows = [
        [row.cells[name] for name in ("carrier", "state", "locality", "name")]
        + [row.cells[name] for name in ("work", "practice", "malpractice")]
        for row in tables["localities"]
    ]
    title = [[f"ADDENDUM E. FINAL CY {year} GEOGRAPHIC PRACTICE COST INDICES (GPCIs)"], []]
    return [*_padded(title, len(heading)), heading, *rows, *_padded([[], ["*A footnote"]], 7)]


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CMS writes CSV: cp1252, CRLF."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(rows)
    return written.getvalue().encode("cp1252")


def as_xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as a workbook, numbers as numbers."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Sheet")
    for row in rows:
        sheet.append([_typed(cell) for cell in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def rows_of(content: bytes) -> list[list[str]]:
    """The cells of a CSV file of the tests."""
    return list(csv.reader(io.StringIO(content.decode("cp1252"), newline="")))


def small(name: str) -> bytes:
    """A committed file."""
    return (SMALL / name).read_bytes()


def small_files() -> list[str]:
    """The names of the committed files in CMS's layouts."""
    return sorted(path.name for path in chain(SMALL.glob("*.csv"), SMALL.glob("*.txt")))


def _typed(cell: str) -> str | float | None:
    if cell == "":
        return None
    plain = cell.replace(".", "", 1)
    is_number = (
        cell.isascii()
        and plain.isdigit()
        and (cell == "0" or not cell.startswith("0") or "." in cell)
    )
    return float(cell) if is_number else cell


def _padded(rows: Iterable[Sequence[str]], wide: int) -> list[list[str]]:
    return [[*row, *[""] * (wide - len(row))] for row in rows]
