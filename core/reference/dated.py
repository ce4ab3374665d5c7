"""The dated look-up: the value of a day, the last one known, or none; never a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """A value and its inclusive days; `ends` None is open."""

    effective: date
    ends: date | None
    value: T


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value, and its last published day when the asked day lies beyond that."""

    value: T
    published_through: date | None = None


def on_day(rows: Sequence[Dated[T]], day: date, known_through: date) -> Found[T] | None:
    """The value on a day of a series in the order of its days, or None.

    Inside a row it is that row's.  Beyond `known_through` (the last day that the table has
    been published for) it is the last row's, if that row reaches so far: what ended before
    is gone, not unknown.  Before the first row and in a hole there is none.
    """
    last = None
    for row in rows:
        if row.effective > day:
            break
        last = row
    if last is None:
        return None
    if last.ends is None:
        return Found(last.value, known_through if day > known_through else None)
    if day <= last.ends:
        return Found(last.value)
    if last is rows[-1] and day > known_through and last.ends >= known_through:
        return Found(last.value, last.ends)
    return None


def in_quarter(rows: Sequence[Dated[T | None]], day: date) -> Found[T] | None:
    """The value of a table that is published by quarter, not all of which are held, or None.

    It is that of the day's quarter, or else of the nearest earlier one with a row.  A row
    whose value is None says that the series has ended: it is not in that quarter's file.
    """
    last = None
    for row in rows:
        if row.effective > day:
            break
        last = row
    if last is None or last.value is None:
        return None
    inside = last.ends is None or day <= last.ends
    return Found(last.value, None if inside else last.ends)
