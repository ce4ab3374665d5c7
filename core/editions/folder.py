"""An edition as a folder: its tables as CSV, the database baked of them, and its origins."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from core.editions.acceptance import REVIEW, Review
from core.output import NotWritten
from core.reference.schema import TABLES
from core.reference.tables import Tables, read_tables

IMPORTS = "imports.json"


@dataclass(frozen=True, slots=True)
class Import:
    """One file that an edition was made of; days are ISO, `rows` counts the whole file."""

    file: str
    sha256: str
    kind: str
    source: str
    rows: int
    effective: str
    ends: str


def read_edition(folder: Path) -> Tables:
    """The tables of an edition's folder.  Raises TablesRefused when they cannot be read."""
    from core.reference.build import TablesRefused

    tables, unread = read_tables(folder)
    if unread:
        raise TablesRefused(unread)
    return tables


def imports_of(folder: Path) -> tuple[Import, ...]:
    """The files that an edition was made of; none for one that was written by hand."""
    path = folder / IMPORTS
    if not path.is_file():
        return ()
    return tuple(Import(**each) for each in json.loads(path.read_text(encoding="utf-8")))


def write_edition(
    tables: Tables, imports: Sequence[Import], out: Path, review: Review | None = None
) -> str:
    """Write an edition's folder, whole or not at all; answer the edition's id.

    Raises NotWritten, also when something stands there already, and TablesRefused.
    """
    from core.reference.build import build

    unfinished = out.parent / f".{out.name}.part"
    try:
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise FileExistsError(17, "there is something there already")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        for table in TABLES:
            content = _csv(tables, table.name, [column.name for column in table.columns])
            (unfinished / f"{table.name}.csv").write_bytes(content.encode())
        listed = json.dumps([asdict(each) for each in imports], indent=1, ensure_ascii=False)
        (unfinished / IMPORTS).write_text(f"{listed}\n", encoding="utf-8")
        if review is not None:
            (unfinished / REVIEW).write_bytes(review.as_json())
        edition = build(unfinished, unfinished)
        if out.exists():
            out.rmdir()
        unfinished.rename(out)
    except OSError as error:
        raise NotWritten.of(out, error) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return edition


def _csv(tables: Tables, name: str, columns: list[str]) -> str:
    written = io.StringIO(newline="")
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(columns)
    lines.writerows([row.cells[column] for column in columns] for row in tables[name])
    return written.getvalue()
