"""The paper in a language that nobody speaks: longer words, other letters, all in brackets."""

from __future__ import annotations

import pytest

from core.handout import render
from core.reference.store import Reference
from core.result import Estimate
from core.words import words
from tests.handout.audit import Printed, p15_pdf_ua, p19_fonts
from tests.handout.conftest import CLINIC
from tests.handout.reading import Sheet
from tests.support.pretend import pretend_language


@pytest.mark.parametrize("large", [False, True], ids=["standard", "large print"])
def test_the_paper_takes_longer_words_and_other_letters(
    large: bool, estimates: dict[str, Estimate], reference: Reference
) -> None:
    made = next(each for name, each in estimates.items() if name.startswith("real"))
    with pretend_language():
        data = render(made, words("en"), reference=reference, clinic=CLINIC, large_print=large)
        sheet = Sheet(data)
    said = " ".join(node.text for node in sheet.root.walk() if node.tag in ("P", "H1", "H2"))
    assert "[" in said
    assert "ťĥ" in said, "no letter of it is left out"
    for node in sheet.root.walk():
        if node.tag in ("H1", "H2"):
            assert node.text.startswith("["), f"not from the catalogue: {node.text}"
    wide, high = 612, 792
    for chars in sheet.chars:
        for char in chars:
            assert 0 <= char["x0"] <= char["x1"] <= wide + 0.5, char["text"]
            assert 0 <= char["top"] <= char["bottom"] <= high, char["text"]
    printed = _bare(sheet, made, large)
    p15_pdf_ua(printed)
    p19_fonts(printed)


def _bare(sheet: Sheet, made: Estimate, large: bool) -> Printed:
    """What the points of the audit that look at the file alone need."""
    printed = object.__new__(Printed)
    object.__setattr__(printed, "sheet", sheet)
    object.__setattr__(printed, "estimate", made)
    object.__setattr__(printed, "large", large)
    return printed
