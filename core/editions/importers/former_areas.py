"""The files of the former competitive bidding areas: their amounts, and their ZIP codes.

The layouts are known from programs that read them; no whole file has been seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.editions.documents import Document
from core.editions.grid import Grid, find_heading, plain
from core.editions.importers.base import Importer, Published
from core.editions.merge import cells_of, codes, full, lay
from core.editions.period import (
    Period,
    check_name,
    month_and_year,
    named_month,
    quarter,
    rest_of_year,
    year_and_quarter,
)
from core.editions.refusal import ImportRefused
from core.editions.zips import by_prefix
from core.reference.tables import Tables
from core.trace import text

_FEE_COLUMNS = ("hcpcs", "mod", "catg")
_NOT_AREAS = {*_FEE_COLUMNS, "mod2", "juris", "description", "desc", "short description"}
_ZIP_COLUMNS = ("cba state", "cba zip code", "cba name short", "cba name", "year/qtr")
_MODIFIERS = ("", "RR", "NU", "UE")
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class AreaFee:
    """One row: the amounts by area as it is headed, those that are 0 left out."""

    hcpcs: str
    modifiers: tuple[str, ...]
    amounts: dict[str, str]


@dataclass(frozen=True, slots=True)
class AreaZip:
    """One ZIP code of an area."""

    zip_code: str
    area: str
    name: str


def _fee_heading(document: Document) -> int | None:
    def is_heading(row: tuple[str, ...]) -> bool:
        areas = [cell for cell in row if cell and cell not in _NOT_AREAS]
        by_state = any(cell.endswith(("(nr)", "(r)", " nr")) for cell in areas)
        return (
            row[:1] == ("hcpcs",)
            and "catg" in row
            and "juris" not in row
            and len(areas) >= 3
            and not by_state
        )

    return find_heading(document, is_heading)


def recognises_fees(document: Document) -> bool:
    """A heading of codes, categories and areas that are not states."""
    return _fee_heading(document) is not None


def recognises_zips(document: Document) -> bool:
    """A heading with the ZIP codes of bidding areas."""
    return find_heading(document, lambda row: "cba zip code" in row) is not None


def read_fees(document: Document) -> Published[AreaFee]:
    """Every row of the file of amounts.  Raises ImportRefused."""
    heading = _fee_heading(document)
    assert heading is not None, "read after recognises_fees"
    grid = Grid(document, heading, _FEE_COLUMNS)
    areas = [name for name in grid.columns() if name not in _NOT_AREAS]
    period, said = _fee_period(document, grid)
    rows: list[AreaFee] = []
    seen: dict[tuple[str, ...], int] = {}
    for line in grid.lines():
        modifiers = tuple(
            line.matching(column, r"([A-Z0-9]{2})?", text("import.modifier"))
            for column in ("mod", "mod2")
            if grid.has(column)
        )
        amounts = {}
        for area in areas:
            # An area where the item was not bid for has an empty cell or 0.
            value = line.amount(area, places=2) if line.text(area) else Decimal(0)
            if value:
                amounts[grid.shown(area)] = str(value.quantize(_CENT))
        fee = AreaFee(line.hcpcs("hcpcs"), modifiers, amounts)
        key = (fee.hcpcs, *modifiers)
        if key in seen:
            raise line.refuse("hcpcs", text("import.not_again", row=seen[key]))
        seen[key] = line.row
        rows.append(fee)
    return Published(document.name, period, said, tuple(rows))


def _fee_period(document: Document, grid: Grid) -> tuple[Period, str]:
    inside = month_and_year(grid.preamble())
    if inside:
        period = rest_of_year(*inside)
        check_name(document.name, period)
        return period, grid.preamble()
    named = named_month(document.name)
    if named is None:
        raise ImportRefused(document.name, 0, "", text("import.fee_month"), grid.preamble())
    return rest_of_year(*named), document.name


def read_zips(document: Document) -> Published[AreaZip]:
    """Every row of the file of ZIP codes.  Raises ImportRefused."""
    heading = find_heading(document, lambda row: "cba zip code" in row)
    assert heading is not None, "read after recognises_zips"
    grid = Grid(document, heading, _ZIP_COLUMNS)
    rows: list[AreaZip] = []
    seen: dict[str, int] = {}
    said = ""
    for line in grid.lines():
        cell = line.matching("year/qtr", r"20\d\d/?[1-4]", text("import.year_quarter"))
        if said and cell != said:
            raise line.refuse("year/qtr", text("import.as_above", cell=said))
        said = cell
        code = line.matching("cba zip code", r"\d{3,5}", text("import.zip")).zfill(5)
        if code in seen:
            raise line.refuse("cba zip code", text("import.not_again", row=seen[code]))
        seen[code] = line.row
        area = line.text("cba name short")
        if not area:
            raise line.refuse("cba name short", text("import.filled"))
        rows.append(AreaZip(code, area, line.text("cba name")))
    stated = year_and_quarter(said)
    if stated is None:
        expected = text("import.year_quarter")
        raise ImportRefused(document.name, 0, grid.shown("year/qtr"), expected, said)
    check_name(document.name, quarter(*stated))
    period = rest_of_year(stated[0], stated[1] * 3 - 2)
    return Published(document.name, period, said, tuple(rows))


def merge_fees(published: Published[AreaFee], tables: Tables, source: str) -> Tables:
    """The amounts of our equipment in each area that has one."""
    ours = codes(tables, "equipment", "fees")
    new = [
        full(
            "area_fees",
            hcpcs=fee.hcpcs,
            modifier=fee.modifiers[0],
            area=area,
            effective=published.period.effective.isoformat(),
            amount=amount,
            status="published",
            source=source,
        )
        for fee in published.rows
        if fee.hcpcs in ours and fee.modifiers[0] in _MODIFIERS and not any(fee.modifiers[1:])
        for area, amount in fee.amounts.items()
    ]
    return lay(tables, "area_fees", new, published.period)


def merge_zips(published: Published[AreaZip], tables: Tables, source: str) -> Tables:
    """The ZIP codes of the areas from the quarter's first day."""
    groups: dict[tuple[str, str], list[str]] = {}
    for each in published.rows:
        groups.setdefault((each.area, each.name), []).append(each.zip_code)
    new = [
        full(
            "area_zips",
            area=area,
            name=name,
            prefix=prefix,
            effective=published.period.effective.isoformat(),
            suffixes=suffixes,
            status="published",
            source=source,
        )
        for (area, name), codes in groups.items()
        for prefix, suffixes in by_prefix(codes).items()
    ]
    return lay(tables, "area_zips", new, published.period)


def check_areas(published: Published[AreaFee], tables: Tables) -> None:
    """Raise ImportRefused for an area with amounts and no ZIP codes, which nobody could be in."""
    placed = {plain(cells["area"]) for cells in cells_of(tables, "area_zips")}
    for fee in published.rows:
        for area in fee.amounts:
            if plain(area) not in placed:
                raise ImportRefused(published.file, 0, area, text("import.area_zips"), area)


FEES = Importer(
    kind="former-cba-fees",
    title="Former CBA Fee Schedule File, {period}",
    recognises=recognises_fees,
    read=read_fees,
    merge=merge_fees,
    least=20,
    most=2_000,
    check=check_areas,
)
ZIPS = Importer(
    kind="former-cba-zips",
    title="Former CBA ZIP Code File, {period}",
    recognises=recognises_zips,
    read=read_zips,
    merge=merge_zips,
    least=500,
    most=40_000,
)
