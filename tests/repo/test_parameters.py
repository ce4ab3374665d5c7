"""Every yearly figure of the reference is read by the program, or is listed here with why not."""

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

_INCOME = "income and savings are not asked; the person is sent to the office that decides"
_BEFORE_2025 = "part of the drug benefit as it was before 2025, which is not estimated"
_PARTIAL = "partial Extra Help ended with 2023, and no earlier year is estimated"

NOT_READ = {
    "lis_copay_institutional_or_hcbs_fbde": "nobody in an institution is treated at home",
    "lis_copay_qmb_with_full_medicaid_max_per_drug": "the copays of Extra Help are read instead",
    "lis_income_limit_150fpl_couple": _INCOME,
    "lis_income_limit_150fpl_individual": _INCOME,
    "lis_partial_coinsurance": _PARTIAL,
    "lis_partial_deductible": _PARTIAL,
    "lis_resource_limit_couple": _INCOME,
    "lis_resource_limit_individual": _INCOME,
    "msp_resource_limit_couple": _INCOME,
    "msp_resource_limit_individual": _INCOME,
    "part_a_inpatient_deductible": "its only use, the cap of a hospital's copay, has its own rows",
    "part_d_catastrophic_copay_generic": _BEFORE_2025,
    "part_d_catastrophic_copay_other": _BEFORE_2025,
    "part_d_catastrophic_fraction": _BEFORE_2025,
    "part_d_gross_cost_at_cap": "follows from the deductible, the percentage and the limit",
    "part_d_initial_coverage_limit": _BEFORE_2025,
    "part_d_payment_plan_first_month_maximum": "follows from the yearly limit; a twelfth of it",
    "qi_income_limit_fpl": _INCOME,
    "qmb_income_limit_fpl": _INCOME,
    "slmb_income_limit_fpl": _INCOME,
    "visit_rate_high_margin": "already worked into the high bounds of visit_rates.csv",
}
"""Rows kept for who takes this over, with the reason why no rule reads them."""


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


def test_every_figure_is_read_or_listed_with_the_reason() -> None:
    found = list(patterns())
    unread = {name for name in names() if not any(each.fullmatch(name) for each in found)}
    assert unread - set(NOT_READ) == set()
    assert set(NOT_READ) <= names()
