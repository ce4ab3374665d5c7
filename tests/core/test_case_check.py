"""What is impossible in a case is told, all of it at once, each with its path."""

from __future__ import annotations

from typing import Any

import pytest

from core.case_check import check
from core.reference.store import Reference
from core.words import Words
from tests.support.situations import situation

HIZENTRA = {"drug": "Hizentra", "indication": "immune-deficiency"}
MEDIGAP_G = {"kind": "medigap", "plan": "G"}

IMPOSSIBLE: list[tuple[str, str, dict[str, Any]]] = [
    ("start", "start_too_early", {"start": "2020-12-31"}),
    ("start", "start_too_early", {"start": "2025-12-31"}),
    ("start", "start_too_late", {"start": "9999-12-31"}),
    ("as_of", "start_too_early", {"start": None, "as_of": "2019-06-01"}),
    ("start", "start_too_late", {"start": "2028-01-02"}),
    ("home.zip", "zip_unknown", {"home": {"zip": "00000"}}),
    ("home.state", "state_unknown", {"home": {"zip": None, "state": "ZZ"}}),
    ("home.state", "state_is_not_of_zip", {"home": {"state": "WI"}}),
    ("home.locality", "locality_is_no_pair", {"home": {"locality": ["06102"]}}),
    ("home.locality", "locality_unknown", {"home": {"zip": None, "locality": ["06102", "77"]}}),
    (
        "home.locality",
        "locality_is_not_of_state",
        {"home": {"zip": None, "state": "WI", "locality": ["06102", "16"]}},
    ),
    ("home.locality", "locality_is_not_of_zip", {"home": {"locality": ["06102", "99"]}}),
    ("therapy.pump", "code_unknown", {"therapy": {"drug": None, "pump": "E9999"}}),
    ("therapy.drug", "drug_unknown", {"therapy": {"drug": "milrinon"}}),
    ("therapy.indication", "not_of_the_drug", {"therapy": {"indication": "cidp"}}),
    ("therapy.indication", "not_of_the_drug", {"therapy": {"indication": "heart failure"}}),
    ("therapy.pump", "not_of_the_drug", {"therapy": {"pump": "K0455"}}),
    ("therapy.pump", "not_of_the_drug", {"therapy": HIZENTRA | {"pump": "E0781"}}),
    ("therapy.pump", "code_unknown", {"therapy": {"pump": "E9999"}}),
    ("therapy.pump", "not_a_pump", {"therapy": {"pump": "A4221"}}),
    ("therapy.pump", "pump_without_delivery", {"therapy": {"delivery": "gravity"}}),
    ("therapy.dose.unit", "unit_of_another_kind", {"therapy": {"dose": {"unit": "units"}}}),
    ("therapy.dose.unit", "unit_of_another_kind", {"therapy": {"dose": {"unit": "mL"}}}),
    ("therapy.minutes", "longer_than_the_week", {"therapy": {"administrations_per_week": "7.1"}}),
    (
        "criteria.cidp-diagnosis",
        "criterion_not_of_the_drug",
        {"criteria": {"cidp-diagnosis": True}},
    ),
    ("criteria.hf-stage-e", "criterion_not_of_the_drug", {"criteria": {"hf-stage-e": None}}),
    ("supplier.charges.Z9999", "code_unknown", {"supplier": {"charges": {"Z9999": "1.00"}}}),
    (
        "coverage.supplement.plan",
        "plan_without_medigap",
        {"coverage": {"supplement": {"kind": "qmb", "plan": "G"}}},
    ),
    (
        "coverage.deductible_met",
        "more_than_limit",
        {"coverage": {"deductible_met": "283.01"}},
    ),
    (
        "coverage.advantage.spent",
        "more_than_limit",
        {"coverage": {"advantage": {"out_of_pocket_limit": "5900.00", "spent": "5900.01"}}},
    ),
    (
        "coverage.part_d.spent",
        "more_than_limit",
        {"coverage": {"part_d": {"spent": "2100.01"}}},
    ),
]

