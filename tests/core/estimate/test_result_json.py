"""The JSON of real results: the contract's shape, the same bytes each time, in both languages."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from core import schemas
from core.binding import read, write
from core.case import Case
from core.estimate import estimate
from core.reference.store import Reference
from core.result_json import to_json
from core.words import Words
from tests.support.cases import MILRINONE
from tests.support.money import CHANGES
from tests.support.situations import situation

CASES = pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES.keys())


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    """With no registry: the file must be enough for whoever has nothing else."""
    return Draft202012Validator(schemas.result_schema())


@CASES
def test_real_results_have_the_contracts_shape(
    changes: dict[str, Any],
    reference: Reference,
    words_en: Words,
    words_es: Words,
    validator: Draft202012Validator,
) -> None:
    made = estimate(situation(**changes), reference)
    for words in (words_en, words_es):
        validator.validate(to_json(made, words))


@CASES
def test_lines_balance_and_sums_agree(changes: dict[str, Any], reference: Reference) -> None:
    made = estimate(situation(**changes), reference)
    for end in ("low", "high"):
        for line in made.lines:
            owed = sum(getattr(a, end) for a in (line.allowed, line.excess, line.noncovered))
            other = sum(getattr(paid.amount, end) for paid in line.other)
            assert owed == getattr(line.medicare, end) + other + getattr(line.patient, end)
        if made.lines:
            for name in ("patient", "deductible", "coinsurance"):
                total = getattr(getattr(made.totals, name), end)
                assert total == sum(getattr(getattr(line, name), end) for line in made.lines)
                assert total == sum(getattr(getattr(m, name), end) for m in made.by_month)
    assert made.totals.patient.low <= made.totals.patient.high
    assert made.complete is not bool(made.not_estimated)


@CASES
def test_the_case_comes_back_as_understood(
    changes: dict[str, Any], reference: Reference, words_en: Words
) -> None:
    case = situation(**changes)
    said = to_json(estimate(case, reference), words_en)["case"]
    assert read(Case, said) == (case, ())


def test_the_same_case_gives_the_same_bytes(reference: Reference, words_es: Words) -> None:
    case = situation(coverage={"deductible_met": None}, home={"zip": None})
    first, second = (
        json.dumps(to_json(estimate(case, reference), words_es), ensure_ascii=False)
        for _ in range(2)
    )
    assert first == second


def test_the_schemas_in_docs_are_current() -> None:
    assert schemas.CASE_FILE.read_text(encoding="utf-8") == schemas.as_text(schemas.case_schema())
    found = schemas.RESULT_FILE.read_text(encoding="utf-8")
    assert found == schemas.as_text(schemas.result_schema())


def test_a_case_file_and_its_nulls_agree_with_the_schema() -> None:
    validator = Draft202012Validator(schemas.case_schema())
    validator.validate(MILRINONE)
    validator.validate(write(situation()))
    for name in schemas.case_schema()["properties"]:  # type: ignore[attr-defined]
        if name == "as_of":
            continue
        data = {**MILRINONE, name: None}
        assert read(Case, data)[1] == ()
        validator.validate(data)
    assert not validator.is_valid({**MILRINONE, "surprise": 1})
    assert not validator.is_valid({**MILRINONE, "days": "42"})


@pytest.mark.parametrize("value", ["0", "-1", "0.00", "1.5", "40", "1e3", "٤٠", "", "1,000", 40])
@pytest.mark.parametrize(
    "path", ["therapy.weight_kg", "therapy.dose.amount", "visits.per_week", "quotes.drug_price"]
)
def test_the_schema_refuses_the_amounts_that_the_program_refuses(path: str, value: object) -> None:
    if path == "visits.per_week" and value == "40":
        return  # more than a limit above 0, which a pattern cannot hold
    data: object = value
    for name in reversed(path.split(".")):
        data = {name: data}
    assert isinstance(data, dict)
    data["as_of"] = "2026-11-02"
    is_valid = Draft202012Validator(schemas.case_schema()).is_valid(data)
    assert is_valid == (read(Case, data)[1] == ())


def test_the_core_is_light_to_import() -> None:
    heavy = "{'babel', 'sqlite_utils', 'reportlab', 'PySide6', 'click'}"
    code = f"import sys, core.estimate; print(sorted({heavy} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
