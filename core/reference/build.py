"""The reference database made from the CSV tables: the same bytes from the same tables.

Only here is sqlite-utils used; what it makes is read with the standard library.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

from sqlite_utils import Database

from core.reference.check import check
from core.reference.schema import APPLICATION_ID, SCHEMA_VERSION, TABLES
from core.reference.stored import edition_name, inputs_sha256, records, statements
from core.reference.tables import Fault, Tables, read_tables
from core.resources import BAKED, EDITION, REFERENCE
from core.resources import TABLES as FOLDER

_BATCH = 4000


class TablesRefused(ValueError):
    """The tables have faults, and no database was made of them."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        first = faults[0]
        super().__init__(
            f"{len(faults)} faults in the reference tables, the first in {first.table},"
            f" line {first.line}, {first.column or 'row'}: {first.text}"
        )
        self.faults = faults


def build(folder: Path = FOLDER, out: Path = BAKED) -> str:
    """Bake the tables of a folder into reference.sqlite and edition.json; answer the edition's id.

    Raises TablesRefused, and leaves what was baked before, when the tables have a fault.
    """
    tables, unread = read_tables(folder)
    faults = unread or check(tables)
    if faults:
        raise TablesRefused(tuple(faults))
    inputs = inputs_sha256(tables)
    edition = edition_name(tables, inputs)
    out.mkdir(parents=True, exist_ok=True)
    database = out / f"{REFERENCE.name}.part"
    database.unlink(missing_ok=True)
    _write_database(database, tables, edition, inputs)
    with database.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    label = {
        "id": edition,
        "sha256": digest,
        "inputs_sha256": inputs,
        "published_through": {
            row.cells["name"]: row.cells["known_through"] for row in tables["published_tables"]
        },
    }
    description = out / f"{EDITION.name}.part"
    description.write_text(json.dumps(label, indent=1) + "\n", encoding="utf-8")
    os.replace(database, out / REFERENCE.name)
    os.replace(description, out / EDITION.name)
    return edition


def _write_database(path: Path, tables: Tables, edition: str, inputs: str) -> None:
    database = Database(path)
    try:
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        database.execute("PRAGMA foreign_keys = ON")
        with database.atomic():
            # Tables refer to one another in any order: looked at once, at the end.
            database.execute("PRAGMA defer_foreign_keys = ON")
            for statement in statements():
                database.execute(statement)
            database.table("edition").insert({"id": edition, "inputs_sha256": inputs})
            for table in TABLES:
                database.table(table.name).insert_all(records(tables, table), batch_size=_BATCH)
        database.execute("VACUUM")
    finally:
        database.close()
