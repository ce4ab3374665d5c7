"""Whole dollars that still add up, and the person's own part of each line."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.money import ZERO, Range
from core.summary.amounts import Parts, apportion, shown, shown_range, split

CENTS = st.integers(0, 2_000_000).map(lambda cents: Decimal(cents) / 100)
D = Decimal


def test_shown_rounds_half_up_and_never_to_nothing() -> None:
    assert shown(D("1144.06")) == 1144
    assert shown(D("1144.50")) == 1145
    assert shown(D("0.00")) == 0
    assert shown(D("0.01")) == 1
    assert shown(D("0.40")) == 1


def test_a_range_is_shown_from_the_smaller_end() -> None:
    """Medicare pays more in the run that is cheaper for the person."""
    assert shown_range(Range(D("494.92"), D("268.52"))) == Range(D(269), D(495))


def test_months_that_would_round_to_a_dollar_too_much() -> None:
    """893.50 + 250.56 = 1144.06: rounded alone they would be 894 + 251 = 1145."""
    assert apportion([D("893.50"), D("250.56")], D(1144)) == (D(893), D(251))


@given(st.lists(CENTS, min_size=1, max_size=14))
def test_shown_parts_add_up_and_stay_within_a_dollar(parts: list[Decimal]) -> None:
    total = shown(sum(parts, start=ZERO))
    whole = apportion(parts, total)
    assert sum(whole, start=ZERO) == total
    assert all(abs(one - other) <= 1 for one, other in zip(whole, parts, strict=True))


@given(CENTS, CENTS, CENTS, CENTS, st.integers(0, 100))
def test_the_parts_of_a_line_are_what_the_person_pays(
    deductible: Decimal, share: Decimal, excess: Decimal, noncovered: Decimal, percent: int
) -> None:
    owed = deductible + share + excess + noncovered
    patient = (owed * percent / 100).quantize(D("0.01"))
    parts = split(patient, deductible, share, excess, noncovered)
    assert parts.total == patient
    assert min(parts.deductible, parts.share, parts.extra) >= 0
    assert parts.deductible <= deductible
    assert parts.share <= share


def test_what_each_medigap_leaves() -> None:
    """300 allowed: 283 deductible, 3.40 share; 50 above the price; 20 not covered."""
    line = (D("283.00"), D("3.40"), D("50.00"), D("20.00"))
    cases = {
        "none": (D("356.40"), Parts(D("283.00"), D("3.40"), D("70.00"))),
        "A": (D("353.00"), Parts(D("283.00"), ZERO, D("70.00"))),
        "G": (D("303.00"), Parts(D("283.00"), ZERO, D("20.00"))),
        "F": (D("20.00"), Parts(ZERO, ZERO, D("20.00"))),
        "C": (D("70.00"), Parts(ZERO, ZERO, D("70.00"))),
        "K": (D("354.70"), Parts(D("283.00"), D("3.40"), D("68.30"))),
    }
    for name in ("none", "A", "G", "F", "C"):
        paid, parts = cases[name]
        assert split(paid, *line) == parts, name
    # half of the share: what is not covered and the deductible first, the share as far as it goes
    assert split(D("354.70"), *line) == Parts(D("283.00"), D("3.40"), D("68.30"))


def test_a_paid_share_is_not_taken_for_the_deductible() -> None:
    assert split(D("1.70"), ZERO, D("3.40"), ZERO, ZERO) == Parts(ZERO, D("1.70"), ZERO)
