"""Answers: what is kept, what is dropped, and the case that they make."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.binding import read
from core.case import (
    OTHER_INDICATION,
    Case,
    Delivery,
    Dose,
    DoseUnit,
    FirstVisit,
    MedicareKind,
    MedigapPlan,
    Per,
    Residence,
    Route,
    Supplement,
    SupplementKind,
)
from core.case_check import check
from core.intake.answers import UNASKED, Answers, WayIn, asked, known, to_case_data, with_drug
from core.intake.prune import prune
from core.reference.store import Reference
from tests.support.answered import FULL

TODAY = date(2026, 11, 24)


def _case(answers: Answers) -> Case:
    case, problems = read(Case, to_case_data(answers, TODAY))
    assert problems == ()
    assert case is not None
    return case


def _with(answers: Answers, **changes: object) -> Answers:
    return replace(answers, **changes)  # type: ignore[arg-type]


# -- three kinds of answer -------------------------------------------------------------------


def test_an_unasked_answer_is_neither_true_nor_false() -> None:
    with pytest.raises(TypeError):
        bool(Answers().drug)
    assert not asked(UNASKED)
    assert asked(None)
    assert known(UNASKED) is None


# -- the case --------------------------------------------------------------------------------


def test_the_case_holds_what_was_answered(reference: Reference) -> None:
    case = _case(FULL)
    assert check(case, reference) == ()
    assert case.as_of == TODAY
    assert (case.start, case.days) == (date(2026, 11, 30), 42)
    assert (case.home.zip, case.home.rural, case.residence) == ("60612", False, Residence.HOME)
    therapy = case.therapy
    assert (therapy.drug, therapy.indication) == ("milrinone", "advanced-heart-failure")
    assert (therapy.route, therapy.delivery, therapy.pump) == (Route.IV, Delivery.PUMP, "E0781")
    assert therapy.dose == Dose(Decimal(40), DoseUnit.MG, Per.DAY)
    assert (therapy.administrations_per_week, therapy.minutes) == (Decimal(7), 1440)
    assert case.criteria == {"hf-stage-d": True, "hf-three-month-review": None}
    assert case.coverage.supplement == Supplement(SupplementKind.MEDIGAP, MedigapPlan.G)
    assert case.coverage.deductible_met == 0
    assert (case.visits.per_week, case.visits.first) == (Decimal(1), FirstVisit.INITIAL)


def test_what_was_not_asked_is_not_known_rather_than_a_default() -> None:
    case = _case(Answers(drug="milrinone"))
    assert case.residence is None
    assert case.visits.per_week is None
    assert case.therapy.delivery is None
    assert case.coverage.medicare is None
    assert case.coverage.deductible_met is None
    assert case.coverage.supplement is not None
    assert case.coverage.supplement.kind is None


def test_what_the_screens_never_ask_takes_its_default() -> None:
    case = _case(FULL)
    fresh = Case(as_of=TODAY)
    assert (case.supplier, case.quotes, case.alternatives) == (
        fresh.supplier,
        fresh.quotes,
        fresh.alternatives,
    )


# Not in the case: way_in, topic, dose_from.  Never unknown in it: drug; milrinone's one route.
_OTHERWISE = ("way_in", "topic", "dose_from", "drug", "route")


@pytest.mark.parametrize(
    "field",
    [
        field.name
        for field in fields(Answers)
        if field.default is UNASKED
        and getattr(FULL, field.name) is not UNASKED
        and field.name not in _OTHERWISE
    ],
)
def test_not_sure_is_null_for_every_question(reference: Reference, field: str) -> None:
    """Each answer taken alone as "I'm not sure" still makes a possible case."""
    unsure = prune(_with(FULL, **{field: None}), reference)
    case = _case(unsure)
    assert check(case, reference) == ()
    assert case != _case(FULL)


def test_what_hangs_on_another_answer_goes_with_it(reference: Reference) -> None:
    plan = prune(
        _with(
            FULL,
            medicare=MedicareKind.ADVANTAGE,
            has_plan_papers=True,
            plan_drug_percent=Decimal(20),
        ),
        reference,
    )
    assert plan.plan_drug_percent == 20
    assert prune(replace(plan, has_plan_papers=False), reference).plan_drug_percent is UNASKED
    assert prune(replace(plan, medicare=MedicareKind.ORIGINAL), reference).plan_drug_percent is (
        UNASKED
    )
    priced = prune(
        _with(
            FULL,
            has_quotes=True,
            drug_price=Decimal(900),
            has_drug_plan=True,
            drug_spent=Decimal(5),
        ),
        reference,
    )
    assert priced.drug_spent == 5
    assert prune(replace(priced, has_quotes=None), reference).drug_spent is UNASKED


def test_nothing_that_identifies_a_person_is_held() -> None:
    names = {field.name for field in fields(Answers)}
    telling = {"name", "birth", "phone", "address", "email", "medicare_number", "sex", "age"}
    assert not names & telling


def test_an_advantage_plan_takes_no_supplement_and_no_deductible(reference: Reference) -> None:
    case = _case(prune(_with(FULL, medicare=MedicareKind.ADVANTAGE), reference))
    assert case.coverage.supplement == Supplement(SupplementKind.NONE)
    assert case.coverage.deductible_met is None


# -- what stays and what goes -----------------------------------------------------------------


def test_answers_that_all_apply_stay(reference: Reference) -> None:
    assert prune(FULL, reference) == FULL


def test_another_drug_takes_the_old_order_with_it() -> None:
    changed = with_drug(FULL, "morphine")
    assert changed.drug == "morphine"
    for name in ("indication", "route", "pump", "dose_amount", "dose_unit", "minutes"):
        assert getattr(changed, name) is UNASKED, name
    assert changed.criteria == ()
    assert changed.confirmed == ""


def test_another_drug_keeps_the_person(reference: Reference) -> None:
    changed = prune(with_drug(FULL, "morphine"), reference)
    for name in ("weight_kg", "zip_code", "residence", "medicare", "supplement", "start", "days"):
        assert getattr(changed, name) == getattr(FULL, name), name


def test_the_same_drug_again_changes_nothing() -> None:
    assert with_drug(FULL, "milrinone") == FULL


@pytest.mark.parametrize(
    ("change", "dropped"),
    [
        ({"indication": OTHER_INDICATION}, {"criteria": ()}),
        ({"delivery": Delivery.ELASTOMERIC}, {"pump": UNASKED, "reservoir": UNASKED}),
        ({"supplement": SupplementKind.QMB}, {"medigap_plan": UNASKED}),
        ({"medicare": MedicareKind.NONE}, {"supplement": UNASKED, "deductible_met": UNASKED}),
        ({"dose_unit": DoseUnit.MCG_KG_MIN}, {"dose_per": UNASKED}),
        ({"start": date(2027, 1, 4)}, {"deductible_met": UNASKED, "deductible_year": 0}),
        ({"way_in": WayIn.MEDICINE}, {"topic": UNASKED}),
    ],
)
def test_a_change_drops_only_what_stops_applying(
    reference: Reference, change: dict[str, Any], dropped: dict[str, Any]
) -> None:
    kept = prune(_with(FULL, **change), reference)
    for name, value in dropped.items():
        assert getattr(kept, name) == value, name
    untouched = {field.name for field in fields(Answers)} - set(change) - set(dropped)
    also_gone = {"reservoirs_per_week"} if "delivery" in change else set()
    also_gone |= {"medigap_plan", "deductible_year"} if "medicare" in change else set()
    for name in untouched - also_gone:
        assert getattr(kept, name) == getattr(FULL, name), name


def test_a_start_in_the_same_year_keeps_the_deductible(reference: Reference) -> None:
    kept = prune(_with(FULL, start=date(2026, 12, 7)), reference)
    assert kept.deductible_met == FULL.deductible_met


def test_a_question_with_one_answer_is_answered(reference: Reference) -> None:
    """Milrinone goes into a vein only: nobody is asked."""
    assert prune(Answers(drug="milrinone"), reference).route is Route.IV


def test_what_it_is_for_is_asked_even_when_one_use_is_covered(reference: Reference) -> None:
    """A covered use is a fact about the person, never a guess."""
    assert prune(Answers(drug="milrinone"), reference).indication is UNASKED


def test_a_coverage_answer_is_changed_in_place() -> None:
    changed = FULL.with_criterion("hf-stage-d", False)
    assert changed.criterion("hf-stage-d") is False
    assert changed.criterion("hf-three-month-review") is None
    assert changed.criterion("hf-better-on-drug") is UNASKED
