"""Two editions' tables side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from core.editions.changes import Change, ChangeKind, Diff, Side
from core.editions.merge import BY_NAME, cells_of, jumped
from core.editions.places import compare_zips
from core.reference.schema import TABLES, Table
from core.reference.tables import Cells, Tables

# The figures of each dated table that a price comes from.
_FIGURES = {
    "parameters": ("value",),
    "fees": ("amount",),
    "area_fees": ("amount",),
    "payment_limits": ("amount", "coinsurance_percent"),
    "visit_rates": ("low", "high"),
    "local_visit_rates": ("amount",),
    "setting_prices": ("amount", "copayment"),
    "localities": ("gaf",),
}
# What `--accept` takes them by: one id for a code in all states.
_GROUP = {
    "fees": ("hcpcs", "modifier"),
    "area_fees": ("hcpcs", "modifier"),
    "local_visit_rates": ("hcpcs",),
}
_UNITS = {
    "payment_limits": ("unit_amount", "unit"),
    "drug_codes": ("unit_amount", "unit"),
    "package_units": ("item_units", "package_units"),
}
# Told as rows: nothing in them is an amount by the day.
_PLACES = {"zips", "rural_zips", "area_zips"}
_UNTOLD = {"sources", "published_tables", "ranges"}
_ROWS_IN_FORCE = "9999-12-31"


def compare(before: Tables, after: Tables, before_id: str = "", after_id: str = "") -> Diff:
    """Everything that differs from one edition to the other, largest jumps first."""
    found: list[Change] = []
    for table in TABLES:
        if table.name in _FIGURES:
            found += _dated(table, before, after)
        elif table.name in _PLACES:
            found += compare_zips(table.name, before, after)
        elif table.name not in _UNTOLD:
            found += _rows(table, before, after)
    drugs = _drugs(before, after)
    paired = _paired(found, drugs, _general(after))
    touched = [replace(each, drugs=_touched(each, drugs)) for each in paired]
    touched.sort(key=lambda each: (not each.must_accept, -each.size, each.id, each.before.name))
    return Diff(before_id, after_id, tuple(touched))


def _dated(table: Table, before: Tables, after: Tables) -> Iterator[Change]:
    """Changes of the amounts of dated series."""
    names = table.series or ("hcpcs",)
    old, new = _by(table, names, before), _by(table, names, after)
    through = _through(table, before), _through(table, after)
    for key in sorted(old.keys() | new.keys()):
        yield from _series(table, key, old.get(key, []), new.get(key, []), through)


def _series(
    table: Table,
    key: tuple[str, ...],
    old: list[Cells],
    new: list[Cells],
    through: tuple[str, str],
) -> Iterator[Change]:
    held, holds = _in_force(table, old, through[0]), _in_force(table, new, through[1])
    name = " ".join(part for part in key if part)
    group = _group(table, (old or new)[0])
    column = _FIGURES[table.name][0]
    if held and not holds:
        side = _side(table, name, old[-1], column)
        yield Change(group, ChangeKind.GONE, table.name, column, side, Side(), must_accept=True)
        return
    if holds and not old:
        side = _side(table, name, new[-1], column)
        yield Change(group, ChangeKind.NEW, table.name, column, Side(), side)
        return
    days = sorted({cells["effective"] for cells in (*old, *new)})
    told: set[tuple[str, str, str]] = set()
    for day in days:
        was, now = _on(old, day), _on(new, day)
        if was is None or now is None or was == now:
            continue
        for column in _FIGURES[table.name]:
            change = _figure(table, group, name, column, was, now)
            if change and (change.before.figure, change.after.figure, column) not in told:
                told.add((change.before.figure, change.after.figure, column))
                yield change


def _figure(
    table: Table, group: str, name: str, column: str, was: Cells, now: Cells
) -> Change | None:
    """The change of one figure of a series, or None when it is the same."""
    old, new = was[column], now[column]
    units = [(cells.get("unit_amount", ""), cells.get("unit", "")) for cells in (was, now)]
    sides = _side(table, name, was, column), _side(table, name, now, column)
    is_price = column == _FIGURES[table.name][0]
    if is_price and not old and not new:
        return None
    if is_price and (not old or not new):
        kind = ChangeKind.NEW if new else ChangeKind.GONE
        return Change(group, kind, table.name, column, *sides, must_accept=not new)
    if is_price and units[0] != units[1] and old and new:
        moved = _moved(old, new, *units)
        return Change(group, ChangeKind.UNIT, table.name, column, *sides, moved, must_accept=True)
    if not old or not new or Decimal(old) == Decimal(new):
        return None
    moved = _moved(old, new)
    must = moved is None or jumped(Decimal(old), Decimal(new))
    return Change(group, ChangeKind.AMOUNT, table.name, column, *sides, moved, must_accept=must)


def _moved(
    old: str, new: str, was: tuple[str, str] = ("", ""), now: tuple[str, str] = ("", "")
) -> Decimal | None:
    """By how much a price moved for the same quantity of the drug, or None."""
    first, last = Decimal(old), Decimal(new)
    if was != now:
        if was[1] != now[1] or not was[0] or not now[0]:
            return None
        first, last = first / Decimal(was[0]), last / Decimal(now[0])
    return (last - first) / first if first else None


def _rows(table: Table, before: Tables, after: Tables) -> Iterator[Change]:
    """Rows of an undated table that came, went or changed, by the first part of their key."""
    names = tuple(name for name in table.key if name != "effective")
    old, new = _by(table, names, before), _by(table, names, after)
    ignored = {"source", "locator", "effective", "ends"} if table.name == "package_units" else set()
    for key in sorted(old.keys() | new.keys()):
        was, now = old.get(key), new.get(key)
        name = " ".join(part for part in key if part)
        group = f"{table.name}:{(was or now or [{}])[0].get('hcpcs') or key[0]}"
        if was is None or now is None:
            kind = ChangeKind.NEW if was is None else ChangeKind.GONE
            sides = (Side(), Side(name)) if was is None else (Side(name), Side())
            must = now is None and table.name == "drug_codes"
            yield Change(group, kind, table.name, "", *sides, must_accept=must)
            continue
        differing = [
            column.name
            for column in table.columns
            if column.name not in ignored and was[-1][column.name] != now[-1][column.name]
        ]
        if not differing:
            continue
        units = [name for name in _UNITS.get(table.name, ()) if name in differing]
        ended = table.name == "hcpcs_status" and "terminated" in differing
        column = ", ".join(units or differing)
        sides = (
            Side(name, " ".join(was[-1][each] for each in units or differing[:1])),
            Side(name, " ".join(now[-1][each] for each in units or differing[:1])),
        )
        kind = ChangeKind.UNIT if units else ChangeKind.ROWS
        must = bool(units) or (ended and bool(now[-1]["terminated"]))
        yield Change(group, kind, table.name, column, *sides, must_accept=must)


def _paired(
    changes: list[Change], drugs: dict[str, set[str]], general: set[str]
) -> Iterator[Change]:
    """The changes, in which a code that is gone is paired with the new one of its drug: the
    general one, where one maker's own code is new too."""
    new = [each for each in changes if each.table == "payment_limits" and _is_new(each)]
    new.sort(key=lambda each: each.after.name not in general)
    taken: set[int] = set()
    for change in changes:
        if change.table != "payment_limits" or change.kind is not ChangeKind.GONE:
            continue
        for other in new:
            both = drugs.get(change.before.name, set()) & drugs.get(other.after.name, set())
            if both and id(other) not in taken:
                taken |= {id(change), id(other)}
                moved = _moved(
                    change.before.figure,
                    other.after.figure,
                    _split(change.before.unit),
                    _split(other.after.unit),
                )
                yield replace(change, kind=ChangeKind.REPLACED, after=other.after, moved=moved)
                break
    yield from (each for each in changes if id(each) not in taken)


