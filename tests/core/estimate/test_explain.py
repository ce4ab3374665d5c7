"""Every line says why it is what it is, in words, with the source of its price."""

from __future__ import annotations

from typing import Any

import pytest

from core.estimate import estimate
from core.reference.store import Reference
from core.result import LineKind
from core.words import Words
from tests.support.money import CHANGES, estimated
from tests.support.situations import situation


def said(reference: Reference, words: Words, kind: LineKind, **changes: Any) -> list[str]:
    line = next(line for line in estimated(reference, **changes).lines if line.kind is kind)
    return [words.say(step.text) for step in line.steps]


def test_the_first_pump_rental(reference: Reference, words_en: Words) -> None:
    assert said(reference, words_en, LineKind.PUMP) == [
        "Medicare's price is $309.33 each. Times 1, that is $309.33.",
        "$283.00 counts toward your deductible.",
        "Your share of the rest is 20%: $5.27.",
        "You pay $288.27.",
    ]


def test_a_visit_names_its_rate_and_its_factor(reference: Reference, words_en: Words) -> None:
    first, *_ = said(reference, words_en, LineKind.VISIT)
    assert first == (
        "The visit rate is $152.64 to $211.75 times 1.061 for your area. "
        "That is $161.95 to $224.67. Times 1, that is $161.95 to $224.67."
    )


def test_a_payer_is_named(reference: Reference, words_es: Words) -> None:
    plan = {"supplement": {"kind": "medigap", "plan": "G"}}
    steps = said(reference, words_es, LineKind.SUPPLIES, coverage=plan)
    assert "Medigap Plan G: paga $5.17." in steps
    assert steps[-1] == "Usted paga $0.00."


def test_a_later_rental_and_a_projected_price(reference: Reference, words_en: Words) -> None:
    made = estimated(reference, start="2026-10-15", days=120)
    fourth = [line for line in made.lines if line.kind is LineKind.PUMP][3]
    steps = [words_en.say(step.text) for step in fourth.steps]
    assert steps[0].startswith("From month 4 on, Medicare's price is 75% of $309.33.")
    assert steps[1].startswith("We have no newer price.")


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES.keys())
def test_every_line_has_steps_and_every_price_of_medicare_a_source(
    changes: dict[str, Any], reference: Reference
) -> None:
    for line in estimate(situation(**changes), reference).lines:
        assert line.steps[-1].text.key == "money.step.patient"
        if line.standing in ("published", "derived", "projected", "estimated"):
            keys = {step.text.key for step in line.steps if step.citation is not None}
            told = {"money.step.quote", "money.step.charge"}
            assert keys or line.steps[0].text.key in told
