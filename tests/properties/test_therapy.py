"""Properties of the treatment: more of it, split, shifted in time, or none of it."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from core.binding import read
from core.case import Case
from core.reference.store import Reference
from tests.model.draw import drawn
from tests.model.ledger import Amounts
from tests.model.real import run_lines
from tests.model.services import Rhythm, code_of, ordered
from tests.properties.examples import cases, many, randoms
from tests.properties.test_lines import INSULINS

DAILY = ("carbidopa-levodopa-enteral", "foscarbidopa-foslevodopa")
"""Drugs billed by whole containers a day."""


def patient(lines: list[Amounts]) -> int:
    return sum(line.patient for line in lines)


def drug_units(lines: list[Amounts]) -> int:
    return sum(line.units for line in lines if line.hcpcs[0] in "JQ")


@many
@given(case=cases(), times=st.fractions(1, 4, max_denominator=20), high=st.booleans())
def test_a_larger_dose_never_costs_the_patient_less(
    reference: Reference, case: dict[str, Any], times: Fraction, high: bool
) -> None:
    """3: monotone in the dose, but for a cent of rounding a line."""
    assume(case["drug_id"] != "blinatumomab")  # its vials go by the protocol of one dose
    before = run_lines(case, high, reference).lines
    dose = case["therapy"]["dose"]
    larger = float(Fraction(dose["amount"]) * times)
    dose["amount"] = f"{max(larger, float(dose['amount'])):.6f}"
    after = run_lines(case, high, reference).lines
    assume(drug_units(after) or not drug_units(before))  # an absurd dose is asked about instead
    assert drug_units(after) >= drug_units(before)
    assert sum(line.allowed for line in after) >= sum(line.allowed for line in before)
    assert patient(after) >= patient(before) - len(after)


@many
@given(case=cases(), more=st.integers(1, 40), high=st.booleans())
def test_a_longer_treatment_never_costs_the_patient_less(
    reference: Reference, case: dict[str, Any], more: int, high: bool
) -> None:
    """3: monotone in the days, but for a cent of rounding a line."""
    before = run_lines(case, high, reference)
    after = run_lines(case | {"days": case["days"] + more}, high, reference)
    assume(before.pays == after.pays and before.pays_visits == after.pays_visits)
    assert patient(after.lines) >= patient(before.lines) - len(after.lines)
    assert sum(line.allowed for line in after.lines) >= sum(line.allowed for line in before.lines)


@many
@given(random=randoms, cut=st.integers(1, 44), high=st.booleans())
def test_what_is_billed_by_the_day_may_be_split_at_any_day(
    reference: Reference, random: Any, cut: int, high: bool
) -> None:
    """6: units a day add up.  What is billed by the week or month rounds up in each part."""
    case = drawn(random, 45, DAILY)
    assume(cut < case["days"])
    later = date.fromisoformat(case["start"]) + timedelta(days=cut)
    whole, first, second = (
        run_lines(part, high, reference)
        for part in (
            case,
            case | {"days": cut},
            case | {"start": later.isoformat(), "days": case["days"] - cut},
        )
    )
    assume(whole.pays and second.pays)
    assert drug_units(whole.lines) == drug_units(first.lines) + drug_units(second.lines)


@many
@given(case=cases(), high=st.booleans())
def test_billing_units_hold_what_is_given_and_at_most_a_rounding_more(
    reference: Reference, case: dict[str, Any], high: bool
) -> None:
    """7: rounded up once a line, never down; whole vials hold at least the dose."""
    found = run_lines(case, high, reference)
    start = date.fromisoformat(case["start"])
    code = code_of(case, start)
    assume(found.pays and code is not None and code.size is not None)
    assert code is not None
    assert code.size is not None
    lines = [line for line in found.lines if line.hcpcs == code.hcpcs]
    assume(lines and len({line.hcpcs for line in found.lines if line.hcpcs[0] == "J"}) == 1)
    if code.billing == "cassette":
        return
    given_in_all = ordered(case, Rhythm(case), code)
    if code.billing == "vial":
        assert sum(line.units for line in lines) % 480 == 0
    assert sum(line.units for line in lines) * code.size >= given_in_all
    if code.billing == "unit":
        room = len({line.day for line in lines})
        assert (sum(line.units for line in lines) - room) * code.size < given_in_all


@many
@given(case=cases(), high=st.booleans())
def test_no_visit_no_visit_line_and_a_dose_of_nothing_is_refused(
    reference: Reference, case: dict[str, Any], high: bool
) -> None:
    """8: nothing given, nothing billed."""
    case["visits"]["per_week"] = "0"
    assert not [
        line for line in run_lines(case, high, reference).lines if line.hcpcs.startswith("G00")
    ]
    therapy = case["therapy"] | {"dose": case["therapy"]["dose"] | {"amount": "0"}}
    _, problems = read(Case, {"as_of": case["as_of"], "therapy": therapy})
    assert [each.path for each in problems] == ["therapy.dose.amount"]


@many
@given(
    random=randoms,
    first=st.integers(0, 40),
    shift=st.integers(1, 24),
    high=st.booleans(),
)
def test_a_shift_within_a_quarter_shifts_the_days_and_nothing_else(
    reference: Reference, random: Any, first: int, shift: int, high: bool
) -> None:
    """16: the same amounts on later days of the same quarter."""
    case = drawn(random, 27)
    start = date(2026, 10, 1) + timedelta(days=first)
    both = [
        run_lines(case | {"start": day.isoformat(), "as_of": day.isoformat()}, high, reference)
        for day in (start, start + timedelta(days=shift))
    ]
    moved = [
        line._replace(day=(date.fromisoformat(line.day) + timedelta(days=shift)).isoformat())
        for line in both[0].lines
    ]
    assert moved == both[1].lines


@many
@given(case=cases(), high=st.booleans())
def test_a_new_year_has_a_new_deductible(
    reference: Reference, case: dict[str, Any], high: bool
) -> None:
    """16: across the year, the deductible is used again from the first of January."""
    start = {"start": "2026-12-10", "as_of": "2026-12-10", "days": 45}
    case["coverage"] = {"medicare": "original", "deductible_met": "283.00"}
    lines = run_lines(case | start, high, reference).lines
    assert sum(line.deductible for line in lines if line.day < "2027") == 0
    subject = sum(line.allowed for line in lines if line.day >= "2027" and not _insulin(line))
    assert sum(line.deductible for line in lines if line.day >= "2027") == min(28300, subject)


def _insulin(line: Amounts) -> bool:
    return line.hcpcs in INSULINS
