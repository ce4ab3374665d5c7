"""Databases that are rightly signed and not what they should be: U20 to U32 of the attack list."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from core.editions.check_database import check_database
from core.editions.install import install
from core.editions.refused import Refused, Why
from tests.support.packs import Edition, Kiosk, pack_of

Spoil = Callable[[Path], None]


def _sql(*statements: str, pragmas: tuple[str, ...] = ()) -> Spoil:
    """Run statements on the database, with all that guards it switched off."""

    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            for pragma in ("ignore_check_constraints = ON", "foreign_keys = OFF", *pragmas):
                database.execute(f"PRAGMA {pragma}")
            for statement in statements:
                database.execute(statement)

    return spoil


def _schema(old: str, new: str, table: str) -> Spoil:
    """Edit the text of a table's statement in place."""
    return _sql(
        f"UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}') WHERE name = '{table}'",
        pragmas=("writable_schema = ON",),
    )


def _bytes(at: int, *values: int) -> Spoil:
    """Write some bytes of the file's header."""

    def spoil(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[at : at + len(values)] = bytes(values)
        path.write_bytes(content)

    return spoil


def _rebuilt(*pragmas: str) -> Spoil:
    """The same content in a file of another make."""

    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            dump = list(database.iterdump())
        path.unlink()
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            for pragma in pragmas:
                database.execute(f"PRAGMA {pragma}")
            for statement in dump:
                database.execute(statement)
            database.execute("PRAGMA application_id = 1213028164")
            database.execute("PRAGMA user_version = 1")

    return spoil


def _in_text(old: bytes, new: bytes) -> Spoil:
    """Change the bytes of a text where they are stored."""
    assert len(old) == len(new)

    def spoil(path: Path) -> None:
        content = path.read_bytes()
        assert old in content
        path.write_bytes(content.replace(old, new))

    return spoil


def _null_in(table: str, column: str) -> Spoil:
    """Have the column take NULL, put one there, and write the table's statement back."""
    strict, loose = f"{column} TEXT NOT NULL", f"{column} TEXT"
    guarded = ("writable_schema = ON",)

    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path)) as database:
            (right,) = database.execute(
                "SELECT sql FROM sqlite_schema WHERE name = ?", (table,)
            ).fetchone()
        _schema(strict, loose, table)(path)
        _sql(f"UPDATE {table} SET {column} = NULL")(path)
        put_back = f"UPDATE sqlite_schema SET sql = '{right.replace(chr(39), chr(39) * 2)}'"
        _sql(f"{put_back} WHERE name = '{table}'", pragmas=guarded)(path)

    return spoil


def _cut(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 4096)


def _more(path: Path) -> None:
    with path.open("ab") as file:
        file.write(bytes(4096))


def _nothing(path: Path) -> None:
    path.write_bytes(b"")


def _words(path: Path) -> None:
    path.write_bytes(b"not a database " * 1000)


_ONE = "id = (SELECT min(id) FROM sources)"
_ROW = "(SELECT min(hcpcs) FROM payment_limits)"

