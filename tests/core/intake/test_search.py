"""Finding a drug however it is spelled."""

from __future__ import annotations

import pytest

from core.intake.search import Name, index, search
from core.reference.store import Reference
from core.words import Words


@pytest.fixture(scope="module")
def names(reference: Reference, words_en: Words) -> tuple[Name, ...]:
    return index(reference.drugs(), lambda drug: words_en(f"drug.{drug.id}"))


@pytest.fixture(scope="module")
def nombres(reference: Reference, words_es: Words) -> tuple[Name, ...]:
    return index(reference.drugs(), lambda drug: words_es(f"drug.{drug.id}"))


def _found(names: tuple[Name, ...], typed: str) -> list[str]:
    return [hit.drug for hit in search(names, typed)]


def test_every_drug_is_found_by_each_of_its_names(
    reference: Reference, names: tuple[Name, ...]
) -> None:
    missed = [
        (drug.id, name)
        for drug in reference.drugs()
        for name in (drug.generic, *drug.brands, *(code.hcpcs for code in drug.codes))
        if drug.id not in [hit.drug for hit in search(names, name, most=60)]
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("typed", "drug"),
    [
        ("milranone", "milrinone"),
        ("mlirinone", "milrinone"),
        ("MIL", "milrinone"),
        ("vankomicin", "vancomycin"),
        ("vanco", "vancomycin"),
        ("hizantra", "hizentra"),
        ("morfine", "morphine"),
        ("dobutamene", "dobutamine"),
        ("fluoro uracil", "fluorouracil"),
        ("5fu", "fluorouracil"),
        ("acyclover", "acyclovir"),
        ("amfotericin", "amphotericin-b"),
        ("zosin", "piperacillin-tazobactam"),
        ("rocefin", "ceftriaxone"),
        ("veletry", "epoprostenol"),
        ("defroxamine", "deferoxamine"),
        ("hikvia", "hyqvia"),
        ("vialev", "foscarbidopa-foslevodopa"),
        ("novalog", "insulin-pump"),
        ("blinsito", "blinatumomab"),
        ("J2260", "milrinone"),
        ("j2260", "milrinone"),
        ("tpn", "parenteral-nutrition"),
    ],
)
def test_a_misspelled_name_comes_first(names: tuple[Name, ...], typed: str, drug: str) -> None:
    assert _found(names, typed)[0] == drug


@pytest.mark.parametrize(
    ("typed", "drug"),
    [
        ("milrinona", "milrinone"),
        ("vancomicina", "vancomycin"),
        ("bancomicina", "vancomycin"),
        ("morfina", "morphine"),
        ("hidromorfona", "hydromorphone"),
        ("insulina", "insulin-pump"),
        ("inmunoglobulina", "ivig"),
        ("fluoruracilo", "fluorouracil"),
    ],
)
def test_a_spanish_name_finds_its_drug(nombres: tuple[Name, ...], typed: str, drug: str) -> None:
    assert drug in _found(nombres, typed)


def test_the_beginning_of_a_name_ranks_before_a_part_of_one(names: tuple[Name, ...]) -> None:
    found = _found(names, "morphine")
    assert found.index("morphine") < found.index("apomorphine")


@pytest.mark.parametrize("typed", ["", " ", "-", "nirliminor", "wwwwwwww", "12345678"])
def test_what_is_no_drug_finds_none(names: tuple[Name, ...], typed: str) -> None:
    assert search(names, typed) == ()


def test_a_code_is_never_guessed(names: tuple[Name, ...]) -> None:
    """J2261 is one digit from milrinone's code: a wrong code must not become a drug."""
    assert search(names, "J2261") == ()


def test_each_drug_is_named_once(names: tuple[Name, ...]) -> None:
    found = _found(names, "amphotericin")
    assert len(found) == len(set(found)) > 1
