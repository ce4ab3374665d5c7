"""Each way to spoil a tagged file is seen by the audit: the file is spoiled, then audited again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from core.handout import render
from core.handout.tagged import Element, TaggedCanvas
from core.reference.store import Reference
from core.result import Estimate
from core.words import words
from tests.handout.conftest import CLINIC
from tests.handout.reading import Sheet
from tests.handout.test_audit import _seen, printed
from tests.handout.test_tagged import _failures

Spoil = Callable[[TaggedCanvas], None]


def _each(canvas: TaggedCanvas, tag: str) -> list[Element]:
    found, queue = [], [canvas.root]
    while queue:
        element = queue.pop(0)
        found += [element] if element.tag == tag else []
        queue += [kid for kid in element.kids if isinstance(kid, Element)]
    assert found
    return found


def _no_alt(canvas: TaggedCanvas) -> None:
    for figure in _each(canvas, "Figure"):
        figure.alt = ""


def _no_scope(canvas: TaggedCanvas) -> None:
    for head in _each(canvas, "TH"):
        head.attributes = {}


def _head_is_cell(canvas: TaggedCanvas) -> None:
    for head in _each(canvas, "TH"):
        head.tag = "TD"


def _skipped_level(canvas: TaggedCanvas) -> None:
    for heading in _each(canvas, "H2"):
        heading.tag = "H4"


def _unknown_role(canvas: TaggedCanvas) -> None:
    _each(canvas, "P")[0].tag = "Paragraphe"


def _order_reversed(canvas: TaggedCanvas) -> None:
    canvas.root.kids.reverse()


def _no_language(canvas: TaggedCanvas) -> None:
    canvas._doc.Catalog.Lang = None


def _no_title_shown(canvas: TaggedCanvas) -> None:
    canvas.setViewerPreference("DisplayDocTitle", "false")


def _parents_lost(canvas: TaggedCanvas) -> None:
    for number, (key, owner) in enumerate(canvas._parents):
        if isinstance(owner, list):
            canvas._parents[number] = (key, owner[::-1])


def _page_key_lost(canvas: TaggedCanvas) -> None:
    for page in canvas._doc.Pages.pages:
        page.StructParents = 99


def _link_key_lost(canvas: TaggedCanvas) -> None:
    canvas._parents = [each for each in canvas._parents if isinstance(each[1], list)]


__all__ = ["printed"]

TREE: tuple[Spoil, ...] = (
    _no_alt,
    _no_scope,
    _head_is_cell,
    _skipped_level,
    _unknown_role,
    _order_reversed,
    _no_language,
    _no_title_shown,
    _parents_lost,
    _page_key_lost,
    _link_key_lost,
)


@pytest.fixture
def spoiled(
    printed: Callable[..., Any],
    estimates: dict[str, Estimate],
    reference: Reference,
) -> Callable[[], set[str]]:
    """Renders a case as the code now is, and answers which points see something wrong."""
    page = printed("real covered", "en", False)

    def seen() -> set[str]:
        data = render(estimates["real covered"], words("en"), reference=reference, clinic=CLINIC)
        assert data != page.sheet.data
        found = _seen(replace(page, sheet=Sheet(data))) - {"p20"}
        return found | ({"p15"} if _failures(data) else set())

    return seen


@pytest.mark.parametrize("spoil", TREE, ids=lambda spoil: spoil.__name__[1:])
def test_a_spoiled_structure_is_seen(
    monkeypatch: pytest.MonkeyPatch, spoiled: Callable[[], set[str]], spoil: Spoil
) -> None:
    save = TaggedCanvas.save

    def spoil_and_save(canvas: TaggedCanvas) -> None:
        spoil(canvas)
        save(canvas)

    monkeypatch.setattr(TaggedCanvas, "save", spoil_and_save)
    assert spoiled()


def test_a_file_without_structure_is_seen(
    monkeypatch: pytest.MonkeyPatch, spoiled: Callable[[], set[str]]
) -> None:
    monkeypatch.setattr(TaggedCanvas, "_write_structure", lambda canvas: None)
    assert spoiled()


def test_a_font_without_its_map_or_not_inside_is_seen(
    estimates: dict[str, Estimate], reference: Reference
) -> None:
    data = render(estimates["week"], words("en"), reference=reference, clinic=CLINIC)
    for key in (b"/ToUnicode", b"/FontFile2"):
        other = key[:-1] + b"_"
        assert _failures(data.replace(key, other)) != []
