"""The real tables of the reference, and copies of them with something wrong put in."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from core.reference.tables import Cells, Row, Tables, read_tables
from core.resources import TABLES


@lru_cache
def _real() -> Tables:
    tables, unread = read_tables(TABLES)
    assert not unread
    return tables


def real_tables() -> Tables:
    """The project's tables; the dictionary may be changed, its rows are shared."""
    return dict(_real())


def line_of(tables: Tables, table: str, **cells: str) -> int:
    """The line of the one row that has these cells."""
    (row,) = (row for row in tables[table] if cells.items() <= row.cells.items())
    return row.line


def with_cells(tables: Tables, table: str, line: int, **cells: str) -> Tables:
    """The tables with some cells of one line changed."""
    return _mapped(tables, table, line, lambda old: [{**old, **cells}])


def without_line(tables: Tables, table: str, line: int) -> Tables:
    """The tables without one line."""
    return _mapped(tables, table, line, lambda old: [])


def with_double(tables: Tables, table: str, line: int, **cells: str) -> Tables:
    """The tables with one line repeated at the end of its table, some cells changed."""
    (row,) = (row for row in tables[table] if row.line == line)
    last = max(row.line for row in tables[table])
    return {**tables, table: (*tables[table], Row(last + 1, {**row.cells, **cells}))}


def _mapped(
    tables: Tables, table: str, line: int, change: Callable[[Cells], list[Cells]]
) -> Tables:
    rows: list[Row] = []
    for row in tables[table]:
        rows += [Row(line, new) for new in change(row.cells)] if row.line == line else [row]
    return {**tables, table: tuple(rows)}
