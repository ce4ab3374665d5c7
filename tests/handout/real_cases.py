"""Cases as the kiosk makes them, priced by the real core from the real reference."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from core.case import (
    Advantage,
    Case,
    Coverage,
    Dose,
    DoseUnit,
    Home,
    MedicareKind,
    MedigapPlan,
    PartD,
    Per,
    Quotes,
    Route,
    Supplement,
    SupplementKind,
    Supplier,
    Therapy,
    Visits,
)
from core.reference.store import Reference
from tests.handout.samples import milrinone

TWENTY = Decimal(20)


def real_cases(reference: Reference) -> dict[str, Case]:
    """One for each kind of answer that a person can walk out with."""
    sets = reference.indication("advanced-heart-failure").sets
    met: dict[str, bool | None] = {each: True for one in sets for each in one.criteria}
    plain = replace(milrinone(), criteria=met)
    cover = plain.coverage
    own_figures = Advantage(
        drug_percent=TWENTY,
        equipment_percent=TWENTY,
        visit_copay=Decimal(30),
        deductible_left=Decimal(0),
        out_of_pocket_limit=Decimal(5900),
        spent=Decimal(1200),
        in_network=True,
        authorized=True,
    )
    vancomycin = replace(
        plain,
        criteria={},
        therapy=Therapy(
            drug="vancomycin",
            route=Route.IV,
            dose=Dose(Decimal(1000), DoseUnit.MG, Per.ADMINISTRATION),
            administrations_per_week=Decimal(14),
            minutes=60,
        ),
    )
    return {
        "covered": plain,
        "criteria open": milrinone(),
        "criterion failed": replace(plain, criteria={**met, "hf-specialist-evaluation": False}),
        "deductible unknown": replace(plain, coverage=replace(cover, deductible_met=None)),
        "deductible met": replace(plain, coverage=replace(cover, deductible_met=Decimal(283))),
        "other cover unknown": replace(plain, coverage=replace(cover, supplement=None)),
        "medigap G": _with(plain, Supplement(SupplementKind.MEDIGAP, MedigapPlan.G)),
        "medigap K": _with(plain, Supplement(SupplementKind.MEDIGAP, MedigapPlan.K)),
        "medigap F": _with(plain, Supplement(SupplementKind.MEDIGAP, MedigapPlan.F)),
        "QMB": _with(plain, Supplement(SupplementKind.QMB)),
        "medicaid": _with(plain, Supplement(SupplementKind.MEDICAID)),
        "plan without figures": replace(plain, coverage=Coverage(MedicareKind.ADVANTAGE)),
        "plan with figures": replace(
            plain, coverage=Coverage(MedicareKind.ADVANTAGE, advantage=own_figures)
        ),
        "no Part B": replace(plain, coverage=Coverage(MedicareKind.NONE)),
        "not assigned": replace(
            plain, supplier=Supplier(accepts_assignment=False, charges={"E0781": Decimal(450)})
        ),
        "visits refused": replace(plain, visits=Visits(supplier_qualified=False)),
        "over New Year": replace(plain, start=date(2026, 12, 7)),
        "vancomycin": vancomycin,
        "vancomycin under Part D": replace(
            vancomycin,
            coverage=replace(cover, part_d=PartD()),
            quotes=Quotes(Decimal(900), 3, Decimal(95), Decimal(110), homebound=False),
        ),
        "no home told": replace(plain, home=Home()),
        "subcutaneous": replace(
            plain,
            criteria={},
            days=28,
            therapy=Therapy(
                drug="hizentra",
                route=Route.SC,
                dose=Dose(Decimal(10), DoseUnit.G, Per.WEEK),
                administrations_per_week=Decimal(1),
                minutes=60,
            ),
        ),
    }


def _with(case: Case, supplement: Supplement) -> Case:
    return replace(case, coverage=replace(case.coverage, supplement=supplement))


NAMES = (
    "covered",
    "criteria open",
    "criterion failed",
    "deductible unknown",
    "deductible met",
    "other cover unknown",
    "medigap G",
    "medigap K",
    "medigap F",
    "QMB",
    "medicaid",
    "plan without figures",
    "plan with figures",
    "no Part B",
    "not assigned",
    "visits refused",
    "over New Year",
    "vancomycin",
    "vancomycin under Part D",
    "no home told",
    "subcutaneous",
)
