"""JSON to frozen dataclasses and back, with every problem collected, and JSON Schema from them.

Written here rather than taken from a library for one reason: the well-kept ones
either stop at the first problem or cost more to import than the whole core may.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from core.money import MoneyError, parse
from core.trace import Problem, text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Between:
    """A number's limits, as decimal text; `above` is exclusive, the others inclusive."""

    least: str | None = None
    most: str | None = None
    above: str | None = None


@dataclass(frozen=True, slots=True)
class Matches:
    """A text's pattern, matched whole."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a field means, for the schema."""

    meaning: str


_PLAIN = r"[0-9]{1,12}(\.[0-9]{1,6})?"
"""A decimal as `core.money.parse` reads it, but for its sign; for the schema."""
_ABSENT: Any = object()
"""What is not there, or could not be read."""


def read(cls: type[T], data: object) -> tuple[T | None, tuple[Problem, ...]]:
    """Read JSON data into a dataclass; the object is None when there is any problem."""
    value, problems = read_in_part(cls, data)
    return (None if problems else value), problems


def read_in_part(cls: type[T], data: object) -> tuple[T | None, tuple[Problem, ...]]:
    """Read what can be read: an answer with a problem counts as not known.

    The object is None when it is none at all, or when something required is missing.
    """
    problems: list[Problem] = []
    value = _read(cls, data, "", problems)
    return (None if value is _ABSENT else value), tuple(problems)


def write(value: object) -> object:
    """The JSON form of a dataclass, enum, date, Decimal, tuple or mapping (its keys in order)."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: write(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: write(value[key]) for key in sorted(value)}
    if isinstance(value, tuple | list):
        return [write(item) for item in value]
    return value


def schema(cls: type, title: str, identifier: str) -> dict[str, object]:
    """The JSON Schema (2020-12) of a dataclass."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": identifier,
        "title": title,
        **_schema_bare(cls),
    }


@lru_cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls, include_extras=True)


def path_to(path: str, name: str) -> str:
    """The path of a field inside the object at a path: therapy.dose.unit."""
    return f"{path}.{name}" if path else name


def _split(annotation: Any) -> tuple[Any, bool, tuple[Any, ...]]:
    """Take an annotation apart: (bare type, may be null, marks)."""
    marks: tuple[Any, ...] = ()
    nullable = False
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            marks += tuple(more)
        elif get_origin(annotation) in (Union, types.UnionType):
            rest = [arg for arg in get_args(annotation) if arg is not type(None)]
            nullable = nullable or len(rest) < len(get_args(annotation))
            (annotation,) = rest
        else:
            return annotation, nullable, marks


def _read(annotation: Any, data: object, path: str, problems: list[Problem]) -> Any:
    kind, nullable, marks = _split(annotation)
    if data is None:
        if nullable:
            return None
        if _holds_others(kind):
            return _unknown(kind)
        problems.append(Problem(path, text("problem.required")))
        return _ABSENT
    before = len(problems)
    value = _read_bare(kind, data, path, problems)
    if len(problems) == before:
        for mark in marks:
            _check(mark, value, path, problems)
    is_leaf = not _holds_others(kind)
    return _ABSENT if is_leaf and len(problems) > before else value


def _holds_others(kind: Any) -> bool:
    """Whether it is an object, a list or a map, and not a single answer."""
    return dataclasses.is_dataclass(kind) or get_origin(kind) in (dict, tuple)


def _unknown(kind: Any) -> Any:
    """Null where an object, list or map stands: every answer in it is not known."""
    if not dataclasses.is_dataclass(kind):
        return get_origin(kind)()
    hints = _hints(kind)  # type: ignore[arg-type]
    made: Any = kind
    return made(
        **{
            f.name: None if _split(hints[f.name])[1] else _unknown(_split(hints[f.name])[0])
            for f in dataclasses.fields(kind)
        }
    )


