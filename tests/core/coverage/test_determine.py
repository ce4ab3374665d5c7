"""Real situations: what each benefit answers, and every reason of a refusal."""

from __future__ import annotations

from typing import Any

import pytest

from core.case import Case
from core.coverage import determine, nursing_facility
from core.reference.model import Way
from core.reference.store import Reference
from core.result import Benefit, Covered
from core.words import Words
from tests.support.situations import (
    CANCER_PAIN,
    CIDP,
    COLORECTAL,
    IMMUNE_DEFICIENCY,
    INFECTION_BY_LONG_INFUSION,
    INSULIN,
    IVIG,
    PARKINSON,
    SPINAL_PAIN,
    situation,
    yes,
)

PUMP, VISITS, HOME_IVIG = "part-b-equipment", "home-infusion-visits", "home-ivig"


def _answers(case: Case, reference: Reference) -> dict[str, str]:
    return {each.benefit.value: each.covered.value for each in determine(case, reference)}


def _rules(case: Case, reference: Reference, benefit: str, met: bool | None) -> list[str]:
    (found,) = (each for each in determine(case, reference) if each.benefit.value == benefit)
    return [finding.rule for finding in found.findings if finding.met is met]


SITUATIONS: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("milrinone, all in order", {}, {PUMP: "yes", VISITS: "yes"}),
    (
        "one condition not answered",
        {"criteria": {"hf-stage-d": None}},
        {PUMP: "unknown", VISITS: "unknown"},
    ),
    (
        "one condition not met",
        {"criteria": {"hf-better-on-drug": False}},
        {PUMP: "no", VISITS: "no", "part-d": "unknown", "home-health": "unknown"},
    ),
    (
        "no Part B",
        {"coverage": {"medicare": "none"}},
        {PUMP: "no", VISITS: "no"},
    ),
    (
        "a supplier that is not enrolled",
        {"supplier": {"enrolled": False}},
        {PUMP: "no", VISITS: "no"},
    ),
    (
        "a visiting company without approval loses the visits only",
        {"visits": {"supplier_qualified": False}},
        {PUMP: "yes", VISITS: "no"},
    ),
    (
        "living in a nursing facility",
        {"residence": "skilled-nursing-facility", "alternatives": {"inpatient_days": 4}},
        {PUMP: "no", VISITS: "no", "part-a-snf": "yes"},
    ),
    ("still in the hospital", {"residence": "hospital"}, {PUMP: "no", VISITS: "no"}),
    (
        "a plan that was not asked",
        {"coverage": {"medicare": "advantage"}},
        {PUMP: "unknown", VISITS: "unknown"},
    ),
    (
        "a plan that agrees",
        {
            "coverage": {
                "medicare": "advantage",
                "advantage": {"in_network": True, "authorized": True},
            }
        },
        {PUMP: "yes", VISITS: "yes"},
    ),
    (
        "a plan that refuses",
        {"coverage": {"medicare": "advantage", "advantage": {"authorized": False}}},
        {PUMP: "no", VISITS: "no"},
    ),
    (
        "vancomycin in a balloon pump",
        {"therapy": {"drug": "vancomycin", "delivery": "elastomeric"}},
        {PUMP: "no", VISITS: "no", "part-d": "unknown", "home-health": "unknown"},
    ),
    (
        "an antibiotic for someone homebound",
        {"therapy": {"drug": "ceftriaxone"}, "quotes": {"homebound": True}},
        {PUMP: "no", VISITS: "no", "part-d": "unknown", "home-health": "yes"},
    ),
    (
        "acyclovir in a balloon pump",
        {
            "therapy": {
                "drug": "acyclovir",
                "indication": "serious-infection",
                "delivery": "elastomeric",
            },
            "criteria": INFECTION_BY_LONG_INFUSION,
        },
        {PUMP: "no", VISITS: "no", "part-d": "unknown", "home-health": "unknown"},
    ),
    (
        "acyclovir through a pump",
        {
            "therapy": {"drug": "acyclovir", "indication": "serious-infection"},
            "criteria": INFECTION_BY_LONG_INFUSION,
        },
        {PUMP: "yes", VISITS: "yes"},
    ),
    (
        "IVIG for primary immune deficiency",
        {"therapy": {"drug": "ivig", "indication": "immune-deficiency-ivig"}, "criteria": IVIG},
        {HOME_IVIG: "yes"},
    ),
    (
        "a code that two benefits share, into a vein",
        {
            "therapy": {"drug": "J1561", "route": "iv", "indication": "immune-deficiency-ivig"},
            "criteria": IVIG,
        },
        {HOME_IVIG: "yes"},
    ),
    (
        "the same code under the skin",
        {
            "therapy": {
                "drug": "J1561",
                "route": "sc",
                "indication": "immune-deficiency",
                "minutes": 60,
            },
            "criteria": IMMUNE_DEFICIENCY,
        },
        {PUMP: "yes", VISITS: "yes"},
    ),
    (
        "IVIG for another illness",
        {"therapy": {"drug": "Privigen", "indication": "other"}},
        {HOME_IVIG: "no", "part-d": "unknown", "home-health": "unknown"},
    ),
    (
        "Hizentra for CIDP",
        {
            "therapy": {"drug": "Hizentra", "indication": "cidp", "minutes": 60},
            "criteria": CIDP,
        },
        {PUMP: "yes", VISITS: "yes"},
    ),
    (
        "Cuvitru for CIDP is not on the list",
        {"therapy": {"drug": "Cuvitru", "indication": "other", "minutes": 60}},
        {PUMP: "no", VISITS: "no", "part-d": "unknown", "home-health": "unknown"},
    ),
    (
        "Hizentra with the wrong pump",
        {
            "therapy": {
                "drug": "Hizentra",
                "indication": "immune-deficiency",
                "minutes": 60,
                "pump": "E0781",
            },
            "criteria": IMMUNE_DEFICIENCY,
        },
        {PUMP: "no", VISITS: "no", "part-d": "unknown", "home-health": "unknown"},
    ),
    (
        "insulin in a durable pump",
        {
            "therapy": {"drug": "insulin-pump", "indication": "insulin-pump", "minutes": 1440},
            "criteria": INSULIN,
        },
        {PUMP: "yes", VISITS: "no"},
    ),
    (
        "insulin in a patch pump",
        {"therapy": {"drug": "Omnipod"}},
        {PUMP: "no", VISITS: "no", "part-d": "unknown", "home-health": "unknown"},
    ),
    (
        "ziconotide into the spine",
        {
            "therapy": {"drug": "ziconotide", "indication": "severe-chronic-pain"},
            "criteria": SPINAL_PAIN,
        },
        {PUMP: "yes", VISITS: "no"},
    ),
    (
        "Duopa into the gut",
        {"therapy": {"drug": "Duopa", "indication": "parkinson"}, "criteria": PARKINSON},
        {PUMP: "yes", VISITS: "no"},
    ),
    (
        "Vyalev: nothing says whether visits are paid",
        {
            "therapy": {"drug": "Vyalev", "indication": "parkinson", "minutes": 1440},
            "criteria": PARKINSON,
        },
        {PUMP: "yes", VISITS: "unknown"},
    ),
    (
        "morphine for pain that is not from cancer",
        {
            "therapy": {"drug": "morphine", "indication": "other", "route": "iv"},
        },
        {PUMP: "no", VISITS: "no", "part-d": "unknown", "home-health": "unknown"},
    ),
    (
        "morphine for cancer pain",
        {
            "therapy": {"drug": "morphine", "indication": "cancer-pain-morphine", "route": "iv"},
            "criteria": CANCER_PAIN,
        },
        {PUMP: "yes", VISITS: "yes"},
    ),
    (
        "fluorouracil that the hospital starts",
        {
            "therapy": {
                "drug": "fluorouracil",
                "indication": "liver-or-colorectal-cancer",
                "started_at": "outpatient",
            },
            "criteria": COLORECTAL,
        },
        {PUMP: "no", VISITS: "no", "incident-to": "yes"},
    ),
    (
        "a biologic of the doctor's office",
        {"therapy": {"drug": "infliximab"}},
        {PUMP: "no", VISITS: "no", "incident-to": "yes"},
    ),
    (
        "nutrition into a vein",
        {"therapy": {"drug": "TPN"}},
        {PUMP: "no", VISITS: "no", "prosthetic-device": "unknown"},
    ),
    (
        "clotting factor",
        {"therapy": {"drug": "clotting-factor"}},
        {PUMP: "no", VISITS: "no", "clotting-factor": "unknown"},
    ),
    (
        "fluids",
        {"therapy": {"drug": "hydration"}, "quotes": {"homebound": False}},
        {PUMP: "no", VISITS: "no", "home-health": "no"},
    ),
    ("a balloon pump by itself", {"therapy": {"drug": "Eclipse"}}, {PUMP: "no", VISITS: "no"}),
    (
        "a pump drug without a code of its own: the contractor decides",
        {"therapy": {"drug": "other-pump-drug", "route": "iv"}},
        {PUMP: "unknown", VISITS: "unknown"},
    ),
]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [(changes, expected) for _, changes, expected in SITUATIONS],
    ids=[name for name, _, _ in SITUATIONS],
)
def test_a_situation(
    changes: dict[str, Any], expected: dict[str, str], reference: Reference
) -> None:
    found = _answers(situation(**changes), reference)
    assert found == expected
    first = HOME_IVIG if HOME_IVIG in expected else PUMP
    assert next(iter(found)) == first


