"""What the start screen says of the number of questions is true of every medicine."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from core.intake.answers import UNASKED
from core.intake.prune import prune
from core.reference.store import Reference
from core.words import words
from gui import flow
from gui.sample import ANSWERS, TODAY
from gui.state import Step

_NOT_ASKED = (Step.REVIEW, Step.TOPIC)


def _counts(reference: Reference) -> list[int]:
    """The questions of an ordinary visit for each medicine and what it may be for."""
    found = []
    for drug in reference.drugs():
        for indication in drug.indications or (UNASKED,):
            given = replace(
                ANSWERS,
                drug=drug.id,
                indication=indication,
                criteria=(),
            )
            way = flow.stops(prune(given, reference), reference, TODAY)
            asked = [stop for stop in way if flow.position(stop, way)[0]]
            found.append(len([stop for stop in asked if stop.step not in _NOT_ASKED]))
    return sorted(found)


@pytest.mark.parametrize("language", ["en", "es"])
def test_nine_visits_in_ten_ask_as_many_questions_as_is_said(
    reference: Reference, language: str
) -> None:
    least, most = (int(each) for each in re.findall(r"\d+", words(language)("start.lead")))
    counts = _counts(reference)
    tenth = len(counts) // 10
    assert least - 1 <= counts[tenth // 2] <= least + 3, counts
    assert most - 3 <= counts[-tenth // 2] <= most + 1, counts
