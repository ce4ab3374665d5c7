"""What a patient can do to pay less: only what is open to them, with the amount."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.low_income import Limit, income_limits
from core.money import Range
from core.reference.store import Reference
from core.result import Change, Estimate
from core.result_json import to_json
from core.words import Words
from tests.support.money import estimated

D = Decimal
UNASSIGNED = {"accepts_assignment": False, "charges": {"E0781": "450.00", "A4221": "60.00"}}
WEEKLY = {"minutes": 120, "administrations_per_week": "1"}


def _found(made: Estimate) -> dict[str, Change]:
    return {each.id: each for each in made.changes}


def test_a_supplier_that_accepts_medicares_price_saves_what_is_charged_above_it(
    reference: Reference,
) -> None:
    made = estimated(reference, supplier=UNASSIGNED)
    change = _found(made)["assigned"]
    plain = estimated(reference)
    assert change.patient == plain.totals.patient
    now = made.totals.patient
    assert change.saves == Range(
        now.low - plain.totals.patient.low, now.high - plain.totals.patient.high
    )
    assert change.saves.low > 0
    assert "assigned" not in _found(plain)


def test_an_enrolled_supplier_brings_the_benefit_back(reference: Reference) -> None:
    made = estimated(reference, supplier={"enrolled": False, "charges": {"E0781": "450.00"}})
    first = made.changes[0]
    assert (first.id, first.saves) == ("enrolled", None)
    assert first.patient == estimated(reference).totals.patient


def test_a_qualified_company_for_the_visits(reference: Reference) -> None:
    made = estimated(reference, visits={"supplier_qualified": False})
    change = _found(made)["qualified"]
    assert change.saves is None
    assert change.patient == estimated(reference).totals.patient


@pytest.mark.parametrize(
    ("kind", "offered"),
    [
        ("none", True),
        ("medicaid", True),
        ("slmb", False),
        ("qi", False),
        ("qmb", False),
        ("tricare-for-life", False),
    ],
)
def test_qmb_is_offered_where_it_may_be_open(
    reference: Reference, kind: str, offered: bool
) -> None:
    made = estimated(reference, coverage={"supplement": {"kind": kind}})
    assert ("qmb" in _found(made)) is offered
    if offered:
        assert _found(made)["qmb"].patient == Range.exactly(D("0.00"))


def test_a_place_is_named_only_when_it_is_cheaper(reference: Reference) -> None:
    made = estimated(reference, days=28, therapy=WEEKLY, alternatives={"inpatient_days": None})
    for option in made.settings:
        if option.patient is None or option.setting == "home":
            continue
        now = made.totals.patient
        cheaper = (
            option.complete
            and option.patient != now
            and option.patient.low <= now.low
            and option.patient.high <= now.high
        )
        assert (option.setting.value in _found(made)) is cheaper
    # Whether Part A pays for a stay is not known here: it is no change to advise.
    assert "snf" not in _found(made)


def test_extra_help_for_one_with_a_drug_plan(reference: Reference) -> None:
    def made(help_: str) -> Estimate:
        return estimated(
            reference,
            therapy={"drug": "ceftriaxone", "delivery": "gravity", "minutes": 30},
            quotes={"drug_price": "900.00", "fills": 1},
            coverage={"part_d": {"spent": "0.00", "extra_help": help_}},
        )

    change = _found(made("none"))["extra-help"]
    assert change.saves is not None
    # 686.25 without; with it 12.65 at most for a brand, 5.10 for a generic.
    assert (change.saves.low, change.saves.high) == (D("681.15"), D("673.60"))
    assert "extra-help" not in _found(made("full"))


def test_visits_at_no_cost_for_one_who_cannot_leave_home(reference: Reference) -> None:
    changes: dict[str, Any] = {
        "therapy": {"drug": "ceftriaxone", "delivery": "gravity", "minutes": 30},
        "quotes": {"drug_price": "900.00", "visit_price": "110.00"},
    }
    change = _found(estimated(reference, **changes))["homebound"]
    assert change.saves == Range.exactly(6 * D("110.00"))


def test_the_greatest_saving_comes_first(reference: Reference) -> None:
    made = estimated(reference, supplier=UNASSIGNED)
    saved = [each.saves.high for each in made.changes if each.saves is not None]
    assert len(saved) > 1
    assert saved == sorted(saved, reverse=True)


def test_a_treatment_that_costs_nothing_has_nothing_to_change(reference: Reference) -> None:
    made = estimated(reference, coverage={"supplement": {"kind": "qmb"}})
    assert made.changes == ()


def test_each_change_is_in_the_result_with_its_words(
    reference: Reference, words_en: Words, words_es: Words
) -> None:
    made = estimated(reference, supplier=UNASSIGNED)
    for words in (words_en, words_es):
        said = to_json(made, words)["changes"]
        assert isinstance(said, list)
        assert len(said) == len(made.changes)


def test_a_program_for_a_low_income_names_its_limits(reference: Reference) -> None:
    # 2026: 150 % of the poverty level is 23,940 and 32,460; so the level is 15,960 and 21,640.
    made = estimated(reference, coverage={"supplement": {"kind": "none"}, "deductible_met": "0"})
    values = dict(_found(made)["qmb"].ask.values)
    assert values["year"] == "2026"
    assert (values["income"], values["couple_income"]) == (D(15960), D(21640))
    assert (values["savings"], values["couple_savings"]) == (D(9950), D(14910))
    helped = income_limits("extra-help", date(2026, 11, 24), reference)
    assert helped is not None
    assert helped.one == Limit(D(23940), D(18090))
    assert helped.couple == Limit(D(32460), D(36100))


def test_limits_are_those_of_the_year_they_were_published_for(reference: Reference) -> None:
    later = income_limits("qmb", date(2027, 5, 1), reference)
    assert later is not None
    assert later.year == 2026
    assert income_limits("qmb", date(2023, 5, 1), reference) is None
    assert income_limits("extra-help", date(2025, 5, 1), reference) is None
    assert income_limits("office", date(2026, 5, 1), reference) is None