def test_a_refusal_lists_each_unmet_condition(reference: Reference) -> None:
    case = situation(
        residence="hospital",
        therapy={"drug": "vancomycin", "delivery": "elastomeric", "started_at": "office"},
        supplier={"enrolled": False},
        coverage={"medicare": "none"},
    )
    unmet = _rules(case, reference, PUMP, False)
    assert unmet == ["R-001", "R-028", "R-007", "R-003", "R-005", "R-006", "CS-08"]


def test_of_a_drug_without_visits_only_the_reasons_are_told(reference: Reference) -> None:
    case = situation(therapy={"drug": "insulin-pump"}, visits={"supplier_qualified": None})
    assert _rules(case, reference, VISITS, False) == ["R-060.insulin", "R-060.drug"]
    # How many minutes it runs would change nothing; the open questions are about others.
    assert _rules(case, reference, VISITS, None) == ["R-061", "R-064"]


def test_no_contractor_is_to_be_asked_where_none_can_decide(reference: Reference) -> None:
    for drug in ("vancomycin", "heparin", "clotting-factor", "parenteral-nutrition"):
        found = determine(situation(therapy={"drug": drug}), reference)[0]
        assert not any(finding.ask for finding in found.findings)
    found = determine(situation(therapy={"drug": "ceftriaxone"}), reference)[0]
    assert [f.rule for f in found.findings if f.ask] == ["R-030"]


