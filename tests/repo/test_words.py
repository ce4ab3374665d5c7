"""Every language says everything: the same keys, the same placeholders, the same plurals."""

from __future__ import annotations

import string

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from core.assumptions.payers import supplement_runs
from core.case import Setting, Supplement, SupplementKind
from core.explain import payer_name
from core.reference.store import Reference
from core.resources import LOCALE
from core.trace import Text

LANGUAGES = sorted(path.name for path in LOCALE.iterdir() if path.is_dir())
OTHERS = [language for language in LANGUAGES if language != "en"]


def _messages(language: str) -> dict[str, tuple[str, Message]]:
    """Each key with the file it stands in and its message."""
    found: dict[str, tuple[str, Message]] = {}
    for path in sorted((LOCALE / language).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language, abort_invalid=True):
                if message.id:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    assert key not in found, f"{key} stands in {found[key][0]} and in {path.name}"
                    found[key] = (path.name, message)
    return found


def _forms(message: Message) -> tuple[str, ...]:
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def _placeholders(sentence: str) -> set[str]:
    return {f"{name}:{spec}" for _, name, spec, _ in string.Formatter().parse(sentence) if name}


def _names(sentence: str) -> set[str]:
    return {placeholder.partition(":")[0] for placeholder in _placeholders(sentence)}


def test_there_are_english_and_spanish() -> None:
    assert {"en", "es"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_the_same_keys_in_the_same_files(language: str) -> None:
    english, other = _messages("en"), _messages(language)
    assert sorted(english.keys() - other.keys()) == [], "not translated"
    assert sorted(other.keys() - english.keys()) == [], "not in English"
    moved = [key for key in english if english[key][0] != other[key][0]]
    assert moved == [], "in another file than in English"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_empty_or_marked_unsure(language: str) -> None:
    messages = _messages(language)
    empty = [key for key, (_, m) in messages.items() if not all(f.strip() for f in _forms(m))]
    assert empty == []
    assert [key for key, (_, m) in messages.items() if m.fuzzy] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_names_the_same_values(language: str) -> None:
    english, other = _messages("en"), _messages(language)
    wrong = {}
    for key in english.keys() & other.keys():
        # A plural may say "one" without its number, so the last form is the one compared.
        ours, theirs = _forms(english[key][1])[-1], _forms(other[key][1])[-1]
        if _names(ours) != _names(theirs):
            wrong[key] = (ours, theirs)
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_every_form_the_language_needs(language: str) -> None:
    wrong = [
        key
        for key, (_, message) in _messages(language).items()
        if not isinstance(message.id, str) and len(_forms(message)) != _plural_forms(language)
    ]
    assert wrong == []


@pytest.mark.parametrize("kind", SupplementKind)
def test_every_kind_of_coverage_has_its_words(kind: SupplementKind, reference: Reference) -> None:
    wanted = {f"supplement.{kind}", f"summary.payer.{kind}", f"summary.told.original.{kind}"}
    runs = supplement_runs(Supplement(kind), None, reference)
    for payer in (runs.low, runs.high):
        said = payer_name(payer.name) if payer.name else None
        wanted |= {said.key} if isinstance(said, Text) else set()
    assert sorted(wanted - _messages("en").keys()) == []


@pytest.mark.parametrize("place", Setting)
def test_every_place_has_its_words(place: Setting) -> None:
    assert f"summary.place.{place}" in _messages("en")


def _plural_forms(language: str) -> int:
    from babel.messages.plurals import get_plural

    return int(get_plural(language).num_plurals)
