"""Every yearly figure of the reference is read by the program, or held against it by a test."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHORTEST = 8
"""Letters that a piece of a composed name needs, so that it cannot fit by chance."""
_NAME = re.compile(rf"\w{{{SHORTEST},}}")

SHOWN_BY_A_TEST = {
    "part_a_inpatient_deductible": "the most of a hospital's copay for one visit is this amount",
    "part_d_gross_cost_at_cap": "the price at which the drug plan's arithmetic reaches its limit",
    "part_d_payment_plan_first_month_maximum": "the first bill that spreading must come to",
}
"""Published figures that no rule needs, kept because a test holds the program's own arithmetic
against them (tests/core/reference/test_published_arithmetic.py)."""


def names() -> set[str]:
    with (ROOT / "resources/reference/parameters.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"] for row in csv.DictReader(file)}


def patterns() -> Iterator[re.Pattern[str]]:
    """What the program's texts can name: themselves, what they begin, or fill in the middle."""
    for path in sorted((ROOT / "core").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if _NAME.fullmatch(node.value):
                    yield re.compile(re.escape(node.value) + "(_.*)?")
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    str(part.value) if isinstance(part, ast.Constant) else None
                    for part in node.values
                ]
                if sum(len(part) for part in parts if part) >= SHORTEST:
                    yield re.compile("".join(".+" if p is None else re.escape(p) for p in parts))


def test_every_figure_is_read_or_held_against_the_program() -> None:
    found = list(patterns())
    unread = {name for name in names() if not any(each.fullmatch(name) for each in found)}
    assert unread == set(SHOWN_BY_A_TEST)
    held = (ROOT / "tests/core/reference/test_published_arithmetic.py").read_text(encoding="utf-8")
    assert all(f'"{name}"' in held for name in SHOWN_BY_A_TEST)