def _read_bare(kind: Any, data: object, path: str, problems: list[Problem]) -> Any:
    def wrong(key: str, **values: object) -> Any:
        problems.append(Problem(path, text(key, **values)))
        return _ABSENT

    origin = get_origin(kind)
    if origin is dict:
        if not isinstance(data, Mapping):
            return wrong("problem.object")
        item = get_args(kind)[1]
        told = {
            str(key): _ABSENT
            if part is None and not _split(item)[1]  # not known: as if it were left out
            else _read(item, part, path_to(path, str(key)), problems)
            for key, part in data.items()
        }
        return {key: part for key, part in told.items() if part is not _ABSENT}
    if origin is tuple:
        if not isinstance(data, list | tuple):
            return wrong("problem.list")
        item = get_args(kind)[0]
        items = [_read(item, part, f"{path}[{i}]", problems) for i, part in enumerate(data)]
        return _ABSENT if any(each is _ABSENT for each in items) else tuple(items)
    if dataclasses.is_dataclass(kind):
        return _read_object(kind, data, path, problems)
    if kind is bool:
        return data if isinstance(data, bool) else wrong("problem.boolean")
    if kind is int:
        whole = isinstance(data, int) and not isinstance(data, bool)
        return data if whole else wrong("problem.whole")
    if kind is Decimal:
        try:
            return parse(data)  # type: ignore[arg-type]
        except MoneyError:
            return wrong("problem.amount")
    if kind is date:
        try:
            if isinstance(data, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", data):
                return date.fromisoformat(data)
        except ValueError:
            pass  # a well-shaped day that does not exist is the same problem
        return wrong("problem.date")
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        known = tuple(member.value for member in kind)
        return kind(data) if data in known else wrong("problem.choice", choices=", ".join(known))
    return data if isinstance(data, str) else wrong("problem.string")


def _read_object(kind: Any, data: object, path: str, problems: list[Problem]) -> Any:
    if not isinstance(data, Mapping):
        problems.append(Problem(path, text("problem.object")))
        return _ABSENT
    fields = {f.name: f for f in dataclasses.fields(kind)}
    for name in data:
        if name not in fields:
            problems.append(Problem(path_to(path, str(name)), text("problem.unknown_field")))
    values: dict[str, Any] = {}
    whole = True
    for name, field in fields.items():
        part = data.get(name, _ABSENT)
        if part is not _ABSENT:
            annotation = _hints(kind)[name]
            value = _read(annotation, part, path_to(path, name), problems)
            values[name] = _not_known(annotation) if value is _ABSENT else value
        elif _is_required(field):
            problems.append(Problem(path_to(path, name), text("problem.required")))
            values[name] = _ABSENT
        whole = whole and values.get(name) is not _ABSENT
    return kind(**values) if whole else _ABSENT


def _is_required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _not_known(annotation: Any) -> Any:
    """What stands for an answer that could not be read; _ABSENT where there must be one."""
    kind, nullable, _ = _split(annotation)
    if nullable:
        return None
    return _unknown(kind) if _holds_others(kind) else _ABSENT


def _check(mark: Any, value: Any, path: str, problems: list[Problem]) -> None:
    if isinstance(mark, Matches) and not re.fullmatch(mark.pattern, value):
        problems.append(Problem(path, text("problem.pattern", pattern=mark.pattern)))
    if isinstance(mark, Between):
        number = Decimal(value)
        if mark.least is not None and number < Decimal(mark.least):
            problems.append(Problem(path, text("problem.least", limit=mark.least)))
        if mark.most is not None and number > Decimal(mark.most):
            problems.append(Problem(path, text("problem.most", limit=mark.most)))
        if mark.above is not None and number <= Decimal(mark.above):
            problems.append(Problem(path, text("problem.above", limit=mark.above)))


def _schema(annotation: Any) -> dict[str, Any]:
    kind, nullable, marks = _split(annotation)
    made = _schema_bare(kind)
    for mark in marks:
        if isinstance(mark, Matches):
            made["pattern"] = f"^{mark.pattern}$"
        if isinstance(mark, Said):
            made["description"] = mark.meaning
        if isinstance(mark, Between):
            _limit(made, mark)
    if nullable or made["type"] in ("object", "array"):  # null: nothing in it is known
        if "enum" in made:
            made["enum"] = [*made["enum"], None]
        made["type"] = [made["type"], "null"]
    return made


def _limit(made: dict[str, Any], mark: Between) -> None:
    # JSON Schema limits bind numbers only; decimals travel as text, so that only 0 can be
    # held by a pattern, and the other limits are told in words.
    if made["type"] == "integer":
        if mark.least is not None:
            made["minimum"] = int(mark.least)
        if mark.most is not None:
            made["maximum"] = int(mark.most)
        return
    bounds = ((">=", mark.least), ("<=", mark.most), (">", mark.above))
    told = ", ".join(f"{sign} {bound}" for sign, bound in bounds if bound is not None)
    made["$comment"] = told
    least = mark.least if mark.above is None else mark.above
    if least is not None and Decimal(least) >= 0:
        more = "(?=[0-9.]*[1-9])" if mark.above is not None else ""
        made["pattern"] = f"^{more}{_PLAIN}$"


def _schema_bare(kind: Any) -> dict[str, Any]:
    origin = get_origin(kind)
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(get_args(kind)[1] | None)}
    if origin is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0])}
    if dataclasses.is_dataclass(kind):
        fields = dataclasses.fields(kind)
        required = [
            f.name
            for f in fields
            if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
        ]
        hints = _hints(kind)  # type: ignore[arg-type]
        made: dict[str, Any] = {
            "type": "object",
            "description": (kind.__doc__ or "").split("\n")[0],
            "properties": {f.name: _schema(hints[f.name]) for f in fields},
            "additionalProperties": False,
        }
        if required:
            made["required"] = required
        return made
    if kind is bool:
        return {"type": "boolean"}
    if kind is int:
        return {"type": "integer"}
    if kind is Decimal:
        return {"type": "string", "pattern": f"^-?{_PLAIN}$"}
    if kind is date:
        return {"type": "string", "format": "date"}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"type": "string", "enum": [member.value for member in kind]}
    return {"type": "string"}
