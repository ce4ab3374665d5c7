"""How the tables are stored: their statements and values, and what names an edition.

The builder writes by it, and whoever checks a stranger's database holds it against the same.
"""

from __future__ import annotations

import hashlib
import json

from core.reference.schema import APPLICATION_ID, SCHEMA_VERSION, TABLES, Column, Table
from core.reference.tables import Row, Tables

Cell = str | int | None
"""A cell as it is stored."""

_DATE = "{0} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_AMOUNT = "{0} GLOB '[0-9]*' AND {0} NOT GLOB '*[^0-9.]*' AND {0} NOT GLOB '*.*.*'"
EDITION_STATEMENT = (
    "CREATE TABLE edition (id TEXT NOT NULL PRIMARY KEY, inputs_sha256 TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID"
)


def statements() -> tuple[str, ...]:
    """Every statement that makes the tables of an edition, in their order."""
    return (EDITION_STATEMENT, *(create_statement(table) for table in TABLES))


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


def stored_value(column: Column, cell: str) -> Cell:
    """A cell as it is stored: an empty text stays empty, any other empty cell is NULL."""
    if column.kind == "text":
        return cell
    if cell == "":
        return None
    if column.kind == "flag":
        return int(cell == "yes")
    return int(cell) if column.kind == "integer" else cell


def text_of(column: Column, value: Cell) -> str:
    """The cell that a stored value was made of."""
    if value is None:
        return ""
    if column.kind == "flag":
        return "yes" if value else "no"
    return str(value)


def records(tables: Tables, table: Table) -> list[dict[str, Cell]]:
    """The rows of a table as they are stored, in the order of its key."""
    return [
        {column.name: stored_value(column, row.cells[column.name]) for column in table.columns}
        for row in _sorted(tables, table)
    ]


def _sorted(tables: Tables, table: Table) -> list[Row]:
    return sorted(tables[table.name], key=lambda row: [row.cells[name] for name in table.key])


def inputs_sha256(tables: Tables) -> str:
    """One hash of the schema and of every cell, whatever the order and line ends of the files."""
    whole = hashlib.sha256(f"{APPLICATION_ID} {SCHEMA_VERSION}".encode())
    for table in TABLES:
        whole.update(create_statement(table).encode())
        for row in _sorted(tables, table):
            whole.update(json.dumps(list(row.cells.values()), ensure_ascii=False).encode())
    return whole.hexdigest()


def edition_name(tables: Tables, inputs: str) -> str:
    """The id of an edition: the newest quarter with drug prices, and the start of its hash."""
    day = max(row.cells["effective"] for row in tables["payment_limits"])
    return f"{day[:4]}Q{(int(day[5:7]) + 2) // 3}-{inputs[:8]}"
