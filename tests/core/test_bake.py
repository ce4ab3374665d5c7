"""Baking the words: whole catalogues, one home for each key, and only when something changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import bake

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def _catalogue(folder: Path, **files: str) -> Path:
    (folder / "en").mkdir(parents=True, exist_ok=True)
    for name, body in files.items():
        (folder / "en" / f"{name}.po").write_text(HEAD + body, encoding="utf-8")
    return folder


def test_every_file_of_a_language_ends_in_one_catalogue(tmp_path: Path) -> None:
    import gettext

    locale = _catalogue(
        tmp_path / "locale",
        screens='msgid "start.title"\nmsgstr "Welcome"\n',
        paper='msgid "days"\nmsgid_plural "days"\nmsgstr[0] "{n} day"\nmsgstr[1] "{n} days"\n',
    )
    bake.bake_words(locale, tmp_path / "out")
    with (tmp_path / "out" / "en.mo").open("rb") as file:
        said = gettext.GNUTranslations(file)
    assert said.gettext("start.title") == "Welcome"
    assert said.ngettext("days", "days", 2) == "{n} days"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["en.mo"]


def test_a_key_in_two_files_is_refused(tmp_path: Path) -> None:
    body = 'msgid "start.title"\nmsgstr "Welcome"\n'
    locale = _catalogue(tmp_path / "locale", screens=body, paper=body)
    with pytest.raises(ValueError, match=r"start\.title stands twice"):
        bake.bake_words(locale, tmp_path / "out")


def test_it_bakes_again_only_when_an_input_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locale = _catalogue(tmp_path / "locale", screens='msgid "a"\nmsgstr "A"\n')
    tables = tmp_path / "tables"
    tables.mkdir()
    made: list[str] = []
    monkeypatch.setattr(bake, "LOCALE", locale)
    monkeypatch.setattr(bake, "TABLES", tables)
    monkeypatch.setattr(bake, "BAKED", tmp_path)
    monkeypatch.setattr(bake, "REFERENCE", tmp_path / "reference.sqlite")
    monkeypatch.setattr(bake, "EDITION", tmp_path / "edition.json")

    def bake_words() -> None:
        made.append("words")
        (tmp_path / "en.mo").touch()

    def bake_reference() -> None:
        made.append("reference")
        (tmp_path / "reference.sqlite").touch()
        (tmp_path / "edition.json").touch()

    monkeypatch.setattr(bake, "bake_words", bake_words)
    monkeypatch.setattr(bake, "bake_reference", bake_reference)

    def baked_now() -> list[str]:
        made.clear()
        bake.bake_changed()
        return list(made)

    assert baked_now() == ["words", "reference"]
    assert baked_now() == []
    (tables / "fees.csv").write_text("hcpcs\n")
    assert baked_now() == ["reference"]
    (locale / "en" / "screens.po").rename(locale / "en" / "other.po")
    assert baked_now() == ["words"]
    (tmp_path / "edition.json").unlink()
    assert baked_now() == ["reference"]
