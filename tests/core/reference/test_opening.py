"""An edition is opened only when every byte is the one that was built, and never written to."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from core.reference.build import build
from core.reference.damaged import EditionDamaged
from core.reference.schema import SCHEMA_VERSION
from core.reference.store import Reference, open_reference
from core.resources import TABLES

DAY = date(2026, 11, 2)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition built once for this file, to be copied."""
    out = tmp_path_factory.mktemp("edition")
    build(TABLES, out)
    return out


@pytest.fixture
def edition(built: Path, tmp_path: Path) -> tuple[Path, Path]:
    """An edition that may be spoiled, in a folder whose name is hard on addresses."""
    out = Path(shutil.copytree(built, tmp_path / "an edition #1 ?mode=rw 100%"))
    return out / "reference.sqlite", out / "edition.json"


def _relabel(database: Path, label: Path, **changes: object) -> None:
    """Give the label the hash of the file as it is now: damage that a hash does not show."""
    data = json.loads(label.read_text("utf-8"))
    data["sha256"] = hashlib.sha256(database.read_bytes()).hexdigest()
    label.write_text(json.dumps({**data, **changes}), "utf-8")


def test_a_sound_edition_opens(edition: tuple[Path, Path]) -> None:
    reference = open_reference(*edition)
    assert str(reference.parameter("part_b_deductible", DAY).value.low) == "283"
    assert dict(reference.edition.published_through)["fees"] == date(2026, 12, 31)


def test_one_flipped_bit_anywhere_is_damage(edition: tuple[Path, Path]) -> None:
    database, _ = edition
    whole = database.read_bytes()
    places = [0, 18, 24, 60, 68, 96, 100, len(whole) // 3, len(whole) // 2, len(whole) - 1]
    for place in places:
        spoiled = bytearray(whole)
        spoiled[place] ^= 1
        database.write_bytes(spoiled)
        with pytest.raises(EditionDamaged):
            open_reference(*edition)
    database.write_bytes(whole)
    assert isinstance(open_reference(*edition), Reference)


def test_a_cut_or_lengthened_file_is_damage(edition: tuple[Path, Path]) -> None:
    database, _ = edition
    whole = database.read_bytes()
    for content in (b"", whole[:-1], whole[: len(whole) // 2], whole + b"\0"):
        database.write_bytes(content)
        with pytest.raises(EditionDamaged):
            open_reference(*edition)


def test_a_missing_database_or_label_is_damage(edition: tuple[Path, Path]) -> None:
    database, label = edition
    with pytest.raises(EditionDamaged):
        open_reference(database.with_name("none.sqlite"), label)
    with pytest.raises(EditionDamaged):
        open_reference(database, label.with_name("none.json"))
    with pytest.raises(EditionDamaged):
        open_reference(database.parent, label)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"id": "2026Q4"}',
        b'{"id": "x", "sha256": "y", "published_through": []}',
        b'{"id": "x", "sha256": "y", "published_through": {"fees": "soon"}}',
        b'{"id": "x", "sha256": "y", "published_through": {"fees": 2026}}',
    ],
)
def test_a_spoiled_label_is_damage(edition: tuple[Path, Path], content: bytes) -> None:
    database, label = edition
    label.write_bytes(content)
    with pytest.raises(EditionDamaged):
        open_reference(database, label)


@pytest.mark.parametrize(
    ("pragma", "told"),
    [
        ("application_id = 7", "application id 1213028164, found 7"),
        ("user_version = 99", f"version {SCHEMA_VERSION}, found 99"),
    ],
)
def test_another_programs_file_or_another_version_is_refused(
    edition: tuple[Path, Path], pragma: str, told: str
) -> None:
    database, label = edition
    connection = sqlite3.connect(database)
    connection.execute(f"PRAGMA {pragma}")
    connection.commit()
    connection.close()
    _relabel(database, label)
    with pytest.raises(EditionDamaged, match=told):
        open_reference(database, label)


def test_a_label_of_another_edition_is_refused(edition: tuple[Path, Path]) -> None:
    _relabel(*edition, id="2026Q4-00000000")
    with pytest.raises(EditionDamaged, match="2026Q4-00000000"):
        open_reference(*edition)


def test_a_file_that_is_no_database_is_refused(edition: tuple[Path, Path]) -> None:
    database, label = edition
    database.write_bytes(b"not a database at all, but long enough to look at" * 50)
    _relabel(database, label)
    with pytest.raises(EditionDamaged):
        open_reference(database, label)


def test_a_database_without_tables_is_refused(edition: tuple[Path, Path]) -> None:
    database, label = edition
    version = sqlite3.connect(database).execute("PRAGMA user_version").fetchone()[0]
    database.unlink()
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA application_id = 1213028164")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()
    _relabel(database, label)
    with pytest.raises(EditionDamaged):
        open_reference(database, label)


def test_reading_leaves_the_folder_as_it_was(edition: tuple[Path, Path]) -> None:
    database, label = edition
    before = {path.name: path.read_bytes() for path in database.parent.iterdir()}
    reference = open_reference(database, label)
    reference.place("60612", DAY)
    assert len(reference.drugs()) > 100
    assert {path.name: path.read_bytes() for path in database.parent.iterdir()} == before


def test_an_edition_in_a_folder_that_cannot_be_written_opens(edition: tuple[Path, Path]) -> None:
    database, label = edition
    database.chmod(0o444)
    database.parent.chmod(0o555)
    try:
        assert open_reference(database, label).states()
    finally:
        database.parent.chmod(0o755)


def test_the_connection_cannot_write(edition: tuple[Path, Path]) -> None:
    reference = open_reference(*edition)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        reference._shelf.rows("DELETE FROM fees")
