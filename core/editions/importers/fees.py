"""The DMEPOS fee schedule: what Medicare allows for pumps and supplies in each state.

0 means that there is no amount in that column, never a price.  Alaska, Hawaii, Puerto Rico
and the Virgin Islands have one amount, printed in the non-rural column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from core.editions.documents import Document
from core.editions.grid import Grid, Line, find_heading, plain
from core.editions.importers.base import Importer, Published
from core.editions.merge import codes, full, lay
from core.editions.period import Period, check_name, month_and_year, rest_of_year
from core.editions.refusal import ImportRefused
from core.reference.tables import Tables
from core.trace import text

_REQUIRED = ("hcpcs", "mod", "mod2", "juris", "catg")
# "AL (NR)", in other years "AL(NR)" or "AL NR".
_AREA = re.compile(r"([a-z]{2})\s*\(?(nr|r)\)?")
_CATEGORIES = "IN|CR|FS|SU|OX|OS|SD|PO|TE|TS|LC|SC|LT|IL"
_ONE_AMOUNT = {"AK", "HI", "PR", "VI"}
_AREAS = 53
_MODIFIERS = ("", "RR", "NU", "UE")
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Fee:
    """One row: `amounts` by state and "NR", "R" or "one"; a column that holds 0 is not here."""

    hcpcs: str
    modifiers: tuple[str, ...]
    category: str
    amounts: dict[tuple[str, str], str]


def recognises(document: Document) -> bool:
    """A heading that begins with HCPCS and has categories and amounts by state.

    The fee schedule of parenteral and enteral nutrition has no category: it is another file.
    """
    return _heading(document) is not None


def _heading(document: Document) -> int | None:
    def is_heading(row: tuple[str, ...]) -> bool:
        areas = sum(bool(_AREA.fullmatch(cell)) for cell in row)
        return row[:1] == ("hcpcs",) and ("catg" in row or "juris" in row) and areas >= 10

    return find_heading(document, is_heading)


def read(document: Document) -> Published[Fee]:
    """Every row of the file.  Raises ImportRefused."""
    heading = _heading(document)
    assert heading is not None, "read after recognises"
    grid = Grid(document, heading, _REQUIRED)
    areas = _areas(grid)
    period, said = _period(document, grid)
    rows: list[Fee] = []
    seen: dict[tuple[str, ...], int] = {}
    for line in grid.lines():
        fee = _fee(line, areas)
        key = (fee.hcpcs, *fee.modifiers)
        if key in seen:
            raise line.refuse("hcpcs", text("import.not_again", row=seen[key]))
        seen[key] = line.row
        rows.append(fee)
    return Published(document.name, period, said, tuple(rows))


def _areas(grid: Grid) -> dict[str, tuple[str, str]]:
    """The state and the kind of each amount column; both kinds of all states must be there."""
    areas: dict[str, tuple[str, str]] = {}
    for name in grid.columns():
        found = _AREA.fullmatch(name)
        if found:
            areas[name] = (found[1].upper(), found[2].upper())
    states = {state for state, _ in areas.values()}
    row = grid.heading + 1
    for state in sorted(states | _ONE_AMOUNT):
        for kind in ("NR", "R"):
            if (state, kind) not in areas.values():
                column = f"{state} ({kind})"
                raise ImportRefused(grid.document.name, row, column, text("import.column"), "")
    if len(states) != _AREAS or len(areas) != 2 * _AREAS:
        expected = text("import.states", n=_AREAS)
        raise ImportRefused(grid.document.name, row, "", expected, len(states))
    return areas


def _period(document: Document, grid: Grid) -> tuple[Period, str]:
    for line in grid.preamble().split("\n"):
        found = month_and_year(line)
        if found and "fee schedule" in plain(line):
            period = rest_of_year(*found)
            check_name(document.name, period)
            return period, line
    raise ImportRefused(document.name, 0, "", text("import.fee_month"), grid.preamble())


def _fee(line: Line, areas: dict[str, tuple[str, str]]) -> Fee:
    modifiers = tuple(
        line.matching(column, r"([A-Z0-9]{2})?", text("import.modifier"))
        for column in ("mod", "mod2")
    )
    line.matching("juris", "[DLJ]", text("import.jurisdiction"))
    amounts: dict[tuple[str, str], str] = {}
    for column, (state, kind) in areas.items():
        value = line.amount(column, places=2)
        if value == 0:
            continue
        if state in _ONE_AMOUNT:
            if kind == "R":
                raise line.refuse(column, text("import.no_rural"))
            kind = "one"
        amounts[state, kind] = str(value.quantize(_CENT))
    return Fee(
        line.hcpcs("hcpcs"),
        modifiers,
        line.matching("catg", _CATEGORIES, text("import.category")),
        amounts,
    )


def merge(published: Published[Fee], tables: Tables, source: str) -> Tables:
    """The amounts of our equipment: as printed, and none where 0 is printed."""
    ours = codes(tables, "equipment", "fees")
    new = [
        full(
            "fees",
            hcpcs=fee.hcpcs,
            modifier=fee.modifiers[0],
            state=state,
            rural=rural,
            effective=published.period.effective.isoformat(),
            amount=amount,
            status="published",
            source=source,
            locator=f"category {fee.category}",
        )
        for fee in published.rows
        if fee.hcpcs in ours and fee.modifiers[0] in _MODIFIERS and not fee.modifiers[1]
        for (state, rural), amount in fee.amounts.items()
    ]
    return lay(tables, "fees", new, published.period)


IMPORTER = Importer(
    kind="dmepos",
    title="DMEPOS Fee Schedule, {period}",
    recognises=recognises,
    read=read,
    merge=merge,
    least=2500,
    most=6000,
)
