"""A case file that is anything but a case gives problems, each with its path, and no case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.case_file import MOST_BYTES, parse_case, read_case
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
