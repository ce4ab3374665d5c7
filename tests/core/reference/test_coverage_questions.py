"""The coverage questions: which there are for a drug, and that a person can answer them."""

from __future__ import annotations

import csv
import re
from datetime import date

import pytest

from core.reference.model import Indication
from core.reference.store import Reference
from core.resources import TABLES
from core.words import Words

PARTS = ("question", "met", "unmet", "ask")
RULES = {
    "I": "R-013",
    "II": "R-014",
    "III": "R-015",
    "IV": "R-016",
    "V(A)": "R-017",
    "V(B)": "R-018",
    "V(D)": "R-021",
    "V(E)": "R-022",
    "V(F)": "R-023",
    "V(G)": "R-024",
    "V(H)": "R-025",
    "V(I)": "R-026",
    "V(J)": "R-027",
}
JARGON = (
    "parenteral",
    "intravenous",
    "subcutaneous",
    "coinsurance",
    "durable medical",
    "hypercalcemia",
    "palliative",
    "guideline",
    "contraindicated",
    "efficacy",
    "bolus",
    "indication",
    "criteria",
    "LCD",
)


def _rows(table: str) -> list[dict[str, str]]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CRITERIA = [row["id"] for row in _rows("criteria")]
INDICATIONS = [row["id"] for row in _rows("indications")]


def _sets(indication: Indication) -> dict[str, tuple[str, ...]]:
    return {each.id: each.criteria for each in indication.sets}


@pytest.mark.parametrize("criterion", CRITERIA)
def test_a_condition_is_asked_and_told_in_each_language(
    words_en: Words, words_es: Words, criterion: str
) -> None:
    for words in (words_en, words_es):
        texts = [words(f"criterion.{criterion}.{part}") for part in PARTS]
        assert len(set(texts)) == len(PARTS)
        question, met, unmet, ask = texts
        assert "?" in question
        assert "?" not in met + unmet
        assert ask.endswith("?")
    assert words_en(f"criterion.{criterion}.ask").startswith("Ask ")
    assert words_es(f"criterion.{criterion}.ask").startswith("Pregunte ")


@pytest.mark.parametrize("criterion", CRITERIA)
def test_a_condition_is_told_in_short_plain_sentences(
    words_en: Words, words_es: Words, criterion: str
) -> None:
    for part in PARTS:
        english = words_en(f"criterion.{criterion}.{part}")
        longest = max(len(sentence.split()) for sentence in re.split(r"(?<=[.?:]) ", english))
        assert longest <= 20, english
        assert [word for word in JARGON if word in english] == []
        spanish = words_es(f"criterion.{criterion}.{part}")
        longest = max(len(sentence.split()) for sentence in re.split(r"(?<=[.?:]) ", spanish))
        assert longest <= 24, spanish
        assert ("?" in spanish) == ("¿" in spanish), spanish


@pytest.mark.parametrize("indication", INDICATIONS)
def test_what_a_drug_is_for_has_a_name_and_conditions_that_always_count(
    reference: Reference, words_en: Words, words_es: Words, indication: str
) -> None:
    found = reference.indication(indication)
    assert _sets(found)["all"]
    assert words_en.has(f"indication.{indication}")
    assert words_es.has(f"indication.{indication}")
    drugs = [drug.id for drug in reference.drugs() if indication in drug.indications]
    assert drugs


def test_every_condition_is_asked_for_something(reference: Reference) -> None:
    asked = {
        criterion
        for indication in INDICATIONS
        for each in reference.indication(indication).sets
        for criterion in each.criteria
    }
    assert asked == set(CRITERIA)


def test_each_part_of_the_pump_policy_has_its_rule(reference: Reference) -> None:
    found = [reference.indication(indication) for indication in INDICATIONS]
    assert {each.section: each.rule for each in found if each.section in RULES} == RULES
    assert {each.rule for each in found if each.section == "V(C)"} == {"R-019", "R-020"}


def test_heart_failure_has_its_stage_and_five_conditions(reference: Reference) -> None:
    (drug,) = (each for each in reference.drugs() if each.id == "milrinone")
    assert drug.indications == ("advanced-heart-failure",)
    assert _sets(reference.indication("advanced-heart-failure")) == {
        "all": (
            "hf-stage-d",
            "hf-symptoms-despite-treatment",
            "hf-bridge-or-comfort",
            "hf-specialist-evaluation",
            "hf-better-on-drug",
            "hf-three-month-review",
        )
    }


def test_an_antiviral_needs_one_of_two_sets(reference: Reference) -> None:
    sets = _sets(reference.indication("serious-infection"))
    assert sorted(sets) == ["all", "long", "short"]
    assert reference.drug("acyclovir").indications == ("serious-infection",)


def test_a_special_form_of_amphotericin_has_one_condition_more(reference: Reference) -> None:
    plain = _sets(reference.indication("serious-infection"))
    special = _sets(reference.indication("serious-infection-lipid-amphotericin"))
    assert set(special["all"]) - set(plain["all"]) == {"amphotericin-plain-not-possible"}
    for drug in ("amphotericin-b-liposome", "amphotericin-b-lipid-complex"):
        assert reference.drug(drug).indications == ("serious-infection-lipid-amphotericin",)


def test_insulin_needs_shots_that_failed_or_a_pump_before_medicare(reference: Reference) -> None:
    sets = _sets(reference.indication("insulin-pump"))
    assert sets["on-pump"] == ("insulin-pump-before-medicare",)
    assert sets["shots"] == ("insulin-education", "insulin-three-shots", "insulin-hard-to-control")


def test_only_hizentra_is_for_cidp(reference: Reference) -> None:
    drugs = [drug.id for drug in reference.drugs() if "cidp" in drug.indications]
    assert drugs == ["hizentra"]
    assert reference.indication("cidp").effective == date(2021, 7, 18)


def test_whether_hyqvia_is_for_cidp_is_for_the_contractor_to_say(reference: Reference) -> None:
    assert "cidp-hyqvia" in reference.drug("hyqvia").indications
    plain = _sets(reference.indication("cidp"))["all"]
    assert _sets(reference.indication("cidp-hyqvia"))["all"] == (*plain, "contractor-agrees")


def test_gallium_nitrate_is_covered_for_five_days(reference: Reference) -> None:
    assert reference.indication("cancer-hypercalcemia").max_days == 5


def test_blinatumomab_has_two_uses_the_second_since_2026(reference: Reference) -> None:
    assert reference.drug("blinatumomab").indications == (
        "b-cell-leukemia",
        "b-cell-leukemia-consolidation",
    )
    second = reference.indication("b-cell-leukemia-consolidation")
    assert second.effective == date(2026, 1, 25)


def test_the_code_lists_of_the_policy_are_there() -> None:
    groups: dict[str, int] = {}
    for row in _rows("diagnoses"):
        groups[row["diagnosis_group"]] = groups.get(row["diagnosis_group"], 0) + 1
    assert groups == {"1": 1, "2": 1, "3": 25, "4": 4, "5": 3, "6": 1}
