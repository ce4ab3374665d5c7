"""Whole orders of many drugs, each worked out by hand: units of every line, and their amounts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from core.estimate import estimate
from core.money import Range, total
from core.reference.store import Reference
from core.result import LineKind
from core.trace import Standing
from tests.support.situations import situation

ROWS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "worked-orders.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['order']['drug']}-{row['code']}" for row in ROWS])
def test_an_order_by_hand(row: dict[str, Any], reference: Reference) -> None:
    made = estimate(
        situation(days=row["days"], therapy=row["order"], alternatives={"settings": []}), reference
    )
    lines = [line for line in made.lines if line.kind is LineKind.DRUG]
    assert {line.hcpcs for line in lines} == {row["code"]}
    assert [f"{line.units}" for line in lines] == row["units"]
    assert {line.standing for line in lines} == {Standing.PUBLISHED}
    allowed = total([line.allowed for line in lines])
    limit = reference.payment_limit(row["code"], lines[0].date).limit.value.high
    assert allowed.is_exact
    # A line is its units times the limit to half a cent; the sum that was worked out, to the cent.
    units = sum(line.units for line in lines)
    assert abs(allowed.high - limit * units) <= Decimal("0.005") * len(lines)
    if "allowed" in row:
        assert allowed == Range.exactly(Decimal(row["allowed"]))
