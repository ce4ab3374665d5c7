"""Two real editions that differ in one drug price."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from core.editions.folder import write_edition
from core.reference.store import open_reference
from core.resources import EDITION, REFERENCE
from tests.support.packs import Edition, answers
from tests.support.tables import real_tables, with_cells


def own_edition() -> Edition:
    """The edition that comes with the program, as a pack's content."""
    return _edition(REFERENCE.parent)


def dearer_edition(folder: Path) -> Edition:
    """The same with the newest price of milrinone a little higher, made in a new folder."""
    tables = real_tables()
    *_, row = (row for row in tables["payment_limits"] if row.cells["hcpcs"] == "J2260")
    dearer = str(Decimal(row.cells["amount"]) + Decimal("0.010"))
    write_edition(with_cells(tables, "payment_limits", row.line, amount=dearer), (), folder)
    return _edition(folder)


def two_editions(folder: Path) -> tuple[Edition, Edition]:
    """Both of them."""
    folder.mkdir(parents=True)
    return own_edition(), dearer_edition(folder / "dearer")


def _edition(folder: Path) -> Edition:
    opened = open_reference(folder / REFERENCE.name, folder / EDITION.name)
    said = answers(opened)
    opened.close()
    label = json.loads((folder / EDITION.name).read_text("utf-8"))
    return Edition(label["id"], (folder / REFERENCE.name).read_bytes(), said)
