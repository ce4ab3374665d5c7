"""Whether a stranger's database is exactly such a one as the builder makes: nothing more in it.

A signature says who packed it; this says that it can only be looked up in, and that its
content is what its edition id says.  The file is opened for reading and writing but told
to write nothing: SQLite does not look at CHECK constraints of a file opened read-only.
"""

from __future__ import annotations

import sqlite3
import struct
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from core.editions.refused import Refused, Why
from core.reference.check import check
from core.reference.schema import APPLICATION_ID, SCHEMA_VERSION, TABLES
from core.reference.stored import Cell, edition_name, inputs_sha256, statements, text_of
from core.reference.tables import Row, Tables

_HEADER = struct.Struct(">16sHBBBBBBIIIIIIIIIIII20sII")
_MAGIC = b"SQLite format 3\x00"
_PAGE = 4096
_UTF8 = 1
_FORMAT = 4
_LONGEST_CELL = 64 * 1024
_MOST_STEPS = 2_000_000_000
_STEPS_AT_ONCE = 10_000_000


def check_database(path: Path) -> str:
    """Hold a database file against the one way to make it; answer the edition's id.

    Raises Refused.
    """
    _check_header(path)
    try:
        with closing(_open(path)) as database:
            _check_schema(database)
            _check_integrity(database)
            return _check_content(database)
    except sqlite3.Error as error:
        raise Refused(Why.DATABASE, what=type(error).__name__, details=str(error)[:200]) from error


def read_database(path: Path) -> Tables:
    """The tables of a database that has been checked, as they were before they were stored.

    Raises sqlite3.Error.
    """
    with closing(_open(path)) as database:
        return _read(database)


def _refuse(what: str, details: object = "") -> Refused:
    return Refused(Why.DATABASE, what=what, details=str(details)[:200])


def _check_header(path: Path) -> None:
    """The first hundred bytes, before SQLite sees the file: no journal, no other encoding,
    no free or unused pages in which anything could hide."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
            size = file.seek(0, 2)
    except OSError as error:
        raise _refuse("file", error.strerror) from error
    if len(header) < 100:
        raise _refuse("header")
    (
        magic, page, writes, reads, reserved, most, least, leaf, _changes, pages,
        _free, free_count, _cookie, schema_format, _cache, vacuum, encoding,
        version, incremental, application, unused, *_,
    ) = _HEADER.unpack(header)  # fmt: skip
    expected = {
        "header": (magic, _MAGIC),
        "page size": (page, _PAGE),
        "journal": ((writes, reads), (1, 1)),
        "reserved": (reserved, 0),
        "fractions": ((most, least, leaf), (64, 32, 32)),
        "size": (pages * _PAGE, size),
        "free pages": (free_count, 0),
        "format": (schema_format, _FORMAT),
        "vacuum": ((vacuum, incremental), (0, 0)),
        "encoding": (encoding, _UTF8),
        "version": (version, SCHEMA_VERSION),
        "application id": (application, APPLICATION_ID),
        "unused": (unused, bytes(20)),
    }
    for what, (found, wanted) in expected.items():
        if found != wanted:
            raise _refuse(what, found)


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True)
    steps = iter(range(_MOST_STEPS // _STEPS_AT_ONCE))
    # A query that never ends is interrupted.
    database.set_progress_handler(lambda: next(steps, None) is None, _STEPS_AT_ONCE)
    for limit, most in (
        (sqlite3.SQLITE_LIMIT_LENGTH, 1_000_000),
        (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
        (sqlite3.SQLITE_LIMIT_COLUMN, 100),
        (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 50),
        (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 3),
        (sqlite3.SQLITE_LIMIT_VDBE_OP, 25_000),
        (sqlite3.SQLITE_LIMIT_FUNCTION_ARG, 8),
        (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
        (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 500),
        (sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 10),
        (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 1),
    ):
        database.setlimit(limit, most)
    for pragma in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON",
                   "mmap_size = 0", "temp_store = MEMORY"):  # fmt: skip
        database.execute(f"PRAGMA {pragma}")
    return database


def _check_schema(database: sqlite3.Connection) -> None:
    """The schema is ours to the letter: no table, index, view or trigger more, none edited."""
    with closing(sqlite3.connect(":memory:")) as ours:
        for statement in statements():
            ours.execute(statement)
        wanted = ours.execute(_SCHEMA).fetchall()
    found = database.execute(_SCHEMA).fetchmany(len(wanted) + 1)
    if any(type(cell) is not str for row in found for cell in row):
        raise _refuse("schema")
    differences = Counter(found)
    differences.subtract(wanted)  # a row that stands there twice is one, too
    for row in sorted(row for row, count in differences.items() if count):
        raise _refuse("schema", " ".join(row[:2]))


_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema"


def _check_integrity(database: sqlite3.Connection) -> None:
    """SQLite's own checks: pages, keys, types, NOT NULL, CHECK, references."""
    found = [row[0] for row in database.execute("PRAGMA integrity_check(1)")]
    if found != ["ok"]:
        raise _refuse("integrity", found[:1])
    for table, *_ in database.execute("PRAGMA foreign_key_check"):
        raise _refuse("reference", table)


def _check_content(database: sqlite3.Connection) -> str:
    """Every cell can be read, the tables pass every check that ours pass before they are
    baked, and the edition's id is the one that follows from them."""
    tables = _read(database)
    for fault in check(tables):
        raise _refuse(f"{fault.table}.{fault.column}", fault.text.key)
    inputs = inputs_sha256(tables)
    edition = edition_name(tables, inputs)
    if database.execute("SELECT id, inputs_sha256 FROM edition").fetchmany(2) != [
        (edition, inputs)
    ]:
        raise _refuse("edition")
    return edition


def _read(database: sqlite3.Connection) -> Tables:
    tables: Tables = {}
    for table in TABLES:
        names = [column.name for column in table.columns]
        rows = database.execute(f"SELECT {', '.join(names)} FROM {table.name}")
        tables[table.name] = tuple(
            Row(
                line,
                {
                    column.name: text_of(column, cell)
                    for column, cell in zip(table.columns, _sound(cells, table.name), strict=True)
                },
            )
            for line, cells in enumerate(rows, start=2)
        )
    return tables


def _sound(cells: tuple[Cell, ...], table: str) -> Iterator[Cell]:
    """Cells whose types SQLite has checked; texts must be of a length, and end where they end."""
    for cell in cells:
        if isinstance(cell, str) and (len(cell) > _LONGEST_CELL or "\x00" in cell):
            raise _refuse(table, "text")
        yield cell
