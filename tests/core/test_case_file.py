"""A case file that is anything but a case gives problems, each with its path, and no case."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from core.case_check import check
from core.case_file import MOST_BYTES, parse_case, read_case
from core.reference.store import Reference
from core.trace import Problem
from core.words import Words
from tests.support.cases import MILRINONE

NAME = "case.json"


def _problems(content: str | bytes) -> list[tuple[str, str]]:
    raw = content.encode() if isinstance(content, str) else content
    case, problems = parse_case(raw, NAME)
    assert (case is None) == bool(problems)
    return [(problem.path, problem.text.key) for problem in problems]


def test_a_case_is_read() -> None:
    case, problems = parse_case(json.dumps(MILRINONE).encode(), NAME)
    assert problems == ()
    assert case is not None
    assert case.therapy.drug == MILRINONE["therapy"]["drug"]


def test_a_byte_order_mark_does_no_harm() -> None:
    assert _problems(b"\xef\xbb\xbf" + json.dumps(MILRINONE).encode()) == []


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "problem.not_json"),
        (b" \n", "problem.not_json"),
        (b"{", "problem.not_json"),
        (b'{"as_of": "2026-11-02",}', "problem.not_json"),
        (b"{'as_of': '2026-11-02'}", "problem.not_json"),
        (b'{"as_of": "2026-11-02"} {}', "problem.not_json"),
        (b'{"as_of": "2026-\n11-02"}', "problem.not_json"),
        (b"\xff\xfe{\x00}\x00", "problem.not_utf8"),
        (b'{"as_of": "\xe9"}', "problem.not_utf8"),
        (b"[]", "problem.object"),
        (b"null", "problem.object"),
        (b'"2026-11-02"', "problem.object"),
        (b"NaN", "problem.object"),
        (b"[" * 100_000, "problem.too_deep"),
        (b'{"a":' * 50 + b"1" + b"}" * 50, "problem.too_deep"),
        (b'{"days": ' + b"9" * 5000 + b"}", "problem.long_number"),
    ],
)
def test_what_is_no_case_file(content: bytes, key: str) -> None:
    assert _problems(content) == [(NAME, key)]


def test_the_place_of_broken_json_is_told(words_en: Words) -> None:
    _, (problem,) = parse_case(b'{\n "as_of": 2026-11-02\n}', NAME)
    assert words_en.say(problem.text) == "is not JSON at line 2, column 15"


def test_names_given_twice_are_told_with_their_paths() -> None:
    content = """{"as_of": "2026-11-02", "days": 42, "days": 7,
        "home": {"zip": "60612", "zip": "10001", "zip": "90001"},
        "therapy": {"dose": {"unit": "mg", "unit": "g"}}}"""
    assert _problems(content) == [
        ("days", "problem.twice"),
        ("home.zip", "problem.twice"),
        ("therapy.dose.unit", "problem.twice"),
    ]


def test_every_problem_is_told_at_once() -> None:
    content = """{"start": "tomorrow", "days": 0, "colour": "red",
        "therapy": {"dose": {"amount": 40, "unit": "spoon"}, "minutes": 1.5},
        "home": {"zip": "6061"}, "coverage": {"deductible_met": "-1.00"}}"""
    assert sorted(_problems(content)) == [
        ("as_of", "problem.required"),
        ("colour", "problem.unknown_field"),
        ("coverage.deductible_met", "problem.least"),
        ("days", "problem.least"),
        ("home.zip", "problem.pattern"),
        ("start", "problem.date"),
        ("therapy.dose.amount", "problem.amount"),
        ("therapy.dose.unit", "problem.choice"),
        ("therapy.minutes", "problem.whole"),
    ]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e2", "-0", "1.0", "true", "[]", "{}"])
def test_an_amount_is_text_and_nothing_else(number: str) -> None:
    content = f'{{"as_of": "2026-11-02", "therapy": {{"weight_kg": {number}}}}}'
    assert _problems(content) == [("therapy.weight_kg", "problem.amount")]


@pytest.mark.parametrize("digits", ["١", "４０", "४०.५"])
def test_digits_of_other_scripts_are_no_amount_and_no_day(digits: str) -> None:
    content = json.dumps({"as_of": "２０２６-11-02", "therapy": {"weight_kg": digits}})
    assert _problems(content) == [
        ("as_of", "problem.date"),
        ("therapy.weight_kg", "problem.amount"),
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("therapy.reservoir.per_week", "168.5"),
        ("quotes.fills", 401),
        ("alternatives.snf_days", 401),
        ("alternatives.snf_days", 0),
    ],
)
def test_a_count_that_no_treatment_has_is_a_problem(path: str, value: object) -> None:
    content: object = value
    for name in reversed(path.split(".")):
        content = {name: content}
    assert isinstance(content, dict)
    (problem,) = _problems(json.dumps({"as_of": "2026-11-02", **content}))
    assert problem in {(path, "problem.most"), (path, "problem.least")}


def test_null_in_a_map_is_an_answer_that_is_not_known() -> None:
    """As if the code were left out; a criterion keeps its null, which asks the question."""
    content = {
        "as_of": "2026-11-02",
        "criteria": {"hf-stage-d": None},
        "supplier": {"charges": {"E0781": None, "A4222": "50.00"}},
        "coverage": {"supplement": {"employer": {"allowed": {"E0781": None}}}},
    }
    case, problems = parse_case(json.dumps(content).encode(), NAME)
    assert (problems, case is None) == ((), False)
    assert case is not None
    assert case.criteria == {"hf-stage-d": None}
    assert case.supplier.charges == {"A4222": Decimal("50.00")}
    supplement = case.coverage.supplement
    assert supplement is not None
    assert supplement.employer is not None
    assert supplement.employer.allowed == {}


def test_null_in_a_list_is_a_problem_with_its_place() -> None:
    content = {
        "as_of": "2026-11-02",
        "home": {"locality": ["06102", None]},
        "alternatives": {"settings": ["office", None]},
    }
    assert _problems(json.dumps(content)) == [
        ("home.locality[1]", "problem.required"),
        ("alternatives.settings[1]", "problem.required"),
    ]


def test_what_the_reference_refuses_is_told_beside_what_cannot_be_read(
    reference: Reference,
) -> None:
    """A wrong word in one place hides nothing that is impossible in another."""
    therapy = {**MILRINONE["therapy"], "pump": "K0455", "dose": {"amount": "-1", "unit": "mg"}}
    content = {**MILRINONE, "days": 0, "colour": "red", "home": {"zip": "00000"}} | {
        "therapy": therapy,
        "coverage": {"supplement": {"kind": "medigapp", "plan": "G"}, "deductible_met": "284"},
    }
    assert _checked(content, reference) == [
        ("colour", "problem.unknown_field"),
        ("days", "problem.least"),
        ("therapy.dose.amount", "problem.above"),
        ("coverage.supplement.kind", "problem.choice"),
        ("home.zip", "case.zip_unknown"),
        ("therapy.pump", "case.not_of_the_drug"),
        ("coverage.deductible_met", "case.more_than_limit"),
    ]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"as_of": 5}, ["as_of", "home.zip"]),
        ({"therapy": 5}, ["therapy", "home.zip"]),
        ({"therapy": {"drug": 5}}, ["therapy.drug", "home.zip"]),
        ({"start": "soon", "as_of": "now"}, ["as_of", "start"]),
    ],
)
def test_what_only_follows_from_a_problem_is_not_told(
    changed: dict[str, object], told: list[str], reference: Reference
) -> None:
    content = {**MILRINONE, "home": {"zip": "00000"}, **changed}
    assert [path for path, _ in _checked(content, reference)] == told


def _checked(content: dict[str, object], reference: Reference) -> list[tuple[str, str]]:
    raw = json.dumps(content).encode()
    case, problems = parse_case(raw, NAME, lambda read: check(read, reference))
    assert case is None
    return [(problem.path, problem.text.key) for problem in problems]


def test_a_file_that_is_too_big_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(b" " * (MOST_BYTES + 1))
    assert _keys(path) == [(NAME, "problem.too_big")]
    path.write_bytes(b" " * (MOST_BYTES - 2) + b"{}")
    assert _keys(path) == [("as_of", "problem.required")]


def test_a_file_that_is_none(tmp_path: Path) -> None:
    assert _keys(tmp_path / "none.json") == [("none.json", "problem.unreadable")]
    assert _keys(tmp_path) == [(tmp_path.name, "problem.unreadable")]


def _keys(path: Path) -> list[tuple[str, str]]:
    problems: tuple[Problem, ...] = read_case(path)[1]
    return [(problem.path, problem.text.key) for problem in problems]
