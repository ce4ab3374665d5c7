"""What the CSV tables must be before a database is made of them."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from core.reference.checks import cells, meaning, series
from core.reference.schema import TABLES
from core.reference.tables import Fault, Tables, read_tables

_TOGETHER = (
    series.check_ranges,
    meaning.check_standing,
    meaning.check_order,
    meaning.check_published,
    meaning.check_quarters,
    meaning.check_prices,
    meaning.check_areas,
    meaning.check_zips,
    meaning.check_drug_codes,
)


def check_folder(folder: Path) -> tuple[Fault, ...]:
    """Every fault of the tables in a folder; none when a database can be made of them."""
    tables, unread = read_tables(folder)
    return unread or check(tables)


def check(tables: Tables) -> tuple[Fault, ...]:
    """Every fault of the tables, by table and line.

    Cells are looked at first: what the other checks read must be well formed.
    """
    malformed = chain.from_iterable(
        cells.check_cells(table, tables[table.name]) for table in TABLES
    )
    faults = list(malformed)
    if not faults:
        for table in TABLES:
            rows = tables[table.name]
            faults += series.check_keys(table, rows)
            faults += series.check_references(table, tables)
            faults += series.check_days(table, rows)
            faults += series.check_jumps(table, rows)
        for look in _TOGETHER:
            faults += look(tables)
    order = {table.name: place for place, table in enumerate(TABLES)}
    return tuple(sorted(faults, key=lambda fault: (order[fault.table], fault.line)))
