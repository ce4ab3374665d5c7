"""`homeward estimate --explain`: every line, rule and assumption in words, each with its source."""

from __future__ import annotations

import re
from typing import Any

import pytest

from core.commands.explained import explained
from core.reference.store import Reference
from core.result import Estimate
from core.words import Words
from tests.support.money import CHANGES, estimated


def _flat(made: Estimate, words: Words) -> str:
    """The explanation with its line breaks undone."""
    return " ".join(explained(made, words).split())


@pytest.mark.parametrize("changes", CHANGES.values(), ids=list(CHANGES))
def test_every_line_rule_and_assumption_is_told(
    reference: Reference, words_en: Words, words_es: Words, changes: dict[str, Any]
) -> None:
    made = estimated(reference, **changes)
    for words in (words_en, words_es):
        said = _flat(made, words)
        told = [step.text for line in made.lines for step in line.steps]
        told += [finding.text for each in made.determinations for finding in each.findings]
        told += [each.low for each in made.assumptions]
        told += [each.what for each in made.changes]
        for each in told:
            assert " ".join(words.say(each).split()) in said
        assert max(map(len, explained(made, words).splitlines()), default=0) <= 80


def test_each_figure_is_followed_by_the_number_of_its_source(
    reference: Reference, words_en: Words
) -> None:
    said = _flat(estimated(reference), words_en)
    body, _, listed = said.rpartition("Sources")
    cited = {int(number) for number in re.findall(r"\[(\d+)\]", body)}
    assert cited == set(range(1, max(cited) + 1))
    assert {int(number) for number in re.findall(r"\[(\d+)\]", listed)} == cited
    assert re.search(r"Medicare's price is \$309\.33 each\. .*? \[\d+\]", body)
    assert "Published 2026-09-16" in listed  # the file of drug prices
    assert listed.count("Read 2026-") == len(cited)


def test_a_change_is_told_with_its_amount_and_its_question(
    reference: Reference, words_en: Words
) -> None:
    said = _flat(estimated(reference), words_en)
    assert "apply for the QMB program. You would then pay $0.00. Call your state" in said
