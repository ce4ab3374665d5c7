"""The same tables make the same bytes, and the file itself holds the rules that were checked."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.reference.build import TablesRefused, build
from core.reference.schema import APPLICATION_ID, SCHEMA_VERSION
from core.reference.schema import TABLES as SCHEMA
from core.reference.store import open_reference
from core.resources import TABLES
from tests.support.tables import real_tables

_BUILD = (
    "import sys, pathlib; from core.reference.build import build;"
    " build(*map(pathlib.Path, sys.argv[1:]))"
)
_FILES = ("reference.sqlite", "edition.json")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project's tables that may be changed."""
    return Path(shutil.copytree(TABLES, tmp_path / "tables"))


def _bytes(out: Path) -> list[bytes]:
    return [(out / name).read_bytes() for name in _FILES]


def test_two_processes_in_two_folders_make_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    made = []
    for seed, tables, name in (("1", TABLES, "one"), ("2", folder, "somewhere/deep inside")):
        out = tmp_path / name
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"}
        subprocess.run(
            [sys.executable, "-c", _BUILD, tables, out], check=True, env=environment, timeout=300
        )
        made.append(_bytes(out))
        assert sorted(path.name for path in out.iterdir()) == sorted(_FILES)
    assert made[0] == made[1]


def test_building_again_over_an_edition_makes_the_same_bytes(tmp_path: Path) -> None:
    build(TABLES, tmp_path)
    first = _bytes(tmp_path)
    build(TABLES, tmp_path)
    assert _bytes(tmp_path) == first


def test_the_order_of_rows_and_the_ends_of_lines_change_nothing(
    folder: Path, tmp_path: Path
) -> None:
    build(TABLES, tmp_path / "a")
    heading, *lines = (folder / "fees.csv").read_text("utf-8").splitlines()
    turned = "\r\n".join([heading, *reversed(lines)]) + "\r\n"
    (folder / "fees.csv").write_bytes(turned.encode())
    build(folder, tmp_path / "b")
    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b")


def test_one_changed_cent_makes_another_edition(folder: Path, tmp_path: Path) -> None:
    before = build(TABLES, tmp_path / "a")
    path = folder / "fees.csv"
    content = path.read_text("utf-8")
    assert "309.33" in content
    path.write_text(content.replace("309.33", "309.34", 1), "utf-8")
    after = build(folder, tmp_path / "b")
    assert before != after
    assert before.startswith("2026Q4-")
    assert after.startswith("2026Q4-")
    assert open_reference(*(tmp_path / "b" / name for name in _FILES)).edition.id == after


def test_refused_tables_leave_the_edition_that_stood_there(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(TABLES, out)
    before = _bytes(out)
    (folder / "zips.csv").unlink()
    with pytest.raises(TablesRefused) as refused:
        build(folder, out)
    assert [fault.text.key for fault in refused.value.faults] == ["check.missing"]
    assert _bytes(out) == before
    assert sorted(path.name for path in out.iterdir()) == sorted(_FILES)


def test_the_label_names_every_dated_table(tmp_path: Path) -> None:
    build(TABLES, tmp_path)
    label = json.loads((tmp_path / "edition.json").read_text("utf-8"))
    assert set(label) == {"id", "sha256", "inputs_sha256", "published_through"}
    tables = real_tables()
    dated = {table.name for table in SCHEMA if table.series and tables[table.name]}
    assert dated | {"payment_limits"} <= set(label["published_through"])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database built once for this file."""
    out = tmp_path_factory.mktemp("built")
    build(TABLES, out)
    return out / "reference.sqlite"


@pytest.fixture
def writable(built: Path) -> Iterator[sqlite3.Connection]:
    """A built database opened as no program of ours ever opens one; nothing is kept."""
    connection = sqlite3.connect(built)
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.rollback()
    connection.close()


def test_the_file_knows_what_it_is(writable: sqlite3.Connection) -> None:
    assert writable.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert writable.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert writable.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert writable.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert writable.execute("PRAGMA foreign_key_check").fetchall() == []
    tables = writable.execute(
        "SELECT name, strict, wr FROM pragma_table_list WHERE type = 'table'"
        " AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    assert {name for name, _, _ in tables} == {table.name for table in SCHEMA} | {"edition"}
    assert all(strict and without_rowid for _, strict, without_rowid in tables)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE fees SET amount = 'free' WHERE hcpcs = 'E0781'",
        "UPDATE fees SET amount = '-1' WHERE hcpcs = 'E0781'",
        "UPDATE fees SET amount = '1.2.3' WHERE hcpcs = 'E0781'",
        "UPDATE fees SET amount = NULL WHERE hcpcs = 'E0781'",
        "UPDATE fees SET amount = x'00' WHERE hcpcs = 'E0781'",
        "UPDATE fees SET modifier = 'XX' WHERE hcpcs = 'E0781'",
        "UPDATE fees SET status = 'certain' WHERE hcpcs = 'E0781'",
        "UPDATE fees SET source = 'hearsay' WHERE hcpcs = 'E0781'",
        "UPDATE fees SET ends = '2025-12-31' WHERE hcpcs = 'E0781'",
        "UPDATE fees SET effective = 'today' WHERE hcpcs = 'E0781'",
        "UPDATE fees SET hcpcs = 'PUMP' WHERE hcpcs = 'E0781'",
        "UPDATE visit_rates SET category = 'one'",
        "UPDATE visit_rates SET geographic = 2",
        "UPDATE sources SET title = ''",
        "DELETE FROM sources WHERE id = 'cms-dmepos-2026-01'",
        "DELETE FROM drugs WHERE id = 'milrinone'",
    ],
)
def test_the_database_refuses_what_the_check_refuses(
    writable: sqlite3.Connection, change: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        writable.execute(change)
