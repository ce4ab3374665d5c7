"""Amounts: what is read as one, the one rounding, and ranges of two runs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from core.money import (
    NOTHING,
    ZERO,
    Bound,
    MoneyError,
    Range,
    cents,
    cents_up,
    parse,
    total,
    whole_dollars,
)

D = Decimal


@pytest.mark.parametrize("text", ["283", "0.842", "-5.00", "0", "999999999999.999999"])
def test_a_plain_decimal_is_read_as_it_stands(text: str) -> None:
    assert str(parse(text)) == text


@pytest.mark.parametrize("text", ["1e3", "1,000", "+5", " 5", "5 ", "5.", ".5", "", "NaN", "0x1f"])
def test_every_other_spelling_is_refused_by_name(text: str) -> None:
    with pytest.raises(MoneyError) as refused:
        parse(text)
    assert refused.value.text == text


@pytest.mark.parametrize("number", [2.5, 283, None, True])
def test_a_number_that_is_not_text_is_refused(number: object) -> None:
    with pytest.raises(MoneyError):
        parse(number)  # type: ignore[arg-type]


def test_half_a_cent_goes_up_and_away_from_zero() -> None:
    exact = ("2.675", "2.665", "2.6749", "-2.665", "7")
    assert [str(cents(D(amount))) for amount in exact] == ["2.68", "2.67", "2.67", "-2.67", "7.00"]


def test_a_hospitals_copayment_goes_up_to_the_next_cent() -> None:
    exact = ("2.671", "2.670", "2.6700001", "7")
    assert [str(cents_up(D(amount))) for amount in exact] == ["2.68", "2.67", "2.68", "7.00"]


def test_about_so_many_dollars_is_the_nearest_whole_one() -> None:
    exact = ("2.50", "3.50", "3.49", "0.49")
    assert [str(whole_dollars(D(amount))) for amount in exact] == ["3", "4", "3", "0"]


def test_ranges_add_and_subtract_run_by_run() -> None:
    one, other = Range(D("10.00"), D("40.00")), Range(D("1.00"), D("5.00"))
    assert one + other == Range(D("11.00"), D("45.00"))
    assert one - other == Range(D("9.00"), D("35.00"))
    assert total([one, other, other]) == Range(D("12.00"), D("50.00"))
    assert total([]) == NOTHING == Range(ZERO, ZERO)


def test_a_range_is_exact_when_both_runs_agree() -> None:
    assert Range.exactly(D("5.00")) == Range(D("5.00"), D("5.00"))
    assert Range.exactly(D("5.00")).is_exact
    assert not Range(D("4.99"), D("5.00")).is_exact


def test_each_end_of_a_range_and_the_other_one() -> None:
    both = Range(D("1.00"), D("2.00"))
    assert (Bound.LOW.of(both), Bound.HIGH.of(both)) == (both.low, both.high)
    assert (Bound.LOW.other, Bound.HIGH.other) == (Bound.HIGH, Bound.LOW)
