"""Rows of one table against each other: keys, references, days, ranges and jumps."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from core.reference.schema import Table
from core.reference.tables import Fault, Row, Tables
from core.trace import text

_MOST_CHANGE = Decimal("0.25")
_DAY = timedelta(days=1)

# The amounts that are held against ranges.csv: table, column, and the name of the range.
_RANGED = (
    ("parameters", "value", "{name}"),
    ("fees", "amount", "{hcpcs} {modifier}"),
    ("payment_limits", "amount", "amount"),
    ("payment_limits", "coinsurance_percent", "coinsurance_percent"),
    ("area_fees", "amount", "{hcpcs} {modifier}"),
    ("local_visit_rates", "amount", "{hcpcs}"),
    ("visit_rates", "low", "{hcpcs}"),
    ("visit_rates", "high", "{hcpcs}"),
    ("setting_prices", "amount", "{setting}"),
    ("localities", "work", "work"),
    ("localities", "practice", "practice"),
    ("localities", "malpractice", "malpractice"),
    ("localities", "gaf", "gaf"),
)
# Tables whose amounts are believed in the range of another's.
_LIKE = {"area_fees": "fees", "local_visit_rates": "visit_rates"}


def check_keys(table: Table, rows: tuple[Row, ...]) -> Iterator[Fault]:
    """Each row whose key stands already in an earlier line."""
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row.cells[name] for name in table.key)
        if key in first:
            told = text("check.twice", row=" ".join(key), line=first[key])
            yield Fault(table.name, row.line, table.key[0], told)
        else:
            first[key] = row.line


def check_references(table: Table, tables: Tables) -> Iterator[Fault]:
    """Each cell that names a row of another table which is not there."""
    for column in table.columns:
        if not column.refers:
            continue
        other, _, name = column.refers.partition(".")
        known = {row.cells[name] for row in tables[other]}
        for row in tables[table.name]:
            cell = row.cells[column.name]
            if cell and cell not in known:
                told = text("check.unknown", found=cell, other=column.refers)
                yield Fault(table.name, row.line, column.name, told)


def check_days(table: Table, rows: tuple[Row, ...]) -> Iterator[Fault]:
    """Each row that ends before it begins, and overlaps and gaps inside a series."""
    names = {column.name for column in table.columns}
    if not {"effective", "ends"} <= names:
        return
    for row in rows:
        effective, ends = row.cells["effective"], row.cells["ends"]
        if effective and ends and ends < effective:
            told = text("check.backwards", effective=effective, ends=ends)
            yield Fault(table.name, row.line, "ends", told)
    if table.series:
        for earlier, later in _neighbours(table, rows):
            expected = earlier.cells["ends"]
            if expected:
                expected = (date.fromisoformat(expected) + _DAY).isoformat()
            found = later.cells["effective"]
            if not expected or found < expected:
                told = text("check.overlap", line=earlier.line, ends=earlier.cells["ends"])
                yield Fault(table.name, later.line, "effective", told)
            elif found > expected:
                told = text("check.gap", line=earlier.line, expected=expected, found=found)
                yield Fault(table.name, later.line, "effective", told)


def check_jumps(table: Table, rows: tuple[Row, ...]) -> Iterator[Fault]:
    """Each amount that moved by more than a quarter from one row of its series to the next,
    where no note says why."""
    if not table.series:
        return
    amounts = [column.name for column in table.columns if column.kind == "amount"]
    for earlier, later in _neighbours(table, rows):
        if later.cells.get("note"):
            continue
        for name in amounts:
            before, after = earlier.cells[name], later.cells[name]
            if not before or not after:
                continue
            if abs(Decimal(after) - Decimal(before)) > _MOST_CHANGE * Decimal(before):
                told = text("check.jump", before=before, after=after, line=earlier.line)
                yield Fault(table.name, later.line, name, told)


def check_ranges(tables: Tables) -> Iterator[Fault]:
    """Each amount outside the range that ranges.csv gives for it, or without a range."""
    ranges = {
        (row.cells["table_name"], row.cells["name"]): (row.cells["least"], row.cells["most"])
        for row in tables["ranges"]
    }
    for table, column, pattern in _RANGED:
        for row in tables[table]:
            cell = row.cells[column]
            if not cell:
                continue
            name = pattern.format(**row.cells).strip()
            like = _LIKE.get(table, table)
            limits = ranges.get((like, name)) or ranges.get((like, f"unit {row.cells.get('unit')}"))
            if limits is None:
                yield Fault(table, row.line, column, text("check.no_range", name=name))
            elif not Decimal(limits[0]) <= Decimal(cell) <= Decimal(limits[1]):
                told = text("check.range", least=limits[0], most=limits[1], found=cell)
                yield Fault(table, row.line, column, told)


def _neighbours(table: Table, rows: tuple[Row, ...]) -> Iterator[tuple[Row, Row]]:
    """Each pair of rows that follow each other in one series, by day."""
    series: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        series.setdefault(tuple(row.cells[name] for name in table.series), []).append(row)
    for members in series.values():
        members.sort(key=lambda row: row.cells["effective"])
        yield from itertools.pairwise(members)
