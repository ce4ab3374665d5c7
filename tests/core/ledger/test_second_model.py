"""A second ledger, written apart in whole cents, against the first on random claims.

It shares no code with `core`: integers only, the rules read again from the cost-sharing facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.case import MedigapPlan
from core.payers.base import NOBODY, Payer
from core.payers.medigap import medigap
from core.payers.public import QMB
from core.payers.retiree import Retiree
from core.reference.store import Reference
from tests.support.money import claim, folded

DEDUCTIBLE = {2025: 25700, 2026: 28300, 2027: 28300}
LIMITS = {
    "K": {2025: 722000, 2026: 800000, 2027: 800000},
    "L": {2025: 361000, 2026: 400000, 2027: 400000},
    "HD": {2025: 287000, 2026: 295000, 2027: 295000},
}


@dataclass(frozen=True)
class Row:
    """One line in cents; the rate in hundred-thousandths."""

    year: int
    allowed: int
    rate: int
    deductible: bool
    cap: int | None
    excess: int
    noncovered: int


def half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def second_model(rows: list[Row], payer: str, met: int, counted: int) -> list[int]:
    """What the patient pays of each line, in cents."""
    left = {**DEDUCTIBLE}
    left[rows[0].year] = max(left[rows[0].year] - met, 0)
    spent = dict.fromkeys(DEDUCTIBLE, 0)
    spent[rows[0].year] = counted
    owed = []
    for row in rows:
        deductible = min(left[row.year], row.allowed) if row.deductible else 0
        left[row.year] -= deductible
        share = half_up((row.allowed - deductible) * row.rate, 100000)
        if row.cap is not None:
            share = min(share, row.cap)
        excess = row.excess
        held = half_up((row.allowed - deductible - share) * 2, 100) if excess else 0
        if payer == "qmb":
            owed.append(row.noncovered)
            continue
        total = deductible + share + excess
        if payer in ("A", "B", "D", "M", "N"):
            mine = deductible + excess
        elif payer == "G":
            mine = deductible
        elif payer == "C":
            mine = excess
        elif payer == "F":
            mine = 0
        elif payer in ("K", "L"):
            part = half_up(share * (50 if payer == "K" else 25), 100)
            part = min(part, max(LIMITS[payer][row.year] - spent[row.year], 0))
            spent[row.year] += part
            mine = deductible + part + excess
        elif payer in ("HDF", "HDG"):
            room = max(LIMITS["HD"][row.year] - spent[row.year], 0)
            spent[row.year] += min(total, room)
            mine = min(total, room)
            if payer == "HDG":  # never less than the Part B deductible itself
                mine = max(mine, deductible)
        elif payer == "retiree":  # 80 % of the share, half of the deductible
            mine = half_up(share * 20, 100) + half_up(deductible * 50, 100) + excess
        else:
            mine = total
        owed.append(mine + held + row.noncovered)
    return owed


def first_model(reference: Reference, payer: str) -> Payer:
    if payer == "none":
        return NOBODY
    if payer == "qmb":
        return QMB
    if payer == "retiree":
        return Retiree(Decimal(80), Decimal(50))
    return medigap(MedigapPlan(payer), reference)


CENTS = st.integers(0, 900_000)
ROWS = st.builds(
    Row,
    year=st.sampled_from([2025, 2026, 2027]),
    allowed=CENTS,
    rate=st.integers(3000, 20000),
    deductible=st.booleans(),
    cap=st.sampled_from([None, None, 3500]),
    excess=st.sampled_from([0, 0, 1, 4999]),
    noncovered=st.sampled_from([0, 0, 12345]),
)
PAYERS = ("none", "qmb", "retiree", *(str(plan) for plan in MedigapPlan))


def dollars(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(ROWS, min_size=1, max_size=40), met=CENTS, counted=CENTS)
def test_the_two_ledgers_agree_to_the_cent(
    reference: Reference, rows: list[Row], met: int, counted: int
) -> None:
    rows.sort(key=lambda row: row.year)
    claims = [
        claim(
            dollars(row.allowed),
            f"{row.year}-05-05",
            rate=Decimal(row.rate) / 100000,
            deductible_applies=row.deductible,
            cap=None if row.cap is None else dollars(row.cap),
            excess=dollars(row.excess),
            noncovered=dollars(row.noncovered),
            held=bool(row.excess),
        )
        for row in rows
    ]
    for payer in PAYERS:
        entries = folded(
            claims, reference, first_model(reference, payer), dollars(met), dollars(counted)
        )
        found = [int(entry.patient * 100) for entry in entries]
        assert found == second_model(rows, payer, met, counted), payer