HOSTILE: dict[str, Spoil] = {
    # U20 to U24: more in the schema than tables of ours
    "trigger": _sql("CREATE TRIGGER t AFTER INSERT ON drugs BEGIN DELETE FROM fees; END"),
    "view": _sql("CREATE VIEW v AS SELECT * FROM fees"),
    "view in a table's place": _sql(
        "ALTER TABLE fees RENAME TO fees2", "CREATE VIEW fees AS SELECT * FROM fees2"
    ),
    "virtual table": _sql("CREATE VIRTUAL TABLE f USING fts5(x)"),
    "virtual table by hand": _sql(
        "INSERT INTO sqlite_schema VALUES ('table', 'f', 'f', 0, 'CREATE VIRTUAL TABLE f USING x')",
        pragmas=("writable_schema = ON",),
    ),
    "extra table": _sql("CREATE TABLE extra (x)"),
    "missing table": _sql("DROP TABLE topics", "VACUUM"),
    "index": _sql("CREATE INDEX i ON fees (amount)"),
    "index of an expression": _sql("CREATE INDEX i ON fees (abs(amount))"),
    "statistics": _sql("ANALYZE"),
    "a line of the schema without a statement": _sql(
        "INSERT INTO sqlite_schema VALUES ('index', 'sqlite_autoindex_fees_1', 'fees', 2, NULL)",
        pragmas=("writable_schema = ON",),
    ),
    "a line of the schema that is no text": _sql(
        "INSERT INTO sqlite_schema VALUES (X'00', X'00', X'00', 0, X'00')",
        pragmas=("writable_schema = ON",),
    ),
    "a table twice in the schema": _sql(
        "INSERT INTO sqlite_schema SELECT * FROM sqlite_schema WHERE name = 'fees'",
        pragmas=("writable_schema = ON",),
    ),
    # U25, U26: tables of ours that are not quite
    "generated column": _sql("ALTER TABLE drugs ADD COLUMN g TEXT AS (upper(id)) VIRTUAL"),
    "extra column": _sql("ALTER TABLE drugs ADD COLUMN more TEXT"),
    "default": _schema("note TEXT NOT NULL", "note TEXT NOT NULL DEFAULT (1)", "parameters"),
    "check taken out": _schema("CHECK (ends IS NULL", "CHECK (1 OR ends IS NULL", "fees"),
    "collation": _schema("hcpcs TEXT NOT NULL", "hcpcs TEXT COLLATE NOCASE NOT NULL", "fees"),
    "a comment in the schema": _schema("STRICT", "/* */ STRICT", "drugs"),
    "not strict": _schema(") STRICT, WITHOUT", ") WITHOUT", "drugs"),
    # U27: rows against their conditions
    "check": _sql("UPDATE payment_limits SET amount = '-5'"),
    "check of a text": _sql("UPDATE sources SET title = ''"),
    "reference": _sql("UPDATE fees SET source = 'nobody'"),
    "not null": _null_in("drugs", "generic"),
    "days in the wrong order": _sql("UPDATE fees SET ends = '2001-01-01'"),
    "two prices for one day": _sql(
        "INSERT INTO fees SELECT hcpcs, modifier, state, rural, '2026-02-01', ends, '1', status,"
        " source, locator, note FROM fees LIMIT 1"
    ),
    "a price nobody believes": _sql(
        f"UPDATE payment_limits SET amount = '99999999' WHERE hcpcs = {_ROW}"
    ),
    "a row taken out": _sql(f"DELETE FROM payment_limits WHERE hcpcs = {_ROW}"),
    "a table emptied": _sql("DELETE FROM topics"),
    # U28: values
    "a value of 5 MB": _sql(
        f"UPDATE sources SET quote = printf('%.*c', 5000000, 'x') WHERE {_ONE}"
    ),
    "a value of 100 kB": _sql(
        f"UPDATE sources SET quote = printf('%.*c', 100000, 'x') WHERE {_ONE}"
    ),
    "NUL in a text": _sql(
        "UPDATE drugs SET generic = 'a' || char(0) || 'b' WHERE id = 'milrinone'"
    ),
    "a line end in a text": _sql("UPDATE drugs SET generic = 'a' || char(10) || 'b'"),
    "not UTF-8": _in_text(b"milrinone", b"milr\xffnone"),
    # U29 to U32: the file
    "application id": _sql("PRAGMA application_id = 1"),
    "user version": _sql("PRAGMA user_version = 2"),
    "page size": _rebuilt("page_size = 8192"),
    "encoding": _rebuilt("encoding = 'UTF-16'"),
    "automatic vacuum": _rebuilt("auto_vacuum = FULL"),
    "journal": _bytes(18, 2, 2),
    "write-ahead log": _sql("PRAGMA journal_mode = WAL"),
    "reserved bytes": _bytes(20, 8),
    "unused bytes": _bytes(72, 1),
    "free pages": _sql("CREATE TABLE big AS SELECT * FROM zips", "DROP TABLE big"),
    "a page too many": _more,
    "a page too few": _cut,
    "empty": _nothing,
    "something else": _words,
    # its own name
    "edition id": _sql("UPDATE edition SET id = '2027Q1-00000000'"),
    "edition hash": _sql(f"UPDATE edition SET inputs_sha256 = '{'0' * 64}'"),
    "two editions": _sql("INSERT INTO edition VALUES ('2027Q1-00000000', 'x')"),
    "no edition": _sql("DELETE FROM edition"),
    "a price changed by a cent": _sql(
        "UPDATE payment_limits SET amount = amount || '1' WHERE amount LIKE '%._'"
    ),
}


FOUND = {
    "journal": "journal",
    "free pages": "free pages",
    "missing table": "schema",
    "trigger": "schema",
    "check taken out": "schema",
    "check": "integrity",
    "not null": "integrity",
    "reference": "reference",
    "NUL in a text": "drugs",
    "a price nobody believes": "payment_limits.amount",
    "a row taken out": "edition",
    "a price changed by a cent": "edition",
}
"""Which check finds it: no layer stands for another."""


def test_there_are_enough_kinds() -> None:
    assert len(HOSTILE) >= 20


@pytest.mark.parametrize("kind", HOSTILE)
def test_u20_to_u32_a_hostile_database_is_refused(
    kind: str, kiosk: Kiosk, first: Edition, tmp_path: Path
) -> None:
    database = tmp_path / "hostile"
    database.write_bytes(first.database)
    HOSTILE[kind](database)
    changed = database.read_bytes()
    assert changed != first.database, "nothing was spoiled"
    with pytest.raises(Refused) as caught:
        install(kiosk.bring(pack_of(changed or b"\0", first.id, 2)), kiosk.receiver)
    assert caught.value.why is Why.DATABASE
    found = caught.value.values["what"]
    assert found == FOUND.get(kind, found)
    assert kiosk.names() == set()
    assert kiosk.number == 0


def test_a_good_database_is_taken_and_left_as_it_is(first: Edition, tmp_path: Path) -> None:
    path = tmp_path / "good"
    path.write_bytes(first.database)
    assert check_database(path) == first.id
    assert path.read_bytes() == first.database
    assert [each.name for each in tmp_path.iterdir()] == ["good"]


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        check_database(tmp_path)  # a folder
    assert (caught.value.why, caught.value.values["what"]) == (Why.DATABASE, "file")


def test_a_read_only_connection_would_not_see_a_check_broken(
    first: Edition, tmp_path: Path
) -> None:
    """Why the database is opened as if to be written: SQLite's own check is blind otherwise."""
    path = tmp_path / "broken"
    path.write_bytes(first.database)
    HOSTILE["check of a text"](path)
    copy = shutil.copy(path, tmp_path / "copy")
    for mode, found in (("ro", "ok"), ("rw", "CHECK constraint failed in sources")):
        with closing(sqlite3.connect(f"file:{copy}?mode={mode}", uri=True)) as database:
            database.execute("PRAGMA query_only = ON")
            assert database.execute("PRAGMA integrity_check(1)").fetchone() == (found,)
