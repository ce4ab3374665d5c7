"""The DMEPOS rural ZIP file: a listed ZIP code is rural for equipment and supplies.

The layout is known from three programs that read it; no whole file has been seen.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.editions.documents import Document
from core.editions.grid import Grid, find_heading
from core.editions.importers.base import Importer, Published
from core.editions.merge import cells_of, full, lay
from core.editions.period import check_name, quarter, rest_of_year, year_and_quarter
from core.editions.refusal import ImportRefused
from core.editions.zips import by_prefix
from core.reference.tables import Tables
from core.trace import text

_ZIP = "dmepos rural zip code"
_QUARTER = "year/qtr"


@dataclass(frozen=True, slots=True)
class RuralZip:
    """One rural ZIP code, five digits, with the state as printed."""

    row: int
    zip_code: str
    state: str


def recognises(document: Document) -> bool:
    """A heading with DMEPOS rural ZIP codes."""
    return _heading(document) is not None


def _heading(document: Document) -> int | None:
    return find_heading(document, lambda row: _ZIP in row)


def read(document: Document) -> Published[RuralZip]:
    """Every row of the file.  Raises ImportRefused."""
    heading = _heading(document)
    assert heading is not None, "read after recognises"
    grid = Grid(document, heading, ("state", _ZIP, _QUARTER))
    rows: list[RuralZip] = []
    seen: dict[str, int] = {}
    said = ""
    for line in grid.lines():
        cell = line.matching(_QUARTER, r"20\d\d/?[1-4]", text("import.year_quarter"))
        if said and cell != said:
            raise line.refuse(_QUARTER, text("import.as_above", cell=said))
        said = cell
        # The zeros of New England are lost when a spreadsheet has held the file.
        code = line.matching(_ZIP, r"\d{3,5}", text("import.zip")).zfill(5)
        if code in seen:
            raise line.refuse(_ZIP, text("import.not_again", row=seen[code]))
        seen[code] = line.row
        state = line.matching("state", "[A-Z]{2}", text("import.state"))
        rows.append(RuralZip(line.row, code, state))
    stated = year_and_quarter(said)
    if stated is None:
        expected = text("import.year_quarter")
        raise ImportRefused(document.name, 0, grid.shown(_QUARTER), expected, said)
    check_name(document.name, quarter(*stated))
    period = rest_of_year(stated[0], stated[1] * 3 - 2)
    return Published(document.name, period, said, tuple(rows))


def merge(published: Published[RuralZip], tables: Tables, source: str) -> Tables:
    """The rural ZIP codes from the quarter's first day."""
    groups: dict[str, list[str]] = {}
    for rural in published.rows:
        groups.setdefault(rural.state, []).append(rural.zip_code)
    new = [
        full(
            "rural_zips",
            prefix=prefix,
            state=state,
            effective=published.period.effective.isoformat(),
            suffixes=suffixes,
            status="published",
            source=source,
        )
        for state, codes in groups.items()
        for prefix, suffixes in by_prefix(codes).items()
    ]
    return lay(tables, "rural_zips", new, published.period)


def check(published: Published[RuralZip], tables: Tables) -> None:
    """Raise ImportRefused for a state that is not held."""
    states = {cells["state"] for cells in cells_of(tables, "states")}
    for rural in published.rows:
        if rural.state not in states:
            expected = text("import.known_state")
            raise ImportRefused(published.file, rural.row, "STATE", expected, rural.state)


IMPORTER = Importer(
    kind="dmepos-rural-zip",
    title="DMEPOS Rural Zip Code File, {period}",
    recognises=recognises,
    read=read,
    merge=merge,
    least=3_000,
    most=40_000,
    check=check,
)
