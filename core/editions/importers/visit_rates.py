"""Home infusion therapy visit rates by locality, read by the names of the columns.

The layout is a supposition: no file and no program that reads one has been found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from core.editions.documents import Document
from core.editions.grid import Grid, find_heading
from core.editions.importers.base import Importer, Published
from core.editions.merge import cells_of, full, lay
from core.editions.period import check_name, rest_of_year, year_in
from core.editions.refusal import ImportRefused
from core.reference.tables import Tables
from core.trace import text

_CODES = ("g0068", "g0069", "g0070", "g0088", "g0089", "g0090")
_CARRIERS = ("carrier", "mac", "medicare administrative contractor (mac)", "contractor")
_LOCALITIES = ("locality", "locality number", "locality code")
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Rates:
    """One locality's six rates by code, USD a day."""

    row: int
    carrier: str
    locality: str
    amounts: dict[str, str]


def _code(heading: str) -> str | None:
    """The code that a heading begins with or holds: "G0068 (Category 1)"."""
    found = re.search(r"\bg00(68|69|70|88|89|90)\b", heading)
    return found[0] if found else None


def recognises(document: Document) -> bool:
    """A heading with localities and most of the visit codes."""
    return _heading(document) is not None


def _heading(document: Document) -> int | None:
    def is_heading(row: tuple[str, ...]) -> bool:
        codes = {_code(cell) for cell in row} - {None}
        return len(codes) >= 3 and bool({*row} & {*_LOCALITIES})

    return find_heading(document, is_heading)


def read(document: Document) -> Published[Rates]:
    """Every row of the file.  Raises ImportRefused."""
    heading = _heading(document)
    assert heading is not None, "read after recognises"
    cells = [" ".join(cell.split()).casefold() for cell in document.top[heading]]
    aliases: dict[str, int] = {}
    for place, cell in enumerate(cells):
        if code := _code(cell):
            if code in aliases:
                found = document.top[heading][place]
                raise ImportRefused(document.name, heading + 1, code, text("import.once"), found)
            aliases[code] = place
        elif cell in _CARRIERS:
            aliases["carrier"] = place
        elif cell in _LOCALITIES:
            aliases["locality"] = place
    grid = Grid(document, heading, ("carrier", "locality", *_CODES), aliases)
    year = year_in(grid.preamble()) or year_in(" ".join(cells)) or year_in(document.name)
    if year is None:
        raise ImportRefused(document.name, 0, "", text("import.year"), grid.preamble())
    period = rest_of_year(year, 1)
    check_name(document.name, period)
    rows: list[Rates] = []
    seen: dict[tuple[str, str], int] = {}
    for line in grid.lines():
        carrier = line.matching("carrier", r"\d{4,5}", text("import.carrier")).zfill(5)
        locality = line.matching("locality", r"\d{1,2}", text("import.locality")).zfill(2)
        if (carrier, locality) in seen:
            expected = text("import.not_again", row=seen[carrier, locality])
            raise line.refuse("locality", expected)
        seen[carrier, locality] = line.row
        amounts = {}
        for code in _CODES:
            value = line.amount(code, places=2)
            if value == 0:
                raise line.refuse(code, text("import.above_zero"))
            amounts[code.upper()] = str(value.quantize(_CENT))
        rows.append(Rates(line.row, carrier, locality, amounts))
    return Published(document.name, period, str(year), tuple(rows))


def merge(published: Published[Rates], tables: Tables, source: str) -> Tables:
    """The year's rates of each locality."""
    new = [
        full(
            "local_visit_rates",
            hcpcs=hcpcs,
            carrier=rates.carrier,
            locality=rates.locality,
            effective=published.period.effective.isoformat(),
            amount=amount,
            status="published",
            source=source,
        )
        for rates in published.rows
        for hcpcs, amount in rates.amounts.items()
    ]
    return lay(tables, "local_visit_rates", new, published.period)


def check(published: Published[Rates], tables: Tables) -> None:
    """Raise ImportRefused unless the file has exactly the localities that are held."""
    held = {(cells["carrier"], cells["locality"]) for cells in cells_of(tables, "localities")}
    for rates in published.rows:
        if (rates.carrier, rates.locality) not in held:
            found = f"{rates.carrier} {rates.locality}"
            expected = text("import.known_locality")
            raise ImportRefused(published.file, rates.row, "Locality", expected, found)
    missing = sorted(held - {(rates.carrier, rates.locality) for rates in published.rows})
    if missing:
        expected = text("import.all_localities", n=len(held))
        raise ImportRefused(published.file, 0, "Locality", expected, " ".join(missing[0]))


IMPORTER = Importer(
    kind="visit-rates",
    title="Home Infusion Therapy Services Payment Rates {period}",
    recognises=recognises,
    read=read,
    merge=merge,
    least=100,
    most=125,
    yearly=True,
    check=check,
)
