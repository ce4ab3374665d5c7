"""Billing units of each counting rule, with the arithmetic."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from core.reference.model import Billing
from core.reference.store import Reference
from core.schedule.units import UnitsUnknown, split_lines, week_units

D = Decimal
DAY = date(2026, 11, 2)


def units(
    reference: Reference, drug: str, amount: str, days: int = 7, bags: str | None = None
) -> Decimal:
    code = reference.drug_code(reference.drug(drug).id, DAY)
    return week_units(code, Fraction(amount), days, 0, None if bags is None else D(bags))


@pytest.mark.parametrize(
    ("drug", "amount", "expected"),
    [
        ("milrinone", "280", 56),  # 40 mg x 7 / 5 mg
        ("morphine", "336", 34),  # 48 mg x 7 = 336 / 10 = 33.6, rounded up once (not 7 x 5)
        ("hydromorphone", "168", 1680),  # 24 mg x 7 / 0.1 mg
        ("fentanyl", "8.4", 84),  # 50 mcg/h x 24 x 7 = 8.4 mg / 0.1 mg
        ("dobutamine", "3528", 15),  # 504 mg x 7 / 250 = 14.112
        ("foscarnet", "88200", 89),  # 14 doses of 6.3 g / 1 g = 88.2
        ("hizentra", "7000", 70),  # 7 g / 100 mg
        ("bleomycin", "108", 8),  # 108 units / 15 = 7.2
        ("floxuridine", "196", 1),  # 0.392 of a unit
        ("fluorouracil", "4320", 432),  # J9192 from October 2026: 10 mg
    ],
)
def test_the_weeks_whole_dose_is_rounded_up_once(
    drug: str, amount: str, expected: int, reference: Reference
) -> None:
    assert units(reference, drug, amount) == expected


def test_duopa_is_one_cassette_a_day_whatever_is_infused(reference: Reference) -> None:
    assert units(reference, "carbidopa-levodopa-enteral", "280", 7) == 7
    assert units(reference, "carbidopa-levodopa-enteral", "700", 7) == 7


def test_vyalev_is_whole_vials_a_day(reference: Reference) -> None:
    # 1,560 mg a day is 312 units, but a vial of 2,400 mg is 480: 7 x 480
    assert units(reference, "foscarbidopa-foslevodopa", str(1560 * 7)) == 3360
    assert units(reference, "foscarbidopa-foslevodopa", str(3525 * 7)) == 6720  # two vials a day
    assert units(reference, "foscarbidopa-foslevodopa", str(1560 * 30), 30) == 14400


def test_blinatumomab_is_the_vials_of_its_bags(reference: Reference) -> None:
    # 28 mcg a day.  7-day bag: 196 mcg, 6 vials of 35 = 210.  3 and 4 days: 84 -> 3 vials,
    # 112 -> 4 vials: 245.  A bag a day: 28 -> 1 vial: 245.
    assert units(reference, "blinatumomab", str(28 * 7), 7, "1") == 210
    assert units(reference, "blinatumomab", str(28 * 7), 7, "2") == 245
    assert units(reference, "blinatumomab", str(28 * 7), 7, "7") == 245
    # 28 days: 840 with 7-day bags and with 2-day bags (14 bags: 4 batches of 5 vials and 2
    # bags of 4 vials = 24 x 35), 980 with 3- and 4-day bags.
    for bags, expected in (("1", 840), ("3.5", 840), ("2", 980)):
        assert units(reference, "blinatumomab", str(28 * 28), 28, bags) == expected


def test_weeks_share_the_batches_of_two_day_bags(reference: Reference) -> None:
    code = reference.drug_code("blinatumomab", DAY)
    weeks = [week_units(code, Fraction(28 * 7), 7, before, D("3.5")) for before in (0, 7, 14, 21)]
    assert sum(weeks) == 840


def test_what_cannot_be_counted_says_so(reference: Reference) -> None:
    with pytest.raises(UnitsUnknown):
        units(reference, "blinatumomab", "196", 7, "3")
    with pytest.raises(UnitsUnknown):
        units(reference, "blinatumomab", "196", 7, None)
    with pytest.raises(UnitsUnknown):
        units(reference, "gallium-nitrate", "100")  # J7799 has no unit


def test_more_than_a_line_holds_is_split() -> None:
    assert split_lines(D(14400), D(9999)) == (D(9999), D(4401))
    assert split_lines(D(28800), D(9999)) == (D(9999), D(9999), D(8802))
    assert split_lines(D(9999), D(9999)) == (D(9999),)
    assert split_lines(D(0), D(9999)) == ()
    with pytest.raises(UnitsUnknown):
        split_lines(D(10**12), D(9999))  # grams typed for micrograms must not fill the memory


def test_a_week_without_an_infusion_opens_nothing(reference: Reference) -> None:
    assert units(reference, "foscarbidopa-foslevodopa", "0", 0) == 0
    assert units(reference, "blinatumomab", "0", 0, "1") == 0
    assert units(reference, "carbidopa-levodopa-enteral", "0", 0) == 0
    assert units(reference, "milrinone", "0", 0) == 0


def test_a_bag_that_is_not_used_up_is_made_for_the_days_left(reference: Reference) -> None:
    # 28 mcg a day in vials of 35.  Three days 84 -> 3 vials, then 1 day 28 -> 1 vial.
    assert units(reference, "blinatumomab", str(28 * 4), 4, "2") == 4 * 35
    assert units(reference, "blinatumomab", str(28 * 3), 3, "2") == 3 * 35
    # One bag a week: 5 days 140 -> 4 vials; 8 days are a second bag of one vial.
    assert units(reference, "blinatumomab", str(28 * 5), 5, "1") == 4 * 35
    assert units(reference, "blinatumomab", str(28 * 8), 8, "1") == 7 * 35
    # Two-day bags: 6 days are a batch of 168 -> 5 vials; 7 days one vial more.
    assert units(reference, "blinatumomab", str(28 * 6), 6, "3.5") == 5 * 35
    assert units(reference, "blinatumomab", str(28 * 7), 7, "3.5") == 6 * 35
    # The bags of 9 mcg a day: 63 -> 2 vials in one bag, a vial each in bags of a day.
    assert units(reference, "blinatumomab", "63", 7, "1") == 2 * 35
    assert units(reference, "blinatumomab", "63", 7, "7") == 7 * 35


def test_a_code_that_lacks_its_size_cannot_be_counted(reference: Reference) -> None:
    vial = reference.drug_code("foscarbidopa-foslevodopa", DAY)
    bag = reference.drug_code("blinatumomab", DAY)
    plain = reference.drug_code("milrinone", DAY)
    for code in (
        replace(vial, container_units=None),
        replace(vial, unit_amount=None),
        replace(bag, container_units=None),
        replace(plain, unit_amount=None),
        replace(plain, billing=Billing.NO_CODE),
    ):
        with pytest.raises(UnitsUnknown, match=code.hcpcs):
            week_units(code, Fraction(280), 7, 0, D(7))


def test_twenty_lines_are_a_dose_and_one_unit_more_is_a_slip() -> None:
    assert split_lines(D(20 * 9999), D(9999)) == (D(9999),) * 20
    with pytest.raises(UnitsUnknown):
        split_lines(D(20 * 9999 + 1), D(9999))


def test_the_days_of_each_bag(reference: Reference) -> None:
    # 10 mcg a day in vials of 35.  Bags of three and four days: 30 and 40 mcg, 1 and 2 vials.
    for days, vials in ((3, 1), (4, 2), (6, 2), (7, 3), (8, 4), (10, 4), (14, 6)):
        assert units(reference, "blinatumomab", str(10 * days), days, "2") == vials * 35
    # Two-day bags, three of one batch: six days are 60 mcg, 2 vials.
    for days, vials in ((6, 2), (7, 3), (9, 3), (12, 4)):
        assert units(reference, "blinatumomab", str(10 * days), days, "3.5") == vials * 35


def test_a_unit_that_is_not_one_is_counted_in_a_bag(reference: Reference) -> None:
    bag = replace(reference.drug_code("blinatumomab", DAY), unit_amount=D(2))
    # 196 mcg are 98 units of 2: three vials of 35 units.
    assert week_units(bag, Fraction(196), 7, 0, D(1)) == 105
