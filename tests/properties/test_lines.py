"""Properties of every line, month and sum of an estimate."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.estimate import estimate
from core.money import ZERO, Range
from core.reference.store import Reference
from core.result import Estimate, Line
from core.trace import Standing
from tests.model.real import read_case, run_lines
from tests.properties.examples import cases, many

ENDS = ("low", "high")
INSULINS = ("J1811", "J1813", "J1817")
AMOUNTS = ("allowed", "excess", "noncovered", "deductible", "coinsurance", "medicare", "patient")


def of(amount: Range, end: str) -> Decimal:
    """One end of a range."""
    return amount.low if end == "low" else amount.high


def made(case: dict[str, Any], reference: Reference) -> Estimate:
    """The estimate of a case at home alone."""
    return estimate(read_case(case | {"alternatives": {"settings": []}}), reference)


@many
@given(case=cases(30))
def test_every_estimate_holds_together(reference: Reference, case: dict[str, Any]) -> None:
    found = made(case, reference)
    each_is_paid_in_full(found)
    sums_are_the_sums_of_the_lines(found)
    nothing_is_negative_or_more_than_allowed(found)
    what_has_no_price_is_named(found)
    low_is_never_above_high(found)
    steps_come_to_what_the_patient_pays(found)


def paid_by_others(line: Line, end: str) -> Decimal:
    return sum((of(each.amount, end) for each in line.other), ZERO)


def each_is_paid_in_full(found: Estimate) -> None:
    """1: the shares of all payers and the patient are what is owed, per line and in total."""
    for end in ENDS:
        for line in found.lines:
            owed = of(line.allowed, end) + of(line.excess, end) + of(line.noncovered, end)
            paid = of(line.medicare, end) + paid_by_others(line, end) + of(line.patient, end)
            assert owed == paid
        sums = found.totals
        owed = of(sums.allowed, end) + of(sums.excess, end) + of(sums.noncovered, end)
        assert owed == of(sums.medicare, end) + of(sums.other, end) + of(sums.patient, end)


def sums_are_the_sums_of_the_lines(found: Estimate) -> None:
    """1: a total is the sum of its lines, and the months add up to it."""
    for end in ENDS:
        for name in AMOUNTS:
            parts = sum((of(getattr(line, name), end) for line in found.lines), ZERO)
            assert of(getattr(found.totals, name), end) == parts
        for name in ("deductible", "coinsurance", "patient"):
            months: dict[str, Decimal] = defaultdict(lambda: ZERO)
            for line in found.lines:
                months[f"{line.date:%Y-%m}"] += of(getattr(line, name), end)
            said = {f"{each.month:%Y-%m}": of(getattr(each, name), end) for each in found.by_month}
            assert said == months
            assert sum(said.values(), ZERO) == of(getattr(found.totals, name), end)


def nothing_is_negative_or_more_than_allowed(found: Estimate) -> None:
    """2: no amount is below 0; no part of a line is more than the line."""
    for line in found.lines:
        for end in ENDS:
            assert all(of(getattr(line, name), end) >= 0 for name in AMOUNTS)
            assert all(of(each.amount, end) >= 0 for each in line.other)
            assert of(line.medicare, end) <= of(line.allowed, end)
            assert of(line.deductible, end) + of(line.coinsurance, end) <= of(line.allowed, end)


def what_has_no_price_is_named(found: Estimate) -> None:
    """15: a part without a known price makes the estimate incomplete; no line is 0."""
    for line in found.lines:
        assert line.allowed.high + line.excess.high + line.noncovered.high > 0
    assert found.complete == (not found.not_estimated)
    has_drug = any(line.hcpcs[0] in "JQ" for line in found.lines)
    assert has_drug or not found.complete


def low_is_never_above_high(found: Estimate) -> None:
    """21: what the patient pays lies between its ends; other sums are those of its two runs."""
    assert found.totals.patient.low <= found.totals.patient.high
    assert all(each.patient.low <= each.patient.high for each in found.supplements)


def steps_come_to_what_the_patient_pays(found: Estimate) -> None:
    """25: the amounts that are explained come to the amount that is shown."""
    for line in found.lines:
        steps = [(step.text.key.rpartition(".")[2], dict(step.text.values)) for step in line.steps]
        assert {"allowed", "unit", "units"} <= set(steps[0][1])
        deductible = line.deductible.low or line.deductible.high  # told in the notes
        if line.standing is Standing.PROJECTED and not deductible:
            assert "projected" in dict(steps)
        for end in ENDS:
            left = ZERO
            for name, values in steps[1:]:
                if name in ("deductible", "share", "capped-share", "excess", "noncovered", "held"):
                    left += _end(values["amount"], end)
                elif name == "other":
                    left -= _end(values["amount"], end)
            assert left == of(line.patient, end) == _end(dict(steps)["patient"]["amount"], end)


def _end(amount: object, end: str) -> Decimal:
    if isinstance(amount, Range):
        return of(amount, end)
    assert isinstance(amount, Decimal)
    return amount


@many
@given(case=cases(), high=st.booleans())
def test_past_the_deductible_each_line_is_its_percentage_to_the_cent(
    reference: Reference, case: dict[str, Any], high: bool
) -> None:
    """24: the deductible met, no supplement, assigned: 20 % of each line, rounded once."""
    case["coverage"] = {"medicare": "original", "deductible_met": "283.00"}
    case["supplier"]["accepts_assignment"] = True
    for line in run_lines(case, high, reference).lines:
        if line.day[:4] != case["start"][:4]:
            continue
        rate = Fraction(1, 5)
        if line.hcpcs[0] == "J":
            day = date.fromisoformat(line.day)
            rate = Fraction(reference.payment_limit(line.hcpcs, day).coinsurance)
        share = floor(line.allowed * rate + Fraction(1, 2))
        assert line.patient == (min(share, 3500) if line.hcpcs in INSULINS else share)
