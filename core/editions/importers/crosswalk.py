"""The NDC-HCPCS crosswalk: how many billing units are in an item and in a package of a drug."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.editions.documents import Document
from core.editions.grid import Grid, Line, find_heading
from core.editions.importers.base import Importer, Published
from core.editions.merge import cells_of, codes, full, known, with_rows
from core.editions.period import check_name, quarter, span
from core.editions.refusal import ImportRefused
from core.reference.tables import Tables
from core.trace import text

# The first heading carries the year: _2026_CODE.
_CODE = re.compile(r"_(\d{4})_code")
_REQUIRED = ("ndc2", "drug name", "pkg size", "pkg qty", "billunits", "billunitspkg")
_MOST_UNPRICED = 10  # one code in so many
# 5-4-2 digits with hyphens; whole files have held one of twelve digits without them.
_NDC = r"\d{5}-\d{4}-\d{2}|\d{11,12}"


@dataclass(frozen=True, slots=True)
class Package:
    """One package of one maker and its row; the four numbers are as printed."""

    row: int
    hcpcs: str
    ndc: str
    name: str
    size: str
    quantity: str
    item_units: str
    package_units: str


def recognises(document: Document) -> bool:
    """A heading that begins with a year's code and has units a package."""
    return _heading(document) is not None


def _heading(document: Document) -> int | None:
    return find_heading(
        document, lambda row: bool(row and _CODE.fullmatch(row[0])) and "billunitspkg" in row
    )


def read(document: Document) -> Published[Package]:
    """Every row of the file.  Raises ImportRefused."""
    heading = _heading(document)
    assert heading is not None, "read after recognises"
    grid = Grid(document, heading, _REQUIRED, {"code": 0})
    said = grid.preamble()
    period = span(said)
    sentence = next((line for line in said.split("\n") if "effective" in line.lower()), "")
    if period is None or period != quarter(
        period.effective.year, (period.effective.month + 2) // 3
    ):
        raise ImportRefused(document.name, 0, "", text("import.quarter"), sentence)
    headed = _CODE.fullmatch(grid.columns()[0])
    year = headed[1] if headed else ""
    if year != str(period.effective.year):
        expected = text("import.same_period", inside=period.title)
        raise ImportRefused(document.name, heading + 1, grid.shown("code"), expected, year)
    check_name(document.name, period)
    rows: list[Package] = []
    seen: dict[tuple[str, str], int] = {}
    for line in grid.lines():
        package = _package(line)
        key = (package.hcpcs, package.ndc)
        if key in seen:
            raise line.refuse("ndc2", text("import.not_again", row=seen[key]))
        seen[key] = line.row
        rows.append(package)
    return Published(document.name, period, sentence, tuple(rows))


def _package(line: Line) -> Package:
    numbers = []
    for column in ("pkg size", "pkg qty", "billunits", "billunitspkg"):
        if line.amount(column, places=5) == 0:
            raise line.refuse(column, text("import.above_zero"))
        shown = line.text(column).replace(",", "")
        numbers.append(f"0{shown}" if shown.startswith(".") else shown)
    return Package(
        line.row,
        line.hcpcs("code"),
        line.matching("ndc2", _NDC, text("import.ndc")),
        line.text("drug name"),
        *numbers,
    )


def merge(published: Published[Package], tables: Tables, source: str) -> Tables:
    """The quarter's packages of our drugs, in place of those of any other quarter."""
    period = published.period
    ours = codes(tables, "drug_codes")
    rows = [
        full(
            "package_units",
            hcpcs=package.hcpcs,
            ndc=package.ndc,
            name=package.name or package.ndc,
            package_size=package.size,
            package_quantity=package.quantity,
            item_units=package.item_units,
            package_units=package.package_units,
            effective=period.effective.isoformat(),
            ends=period.ends.isoformat(),
            status="published",
            source=source,
            locator=f"row {package.ndc}",
        )
        for package in published.rows
        if package.hcpcs in ours
    ]
    return known(with_rows(tables, "package_units", rows), "package_units", period)


def check(published: Published[Package], tables: Tables) -> None:
    """Raise ImportRefused when many of our codes have packages and no price in the quarter.

    CMS's two files of a quarter are made together: of 843 codes with packages, one had no
    price.  Where the quarter's prices are not held there is nothing to hold it against.
    """
    first = published.period.effective.isoformat()
    limits = cells_of(tables, "payment_limits")
    priced = {cells["hcpcs"] for cells in limits if cells["effective"] == first}
    ours = codes(tables, "payment_limits")
    packed = {package.hcpcs: package for package in published.rows if package.hcpcs in ours}
    missing = sorted(packed.keys() - priced)
    if priced and len(missing) * _MOST_UNPRICED > len(packed):
        expected = text("import.priced", day=first)
        raise ImportRefused(published.file, packed[missing[0]].row, "HCPCS", expected, missing[0])


IMPORTER = Importer(
    kind="ndc-crosswalk",
    title="ASP NDC-HCPCS Crosswalk, {period}",
    recognises=recognises,
    read=read,
    merge=merge,
    least=4000,
    most=15000,
    check=check,
)
