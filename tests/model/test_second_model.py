"""The program against a second model of the same rules, to the cent, on random cases.

The short form of `./run model`, which compares a million.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from core.estimate import estimate
from core.reference.store import Reference
from tests.model import figures
from tests.model.compare import OPTIONS, compare_ledger, compare_run, compare_whole
from tests.model.draw import draw
from tests.model.real import problems_of, read_case

LEDGERS = 5_000
RUNS = 1_500
WHOLE = 60
PARTS = 6
HERE = Path(__file__).parent


def test_random_lines_through_every_payer_are_the_same(reference: Reference) -> None:
    for seed in range(LEDGERS):
        assert compare_ledger(seed, reference).differences == ()


@pytest.mark.parametrize("part", range(PARTS))
def test_each_line_of_a_run_is_the_same(part: int, reference: Reference) -> None:
    size = RUNS // PARTS
    lines = 0
    for seed in range(part * size, (part + 1) * size):
        compared = compare_run(seed, reference)
        assert compared.differences == ()
        lines += compared.lines
    assert lines > 10 * size  # most cases are covered and have lines to compare


def test_whole_estimates_months_and_other_supplements_are_the_same(reference: Reference) -> None:
    for seed in range(500_000, 500_000 + WHOLE):
        assert compare_whole(seed, reference).differences == ()


def test_the_cases_reach_every_drug_pump_and_supplement(reference: Reference) -> None:
    cases = [draw(seed) for seed in range(RUNS)]
    assert {case["drug_id"] for case in cases} == {drug for drug, _ in figures.pump_drugs()}
    pumps = {pump for drug, _ in figures.pump_drugs() for pump in figures.pumps_of(drug)}
    assert {case["therapy"]["pump"] for case in cases} == pumps
    supplements = [case["coverage"]["supplement"] for case in cases]
    drawn = {(each["kind"], each.get("plan")) for each in supplements}
    assert {(each["kind"], each.get("plan")) for each in OPTIONS} <= drawn
    assert len({case["start"][:7] for case in cases}) == 24
    assert len({case["home"]["zip"][:3] for case in cases}) > 500
    assert {case["supplier"]["accepts_assignment"] for case in cases} == {True, False}


def test_the_cases_are_possible_ones(reference: Reference) -> None:
    assert {
        seed: found for seed in range(400) if (found := problems_of(draw(seed), reference))
    } == {}


def test_the_options_are_those_that_an_estimate_lists(reference: Reference) -> None:
    made = next(
        estimate(read_case(draw(seed)), reference) for seed in range(20) if draw(seed)["days"] < 20
    )
    listed = [(each.kind.value, each.plan and each.plan.value) for each in made.supplements]
    assert listed == [(each["kind"], each.get("plan")) for each in OPTIONS]


@pytest.mark.parametrize("name", ["figures.py", "services.py", "ledger.py", "draw.py"])
def test_the_second_model_shares_no_code_with_the_program(name: str) -> None:
    for node in ast.walk(ast.parse((HERE / name).read_text())):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        assert not [each for each in names if each.split(".")[0] in ("core", "gui", "decimal")]
