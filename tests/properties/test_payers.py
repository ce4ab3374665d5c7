"""Properties of who else pays: more coverage never costs more, and a plan's limit holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.reference.store import Reference
from core.result import SupplementOption
from tests.model.compare import OPTIONS
from tests.model.draw import MEDIGAP
from tests.model.real import run_lines
from tests.properties.examples import cases, many
from tests.properties.test_lines import made


@many
@given(case=cases(), option=st.sampled_from(OPTIONS), high=st.booleans())
def test_a_supplement_only_lowers_what_the_patient_pays(
    reference: Reference, case: dict[str, Any], option: dict[str, Any], high: bool
) -> None:
    """9, 10: the same amounts allowed, and never more from the patient than with none."""
    none = case["coverage"] | {"supplement": {"kind": "none"}}
    bare = run_lines(case | {"coverage": none}, high, reference).lines
    paid = none | {"supplement": option}
    helped = run_lines(case | {"coverage": paid}, high, reference).lines
    assert [(line.hcpcs, line.allowed) for line in bare] == [
        (line.hcpcs, line.allowed) for line in helped
    ]
    for before, after in zip(bare, helped, strict=True):
        assert after.patient <= before.patient
        assert after.deductible == before.deductible
        assert after.coinsurance == before.coinsurance


@many
@given(case=cases(14))
def test_nobody_pays_more_than_with_no_supplement_at_all(
    reference: Reference, case: dict[str, Any]
) -> None:
    """9: the table of who else may pay says so for every kind, at both ends."""
    found = made(case, reference).supplements
    if not found:
        return
    bare, *others = found
    assert bare.kind == "none"
    for each in others:
        assert each.patient.low <= bare.patient.low
        assert each.patient.high <= bare.patient.high
    by_plan = {each.plan: each for each in others}
    if not set(MEDIGAP) <= set(by_plan):
        return  # Massachusetts, Minnesota and Wisconsin have policies without letters
    assert _high(by_plan, "F") <= _high(by_plan, "G") <= _high(by_plan, "A")
    assert _high(by_plan, "A") <= _high(by_plan, "L") <= _high(by_plan, "K")
    assert _high(by_plan, "F") <= _high(by_plan, "HDF")
    if "spent" not in (case["coverage"].get("supplement") or {}):
        # What was spent under the one that is held counts for it alone.
        assert _high(by_plan, "HDF") <= _high(by_plan, "HDG")


def _high(by_plan: dict[Any, SupplementOption], plan: str) -> Decimal:
    return by_plan[plan].patient.high


@many
@given(
    case=cases(),
    spent=st.integers(0, 900_000),
    left=st.integers(0, 1_000_000),
    higher=st.integers(0, 500_000),
    high=st.booleans(),
)
def test_a_plan_member_pays_at_most_to_the_limit_and_a_higher_one_never_costs_less(
    reference: Reference, case: dict[str, Any], spent: int, left: int, higher: int, high: bool
) -> None:
    """11: a Medicare Advantage plan's own limit, less what was spent."""
    paid = []
    for limit in (spent + left, spent + left + higher):
        case["start"] = f"2026{case['start'][4:]}"
        case["coverage"] = {
            "medicare": "advantage",
            "advantage": {
                "drug_percent": "20",
                "equipment_percent": "17.5",
                "visit_copay": "35.00",
                "deductible_left": "100.00",
                "out_of_pocket_limit": _dollars(limit),
                "spent": _dollars(spent),
                "in_network": True,
                "authorized": True,
            },
        }
        lines = run_lines(case, high, reference).lines
        assert sum(line.patient for line in lines if line.day < "2027") <= limit - spent
        paid.append(sum(line.patient for line in lines))
    assert paid[1] >= paid[0]


def _dollars(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
