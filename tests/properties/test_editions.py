"""Property 22: an edition's figures are its own, whatever other edition was used between."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reference.build import build
from core.reference.store import Reference, open_reference
from core.resources import TABLES
from tests.model.real import run_lines
from tests.properties.examples import cases, many


@pytest.fixture(scope="session")
def dearer(tmp_path_factory: pytest.TempPathFactory) -> Reference:
    """Another edition: every equipment fee and payment limit a little higher."""
    folder = tmp_path_factory.mktemp("edition")
    shutil.copytree(TABLES, folder / "tables")
    for name in ("fees", "payment_limits"):
        path = folder / "tables" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            if not row["amount"]:
                continue
            amount = Decimal(row["amount"])
            row["amount"] = str((amount * Decimal("1.01")).quantize(amount))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    build(folder / "tables", folder)
    return open_reference(folder / "reference.sqlite", folder / "edition.json")


@many
@given(case=cases(), high=st.booleans())
def test_another_edition_in_between_changes_nothing(
    reference: Reference, dearer: Reference, case: dict[str, Any], high: bool
) -> None:
    first = run_lines(case, high, reference)
    other = run_lines(case, high, dearer)
    assert run_lines(case, high, reference) == first
    pairs = zip(first.lines, other.lines, strict=True)
    assert all(ours.allowed <= theirs.allowed for ours, theirs in pairs)


def test_the_other_edition_is_another(reference: Reference, dearer: Reference) -> None:
    day = date(2026, 11, 2)
    ours, theirs = (
        each.fee("E0781", "RR", "IL", False, day).value.high for each in (reference, dearer)
    )
    assert reference.edition.id != dearer.edition.id
    assert (ours, theirs) == (Decimal("309.33"), Decimal("312.42"))
