"""Every field of a case: the answer that fills it, or the reason why no screen asks for it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import get_args, get_type_hints

import pytest

from core.case import (
    Case,
    Delivery,
    DoseUnit,
    ExtraHelp,
    FirstVisit,
    MedicareKind,
    MedigapPlan,
    Per,
    ReservoirKind,
    Residence,
    Route,
    StartedAt,
    SupplementKind,
)
from core.intake.answers import Answers, to_case_data

TODAY = date(2026, 11, 24)

_MEDIGAP: dict[str, object] = {"supplement": SupplementKind.MEDIGAP, "medigap_plan": MedigapPlan.K}
_RETIREE: dict[str, object] = {"supplement": SupplementKind.RETIREE}
_EMPLOYER: dict[str, object] = {"supplement": SupplementKind.ACTIVE_EMPLOYER}
_PLAN: dict[str, object] = {"medicare": MedicareKind.ADVANTAGE}
_DRUG_PLAN: dict[str, object] = {"has_drug_plan": True}

ASKED: dict[str, tuple[dict[str, object], str, object]] = {
    "start": ({}, "start", TODAY),
    "days": ({}, "days", 42),
    "home.zip": ({}, "zip_code", "60612"),
    "home.state": ({}, "state", "IL"),
    "home.rural": ({}, "rural", True),
    "residence": ({}, "residence", Residence.HOME),
    "therapy.drug": ({}, "drug", "milrinone"),
    "therapy.indication": ({}, "indication", "advanced-heart-failure"),
    "therapy.started_at": ({}, "started_at", StartedAt.OFFICE),
    "therapy.route": ({}, "route", Route.IV),
    "therapy.delivery": ({}, "delivery", Delivery.PUMP),
    "therapy.pump": ({}, "pump", "E0781"),
    "therapy.dose.amount": ({}, "dose_amount", Decimal(40)),
    "therapy.dose.unit": ({}, "dose_unit", DoseUnit.MG),
    "therapy.dose.per": ({}, "dose_per", Per.DAY),
    "therapy.weight_kg": ({}, "weight_kg", Decimal(70)),
    "therapy.administrations_per_week": ({}, "administrations_per_week", Decimal(7)),
    "therapy.minutes": ({}, "minutes", 60),
    "therapy.reservoir.kind": ({}, "reservoir", ReservoirKind.BAG),
    "therapy.reservoir.per_week": ({}, "reservoirs_per_week", Decimal(7)),
    "criteria": ({}, "criteria", (("hf-stage-d", True),)),
    "visits.per_week": ({}, "visits_per_week", Decimal(1)),
    "visits.first": ({}, "first_visit", FirstVisit.INITIAL),
    "coverage.medicare": ({}, "medicare", MedicareKind.ORIGINAL),
    "coverage.deductible_met": ({}, "deductible_met", Decimal(10)),
    "coverage.supplement.kind": ({}, "supplement", SupplementKind.QMB),
    "coverage.supplement.plan": (_MEDIGAP, "medigap_plan", MedigapPlan.L),
    "coverage.supplement.spent": (_MEDIGAP, "medigap_spent", Decimal(10)),
    "coverage.supplement.coinsurance_paid": (_RETIREE, "retiree_share", Decimal(80)),
    "coverage.supplement.deductible_paid": (_RETIREE, "retiree_deductible", Decimal(80)),
    "coverage.supplement.employer.percent_paid": (_EMPLOYER, "employer_percent", Decimal(80)),
    "coverage.supplement.employer.deductible_left": (
        _EMPLOYER,
        "employer_deductible",
        Decimal(80),
    ),
    "coverage.advantage.drug_percent": (_PLAN, "plan_drug_percent", Decimal(20)),
    "coverage.advantage.equipment_percent": (_PLAN, "plan_equipment_percent", Decimal(20)),
    "coverage.advantage.visit_copay": (_PLAN, "plan_visit_copay", Decimal(20)),
    "coverage.advantage.deductible_left": (_PLAN, "plan_deductible_left", Decimal(20)),
    "coverage.advantage.out_of_pocket_limit": (_PLAN, "plan_limit", Decimal(20)),
    "coverage.advantage.spent": (_PLAN, "plan_spent", Decimal(20)),
    "coverage.advantage.in_network": (_PLAN, "in_network", True),
    "coverage.advantage.authorized": (_PLAN, "plan_approved", True),
    "coverage.part_d.copay": (_DRUG_PLAN, "drug_copay", Decimal(20)),
    "coverage.part_d.spent": (_DRUG_PLAN, "drug_spent", Decimal(20)),
    "coverage.part_d.extra_help": (_DRUG_PLAN, "extra_help", ExtraHelp.FULL),
    "quotes.drug_price": ({}, "drug_price", Decimal(900)),
    "quotes.fills": ({}, "fills", Decimal(2)),
    "quotes.per_diem": ({}, "per_diem", Decimal(95)),
    "quotes.visit_price": ({}, "visit_price", Decimal(95)),
    "quotes.homebound": ({}, "homebound", True),
    "alternatives.inpatient_days": ({}, "hospital_days", Decimal(3)),
}
"""Field of the case: the answers it stands behind, its answer, and a value of that."""

NOT_ASKED: dict[str, str] = {
    "as_of": "the kiosk's own day",
    "home.locality": "no patient knows it; the ZIP code gives it",
    "therapy.pump_months_used": "the first day that is asked for is the first day at home",
    "therapy.breaks.last_use": "a break cannot be foreseen; a clinic's file may state one",
    "therapy.breaks.resumed": "as above",
    "therapy.breaks.new_order": "as above",
    "visits.days_since_last_visit": "asked in words: the first visit in 60 days, or not",
    "visits.supplier_qualified": "no patient can know it; the summary says what to ask",
    "supplier.enrolled": "no patient can know it; the summary says what to ask",
    "supplier.accepts_assignment": "the summary names it as the first thing to ask",
    "supplier.charges": "by code, from a supplier's own system",
    "coverage.supplement.employer.allowed": "by code, from a plan's own system",
    "coverage.part_d.deductible": "the standard benefit of the year, said as an assumption",
    "coverage.part_d.percent": "as above; a copay is what a card or a pharmacy tells",
    "alternatives.settings": "every place is compared",
    "alternatives.snf_days": "as long as the treatment",
    "alternatives.snf_days_used": "not known to a person who comes from a hospital",
    "alternatives.days_out": "only with days that were used before",
}


def _paths(kind: type, prefix: str = "") -> list[str]:
    found: list[str] = []
    hints = get_type_hints(kind)
    for field in fields(kind):
        path = f"{prefix}{field.name}"
        inner = [
            each for each in (hints[field.name], *get_args(hints[field.name])) if is_dataclass(each)
        ]
        found += _paths(inner[0], f"{path}.") if inner else [path]  # type: ignore[arg-type]
    return found


def _at(data: object, path: str) -> object:
    for name in path.split("."):
        data = data.get(name) if isinstance(data, dict) else None
    return data


def test_every_field_of_a_case_is_asked_for_or_has_a_reason() -> None:
    assert sorted([*ASKED, *NOT_ASKED]) == sorted(_paths(Case))


def test_every_answer_is_of_some_use() -> None:
    ways = {"way_in", "topic", "dose_from", "usual", "confirmed", "deductible_year"}
    gates = {"has_plan_papers", "has_quotes", "has_drug_plan"}
    of_the_case = {answer for _, answer, _ in ASKED.values()}
    assert {field.name for field in fields(Answers)} == of_the_case | ways | gates


@pytest.mark.parametrize("path", ASKED)
def test_the_answer_is_in_the_case(path: str) -> None:
    behind, answer, value = ASKED[path]
    given = replace(Answers(drug="milrinone"), **behind)  # type: ignore[arg-type]
    told = replace(given, **{answer: value})  # type: ignore[arg-type]
    unsure = replace(given, **{answer: () if answer == "criteria" else None})  # type: ignore[arg-type]
    assert _at(to_case_data(told, TODAY), path) not in (None, {})
    # Nobody's "not sure" is 0 or a guess.
    assert _at(to_case_data(unsure, TODAY), path) in (None, {})
