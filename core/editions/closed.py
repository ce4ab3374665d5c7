"""JSON with no freedom left: one way to write each value, known fields, exact types, ranges.

What is signed is not yet valid: a signed number may be 10^400, or true, or stand there twice.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date

Check = Callable[[object], bool]
"""Whether a value is exactly of the type and in the range that its field allows."""

_SHA256 = re.compile(r"[0-9a-f]{64}")


class NotClosed(ValueError):
    """Bytes that are not the one way to write what they should hold; `field` says where."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def encode(value: Mapping[str, object]) -> bytes:
    """The one way to write an object: fields in order, no spaces, ASCII."""
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
    ).encode("ascii")


def decode(written: bytes, fields: Mapping[str, Check]) -> dict[str, object]:
    """Read an object with exactly these fields.  Raises NotClosed."""
    try:
        value = json.loads(written.decode("ascii"))
        # Fields given twice, NaN, 1.0, 1e3 or a space do not come out as they went in.
        canonical = isinstance(value, dict) and encode(value) == written
    except (ValueError, RecursionError) as error:
        raise NotClosed("") from error
    if not canonical:
        raise NotClosed("")
    closed(value, fields)
    return dict(value)


def closed(value: object, fields: Mapping[str, Check]) -> None:
    """Hold an object against its fields: no more, no fewer, each as it must be."""
    if not isinstance(value, dict):
        raise NotClosed("")
    for name in sorted(value.keys() ^ fields.keys()):
        raise NotClosed(str(name)[:40])
    for name, holds in fields.items():
        if not holds(value[name]):
            raise NotClosed(name)


def whole(least: int, most: int) -> Check:
    """A whole number between two others, both included; true is not a number."""
    return lambda value: type(value) is int and least <= value <= most


def one(choice: str) -> Check:
    """Exactly this text."""
    return lambda value: type(value) is str and value == choice


def matching(pattern: str) -> Check:
    """A text that matches a pattern as a whole."""
    found = re.compile(pattern, re.ASCII)
    return lambda value: type(value) is str and found.fullmatch(value) is not None


def is_sha256(value: object) -> bool:
    """A SHA-256 in lower-case hexadecimal."""
    return type(value) is str and _SHA256.fullmatch(value) is not None


def is_day(value: object) -> bool:
    """A day written as 2026-11-02."""
    if type(value) is not str or len(value) != 10:
        return False
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
