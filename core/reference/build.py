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
from core.reference.schema import APPLICATION_ID, SCHEMA_VERSION, TABLES, Column, Table
from core.reference.tables import Fault, Row, Tables, read_tables
from core.resources import BAKED, EDITION, REFERENCE
from core.resources import TABLES as FOLDER

_BATCH = 4000
_DATE = "{0} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_AMOUNT = "{0} GLOB '[0-9]*' AND {0} NOT GLOB '*[^0-9.]*' AND {0} NOT GLOB '*.*.*'"
_EDITION_TABLE = (
    "CREATE TABLE edition (id TEXT NOT NULL PRIMARY KEY, inputs_sha256 TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID"
)


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
    inputs = _inputs_sha256(tables)
    edition = f"{_newest_quarter(tables['payment_limits'])}-{inputs[:8]}"
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


def create_statement(table: Table) -> str:
    """The CREATE TABLE of a table: STRICT, with its key, references and checks."""
    parts = [_column(column) for column in table.columns]
    names = {column.name for column in table.columns}
    if {"effective", "ends"} <= names:
        parts.append("CHECK (ends IS NULL OR effective IS NULL OR ends >= effective)")
    parts.append(f"PRIMARY KEY ({', '.join(table.key)})")
    body = ",\n  ".join(parts)
    return f"CREATE TABLE {table.name} (\n  {body}\n) STRICT, WITHOUT ROWID"


def _column(column: Column) -> str:
    name = column.name
    sort = "INTEGER" if column.kind in ("integer", "flag") else "TEXT"
    checks = [column.check] if column.check else []
    if column.kind == "date":
        checks.append(_DATE.format(name))
    elif column.kind == "amount":
        checks.append(_AMOUNT.format(name))
    elif column.kind == "flag":
        checks.append(f"{name} IN (0, 1)")
    elif column.kind == "text" and column.required:
        checks.append(f"{name} <> ''")
    check = " AND ".join(f"({part})" for part in checks)
    if column.kind == "text" and not column.required and check:
        check = f"{name} = '' OR ({check})"
    return (
        f"{name} {sort}"
        + (" NOT NULL" if column.required or column.kind in ("text", "flag") else "")
        + (f" CHECK ({check})" if check else "")
        + (f" REFERENCES {'('.join(column.refers.split('.'))})" if column.refers else "")
    )


def _value(column: Column, cell: str) -> str | int | None:
    """A cell as it is stored: an empty text stays empty, any other empty cell is NULL."""
    if column.kind == "text":
        return cell
    if cell == "":
        return None
    if column.kind == "flag":
        return int(cell == "yes")
    return int(cell) if column.kind == "integer" else cell


def _write_database(path: Path, tables: Tables, edition: str, inputs: str) -> None:
    database = Database(path)
    try:
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        database.execute("PRAGMA foreign_keys = ON")
        with database.atomic():
            # Tables refer to one another in any order: looked at once, at the end.
            database.execute("PRAGMA defer_foreign_keys = ON")
            database.execute(_EDITION_TABLE)
            database.table("edition").insert({"id": edition, "inputs_sha256": inputs})
            for table in TABLES:
                database.execute(create_statement(table))
            for table in TABLES:
                database.table(table.name).insert_all(_records(tables, table), batch_size=_BATCH)
        database.execute("VACUUM")
    finally:
        database.close()


def _records(tables: Tables, table: Table) -> list[dict[str, str | int | None]]:
    """The rows of a table as they are stored, in the order of its key."""
    return [
        {column.name: _value(column, row.cells[column.name]) for column in table.columns}
        for row in _sorted(tables, table)
    ]


def _sorted(tables: Tables, table: Table) -> list[Row]:
    return sorted(tables[table.name], key=lambda row: [row.cells[name] for name in table.key])


def _inputs_sha256(tables: Tables) -> str:
    """One hash of the schema and of every cell, whatever the order and line ends of the files."""
    whole = hashlib.sha256(f"{APPLICATION_ID} {SCHEMA_VERSION}".encode())
    for table in TABLES:
        whole.update(create_statement(table).encode())
        for row in _sorted(tables, table):
            whole.update(json.dumps(list(row.cells.values()), ensure_ascii=False).encode())
    return whole.hexdigest()


def _newest_quarter(limits: tuple[Row, ...]) -> str:
    day = max(row.cells["effective"] for row in limits)
    return f"{day[:4]}Q{(int(day[5:7]) + 2) // 3}"
