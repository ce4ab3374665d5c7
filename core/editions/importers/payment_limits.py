"""The Part B payment limit file: what Medicare allows for a billing unit of each drug.

Two generations: until 2022 there was no column for the patient's percentage.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.editions.documents import Document
from core.editions.grid import Grid, Line, find_heading
from core.editions.importers.base import Importer, Published
from core.editions.merge import BY_NAME, cells_of, full, known, noted, with_rows
from core.editions.period import Period, check_name, quarter, span
from core.editions.refusal import ImportRefused
from core.reference.tables import Cells, Tables
from core.trace import text

_PERCENT = "co-insurance percentage"
_REQUIRED = ("hcpcs code", "short description", "hcpcs code dosage", "payment limit", "notes")
# The percentage has been printed since inflation rebates can lower it (42 USC 1395l(a)(1)(EE)).
_PRINTED_SINCE = date(2023, 4, 1)
_DOSAGE = re.compile(
    r"(?P<size>\d{1,3}(?:,\d{3})+|\d*\.\d+|\d+)\s*(?P<unit>MG|MCG|GM|ML|CC|UNITS?|MEQ)",
    re.IGNORECASE,
)
_UNITS = {
    "mg": "mg",
    "mcg": "mcg",
    "gm": "g",
    "ml": "mL",
    "cc": "mL",
    "unit": "units",
    "units": "units",
    "meq": "mEq",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """One row: the amount is None where only the notes hold a price; `percent` is None in
    the old generation."""

    hcpcs: str
    dosage: str
    amount: str | None
    percent: Decimal | None
    notes: str


def recognises(document: Document) -> bool:
    """A heading that begins with HCPCS Code and has a payment limit."""
    return _heading(document) is not None


def _heading(document: Document) -> int | None:
    return find_heading(document, lambda row: row[:1] == ("hcpcs code",) and "payment limit" in row)


def read(document: Document) -> Published[Limit]:
    """Every row of the file.  Raises ImportRefused."""
    heading = _heading(document)
    assert heading is not None, "read after recognises"
    grid = Grid(document, heading, _REQUIRED)
    said = grid.preamble()
    period = _period(document, said)
    if not grid.has(_PERCENT) and period.effective >= _PRINTED_SINCE:
        raise ImportRefused(document.name, heading + 1, _PERCENT, text("import.column"), "")
    rows: list[Limit] = []
    seen: dict[str, int] = {}
    for line in grid.lines():
        limit = _limit(line)
        if limit.hcpcs in seen:
            raise line.refuse("hcpcs code", text("import.not_again", row=seen[limit.hcpcs]))
        seen[limit.hcpcs] = line.row
        rows.append(limit)
    return Published(document.name, period, _sentence(said), tuple(rows))


def _period(document: Document, said: str) -> Period:
    period = span(said)
    if period is None:
        raise ImportRefused(document.name, 0, "", text("import.effective"), _sentence(said))
    whole = quarter(period.effective.year, (period.effective.month + 2) // 3)
    if period != whole:
        raise ImportRefused(document.name, 0, "", text("import.quarter"), _sentence(said))
    check_name(document.name, period)
    return period


def _sentence(said: str) -> str:
    return next((line for line in said.split("\n") if "effective" in line.lower()), "")


def _limit(line: Line) -> Limit:
    hcpcs = line.hcpcs("hcpcs code")
    amount = None
    if line.text("payment limit").upper() != "N/A":
        value = line.amount("payment limit", places=3)
        if value == 0:
            raise line.refuse("payment limit", text("import.above_zero"))
        amount = line.text("payment limit").replace(",", "")
        amount = f"0{amount}" if amount.startswith(".") else amount
    percent = None
    if line.grid.has(_PERCENT):
        percent = line.amount(_PERCENT, places=3)
        if percent > 20:
            raise line.refuse(_PERCENT, text("import.at_most", most=20))
    return Limit(hcpcs, line.text("hcpcs code dosage"), amount, percent, line.text("notes"))


def merge(published: Published[Limit], tables: Tables, source: str) -> Tables:
    """The quarter's rows for our codes; a code that was priced in the quarter held before and
    has no price in this file stands as not found from its first day."""
    period = published.period
    first, last = period.effective.isoformat(), period.ends.isoformat()
    held: dict[str, list[Cells]] = {}
    for cells in sorted(cells_of(tables, "payment_limits"), key=lambda each: each["effective"]):
        held.setdefault(cells["hcpcs"], []).append(cells)
    usual = _usual_percent(tables, period)
    in_file = {limit.hcpcs: limit for limit in published.rows}
    rows = [cells for cells in cells_of(tables, "payment_limits") if cells["effective"] != first]
    for code in sorted(held.keys() | _priced_codes(tables)):
        limit = in_file.get(code)
        earlier = [cells for cells in held.get(code, ()) if cells["effective"] < first]
        if limit is not None and limit.amount is not None:
            size, unit = _unit(limit.dosage, held.get(code, []))
            percent = usual if limit.percent is None else _trimmed(limit.percent)
            row = full(
                "payment_limits",
                hcpcs=code,
                effective=first,
                ends=last,
                dosage=limit.dosage,
                unit_amount=size,
                unit=unit,
                amount=limit.amount,
                coinsurance_percent=percent,
                status="published",
                source=source,
                locator=limit.notes,
            )
            priced = earlier[-1] if earlier and earlier[-1]["amount"] else None
            rows.append(noted(BY_NAME["payment_limits"], priced, row))
        elif earlier and earlier[-1]["amount"]:
            gone = dict.fromkeys(("amount", "coinsurance_percent", "note"), "")
            rows.append(
                earlier[-1]
                | {name: cell for name, cell in gone.items() if name in earlier[-1]}
                | {"effective": first, "ends": last, "status": "not-found", "source": source}
                | {"locator": limit.notes if limit else ""}
            )
    return known(with_rows(tables, "payment_limits", rows), "payment_limits", period)


def _priced_codes(tables: Tables) -> set[str]:
    """The codes of our drugs that are billed by the unit.

    Clotting factors are left out: a fee for furnishing them is paid on top (42 CFR 410.63,
    from memory), so that the limit alone would be too little.
    """
    drugs = {
        cells["id"] for cells in cells_of(tables, "drugs") if cells["way"] != "clotting-factor"
    }
    return {
        cells["hcpcs"]
        for cells in cells_of(tables, "drug_codes")
        if cells["billing"] == "unit" and cells["drug"] in drugs
    }


def _usual_percent(tables: Tables, period: Period) -> str:
    """The patient's part where the file does not print it; "" when it is not known."""
    day = period.effective.isoformat()
    rates = [
        _trimmed(Decimal(cells["value"]) * 100)
        for cells in cells_of(tables, "parameters")
        if cells["name"] == "part_b_coinsurance_rate"
        and cells["effective"] <= day <= (cells["ends"] or day)
    ]
    return rates[0] if rates else ""


def _unit(dosage: str, held: list[Cells]) -> tuple[str, str]:
    """The billing unit of a dosage: read off it when it is plain, else as it was read before;
    empty when neither is possible, and then the check of the tables refuses the code."""
    found = _DOSAGE.fullmatch(dosage)
    if found:
        size = Decimal(found["size"].replace(",", ""))
        return _trimmed(size), _UNITS[found["unit"].lower()]
    for cells in held:
        if cells["dosage"].casefold() == dosage.casefold():
            return cells["unit_amount"], cells["unit"]
    return "", ""


def _trimmed(value: Decimal) -> str:
    """Without needless zeros: 20.000 is 20."""
    return format(value.normalize(), "f")


IMPORTER = Importer(
    kind="payment-limits",
    title="Medicare Part B Payment Limit File, {period}",
    recognises=recognises,
    read=read,
    merge=merge,
    least=700,
    most=1400,
)
