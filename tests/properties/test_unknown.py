"""Property 20: an answer taken away widens the range, and the known amount lies within it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from core.reference.store import Reference
from tests.model import figures
from tests.model.draw import MEDIGAP
from tests.properties.examples import cases, many
from tests.properties.test_lines import made

ANSWERS = (
    ("home", "rural"),
    ("home", "zip"),
    ("visits", "per_week"),
    ("visits", "first"),
    ("coverage", "deductible_met"),
    ("coverage", "supplement"),
    ("supplier", "accepts_assignment"),
)
"""Answers whose absence stands for every possible value of theirs.

The order itself is not among them: without a dose or a pump the usual ones are taken, and
the result says so.
"""


@many
@given(case=cases(14), answer=st.sampled_from(ANSWERS))
def test_an_answer_not_known_only_widens_the_range(
    reference: Reference, case: dict[str, Any], answer: tuple[str, str]
) -> None:
    part, name = answer
    if name == "per_week":  # counted up to three a week when nobody knows
        assume(float(case["visits"]["per_week"]) <= 3)
    widens(case, part, None, name, reference)


DEAR = ("blinatumomab", "hizentra", "hyqvia", "treprostinil")


@many
@given(case=cases(40) | cases(30, *DEAR), plan=st.sampled_from(MEDIGAP))
def test_a_medigap_plan_not_known_is_any_of_the_plans(
    reference: Reference, case: dict[str, Any], plan: str
) -> None:
    # Massachusetts, Minnesota and Wisconsin have policies of their own, without letters.
    assume(figures.place(case["home"]["zip"])[0] not in ("MA", "MN", "WI"))
    case["coverage"]["supplement"] = {"kind": "medigap", "plan": plan}
    widens(case, "coverage", {"kind": "medigap", "plan": None}, "supplement", reference)


def widens(case: dict[str, Any], part: str, less: object, name: str, reference: Reference) -> None:
    """The range with less known holds the range with all known, when both tell as much."""
    open_case = deepcopy(case)
    open_case[part][name] = less
    known, unsure = made(case, reference), made(open_case, reference)
    missing = set(unsure.not_estimated) - set(known.not_estimated)
    assert unsure.totals.patient.low <= known.totals.patient.low
    assert missing or unsure.totals.patient.high >= known.totals.patient.high