def _is_new(change: Change) -> bool:
    return change.kind is ChangeKind.NEW


def _split(unit: str) -> tuple[str, str]:
    size, _, name = unit.partition(" ")
    return size, name


def _drugs(before: Tables, after: Tables) -> dict[str, set[str]]:
    """The drugs of each billing code, in either edition."""
    found: dict[str, set[str]] = {}
    for tables in (before, after):
        for cells in cells_of(tables, "drug_codes"):
            found.setdefault(cells["hcpcs"], set()).add(cells["drug"])
    return found


def _general(tables: Tables) -> set[str]:
    """The codes that are taken when the maker of a drug is not known."""
    rows = cells_of(tables, "drug_codes")
    return {cells["hcpcs"] for cells in rows if cells["general"] == "yes"}


def _touched(change: Change, drugs: dict[str, set[str]]) -> tuple[str, ...]:
    names = {side.name.split(" ")[0] for side in (change.before, change.after) if side.name}
    found = {drug for name in names for drug in drugs.get(name, ())}
    if change.table == "drugs":
        found |= names
    elif change.table == "drug_codes":
        found |= {change.id.partition(":")[2]} & set().union(*drugs.values())
    return tuple(sorted(found))


def _by(table: Table, names: tuple[str, ...], tables: Tables) -> dict[tuple[str, ...], list[Cells]]:
    """The rows of a table by some columns, each group in the order of its days."""
    groups: dict[tuple[str, ...], list[Cells]] = {}
    for cells in cells_of(tables, table.name):
        groups.setdefault(tuple(cells[name] for name in names), []).append(cells)
    for rows in groups.values():
        rows.sort(key=lambda cells: cells.get("effective", ""))
    return groups


def _on(rows: list[Cells], day: str) -> Cells | None:
    """The row of a day: the last that has begun, or else the first of all."""
    begun = [cells for cells in rows if cells["effective"] <= day]
    return begun[-1] if begun else (rows[0] if rows else None)


def _in_force(table: Table, rows: list[Cells], through: str) -> bool:
    """Whether a series has a value on the last day that its table has been published for."""
    if not rows or not rows[-1][_FIGURES[table.name][0]]:
        return False
    # Drug prices are not held for every quarter: they stand until a row says that they ended.
    return table.name == "payment_limits" or (rows[-1]["ends"] or _ROWS_IN_FORCE) >= through


def _through(table: Table, tables: Tables) -> str:
    for cells in cells_of(tables, "published_tables"):
        if cells["name"] == table.name:
            return cells["known_through"]
    return ""


def _group(table: Table, cells: Cells) -> str:
    names: Iterable[str] = _GROUP.get(table.name) or table.series or ("hcpcs",)
    return f"{table.name}:{'-'.join(cells[name] for name in names if cells[name])}"


def _side(table: Table, name: str, cells: Cells, column: str) -> Side:
    unit = ""
    if table.name in _UNITS and table is BY_NAME["payment_limits"]:
        unit = " ".join(cells[part] for part in _UNITS[table.name]).strip()
    return Side(name, cells[column], unit, cells["effective"])
