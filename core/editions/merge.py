"""New rows laid into the tables of an edition, so that each day has one row of a series."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from core.editions.period import Period
from core.reference.schema import TABLES, Table
from core.reference.tables import Cells, Row, Tables

BY_NAME = {table.name: table for table in TABLES}
JUMP = Decimal("0.25")
"""What an amount may move by, as a part of what it was, before somebody must look at it."""

_AS_PRINTED = "as printed by CMS"
_DAY = timedelta(days=1)


def cells_of(tables: Tables, name: str) -> list[Cells]:
    """The rows of a table as cells."""
    return [row.cells for row in tables[name]]


def codes(tables: Tables, *names: str) -> set[str]:
    """The HCPCS codes that some tables have: those that are ours."""
    return {cells["hcpcs"] for name in names for cells in cells_of(tables, name)}


def full(table: str, **cells: str) -> Cells:
    """A row of a table: the cells given, and "" in the columns that were not."""
    row = {column.name: "" for column in BY_NAME[table].columns}
    unknown = cells.keys() - row.keys()
    if unknown:
        raise KeyError(f"{table} has no column {', '.join(sorted(unknown))}")
    return row | cells


def with_rows(tables: Tables, name: str, rows: Iterable[Cells]) -> Tables:
    """The tables with one of them replaced, in the order of its key."""
    key = BY_NAME[name].key
    ordered = sorted(rows, key=lambda cells: [cells[column] for column in key])
    return {**tables, name: tuple(Row(line, cells) for line, cells in enumerate(ordered, 2))}


def lay(tables: Tables, name: str, new: Sequence[Cells], period: Period) -> Tables:
    """A table with what a file says for its days.

    `new` has `effective` at the period's first day.  A row that reached into the period ends
    the day before it, whether the file has its series or not: what a file has not any more is
    gone.  Rows of a later release stay, and cut the new ones short.
    """
    table = BY_NAME[name]
    names = _series(table)
    supplied = {tuple(cells[column] for column in names): cells for cells in new}
    held: dict[tuple[str, ...], list[Cells]] = {key: [] for key in supplied}
    for cells in cells_of(tables, name):
        held.setdefault(tuple(cells[column] for column in names), []).append(cells)
    rows: list[Cells] = []
    for key, members in held.items():
        rows += _laid(table, members, supplied.get(key), period)
    return known(with_rows(tables, name, rows), name, period)


def known(tables: Tables, name: str, period: Period) -> Tables:
    """The tables, in which a dated table is now published for the days of a period too."""
    rows = {cells["name"]: dict(cells) for cells in cells_of(tables, "published_tables")}
    first, last = period.effective.isoformat(), period.ends.isoformat()
    row = rows.setdefault(
        name, full("published_tables", name=name, known_from=first, known_through=last)
    )
    row["known_from"] = min(row["known_from"], first)
    row["known_through"] = max(row["known_through"], last)
    return with_rows(tables, "published_tables", rows.values())


def noted(table: Table, earlier: Cells | None, later: Cells) -> Cells:
    """A new row that says so itself when its amount jumped: the check asks for a note there,
    and the person who signs the edition is asked too."""
    if earlier is None or later.get("note") != "":
        return later
    for column in table.columns:
        before, after = earlier[column.name], later[column.name]
        if column.kind == "amount" and before and after and jumped(Decimal(before), Decimal(after)):
            return later | {"note": _AS_PRINTED}
    return later


def jumped(before: Decimal, after: Decimal) -> bool:
    """Whether an amount moved by more than a quarter of what it was."""
    return abs(after - before) > JUMP * before


def _series(table: Table) -> tuple[str, ...]:
    """The columns that name a series: all of the key but its day."""
    return table.series or tuple(name for name in table.key if name != "effective")


def _laid(table: Table, members: list[Cells], new: Cells | None, period: Period) -> list[Cells]:
    first = period.effective.isoformat()
    before = [dict(cells) for cells in members if cells["effective"] < first]
    after = [cells for cells in members if cells["effective"] > first]
    before.sort(key=lambda cells: cells["effective"])
    eve = (period.effective - _DAY).isoformat()
    for cells in before:
        if not cells["ends"] or cells["ends"] > eve:
            cells["ends"] = eve
    if new is not None:
        ends = period.ends
        for cells in after:
            ends = min(ends, date.fromisoformat(cells["effective"]) - _DAY)
        new = new | {"ends": ends.isoformat()}
        before.append(noted(table, before[-1] if before else None, new))
    return before + after
