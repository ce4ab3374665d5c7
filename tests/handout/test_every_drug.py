"""Every drug can be put on paper, and every word of the program has its letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from babel.messages.pofile import read_po

from core.case import Case, Home, Route, Therapy
from core.estimate import estimate
from core.handout import render
from core.handout.text import checked
from core.reference.store import Reference
from core.resources import LOCALE
from core.words import Words
from tests.handout.reading import Sheet


def _case(drug: str, route: Route | None) -> Case:
    return Case(
        as_of=date(2026, 11, 24),
        start=date(2026, 12, 1),
        days=28,
        home=Home(zip="10001", rural=False),
        therapy=Therapy(drug=drug, route=route),
    )


def test_every_drug_on_paper(reference: Reference, words_en: Words, words_es: Words) -> None:
    """Each in one language, turn about."""
    drugs = reference.drugs()
    assert len(drugs) > 80
    for number, drug in enumerate(drugs):
        made = estimate(_case(drug.id, drug.routes[0] if drug.routes else None), reference)
        words = words_es if number % 2 else words_en
        data = render(made, words, reference=reference)
        assert data.count(b"/Type /Page\n") <= 3, drug.id


@pytest.mark.parametrize("state", ["AK", "GU", "HI", "ME", "PR", "VI"])
def test_every_kind_of_state(state: str, reference: Reference, words_en: Words) -> None:
    case = replace(_case("milrinone", Route.IV), home=Home(state=state))
    text = Sheet(render(estimate(case, reference), words_en, reference=reference)).text
    ship = reference.ship(state)
    assert (ship.phone if ship is not None else "1-877-839-2675") in text


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_word_has_its_letters(language: str) -> None:
    for path in sorted((LOCALE / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    said = message.string
                    for text in [said] if isinstance(said, str) else said or []:
                        checked(text)


def test_every_counsellor_has_its_letters(reference: Reference) -> None:
    for state in reference.states():
        ship = reference.ship(state)
        if ship is not None:
            checked(ship.name)
