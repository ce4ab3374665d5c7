"""Anything at all given to the importers: only ImportRefused may come out, or a sound edition."""

from __future__ import annotations

import re
from functools import lru_cache

from core.editions.documents import read_content
from core.editions.importers import importer_for
from core.editions.importers.base import AnyImporter
from core.editions.make import Taken, laid_in
from core.editions.merge import cells_of, with_rows
from core.editions.refusal import ImportRefused
from core.reference.checks.cells import check_cells
from core.reference.schema import TABLES
from core.reference.tables import Tables
from tests.support.tables import real_tables

_SMALL = 40
_BY_NAME = {table.name: table for table in TABLES}
_FILLED = {
    "zip5": "zips",
    "gpci": "localities",
    "gaf": "localities",
    "visit-rates": "local_visit_rates",
    "dmepos": "fees",
    "former-cba-zips": "area_zips",
    "former-cba-fees": "area_fees",
    "dmepos-rural-zip": "rural_zips",
    "payment-limits": "payment_limits",
    "ndc-crosswalk": "package_units",
    "hcpcs": "hcpcs_status",
}
"""Which table each importer fills."""


def feed(name: str, content: bytes) -> str:
    """Take a file as an import does, but of any length; answer what came of it.

    Whatever was taken must be well formed in the tables: no cell that the check of the tables
    would not let through by itself.
    """
    taken: list[Taken] = []
    try:
        for document in read_content(name, content):
            importer = importer_for(document)
            if importer is not None:
                taken.append(Taken(importer, importer.read(document), ""))
        for each in taken:  # alone: a few localities would not be let in with the others
            _well_formed(each.importer, each.importer.merge(each.published, _tables(), "fuzz"))
        laid_in(_tables(), taken)
    except ImportRefused:
        return "refused"
    return "taken" if taken else "unknown"


def _well_formed(importer: AnyImporter, made: Tables) -> None:
    table = _BY_NAME[_FILLED[importer.kind]]
    # A unit that could not be read is left empty, and the check of the whole refuses it.
    faults = [fault for fault in check_cells(table, made[table.name]) if fault.column != "dosage"]
    assert not faults, faults[0]
    for cells in cells_of(made, table.name):
        for column in ("amount", "gaf", "package_units"):
            cell = cells.get(column) or "1"
            assert re.fullmatch(r"\d+(\.\d+)?", cell), cell
            assert cell.strip("0.") != "", "an amount of 0"


@lru_cache
def _tables() -> Tables:
    """The project's tables, those with thousands of rows cut short: they are only laid into."""
    tables = real_tables()
    for name in ("fees", "payment_limits"):
        tables = with_rows(tables, name, cells_of(tables, name)[:_SMALL])
    return tables
