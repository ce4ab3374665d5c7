"""Figures asked for by day: the published ones as printed, and nothing made up beside them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from core.money import Range
from core.reference.model import NotInReference
from core.reference.store import Reference
from core.trace import Standing
from tests.support.tables import real_tables

DAY = date(2026, 11, 2)
CORE = Path(__file__).parents[3] / "core"


def _exactly(amount: str) -> Range:
    return Range.exactly(Decimal(amount))


@pytest.mark.parametrize(
    ("name", "day", "value", "standing"),
    [
        ("part_b_deductible", date(2026, 1, 1), "283", Standing.PUBLISHED),
        ("part_b_deductible", date(2026, 12, 31), "283", Standing.PUBLISHED),
        ("part_b_deductible", date(2025, 12, 31), "257", Standing.PUBLISHED),
        ("part_b_deductible", date(2027, 1, 1), "283", Standing.PROJECTED),
        ("part_b_deductible", date(2021, 6, 1), "203", Standing.ESTIMATED),  # memory
        ("snf_coinsurance_day_21_100", DAY, "217.00", Standing.PUBLISHED),
        ("part_a_inpatient_deductible", DAY, "1736", Standing.PUBLISHED),
        ("part_d_standard_deductible", DAY, "615", Standing.PUBLISHED),
        ("part_d_standard_deductible", date(2027, 3, 1), "700", Standing.PUBLISHED),
        ("part_d_oop_threshold", date(2027, 3, 1), "2400", Standing.PUBLISHED),
        ("part_d_oop_threshold", date(2028, 1, 1), "2400", Standing.PROJECTED),
        ("part_d_gross_cost_at_cap", DAY, "6555", Standing.DERIVED),
        ("medigap_plan_L_oop_limit", DAY, "4000", Standing.DERIVED),
        ("ma_moop_mandatory_in_network", date(2027, 1, 1), "9850", Standing.ESTIMATED),
        ("part_b_insulin_monthly_cap", date(2023, 7, 1), "35", Standing.PUBLISHED),
        ("visits_unknown_high_per_week", DAY, "3", Standing.ESTIMATED),  # our convention
        ("visits_unknown_high_per_week", date(2030, 1, 1), "3", Standing.ESTIMATED),
    ],
)
def test_parameters(
    reference: Reference, name: str, day: date, value: str, standing: Standing
) -> None:
    quote = reference.parameter(name, day)
    assert (quote.value, quote.standing) == (_exactly(value), standing)
    assert quote.citation.title
    if standing is Standing.PROJECTED:
        assert quote.published_through is not None
        assert quote.published_through < day
    elif standing is Standing.PUBLISHED:
        assert quote.published_through is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("part_b_deductible", date(2020, 12, 31)),  # before the first row
        ("part_b_insulin_monthly_cap", date(2023, 6, 30)),
        ("lis_income_limit_150fpl_couple", date(2023, 12, 31)),
        ("no_such_parameter", DAY),
    ],
)
def test_what_is_not_there_is_not_answered(reference: Reference, name: str, day: date) -> None:
    with pytest.raises(NotInReference) as missing:
        reference.parameter(name, day)
    assert missing.value.edition == reference.edition.id
    assert missing.value.day == day


def test_no_row_from_memory_counts_as_published(reference: Reference) -> None:
    rows = [row.cells for row in real_tables()["parameters"] if row.cells["status"] == "memory"]
    assert len(rows) > 20
    for cells in rows:
        quote = reference.parameter(cells["name"], date.fromisoformat(cells["effective"]))
        assert quote.standing is Standing.ESTIMATED, cells["name"]


def test_every_parameter_that_the_core_names_is_held(reference: Reference) -> None:
    source = "\n".join(path.read_text("utf-8") for path in sorted(CORE.rglob("*.py")))
    named = set(re.findall(r'parameter\(\s*"(\w+)"', source))
    assert "claim_line_units_maximum" in named
    for name in sorted(named):
        assert reference.parameter(name, DAY).value.low >= 0, name


@pytest.mark.parametrize(
    ("hcpcs", "modifier", "state", "rural", "amount"),
    [
        ("E0781", "RR", "IL", False, "309.33"),
        ("E0781", "RR", "AK", False, "380.71"),
        ("E0781", "RR", "AK", True, "380.71"),  # one column for both
        ("E0781", "RR", "HI", False, "396.36"),
        ("E0781", "RR", "PR", True, "376.01"),
        ("E0781", "RR", "VI", False, "343.40"),
        ("A4221", "", "IL", False, "25.87"),
        ("A4222", "", "IL", False, "49.07"),
        ("E0791", "RR", "TX", False, "367.48"),
        ("E0784", "RR", "FL", False, "557.75"),
        ("E0776", "RR", "NY", False, "18.37"),
        ("E0780", "NU", "CA", False, "14.78"),
    ],
)
def test_fees(
    reference: Reference, hcpcs: str, modifier: str, state: str, rural: bool, amount: str
) -> None:
    quote = reference.fee(hcpcs, modifier, state, rural, DAY)
    assert quote.value == _exactly(amount)
    assert quote.standing is Standing.PUBLISHED


def test_a_rural_amount_differs_where_the_schedule_has_one(reference: Reference) -> None:
    rural = reference.fee("E0781", "RR", "IL", True, DAY).value.low
    assert Decimal("315.09") <= rural <= Decimal("343.40")


def test_a_code_without_rural_amounts_is_paid_the_other_one(reference: Reference) -> None:
    # The schedule prints 0 for K0455 in every rural column: none, not a price.
    for state in ("IL", "AL", "WY"):
        rural = reference.fee("K0455", "RR", state, True, DAY)
        assert rural == reference.fee("K0455", "RR", state, False, DAY)
        assert rural.value.low > 300


def test_next_years_fee_is_this_years_and_says_so(reference: Reference) -> None:
    quote = reference.fee("E0781", "RR", "IL", False, date(2027, 1, 2))
    assert quote.value == _exactly("309.33")
    assert quote.standing is Standing.PROJECTED
    assert quote.published_through == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("hcpcs", "modifier", "state", "day"),
    [
        ("E0781", "NU", "IL", DAY),  # it is only rented
        ("E0781", "", "IL", DAY),
        ("E0781", "RR", "GU", DAY),  # no column in the schedule
        ("E0781", "RR", "XX", DAY),
        ("E9999", "RR", "IL", DAY),
        ("E0781", "RR", "IL", date(2025, 12, 31)),
    ],
)
def test_a_fee_that_is_not_held_is_never_nothing(
    reference: Reference, hcpcs: str, modifier: str, state: str, day: date
) -> None:
    with pytest.raises(NotInReference):
        reference.fee(hcpcs, modifier, state, False, day)


@pytest.mark.parametrize(
    ("hcpcs", "day", "limit", "percent", "standing"),
    [
        ("J2260", DAY, "1.143", "0.2", Standing.PUBLISHED),
        ("J1559", DAY, "14.786", "0.19344", Standing.PUBLISHED),
        ("J1575", DAY, "19.293", "0.19577", Standing.PUBLISHED),
        ("J9039", DAY, "173.047", "0.17991", Standing.PUBLISHED),
        ("J0133", date(2026, 2, 1), "0.119", "0.2", Standing.PUBLISHED),
        ("J0133", date(2026, 6, 1), "0.119", "0.2", Standing.PROJECTED),
        ("J0133", DAY, "0.048", "0.2", Standing.PUBLISHED),
        ("J0133", date(2027, 1, 1), "0.048", "0.2", Standing.PROJECTED),
    ],
)
def test_payment_limits(
    reference: Reference, hcpcs: str, day: date, limit: str, percent: str, standing: Standing
) -> None:
    found = reference.payment_limit(hcpcs, day)
    assert found.limit.value == _exactly(limit)
    assert found.coinsurance == Decimal(percent)
    assert found.limit.standing is standing


def test_a_price_of_a_quarter_that_is_not_held_names_the_one_it_is_from(
    reference: Reference,
) -> None:
    quote = reference.payment_limit("J2260", date(2026, 9, 30)).limit
    assert quote.published_through == date(2026, 3, 31)
    assert quote.citation.source == "cms-payment-limits-2026-01"


def test_a_code_that_vanished_has_no_price_from_then_on(reference: Reference) -> None:
    assert reference.payment_limit("J9190", date(2026, 3, 31)).limit.standing is Standing.PUBLISHED
    assert reference.payment_limit("J9190", date(2026, 9, 30)).limit.standing is Standing.PROJECTED
    for day in (date(2026, 10, 1), DAY, date(2027, 6, 1)):
        with pytest.raises(NotInReference):
            reference.payment_limit("J9190", day)
    assert reference.payment_limit("J9192", DAY).limit.value == _exactly("0.039")
    with pytest.raises(NotInReference):
        reference.payment_limit("J9192", date(2026, 9, 30))


@pytest.mark.parametrize("hcpcs", ["J0287", "J0288", "J0364", "J1457", "J1562", "J1572", "J1574"])
def test_a_code_that_never_had_a_limit_is_not_free(reference: Reference, hcpcs: str) -> None:
    for day in (date(2026, 2, 1), date(2026, 6, 1), DAY, date(2027, 1, 1)):
        with pytest.raises(NotInReference):
            reference.payment_limit(hcpcs, day)


def test_a_price_that_only_january_had_is_used_later_and_says_so(reference: Reference) -> None:
    quote = reference.payment_limit("J1756", DAY).limit  # not among October's prices at hand
    assert quote.standing is Standing.PROJECTED
    assert quote.published_through == date(2026, 3, 31)


def test_units_of_prices_that_look_dangerous(reference: Reference) -> None:
    units = {
        code: (str(found.unit_amount), found.unit)
        for code in ("J1171", "J1265", "J1325", "J2278", "J2540", "J7356", "J9039", "J9192")
        for found in (reference.payment_limit(code, DAY),)
    }
    assert units == {
        "J1171": ("0.1", "mg"),
        "J1265": ("40", "mg"),
        "J1325": ("0.5", "mg"),
        "J2278": ("1", "mcg"),
        "J2540": ("600000", "units"),
        "J7356": ("5", "mg"),
        "J9039": ("1", "mcg"),
        "J9192": ("10", "mg"),
    }


def test_visit_rates_are_bounds_by_hand(reference: Reference) -> None:
    # low: the office amount for five hours; high: the carried-forward formula x 1.10
    bounds = {
        "G0068": ("152.64", "211.75"),  # 192.50 x 1.10
        "G0069": ("213.10", "293.02"),  # 266.38 x 1.10 = 293.018
        "G0070": ("246.83", "350.13"),  # 318.30 x 1.10
        "G0088": ("152.64", "254.99"),  # 231.81 x 1.10 = 254.991
        "G0089": ("213.10", "352.85"),  # 320.77 x 1.10 = 352.847
        "G0090": ("246.83", "421.63"),  # 383.30 x 1.10
    }
    for code, (low, high) in bounds.items():
        quote = reference.visit_rate(code, DAY)
        assert quote.value == Range(Decimal(low), Decimal(high))
        assert quote.standing is Standing.ESTIMATED
        assert reference.visit_rate_is_local(code, DAY)
        with pytest.raises(NotInReference):
            reference.visit_rate(code, date(2025, 12, 31))


def test_the_ivig_amount_by_year(reference: Reference) -> None:
    found = {year: reference.visit_rate("Q2052", date(year, 6, 1)) for year in range(2023, 2028)}
    assert {year: str(quote.value.low) for year, quote in found.items()} == {
        2023: "408.23",
        2024: "420.48",
        2025: "431.83",  # 420.48 x 1.027
        2026: "442.19",  # 431.83 x 1.024
        2027: "442.19",  # the proposed amount is not final: the last one, and it says so
    }
    assert [quote.standing for quote in found.values()] == [
        Standing.PUBLISHED,
        Standing.PUBLISHED,
        Standing.DERIVED,
        Standing.DERIVED,
        Standing.PROJECTED,
    ]
    assert not reference.visit_rate_is_local("Q2052", DAY)


def test_prices_of_other_settings(reference: Reference) -> None:
    office = reference.setting_price("physician_office", "96365", DAY)
    assert office.amount.value == _exactly("67.14")
    assert office.copayment is None
    hospital = reference.setting_price("hospital_outpatient", "96365", DAY)
    assert hospital.amount.value == _exactly("217.31")
    assert hospital.copayment == Decimal("43.47")  # 20 % is 43.462, rounded up as CMS does
    with pytest.raises(NotInReference):
        reference.setting_price("hospital_outpatient", "96365", date(2026, 3, 31))
    with pytest.raises(NotInReference):
        reference.setting_price("spa", "96365", DAY)
