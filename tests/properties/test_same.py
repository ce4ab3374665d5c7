"""Properties of sameness: what must not move a figure does not."""

from __future__ import annotations

import json
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.binding import read, write
from core.case import Case
from core.estimate import estimate
from core.money import ZERO
from core.reference.store import Reference
from core.result import Estimate
from core.result_json import to_json
from core.summary import summarise
from core.words import Words
from tests.model import figures
from tests.model.real import read_case, run_lines
from tests.properties.examples import cases, many, randoms
from tests.properties.test_lines import made

PLACES = ("office", "outpatient", "snf")


def amounts(found: Estimate) -> object:
    """All that a patient is told in dollars, without the case it was made from."""
    return (found.lines, found.totals, found.by_month, found.supplements, found.complete)


@many
@given(case=cases(10), random=randoms)
def test_the_same_case_gives_the_same_bytes(
    reference: Reference, words_en: Words, words_es: Words, case: dict[str, Any], random: Random
) -> None:
    """13: the same estimate and the same JSON; 14: the JSON's sums are those of its lines."""
    one, other = made(case, reference), made(case, reference)
    assert one == other
    words = random.choice((words_en, words_es))
    said = json.dumps(to_json(one, words))
    assert said == json.dumps(to_json(other, words))
    written = json.loads(said)
    for end in ("low", "high"):
        lines = (Decimal(line["patient"][end]) for line in written["lines"])
        assert sum(lines, ZERO) == Decimal(written["totals"]["patient"][end])
        assert Decimal(written["totals"]["patient"][end]) == getattr(one.totals.patient, end)


@many
@given(case=cases(21))
def test_what_a_person_is_told_is_the_estimate(reference: Reference, case: dict[str, Any]) -> None:
    """14: screen and paper both show this summary; its exact figures are the estimate's."""
    found = made(case, reference)
    told = summarise(found, reference)
    if told.headline.exact is not None:
        assert told.headline.exact == found.totals.patient
    for row, month in zip(told.months, found.by_month, strict=True):
        # A month's own ends may be the other way round: a person is told the smaller first.
        ends = sorted((month.patient.low, month.patient.high))
        assert (row.month, [row.total.low, row.total.high]) == (month.month, ends)
        # The parts are those of the dearer run, whose months may each be the smaller end.
        assert row.deductible + row.share + row.extra == month.patient.high
    for end in ("low", "high"):
        for name, sums in (("you", found.totals.patient), ("others", found.totals.other)):
            rows = (getattr(getattr(row, name), end) for row in told.items)
            assert sum(rows, ZERO) == getattr(sums, end)


@many
@given(case=cases())
def test_a_saved_case_is_read_back_as_it_was(case: dict[str, Any]) -> None:
    """17: case to JSON and back, as text."""
    kept = read_case(case)
    again, problems = read(Case, json.loads(json.dumps(write(kept))))
    assert (again, problems) == (kept, ())


@many
@given(case=cases(7), places=st.permutations(PLACES))
def test_other_places_are_compared_with_home_as_it_stands_alone(
    reference: Reference, case: dict[str, Any], places: list[str]
) -> None:
    """18, 19: home's column is home's own estimate; the order of the places moves nothing."""
    alone = made(case, reference)
    asked = case | {"alternatives": {"settings": places, "inpatient_days": 4}}
    found = estimate(read_case(asked), reference)
    assert amounts(found) == amounts(alone)
    home, *others = found.settings
    assert (home.setting, home.patient) == ("home", alone.totals.patient)
    assert [each.setting for each in others] == places
    ordered = case | {"alternatives": {"settings": PLACES, "inpatient_days": 4}}
    again = estimate(read_case(ordered), reference)
    assert {each.setting: each for each in again.settings} == {
        each.setting: each for each in found.settings
    }


@many
@given(case=cases(), high=st.booleans())
def test_a_zip_code_is_only_a_name_for_its_state_and_locality(
    reference: Reference, case: dict[str, Any], high: bool
) -> None:
    """23: the same place told another way gives the same amounts."""
    state, carrier, locality = figures.place(case["home"]["zip"])
    named = {"state": state, "locality": [carrier, locality], "rural": case["home"]["rural"]}
    by_name = run_lines(case | {"home": named}, high, reference)
    assert by_name == run_lines(case, high, reference)
