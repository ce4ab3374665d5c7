"""A table that cannot be read whole is told, with its line, before anything else is looked at."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.reference.check import check_folder
from core.reference.tables import read_tables
from core.resources import TABLES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the project's tables that may be spoiled."""
    return Path(shutil.copytree(TABLES, tmp_path / "tables"))


def _faults(folder: Path) -> list[tuple[str, int, str]]:
    return [(fault.table, fault.line, fault.text.key) for fault in check_folder(folder)]


def test_the_copy_is_sound(folder: Path) -> None:
    assert _faults(folder) == []


@pytest.mark.parametrize("table", ["sources", "fees", "topics"])
def test_a_missing_file_is_refused(folder: Path, table: str) -> None:
    (folder / f"{table}.csv").unlink()
    assert _faults(folder) == [(table, 0, "check.missing")]


def test_an_empty_file_is_refused(folder: Path) -> None:
    (folder / "fees.csv").write_bytes(b"")
    assert _faults(folder) == [("fees", 1, "check.columns")]


def test_columns_in_another_order_are_refused(folder: Path) -> None:
    path = folder / "states.csv"
    path.write_text(path.read_text("utf-8").replace("state,name", "name,state", 1), "utf-8")
    assert _faults(folder) == [("states", 1, "check.columns")]


@pytest.mark.parametrize(
    "row", ["ZZ", "ZZ,a,contiguous,published,cms-dmepos-2026-01,columns,,", ""]
)
def test_a_row_with_too_few_or_too_many_cells_is_refused(folder: Path, row: str) -> None:
    with (folder / "states.csv").open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")
    assert _faults(folder) == [("states", 61, "check.cells")]


def test_a_quote_left_open_is_refused(folder: Path) -> None:
    with (folder / "states.csv").open("a", encoding="utf-8") as file:
        file.write('ZZ,"a,contiguous\n')
    assert _faults(folder) == [("states", 61, "check.csv")]


def test_another_encoding_is_refused(folder: Path) -> None:
    with (folder / "states.csv").open("ab") as file:
        file.write("ZZ,Cañón".encode("latin-1"))
    assert _faults(folder) == [("states", 0, "check.encoding")]


def test_every_spoiled_file_is_told_at_once(folder: Path) -> None:
    (folder / "fees.csv").unlink()
    (folder / "zips.csv").write_bytes(b"\xff")
    assert _faults(folder) == [("fees", 0, "check.missing"), ("zips", 0, "check.encoding")]


def test_lines_are_numbered_as_an_editor_numbers_them(folder: Path) -> None:
    tables, _ = read_tables(folder)
    lines = (folder / "fees.csv").read_text("utf-8").splitlines()
    for row in (tables["fees"][0], tables["fees"][-1]):
        assert lines[row.line - 1].startswith(row.cells["hcpcs"])
    assert tables["fees"][-1].line == len(lines)
