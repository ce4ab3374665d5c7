"""What people ask about by condition, medicine, equipment or supply, and whom to call."""

from __future__ import annotations

import csv
import re

import pytest

from core.reference.model import Way
from core.reference.store import Reference
from core.resources import TABLES
from core.words import Words

ASKED = {
    "condition": """
        heart-failure dehydration digestive-disorders hemophilia immune-deficiency infections
        sepsis urinary-infection sinus-infection multiple-sclerosis nervous-system-disorders
        pneumonia rheumatoid-arthritis""",
    "medicine": """
        antibiotics antifungals antivirals chemotherapy corticosteroids heart-medicines
        immunoglobulin pain-medicines self-administered-drugs spine-or-muscle-injections""",
    "equipment": "iv-poles pumps insulin-pumps",
    "supply": "catheters tubing nursing-visits training monitoring",
}
"""What guides for patients name as treated or paid at home, rightly or wrongly."""

with (TABLES / "topics.csv").open(encoding="utf-8", newline="") as _file:
    TOPICS = [row["id"] for row in csv.DictReader(_file)]


@pytest.mark.parametrize("kind", ASKED)
def test_what_guides_name_has_an_answer(reference: Reference, kind: str) -> None:
    found = {topic.id for topic in reference.topics() if topic.kind == kind}
    assert found >= set(ASKED[kind].split())


@pytest.mark.parametrize("topic", TOPICS)
def test_an_answer_is_short_and_plain_in_each_language(
    words_en: Words, words_es: Words, topic: str
) -> None:
    for words, most in ((words_en, 20), (words_es, 26)):
        assert words(f"topic.{topic}")[0].isupper()
        sentences = re.split(r"(?<=[.?:]) ", words(f"topic.{topic}.answer"))
        assert 1 <= len(sentences) <= 5
        assert max(len(sentence.split()) for sentence in sentences) <= most, sentences


def test_an_answer_agrees_with_the_drugs_it_offers(reference: Reference) -> None:
    for topic in reference.topics():
        ways = [reference.drug(drug).way for drug in topic.drugs]
        assert topic.rules, topic.id
        if topic.answer == "covered":
            assert set(ways) == {Way.PUMP}, topic.id
        if topic.answer == "not-covered" and topic.id != "sinus-infection":
            assert Way.PUMP not in ways, topic.id


def test_what_guides_get_wrong_is_put_right(reference: Reference) -> None:
    answers = {topic.id: topic.answer for topic in reference.topics()}
    assert answers["antibiotics"] == "not-covered"
    assert answers["corticosteroids"] == "not-covered"
    assert answers["pneumonia"] == "not-covered"
    assert answers["insulin-pumps"] == "depends"
    assert answers["disposable-pumps"] == "not-covered"


def test_each_drug_of_a_topic_stands_once(reference: Reference) -> None:
    for topic in reference.topics():
        assert len(set(topic.drugs)) == len(topic.drugs), topic.id


def test_help_lines_have_a_phone_a_day_and_words(
    reference: Reference, words_en: Words, words_es: Words
) -> None:
    helpers = {helper.id: helper for helper in reference.helpers()}
    assert helpers["medicare"].phone == "1-800-633-4227"
    assert helpers["medicare"].tty == "1-877-486-2048"
    assert {"ship-national", "social-security"} <= helpers.keys()
    for helper in helpers.values():
        assert re.fullmatch(r"1-8\d\d-\d{3}-\d{4}", helper.phone)
        assert helper.last_checked
        for words in (words_en, words_es):
            assert words.has(f"help.{helper.id}")
            assert words.has(f"help.{helper.id}.for")


def test_no_number_from_memory_is_given_out(reference: Reference) -> None:
    phones = {helper.phone for helper in reference.helpers()}
    assert "1-800-333-4114" not in phones  # seen in no document
    assert not any("qio" in helper.id for helper in reference.helpers())


def test_each_state_has_its_counselling_line_but_guam(reference: Reference) -> None:
    with (TABLES / "ship.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 54
    without = [row["state"] for row in rows if not row["phone"]]
    assert without == ["GU"]
    assert reference.ship("GU") is None
    illinois = reference.ship("IL")
    assert illinois is not None
    assert (illinois.phone, illinois.last_checked) == ("1-800-252-8966", "2026-04-09")
    assert {row["state"] for row in rows if row["agreement"] == "disagree"} == {"LA", "ME"}
