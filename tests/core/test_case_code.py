"""A case as the line of a square code, and back."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.binding import read
from core.case import Case, Home
from core.case_code import PREFIX, check_code, decode, encode
from core.resources import RESOURCES
from tests.support.cases import MILRINONE


def _milrinone() -> Case:
    case, problems = read(Case, MILRINONE)
    assert case is not None, problems
    return case


def test_a_line_leads_back_to_the_case() -> None:
    case = _milrinone()
    line = encode(case)
    assert line.startswith("HW1:")
    assert len(line) < 200
    assert decode(line) == (case, ())


def test_a_case_with_nothing_known() -> None:
    bare = Case(as_of=date(2026, 11, 24))
    assert decode(encode(bare)) == (bare, ())


def test_typed_in_small_letters_over_several_lines() -> None:
    case = _milrinone()
    line = encode(case).lower()
    broken = "\n ".join(line[start : start + 30] for start in range(0, len(line), 30))
    assert decode(f"  {broken}\r\n") == (case, ())


def test_it_is_written_in_the_letters_that_a_square_code_packs_best() -> None:
    assert set(encode(_milrinone()).removeprefix(PREFIX)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


def test_what_printed_lines_are_read_with_never_changes() -> None:
    """Sheets with version 1 hang on refrigerator doors: a change needs a version 2 beside it."""
    usual = (RESOURCES / "case-code" / "1.txt").read_bytes()
    assert hashlib.sha256(usual).hexdigest() == (
        "038bc4b06d639b6aaaeec4f04bf59447619b946222559c042b7429eba9560496"
    )


def test_a_line_printed_earlier() -> None:
    case, problems = decode(
        "HW1:PD4TJ5BKNXB4ZKIGIYMG2FNI4BUFWBLPLOCVBJVHO5NYKRW5HS6B2NTSXKASHNSNGVNHMUKUOYAQAMWZUCEQ"
    )
    assert problems == ()
    assert case is not None
    assert (case.home.zip, case.days, case.therapy.drug) == ("60612", 42, "milrinone")


@pytest.mark.parametrize("line", ["", "HW2:ABCD", "https://example.org", "60612", "HW1"])
def test_not_such_a_line(line: str) -> None:
    case, problems = decode(line)
    assert case is None
    assert [problem.text.key for problem in problems] == ["problem.code_prefix"]


def test_each_letter_that_is_lost_or_changed_is_noticed() -> None:
    line = encode(_milrinone())
    for place in range(len(PREFIX), len(line)):
        other = "A" if line[place] != "A" else "B"
        for wrong in (line[:place] + line[place + 1 :], line[:place] + other + line[place + 1 :]):
            case, problems = decode(wrong)
            assert case is None or case == _milrinone()  # the last bits of the last letter are idle
            assert case is not None or problems
    assert decode(line + "AAAA")[0] is None


def test_a_line_that_unpacks_to_far_too_much() -> None:
    packer = zlib.compressobj(9, zdict=(RESOURCES / "case-code" / "1.txt").read_bytes())
    packed = packer.compress(b" " * 50_000_000) + packer.flush()
    _, problems = decode(PREFIX + base64.b32encode(packed).decode())
    assert [problem.text.key for problem in problems] == ["problem.too_big"]


def test_what_is_packed_is_checked_as_a_file_is() -> None:
    packer = zlib.compressobj(9, zdict=(RESOURCES / "case-code" / "1.txt").read_bytes())
    content = json.dumps({**MILRINONE, "days": -3}).encode()
    packed = packer.compress(content) + packer.flush()
    _, problems = decode(PREFIX + base64.b32encode(packed).decode())
    assert [problem.path for problem in problems] == ["days"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_a_case_or_a_problem(text: str) -> None:
    for line in (text, PREFIX + text):
        case, problems = decode(line)
        assert (case is None) == bool(problems)


def test_the_check_tells_cases_apart() -> None:
    case = _milrinone()
    assert check_code(case) == check_code(_milrinone())
    assert len(check_code(case)) == 9
    criteria = dict(sorted(case.criteria.items(), reverse=True))
    cover = replace(case.coverage, deductible_met=Decimal("0.000"))
    same = replace(case, criteria=criteria, coverage=cover)
    assert same == case
    assert check_code(same) == check_code(case)
    others = [replace(case, days=days) for days in range(1, 400)]
    others += [replace(case, home=Home(zip=f"606{number:02}")) for number in range(100)]
    others += [
        replace(case, coverage=replace(cover, deductible_met=Decimal(n))) for n in (1, 10, 100)
    ]
    others.append(replace(case, coverage=replace(cover, deductible_met=Decimal("1.01"))))
    assert len({check_code(each) for each in others}) == len(others)
