"""A case file read from disk: JSON that is too big, too deep, doubled or broken is a problem."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from core import binding
from core.case import Case
from core.trace import Problem, text

MOST_BYTES = 1_000_000
"""No real case comes near; more is a wrong file, not worth reading."""
_DEEPEST = 40
Check: TypeAlias = Callable[[Case], tuple[Problem, ...]]
"""What else can be wrong with a case that was read: `core.case_check` against a reference."""


class _Object(dict[str, Any]):
    """A JSON object that remembers the names that stand in it twice."""

    twice: tuple[str, ...] = ()


def unchecked(case: Case) -> tuple[Problem, ...]:
    """The check of a case that needs no further one: no problem."""
    return ()


def read_case(path: Path, check: Check = unchecked) -> tuple[Case | None, tuple[Problem, ...]]:
    """Read a case file and check it; the case is None when there is any problem.

    A problem of the file as a whole has the file's name as its path.
    """
    name = path.name or str(path)
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        return None, (Problem(name, text("problem.unreadable", why=error.strerror or "")),)
    if len(content) > MOST_BYTES:
        return None, (Problem(name, text("problem.too_big", most=MOST_BYTES)),)
    return parse_case(content, name, check)


def parse_case(
    content: bytes, name: str, check: Check = unchecked
) -> tuple[Case | None, tuple[Problem, ...]]:
    """Read the bytes of a case file, as `read_case` does."""
    try:
        data = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_object)
    except UnicodeDecodeError as error:
        return None, (Problem(name, text("problem.not_utf8", byte=error.start)),)
    except json.JSONDecodeError as error:
        where = text("problem.not_json", line=error.lineno, column=error.colno)
        return None, (Problem(name, where),)
    except RecursionError:
        return None, (Problem(name, text("problem.too_deep", most=_DEEPEST)),)
    except ValueError:  # a number of thousands of digits, which Python refuses to read
        return None, (Problem(name, text("problem.long_number")),)
    if not isinstance(data, dict):
        return None, (Problem(name, text("problem.object")),)
    if _depth(data) > _DEEPEST:
        return None, (Problem(name, text("problem.too_deep", most=_DEEPEST)),)
    twice = tuple(_twice(data, ""))
    case, problems = binding.read_in_part(Case, data)
    if case is None:  # without its day; what else is wrong does not wait for that
        case, _ = binding.read_in_part(Case, {**data, "as_of": data.get("start")})
    problems = twice + problems
    if case is not None:
        problems += tuple(_apart_from(problems, check(case)))
    return (None if problems else case), problems


def _apart_from(told: tuple[Problem, ...], found: tuple[Problem, ...]) -> Iterator[Problem]:
    """The problems found that do not only follow from one that was told of the same part."""
    paths = [problem.path for problem in told]
    for each in found:
        if not any(_is_part(each.path, path) or _is_part(path, each.path) for path in paths):
            yield each


def _is_part(path: str, whole: str) -> bool:
    """Whether a path leads to a place or into it: therapy.dose.unit to therapy.dose."""
    return path == whole or path.startswith((f"{whole}.", f"{whole}["))


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    made = _Object(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        made.twice = tuple(dict.fromkeys(name for name in names if names.count(name) > 1))
    return made


def _twice(data: object, path: str) -> Iterator[Problem]:
    """The names given twice, each with its path; only the last of them would have counted."""
    if isinstance(data, _Object):
        for name in data.twice:
            yield Problem(binding.path_to(path, name), text("problem.twice"))
        for name, part in data.items():
            yield from _twice(part, binding.path_to(path, name))
    elif isinstance(data, list):
        for place, part in enumerate(data):
            yield from _twice(part, f"{path}[{place}]")


def _depth(data: object) -> int:
    """How many objects and lists stand inside one another."""
    level = [data]
    depth = 0
    while level:
        level = [
            part
            for whole in level
            if isinstance(whole, dict | list)
            for part in (whole.values() if isinstance(whole, dict) else whole)
        ]
        depth += 1
    return depth
