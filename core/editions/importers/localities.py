"""Payment localities: the geographic practice cost indices (GPCI, Addendum E), and the
adjustment factors made of them (GAF, Addendum D)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from core.editions.documents import Document
from core.editions.grid import Grid, Line, find_heading
from core.editions.importers.base import Importer, Published
from core.editions.merge import cells_of, full, lay, with_rows
from core.editions.period import Period, check_name, rest_of_year, years_in
from core.editions.refusal import ImportRefused
from core.reference.tables import Cells, Tables
from core.trace import text

_REQUIRED = ("carrier", "locality", "name")
_CARRIERS = ("medicare administrative contractor (mac)", "mac", "carrier")
_LOCALITIES = ("locality number", "locality")
_NAMES = ("locality name", "name")
_PLACE = Decimal("0.001")
# The floor of 1.0 under the work index is in law to the end of 2026; a file for a later year
# that prints both is read without it.
_LAST_YEAR_OF_FLOOR = 2026
_COMPARED = ("work", "practice")
_FAR = Decimal("0.10")
_MOST_FAR = 5


@dataclass(frozen=True, slots=True)
class Locality:
    """One locality.  The indices are None in a file of factors, `factor` in one of indices."""

    row: int
    carrier: str
    locality: str
    state: str
    name: str
    indices: tuple[str, str, str] | None
    factor: str | None


def _heading(document: Document, wanted: str) -> int | None:
    def is_heading(row: tuple[str, ...]) -> bool:
        cells = set(row)
        return (
            bool(cells & set(_CARRIERS))
            and bool(cells & set(_LOCALITIES))
            and any(re.search(rf"\b{wanted}\b", cell) for cell in row)
        )

    return find_heading(document, is_heading)


def _aliases(document: Document, heading: int) -> dict[str, int]:
    """The columns that both files and all their years have, under one name each."""
    cells = [" ".join(cell.split()).casefold() for cell in document.top[heading]]
    found = {}
    for name, ways in (("carrier", _CARRIERS), ("locality", _LOCALITIES), ("name", _NAMES)):
        for way in ways:
            if way in cells:
                found[name] = cells.index(way)
                break
    return found


def _year(document: Document, grid: Grid, columns: Iterable[str]) -> int:
    """The one year in the headings of the figures, or else in the title; both must agree."""
    headed, titled = years_in(" ".join(columns)), years_in(grid.preamble())
    row = grid.heading + 1
    if len(headed | titled) != 1:
        found = ", ".join(str(year) for year in sorted(headed | titled))
        raise ImportRefused(document.name, row, "", text("import.year"), found)
    (year,) = headed | titled
    check_name(document.name, rest_of_year(year, 1))
    return year


def _one_column(grid: Grid, wanted: str, year: int | None) -> str:
    """The column of a figure; of two for the floor under the work index, the one in law."""
    found = [name for name in grid.columns() if re.search(wanted, name)]
    if len(found) > 1:
        floor = [name for name in found if "without" not in name]
        bare = [name for name in found if "without" in name]
        found = floor if year is None or year <= _LAST_YEAR_OF_FLOOR else bare
    if len(found) != 1:
        shown = ", ".join(grid.shown(name) for name in grid.columns())
        column = wanted.replace("\\b", "").upper()
        raise ImportRefused(
            grid.document.name, grid.heading + 1, column, text("import.column"), shown
        )
    return found[0]


def recognises_indices(document: Document) -> bool:
    """A heading with contractors, localities and a GPCI."""
    return _heading(document, "gpci") is not None


def recognises_factors(document: Document) -> bool:
    """A heading with contractors, localities and a GAF, and no GPCI."""
    return _heading(document, "gaf") is not None and not recognises_indices(document)


def read_indices(document: Document) -> Published[Locality]:
    """Every row of Addendum E.  Raises ImportRefused."""
    heading = _heading(document, "gpci")
    assert heading is not None, "read after recognises_indices"
    grid = Grid(document, heading, ("state", *_REQUIRED), _aliases(document, heading))
    headed = [name for name in grid.columns() if "gpci" in name]
    year = _year(document, grid, headed)
    columns = [_one_column(grid, rf"\b{kind} gpci\b", year) for kind in ("pw", "pe", "mp")]

    def locality(line: Line) -> Locality:
        work, practice, malpractice = (_three_places(line, column) for column in columns)
        name = line.text("name")
        # The footnotes of CMS's own file, which a made-up copy may well break.
        if name.endswith("**") and Decimal(practice) < 1:
            raise line.refuse(columns[1], text("import.frontier"))
        if name.endswith("*") and not name.endswith("**") and Decimal(work) != Decimal("1.5"):
            raise line.refuse(columns[0], text("import.alaska"))
        if "with 1.0 floor" in columns[0] and Decimal(work) < 1:
            raise line.refuse(columns[0], text("import.floor"))
        state = line.matching("state", "[A-Z]{2}", text("import.state"))
        return _locality(line, state, (work, practice, malpractice), None)

    rows = _rows(grid, locality)
    return Published(document.name, rest_of_year(year, 1), str(year), rows)


def read_factors(document: Document) -> Published[Locality]:
    """Every row of Addendum D.  Raises ImportRefused."""
    heading = _heading(document, "gaf")
    assert heading is not None, "read after recognises_factors"
    grid = Grid(document, heading, _REQUIRED, _aliases(document, heading))
    headed = [name for name in grid.columns() if re.search(r"\bgaf\b", name)]
    year = _year(document, grid, headed)
    column = _one_column(grid, r"\bgaf\b", year)

    def locality(line: Line) -> Locality:
        return _locality(line, "", None, _three_places(line, column))

    return Published(document.name, rest_of_year(year, 1), str(year), _rows(grid, locality))


def _rows(grid: Grid, make: Callable[[Line], Locality]) -> tuple[Locality, ...]:
    rows: list[Locality] = []
    seen: dict[tuple[str, str], int] = {}
    for line in grid.lines():
        made = make(line)
        key = (made.carrier, made.locality)
        if key in seen:
            raise line.refuse("locality", text("import.not_again", row=seen[key]))
        seen[key] = line.row
        rows.append(made)
    return tuple(rows)


def _locality(
    line: Line, state: str, indices: tuple[str, str, str] | None, factor: str | None
) -> Locality:
    return Locality(
        line.row,
        line.matching("carrier", r"\d{5}", text("import.carrier")),
        # Locality numbers lose their zeros in some workbooks.
        line.matching("locality", r"\d{1,2}", text("import.locality")).zfill(2),
        state,
        _name(line),
        indices,
        factor,
    )


def _name(line: Line) -> str:
    name = line.text("name").rstrip("* ")
    if not name:
        raise line.refuse("name", text("import.filled"))
    return name


def _three_places(line: Line, column: str) -> str:
    value = line.amount(column, places=3)
    if not Decimal("0.1") <= value <= 5:
        raise line.refuse(column, text("import.index"))
    return str(value.quantize(_PLACE))


def merge_indices(published: Published[Locality], tables: Tables, source: str) -> Tables:
    """The year's localities, with a factor computed from the three indices.

    Raises ImportRefused for figures that are nothing like those held.
    """
    _must_be_like(published, cells_of(tables, "localities"))
    day = published.period.effective
    weights = [_parameter(tables, f"gaf_weight_{part}", day) for part in _PARTS]
    said = " + ".join(f"{weight} {part}" for weight, part in zip(weights, _PARTS, strict=True))
    new = []
    for row in published.rows:
        assert row.indices is not None, "a file of indices"
        factor = sum(
            (weight * Decimal(index) for weight, index in zip(weights, row.indices, strict=True)),
            Decimal(0),
        )
        new.append(
            full(
                "localities",
                carrier=row.carrier,
                locality=row.locality,
                state=row.state,
                name=row.name,
                effective=day.isoformat(),
                work=row.indices[0],
                practice=row.indices[1],
                malpractice=row.indices[2],
                gaf=str(factor.quantize(_PLACE, ROUND_HALF_UP)),
                status="estimated",
                source=source,
                locator=f"factor: {said}; the weights are from memory",
            )
        )
    return lay(tables, "localities", new, published.period)


_PARTS = ("work", "practice", "malpractice")


def _must_be_like(published: Published[Locality], held: list[Cells]) -> None:
    """Raise ImportRefused when many indices are far from those held for the nearest year.

    From 2025 to 2026 no index of work or practice moved by more than 2.2 %; a made-up file
    with CMS's title moved most of them.
    """
    year = published.period.effective.year
    near: dict[tuple[str, str], Cells] = {}
    for cells in sorted(held, key=lambda each: -abs(int(each["effective"][:4]) - year)):
        near[cells["carrier"], cells["locality"]] = cells
    far = []
    for row in published.rows:
        cells = near.get((row.carrier, row.locality), {})
        for name, index in zip(_COMPARED, row.indices or (), strict=False):
            before = Decimal(cells.get(name, index))
            if abs(Decimal(index) - before) > _FAR * before:
                far.append((row, name, before, index))
    if len(far) > _MOST_FAR:
        row, name, before, index = far[0]
        expected = text("import.near", held=str(before))
        raise ImportRefused(published.file, row.row, name, expected, f"{index} {row.name}")


def _parameter(tables: Tables, name: str, day: date) -> Decimal:
    for cells in cells_of(tables, "parameters"):
        if cells["name"] == name and cells["effective"] <= day.isoformat() <= (
            cells["ends"] or day.isoformat()
        ):
            return Decimal(cells["value"])
    raise ImportRefused("parameters.csv", 0, name, text("import.parameter"), day.isoformat())


def merge_factors(published: Published[Locality], tables: Tables, source: str) -> Tables:
    """The published factor in place of the computed one, for the days of the year."""
    factors = {(row.carrier, row.locality): row.factor for row in published.rows}
    period = published.period
    rows = []
    for cells in cells_of(tables, "localities"):
        factor = factors.get((cells["carrier"], cells["locality"]))
        if factor is not None and _within(cells["effective"], period):
            cells = cells | {
                "gaf": factor,
                "status": "published",
                "source": source,
                "locator": "factor as printed",
            }
        rows.append(cells)
    return with_rows(tables, "localities", rows)


def _within(day: str, period: Period) -> bool:
    return period.effective.isoformat() <= day <= period.ends.isoformat()


def check_indices(published: Published[Locality], tables: Tables) -> None:
    """Raise ImportRefused unless the localities are exactly those that ZIP codes lie in."""
    used = {(cells["carrier"], cells["locality"]) for cells in cells_of(tables, "zips")}
    for row in published.rows:
        if (row.carrier, row.locality) not in used:
            found = f"{row.carrier} {row.locality} {row.name}"
            raise ImportRefused(published.file, row.row, "Locality", text("import.has_zips"), found)
    missing = sorted(used - {(row.carrier, row.locality) for row in published.rows})
    if missing:
        expected = text("import.all_localities", n=len(used))
        raise ImportRefused(published.file, 0, "Locality", expected, " ".join(missing[0]))


def check_factors(published: Published[Locality], tables: Tables) -> None:
    """Raise ImportRefused unless the year's localities are held, and are the same."""
    held = {
        (cells["carrier"], cells["locality"])
        for cells in cells_of(tables, "localities")
        if _within(cells["effective"], published.period)
    }
    for row in published.rows:
        if (row.carrier, row.locality) not in held:
            found = f"{row.carrier} {row.locality} {row.name}"
            expected = text("import.held_locality", year=str(published.period.effective.year))
            raise ImportRefused(published.file, row.row, "Locality", expected, found)
    missing = sorted(held - {(row.carrier, row.locality) for row in published.rows})
    if missing:
        expected = text("import.all_localities", n=len(held))
        raise ImportRefused(published.file, 0, "Locality", expected, " ".join(missing[0]))


INDICES = Importer(
    kind="gpci",
    title="Geographic Practice Cost Indices {period} (Addendum E of the physician fee schedule)",
    recognises=recognises_indices,
    read=read_indices,
    merge=merge_indices,
    least=100,
    most=125,
    yearly=True,
    check=check_indices,
)
FACTORS = Importer(
    kind="gaf",
    title="Geographic Adjustment Factors {period} (Addendum D of the physician fee schedule)",
    recognises=recognises_factors,
    read=read_factors,
    merge=merge_factors,
    least=100,
    most=125,
    yearly=True,
    check=check_factors,
)
