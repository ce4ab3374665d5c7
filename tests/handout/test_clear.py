"""What a program can check of PEMAT-P and of the Clear Communication Index: docs/pemat.md."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from core.words import words
from tests.handout.names import REAL
from tests.handout.reading import Node, Sheet

BOTH = pytest.mark.parametrize("language", ["en", "es"])
EACH = pytest.mark.parametrize("name", REAL[::3])
Reader = Callable[..., Sheet]


def _sections(root: Node) -> list[tuple[str, list[Node]]]:
    """Each heading with what stands under it."""
    found: list[tuple[str, list[Node]]] = []
    for node in root.kids:
        if node.tag in ("H1", "H2"):
            found.append((node.text, []))
        elif found:
            found[-1][1].append(node)
    return found


@BOTH
@EACH
def test_short_sections_under_headings(sheet: Reader, name: str, language: str) -> None:
    """PEMAT 8 and 9, Index 9: at most 140 words of running text under one heading."""
    sections = _sections(sheet(name, language).root)
    assert len(sections) >= 6
    for heading, under in sections:
        prose = [node.text for node in under if node.tag in ("P", "L")]
        assert len(" ".join(prose).split()) <= 140, heading


@BOTH
@EACH
def test_short_headings_of_columns_and_rows(sheet: Reader, name: str, language: str) -> None:
    """PEMAT 19."""
    for table in sheet(name, language).root.all("Table"):
        for cell in table.kids[0].kids:
            assert len(cell.text.split()) <= 4, cell.text
        for row in table.kids[1:]:
            assert len(row.kids[0].text.split()) <= 15, row.kids[0].text


@BOTH
@EACH
def test_pictures_stand_under_a_heading(sheet: Reader, name: str, language: str) -> None:
    """PEMAT 17, Index 4: the bars are the first thing under a heading that names them."""
    said = words(language)
    for heading, under in _sections(sheet(name, language).root):
        if heading == said("handout.months"):
            assert under[0].tag == "Figure"
            return
    figures = [n.alt for n in sheet(name, language).root.all("Figure")]
    assert set(figures) <= {said("handout.alt.square")}  # nothing to pay: no bars


@BOTH
@EACH
def test_something_to_do_with_boxes_to_tick(sheet: Reader, name: str, language: str) -> None:
    """PEMAT 20, 22 and 23, Index 5 and 8: two or more things, a box each, a verb first."""
    said = words(language)
    sections = dict(_sections(sheet(name, language).root))
    under = sections[said("handout.to_do")]
    (steps,) = [node for node in under if node.tag == "L"][:1]
    assert len(steps.kids) >= 2


@EACH
def test_it_speaks_to_the_reader(sheet: Reader, name: str) -> None:
    """PEMAT 21: "you" or "your" at least twice for each hundred words of running text."""
    root = sheet(name, "en").root
    text = " ".join(node.text for node in root.walk() if node.tag in ("P", "LBody"))
    said = re.findall(r"[A-Za-z']+", text)
    yours = [word for word in said if word.lower() in ("you", "your", "yours", "you'll")]
    assert len(yours) / len(said) >= 0.02


@BOTH
@EACH
def test_no_sum_is_left_to_the_reader(sheet: Reader, name: str, language: str) -> None:
    """PEMAT 7, Index 17: no word for working something out, no percent without dollars."""
    root = sheet(name, language).root
    text = root.text.lower()
    for word in ("multiply", "subtract", "add up", "divide by", "multiplique", "reste", "divida"):
        assert not re.search(rf"\b{word}\b", text), word
    for node in root.walk():
        assert "%" not in node.said or "$" in node.said
