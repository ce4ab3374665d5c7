"""The case that the program must get right, with every figure by hand.

Milrinone 40 mg a day through E0781, one cassette a day, 42 days from 2026-11-02, ZIP 60612
(Chicago, locality factor 1.061), not rural, one visit a week, deductible not met.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from core.money import Range
from core.reference.store import Reference
from core.result import Covered, Estimate, Line
from core.trace import Standing
from tests.support.money import estimated

D = Decimal
START = date(2026, 11, 2)
WEEKS = [START + timedelta(days=7 * week) for week in range(6)]
FIRST, SECOND = date(2026, 11, 2), date(2026, 12, 2)


@pytest.fixture(scope="module")
def made(reference: Reference) -> Estimate:
    return estimated(reference)


def lines(made: Estimate, hcpcs: str) -> dict[date, Line]:
    return {line.date: line for line in made.lines if line.hcpcs == hcpcs}


def exactly(amount: str) -> Range:
    return Range.exactly(D(amount))


def test_it_is_covered(made: Estimate) -> None:
    assert [each.covered for each in made.determinations] == [Covered.YES, Covered.YES]


def test_the_pump(made: Estimate) -> None:
    pump = lines(made, "E0781")
    assert list(pump) == [FIRST, SECOND]
    # The first line of the year takes the whole deductible: 309.33 - 283.00 = 26.33;
    # 20 % of 26.33 = 5.266 -> 5.27;  283.00 + 5.27 = 288.27;  Medicare 26.33 - 5.27 = 21.06
    first = pump[FIRST]
    assert first.modifiers == ("RR", "KH")
    assert (first.allowed, first.deductible) == (exactly("309.33"), exactly("283.00"))
    assert (first.coinsurance, first.patient) == (exactly("5.27"), exactly("288.27"))
    assert first.medicare == exactly("21.06")
    # 20 % of 309.33 = 61.866 -> 61.87
    assert pump[SECOND].modifiers == ("RR", "KI")
    assert pump[SECOND].allowed == exactly("309.33")
    assert pump[SECOND].patient == exactly("61.87")
    assert {line.standing for line in pump.values()} == {Standing.PUBLISHED}


def test_the_weekly_supplies(made: Estimate) -> None:
    # 25.87 a week; 20 % = 5.174 -> 5.17
    found = lines(made, "A4221")
    assert list(found) == WEEKS
    assert all(line.allowed == exactly("25.87") for line in found.values())
    assert all(line.patient == exactly("5.17") for line in found.values())


def test_the_cassettes(made: Estimate) -> None:
    # 7 a week x 49.07 = 343.49; 20 % = 68.698 -> 68.70; 6 weeks: 42 cassettes
    found = lines(made, "A4222")
    assert list(found) == WEEKS
    assert sum(line.units for line in found.values()) == 42
    assert all(line.allowed == exactly("343.49") for line in found.values())
    assert all(line.patient == exactly("68.70") for line in found.values())


def test_the_drug(made: Estimate) -> None:
    # 40 mg x 7 / 5 mg = 56 units; 56 x 1.143 = 64.008 -> 64.01; 20 % = 12.802 -> 12.80
    found = lines(made, "J2260")
    assert list(found) == WEEKS
    assert {line.units for line in found.values()} == {D(56)}
    assert all(line.allowed == exactly("64.01") for line in found.values())
    assert all(line.patient == exactly("12.80") for line in found.values())


def test_the_visits_are_a_range(made: Estimate) -> None:
    # First visit: 152.64 x 1.061 = 161.951 -> 161.95, 20 % 32.39
    #              254.99 x 1.061 = 270.544 -> 270.54, 20 % 54.108 -> 54.11
    (first,) = lines(made, "G0088").values()
    assert first.date == START
    assert first.allowed == Range(D("161.95"), D("270.54"))
    assert first.patient == Range(D("32.39"), D("54.11"))
    # Later visits: the same low end; 211.75 x 1.061 = 224.667 -> 224.67, 20 % 44.934 -> 44.93
    later = lines(made, "G0068")
    assert list(later) == WEEKS[1:]
    assert all(line.allowed == Range(D("161.95"), D("224.67")) for line in later.values())
    assert all(line.patient == Range(D("32.39"), D("44.93")) for line in later.values())
    assert {line.standing for line in later.values()} == {Standing.ESTIMATED}


def test_the_months_and_the_total(made: Estimate) -> None:
    # November: pump 288.27; 5 weeks of 5.17 + 68.70 + 12.80 = 86.67 x 5 = 433.35
    #   low:  visits 5 x 32.39 = 161.95          -> 883.57
    #   high: visits 54.11 + 4 x 44.93 = 233.83  -> 955.45
    # December: pump 61.87; one week 86.67; a visit 32.39 or 44.93 -> 180.93, 193.47
    november, december = made.by_month
    assert (november.month, december.month) == (date(2026, 11, 1), date(2026, 12, 1))
    assert november.patient == Range(D("883.57"), D("955.45"))
    assert november.deductible == exactly("283.00")
    assert december.patient == Range(D("180.93"), D("193.47"))
    assert december.deductible == exactly("0.00")
    # 883.57 + 180.93 = 1,064.50;  955.45 + 193.47 = 1,148.92
    assert made.totals.patient == Range(D("1064.50"), D("1148.92"))
    # Allowed, without visits: 2 x 309.33 + 6 x (25.87 + 343.49 + 64.01) = 3,218.88
    #   low  + 6 x 161.95 = 4,190.58;  high + 270.54 + 5 x 224.67 = 4,612.77
    assert made.totals.allowed == Range(D("4190.58"), D("4612.77"))


def test_nothing_is_left_out_and_the_only_question_is_the_visit_rate(made: Estimate) -> None:
    assert made.complete
    assert made.not_estimated == ()
    moving = [each for each in made.assumptions if each.patient_effect]
    # 1,148.92 - 1,064.50 = 84.42
    assert [(each.id, each.patient_effect) for each in moving] == [("visits.rate", D("84.42"))]
    assert len(set(map(repr, made.lines))) == len(made.lines) == 2 + 6 + 6 + 6 + 6


def balanced(line: Line) -> Iterator[tuple[Decimal, Decimal]]:
    for end in ("low", "high"):
        owed = sum(getattr(each, end) for each in (line.allowed, line.excess, line.noncovered))
        other = sum(getattr(paid.amount, end) for paid in line.other)
        yield owed, getattr(line.medicare, end) + other + getattr(line.patient, end)


def test_every_line_balances_in_both_runs(made: Estimate) -> None:
    for line in made.lines:
        for owed, paid in balanced(line):
            assert owed == paid


@pytest.mark.parametrize(("days", "is_named"), [(42, False), (45, True)])
def test_a_weekly_dose_in_a_part_of_a_week_is_a_named_choice(
    reference: Reference, days: int, is_named: bool
) -> None:
    dose = {"amount": "280", "unit": "mg", "per": "week"}
    order = {"dose": dose, "administrations_per_week": None}
    weekly = estimated(reference, days=days, therapy=order)
    names = {each.id for each in weekly.assumptions}
    assert ("convention.part-week" in names) is is_named