POSSIBLE: list[tuple[str, dict[str, Any]]] = [
    ("the case as it is", {}),
    ("a drug by its brand, in any letters", {"therapy": {"drug": "PRIMACOR"}}),
    ("a code given under the skin or into a vein", {"therapy": {"drug": "J1561", "route": "iv"}}),
    ("an indication that the reference does not list", {"therapy": {"indication": "other"}}),
    ("nothing known but the drug", {"therapy": {"drug": "milrinone", "delivery": None}}),
    ("a state alone", {"home": {"zip": None, "state": "IL"}}),
    ("a ZIP code and the state and locality it lies in", {"home": {"state": "IL"}}),
    ("a pump that another drug excludes", {"therapy": {"pump": "E0791"}}),
    (
        "a durable pump for a drug off the list",
        {"therapy": {"drug": "vancomycin", "pump": "E0781"}},
    ),
    ("a pump inside the body: refused, not impossible", {"therapy": {"pump": "E0783"}}),
    (
        "a disposable pump: refused, not impossible",
        {"therapy": {"delivery": "elastomeric", "pump": "A4306"}},
    ),
    (
        "a course longer than is covered",
        {"days": 30, "therapy": {"drug": "gallium-nitrate", "indication": "cancer-hypercalcemia"}},
    ),
    ("a rate by weight", {"therapy": {"dose": {"unit": "mcg/kg/min"}, "weight_kg": None}}),
    ("grams of a drug counted in mg", {"therapy": {"dose": {"unit": "g"}}}),
    (
        "mg of a drug that comes in cassettes",
        {"therapy": {"drug": "Duopa", "dose": {"amount": "1000", "unit": "mg", "per": "day"}}},
    ),
    (
        "charges for a pump, a drug, a supply and visits",
        {
            "supplier": {
                "charges": dict.fromkeys(("E0781", "J2260", "A4222", "G0068", "Q2052"), "1.00")
            }
        },
    ),
    ("Medigap with its plan", {"coverage": {"supplement": MEDIGAP_G}}),
    ("Medigap whose plan is not known", {"coverage": {"supplement": {"kind": "medigap"}}}),
    ("the whole deductible met", {"coverage": {"deductible_met": "283.00"}}),
    (
        "a plan's whole limit spent",
        {"coverage": {"advantage": {"out_of_pocket_limit": "5900.00", "spent": "5900.00"}}},
    ),
    (
        "a suburb of Washington in Maryland",
        {"home": {"zip": None, "state": "MD", "locality": ["12202", "01"]}},
    ),
    ("Guam, where only visits have a price", {"home": {"zip": None, "state": "GU"}}),
    ("no drug: a question, not a mistake", {"therapy": {"drug": None}}),
    ("a route that Medicare does not cover: an answer", {"therapy": {"route": "oral"}}),
    ("a drug plan's whole limit spent", {"coverage": {"part_d": {"spent": "2100.00"}}}),
    (
        # The deductible of 2027 is not published: it may well be higher.
        "more than the last published deductible, in a later year",
        {"start": "2027-02-01", "coverage": {"deductible_met": "290.00"}},
    ),
]


@pytest.mark.parametrize(("path", "key", "changes"), IMPOSSIBLE)
def test_an_impossible_value(
    path: str, key: str, changes: dict[str, Any], reference: Reference
) -> None:
    found = check(situation(**changes), reference)
    assert [(each.path, each.text.key) for each in found] == [(path, f"case.{key}")]


@pytest.mark.parametrize(
    "changes", [changes for _, changes in POSSIBLE], ids=[name for name, _ in POSSIBLE]
)
def test_a_possible_value(changes: dict[str, Any], reference: Reference) -> None:
    assert check(situation(**changes), reference) == ()


def test_all_problems_are_told_at_once(reference: Reference) -> None:
    case = situation(
        start="2020-01-01",
        home={"zip": "00000"},
        therapy={"indication": "cidp", "pump": "K0455"},
        criteria={"nothing": True},
        coverage={"supplement": {"kind": "none", "plan": "G"}},
    )
    assert [each.path for each in check(case, reference)] == [
        "start",
        "home.zip",
        "therapy.indication",
        "therapy.pump",
        "criteria.nothing",
        "coverage.supplement.plan",
    ]


@pytest.mark.parametrize(("path", "key", "changes"), IMPOSSIBLE)
def test_a_problem_can_be_said(
    path: str,
    key: str,
    changes: dict[str, Any],
    reference: Reference,
    words_en: Words,
    words_es: Words,
) -> None:
    (problem,) = check(situation(**changes), reference)
    assert words_en.say(problem.text) != words_es.say(problem.text)


def test_a_choice_names_what_is_possible(reference: Reference, words_en: Words) -> None:
    (problem,) = check(situation(therapy=HIZENTRA | {"pump": "E0781"}), reference)
    assert words_en.say(problem.text).endswith("it can be: E0779")


def test_every_usual_unit_of_a_pump_drug_is_possible(reference: Reference) -> None:
    """The schedules that the reference itself offers must not be called impossible."""
    for drug in reference.drugs():
        for usual in reference.usual_doses(drug.id):
            if usual.unit in {"mg", "mcg", "g", "mL", "units"}:
                dose = {"amount": "1", "unit": usual.unit, "per": "day"}
                case = situation(therapy={"drug": drug.id, "dose": dose})
                assert check(case, reference) == ()
