"""The JSON Schemas of the case and of the result: `python -m core.schemas` writes docs/."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from core.binding import schema
from core.case import Case, MedigapPlan, Setting, SupplementKind
from core.result import Benefit, Covered, LineKind
from core.trace import Standing

Schema: TypeAlias = dict[str, object]

DOCS = Path(__file__).parent.parent / "docs"
CASE_FILE = DOCS / "case.schema.json"
RESULT_FILE = DOCS / "result.schema.json"

_TEXT: Schema = {"type": "string"}
_YES_NO: Schema = {"type": "boolean"}
_DATE: Schema = {"type": "string", "format": "date"}
_MONTH: Schema = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"}
_AMOUNT: Schema = {"type": "string", "pattern": r"^[0-9]+\.[0-9]{2}$", "description": "USD"}
_COUNT: Schema = {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"}


def case_schema() -> Schema:
    """The schema of a case file, made from its dataclasses."""
    return schema(Case, "A case for Homeward", "case.schema.json")


def result_schema() -> Schema:
    """The schema of a result, as `core.result_json` writes it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "result.schema.json",
        "title": "A result of Homeward",
        **_object(
            edition=_object(
                id=_TEXT,
                sha256={"type": "string", "pattern": "^[0-9a-f]{64}$"},
                published_through={"type": "object", "additionalProperties": _DATE},
            ),
            case={"$ref": "#/$defs/case"},
            determinations=_list(
                _object(
                    benefit=_one_of(Benefit),
                    covered=_one_of(Covered),
                    findings=_list(
                        _object(
                            rule=_TEXT,
                            met={"type": ["boolean", "null"]},
                            text=_TEXT,
                            ask={"type": ["string", "null"]},
                            citation={"$ref": "#/$defs/citation"},
                        )
                    ),
                )
            ),
            setting=_one_of(Setting),
            lines=_list({"$ref": "#/$defs/line"}),
            complete=_YES_NO,
            totals=_object(
                **dict.fromkeys(
                    (
                        *("allowed", "excess", "noncovered", "deductible"),
                        *("coinsurance", "medicare", "other", "patient"),
                    ),
                    _RANGE,
                )
            ),
            by_month=_list(
                _object(
                    month=_MONTH,
                    deductible=_RANGE,
                    coinsurance=_RANGE,
                    patient=_RANGE,
                    standing=_one_of(Standing),
                )
            ),
            not_estimated=_list(_object(what=_TEXT, why=_TEXT, ask=_TEXT)),
            assumptions=_list(
                _object(id=_TEXT, low=_TEXT, high=_TEXT, patient_effect=_AMOUNT, ask=_TEXT)
            ),
            settings=_list(
                _object(
                    setting=_one_of(Setting),
                    fits=_YES_NO,
                    why=_TEXT,
                    patient=_MAYBE_RANGE,
                    total=_MAYBE_RANGE,
                    complete=_YES_NO,
                    standing={"type": ["string", "null"], "enum": [*map(str, Standing), None]},
                )
            ),
            supplements=_list(_object(**_SUPPLEMENT, patient=_RANGE, note=_TEXT)),
            nursing_stay={
                "oneOf": [
                    _object(
                        days=_object(first=_DAYS, daily=_DAYS, beyond=_DAYS),
                        owed=_RANGE,
                        payers=_list(_object(**_SUPPLEMENT, pays=_RANGE, patient=_RANGE)),
                    ),
                    {"type": "null"},
                ]
            },
            notes=_list(_TEXT),
            payment_plan=_list(_object(month=_MONTH, bill=_RANGE)),
            changes=_list(
                _object(
                    id=_TEXT,
                    what=_TEXT,
                    patient=_RANGE,
                    saves=_MAYBE_RANGE,
                    complete=_YES_NO,
                    ask=_TEXT,
                )
            ),
        ),
        "$defs": {  # the case too: whoever has this one file can check a result with it
            "case": {
                key: part
                for key, part in case_schema().items()
                if key not in ("$schema", "$id", "title")
            },
            "range": {
                **_object(low=_AMOUNT, high=_AMOUNT),
                "description": "an amount in the low run and in the high run",
            },
            "citation": _object(
                **dict.fromkeys(
                    ("source", "locator", "title", "url", "published", "retrieved"), _TEXT
                )
            ),
            "line": _line(),
        },
    }


def _line() -> Schema:
    return {
        **_object(
            date=_DATE,
            hcpcs=_TEXT,
            modifiers=_list(_TEXT),
            units=_COUNT,
            units_range=_object(low=_COUNT, high=_COUNT),
            what=_TEXT,
            kind=_one_of(LineKind),
            standing=_one_of(Standing),
            allowed=_RANGE,
            deductible=_RANGE,
            coinsurance=_RANGE,
            medicare=_RANGE,
            other=_list(_object(payer=_TEXT, low=_AMOUNT, high=_AMOUNT)),
            excess=_RANGE,
            noncovered=_RANGE,
            patient=_RANGE,
            steps=_list(_TEXT),
            sources=_list({"$ref": "#/$defs/citation"}),
        ),
        "description": "allowed + excess + noncovered = medicare + other + patient, in each run",
    }


_RANGE: Schema = {"$ref": "#/$defs/range"}
_MAYBE_RANGE: Schema = {"oneOf": [_RANGE, {"type": "null"}]}


def _object(**properties: object) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_of(kind: type[StrEnum]) -> Schema:
    return {"type": "string", "enum": [member.value for member in kind]}


_DAYS: Schema = _object(low={"type": "integer"}, high={"type": "integer"})
_SUPPLEMENT: Schema = {
    "kind": _one_of(SupplementKind),
    "plan": {"type": ["string", "null"], "enum": [*map(str, MedigapPlan), None]},
}


def as_text(made: Schema) -> str:
    """A schema as the file holds it."""
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


def write() -> None:
    """Write both schemas into docs/."""
    CASE_FILE.write_text(as_text(case_schema()), encoding="utf-8")
    RESULT_FILE.write_text(as_text(result_schema()), encoding="utf-8")


if __name__ == "__main__":
    write()