class TestAlternativeCriteria:
    """One set is enough: long infusion with better effect, or short with a strict rate."""

    def _case(self, **answers: bool | None) -> Case:
        given = {name.replace("_", "-"): met for name, met in answers.items()}
        return situation(
            therapy={"drug": "acyclovir", "indication": "serious-infection"},
            criteria=yes("infection-home-needed", "infection-pump-for-safety") | given,
        )

    def _said(self, case: Case, reference: Reference, met: bool | None) -> list[str]:
        pump = determine(case, reference)[0]
        return [
            f.text.key.split(".")[1]
            for f in pump.findings
            if f.met is met and f.text.key.startswith("criterion.")
        ]

    def test_the_met_set_stands_alone(self, reference: Reference) -> None:
        case = self._case(
            infection_eight_hours=False,
            infection_short_at_home=True,
            infection_rate_controlled=True,
        )
        assert _answers(case, reference)[PUMP] == "yes"
        assert self._said(case, reference, False) == []

    def test_a_set_that_fails_is_not_asked_about_further(self, reference: Reference) -> None:
        case = self._case(infection_eight_hours=False)
        assert _answers(case, reference)[PUMP] == "unknown"
        assert self._said(case, reference, None) == [
            "infection-short-at-home",
            "infection-rate-controlled",
        ]

    def test_both_sets_are_asked_about_while_both_may_be_met(self, reference: Reference) -> None:
        case = self._case()
        assert _answers(case, reference)[PUMP] == "unknown"
        assert len(self._said(case, reference, None)) == 4

    def test_refused_only_when_every_set_fails(self, reference: Reference) -> None:
        case = self._case(infection_better_long=False, infection_rate_controlled=False)
        assert _answers(case, reference)[PUMP] == "no"
        assert self._said(case, reference, False) == [
            "infection-better-long",
            "infection-rate-controlled",
        ]


def test_consolidation_is_covered_from_its_first_day(reference: Reference) -> None:
    criteria = yes("leukemia-cd19", "leukemia-ph-negative", "leukemia-consolidation")
    therapy = {"drug": "blinatumomab", "indication": "b-cell-leukemia-consolidation"}
    for start, covered in (("2026-01-24", "no"), ("2026-01-25", "yes")):
        case = situation(start=start, therapy=therapy, criteria=criteria)
        assert _answers(case, reference)[PUMP] == covered


def test_a_nursing_facility_needs_three_inpatient_days(reference: Reference) -> None:
    for days, covered in ((3, Covered.YES), (2, Covered.NO), (None, Covered.UNKNOWN)):
        case = situation(alternatives={"inpatient_days": days})
        assert nursing_facility(case, reference).covered is covered


def test_a_benefit_is_answered_once(reference: Reference) -> None:
    for drug in reference.drugs():
        for residence in ("home", "skilled-nursing-facility"):
            case = situation(therapy={"drug": drug.id}, residence=residence)
            benefits = [each.benefit for each in determine(case, reference)]
            assert len(benefits) == len(set(benefits))


def test_every_drug_is_answered_and_can_be_said(
    reference: Reference, words_en: Words, words_es: Words
) -> None:
    for drug in reference.drugs():
        for indication in (*drug.indications, "other", None):
            case = situation(therapy={"drug": drug.id, "indication": indication})
            found = {each.benefit: each for each in determine(case, reference)}
            if drug.way is Way.HOME_IVIG:
                assert found.keys().isdisjoint({Benefit.EQUIPMENT, Benefit.VISITS})
            elif drug.way is not Way.PUMP:
                assert found[Benefit.EQUIPMENT].covered is Covered.NO
                assert found[Benefit.VISITS].covered is Covered.NO
            for finding in (finding for each in found.values() for finding in each.findings):
                for words in (words_en, words_es):
                    assert words.say(finding.text)
                    assert (finding.ask is None) or words.say(finding.ask)
                assert finding.citation.title
