"""How many summaries were made on each day and in which language: no time, nothing else.

A day is the smallest unit there is, so that no figure can be put to a person by the clock.
Days older than a year are dropped.  A file that cannot be written costs the file, not the
kiosk; one that cannot be read is begun anew.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

from core.output import write_files

FILE = "summaries.json"
KEPT = timedelta(days=366)
_MOST_BYTES = 256 * 1024
_MOST_COUNT = 1_000_000

Counts = dict[date, dict[str, int]]
"""Summaries by day and language."""


class Statistics:
    """The counts in a state folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._lock = threading.Lock()
        self._counts: Counts | None = None
        self.damaged = False
        """Whether a file was found that could not be read; it is replaced with the next count."""

    def count(self, day: date, language: str) -> None:
        """Count one summary.  Never raises: a disc that is full costs the count."""
        with self._lock:
            counts = self._known()
            of_day = counts.setdefault(day, {})
            of_day[language] = of_day.get(language, 0) + 1
            # Counted from the newest day: a clock set back drops nothing.
            oldest = max(counts) - KEPT
            self._counts = {each: counts[each] for each in sorted(counts) if each > oldest}
            try:
                self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                write_files({self._path: _written(self._counts)})
            except OSError:
                return

    def read(self) -> Counts:
        """The counts, oldest day first."""
        with self._lock:
            return {day: dict(counts) for day, counts in sorted(self._known().items())}

    def _known(self) -> Counts:
        if self._counts is None:
            self._counts = self._from_disc()
        return self._counts

    def _from_disc(self) -> Counts:
        try:
            with self._path.open("rb") as file:
                told = json.loads(file.read(_MOST_BYTES))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError):
            self.damaged = True
            return {}
        found = _sound(told)
        self.damaged = found is None
        return found or {}


def totals(counts: Counts, today: date, since: Callable[[date], date]) -> Mapping[str, int]:
    """The summaries of a span that ends today, by language."""
    first = since(today)
    found: dict[str, int] = {}
    for day, of_day in counts.items():
        if first <= day <= today:
            for language, number in of_day.items():
                found[language] = found.get(language, 0) + number
    return found


def _written(counts: Counts) -> bytes:
    return json.dumps({day.isoformat(): of_day for day, of_day in counts.items()}).encode("ascii")


def _sound(told: object) -> Counts | None:
    if not isinstance(told, dict):
        return None
    counts: Counts = {}
    for day, of_day in told.items():
        try:
            when = date.fromisoformat(day)
        except ValueError:
            return None
        if not isinstance(of_day, dict):
            return None
        for language, number in of_day.items():
            if type(number) is not int or not 0 < number <= _MOST_COUNT or len(language) > 8:
                return None
        counts[when] = of_day
    return counts
