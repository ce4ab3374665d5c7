"""The ZIP code to carrier locality file, as a workbook or as lines of 80 places.

Its rural letter is the ambulance rule and says nothing about equipment: it is not taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.editions.documents import Document
from core.editions.grid import Grid, find_heading
from core.editions.importers.base import Importer, Published
from core.editions.merge import cells_of, full, known, with_rows
from core.editions.period import check_name, quarter, rest_of_year, year_and_quarter
from core.editions.refusal import ImportRefused
from core.editions.zips import by_prefix
from core.reference.tables import Tables
from core.trace import Text, text

_REQUIRED = ("state", "zip code", "carrier", "locality", "year/qtr")
# Missouri and Kansas are each printed in two halves.
_STATES = {"EM": "MO", "WM": "MO", "EK": "KS", "WK": "KS"}
_FIXED = re.compile(r"[A-Z]{2}\d{5}.{13}[01].{54}\d{5}", re.ASCII)
# Places of the fixed form, from 1, both included, with the names of the other form.
_PLACES = {
    "state": (1, 2),
    "zip code": (3, 7),
    "carrier": (8, 12),
    "locality": (13, 14),
    "year/qtr": (76, 80),
}
_SHAPES: dict[str, tuple[str, Text]] = {
    "state": ("[A-Z]{2}", text("import.state")),
    "zip code": (r"\d{5}", text("import.zip")),
    "carrier": (r"\d{5}", text("import.carrier")),
    "locality": (r"\d{2}", text("import.locality")),
    "year/qtr": (r"20\d\d[1-4]", text("import.year_quarter")),
}
_WHOLE = re.compile(" ".join(shape for shape, _ in _SHAPES.values()), re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """One ZIP code with its state, put right, its payment locality, and its row."""

    row: int
    zip_code: str
    state: str
    carrier: str
    locality: str


def recognises(document: Document) -> bool:
    """A heading with ZIP codes and carriers, or lines in CMS's 80 places."""
    if _heading(document) is not None:
        return True
    return document.is_text and _is_fixed(document)


def _is_fixed(document: Document) -> bool:
    return bool(document.lines) and bool(_FIXED.fullmatch(document.lines[0]))


def _heading(document: Document) -> int | None:
    if document.is_text and _is_fixed(document):
        return None
    return find_heading(document, lambda row: "zip code" in row and "carrier" in row)


def read(document: Document) -> Published[Place]:
    """Every row of the file.  Raises ImportRefused."""
    heading = _heading(document)
    rows = _fixed_rows(document) if heading is None else _grid_rows(document, heading)
    places: list[Place] = []
    seen: dict[str, int] = {}
    quarter_said = ""
    for row, cells in rows:
        if not _WHOLE.fullmatch(" ".join(cells[column] for column in _SHAPES)):
            for column, (shape, expected) in _SHAPES.items():
                if not re.fullmatch(shape, cells[column], re.ASCII):
                    raise _refused(document, row, column, expected, cells)
        if quarter_said and cells["year/qtr"] != quarter_said:
            expected = text("import.as_above", cell=quarter_said)
            raise _refused(document, row, "year/qtr", expected, cells)
        quarter_said = cells["year/qtr"]
        code = cells["zip code"]
        if code in seen:
            expected = text("import.not_again", row=seen[code])
            raise _refused(document, row, "zip code", expected, cells)
        seen[code] = row
        state = _STATES.get(cells["state"], cells["state"])
        places.append(Place(row, code, state, cells["carrier"], cells["locality"]))
    said = year_and_quarter(quarter_said)
    if said is None:
        raise ImportRefused(document.name, 0, "YEAR/QTR", text("import.year_quarter"), quarter_said)
    check_name(document.name, quarter(*said))
    # Localities are laid down for a calendar year, so the file stands until its end.
    period = rest_of_year(said[0], said[1] * 3 - 2)
    return Published(document.name, period, quarter_said, tuple(places))


def _refused(
    document: Document, row: int, column: str, expected: Text, cells: dict[str, str]
) -> ImportRefused:
    return ImportRefused(document.name, row, column.upper(), expected, cells[column])


def _grid_rows(document: Document, heading: int) -> list[tuple[int, dict[str, str]]]:
    grid = Grid(document, heading, _REQUIRED)
    return [(line.row, {name: line.text(name) for name in _REQUIRED}) for line in grid.lines()]


def _fixed_rows(document: Document) -> list[tuple[int, dict[str, str]]]:
    rows = []
    for row, line in enumerate(document.lines, 1):
        if not line.strip():
            continue
        if not _FIXED.fullmatch(line):
            raise ImportRefused(document.name, row, "", text("import.eighty"), line)
        cells = {name: line[first - 1 : last] for name, (first, last) in _PLACES.items()}
        rows.append((row, cells))
    return rows


def merge(published: Published[Place], tables: Tables, source: str) -> Tables:
    """All ZIP codes, in place of those that were held."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for place in published.rows:
        key = (place.state, place.carrier, place.locality)
        groups.setdefault(key, []).append(place.zip_code)
    rows = [
        full(
            "zips",
            prefix=prefix,
            state=state,
            carrier=carrier,
            locality=locality,
            suffixes=suffixes,
        )
        for (state, carrier, locality), codes in groups.items()
        for prefix, suffixes in by_prefix(codes).items()
    ]
    return known(with_rows(tables, "zips", rows), "zips", published.period)


def check(published: Published[Place], tables: Tables) -> None:
    """Raise ImportRefused when a ZIP code lies in a state or locality that is not held."""
    states = {cells["state"] for cells in cells_of(tables, "states")}
    held = {(cells["carrier"], cells["locality"]) for cells in cells_of(tables, "localities")}
    for place in published.rows:
        if place.state not in states:
            found = f"{place.zip_code} {place.state}"
            raise ImportRefused(
                published.file, place.row, "STATE", text("import.known_state"), found
            )
        if (place.carrier, place.locality) not in held:
            found = f"{place.zip_code} {place.carrier} {place.locality}"
            expected = text("import.known_locality")
            raise ImportRefused(published.file, place.row, "LOCALITY", expected, found)


IMPORTER = Importer(
    kind="zip5",
    title="Zip Code to Carrier Locality File, {period}",
    recognises=recognises,
    read=read,
    merge=merge,
    least=40_000,
    most=46_000,
    check=check,
)
