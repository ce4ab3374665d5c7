"""How often a PIN may be tried: a count on the disc that no restart and no clock resets.

A try is counted, and the count has reached the disc, before the PIN is looked at.  After
five wrong ones there is a wait of 15 seconds, and twice as long after each further one; after
fifteen in all none is taken any more, until the PIN is set anew at the machine itself.

A clock that was set back makes the wait begin again; it never ends one.  Where the disc does
not take the count, one try a minute is all there is, from the start of the program on.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.output import write_files

FILE = "pin-tries.json"
FREE = 5
MOST = 15
"""Wrong tries without a wait, and in all."""

_FIRST_WAIT = 15
_UNWRITTEN_WAIT = 60
_NEVER = 1 << 31


@dataclass(frozen=True, slots=True)
class Tries:
    """The count of tries since the last right one, and when the last one was (seconds)."""

    count: int = 0
    at: int = 0


class Lock:
    """The count in a state folder.  `wall` answers the time of day in seconds, which may be set
    at will; `steady` one that only goes on while the program runs."""

    def __init__(
        self, folder: Path, wall: Callable[[], float], steady: Callable[[], float]
    ) -> None:
        self._path = folder / FILE
        self._wall = wall
        self._steady = steady
        self._tries = self._read()
        # What this run of the program knows by itself, whatever the clock or the disc says.
        self._not_before = steady()
        if not self._write(self._tries):
            self._not_before += _UNWRITTEN_WAIT

    @property
    def is_shut(self) -> bool:
        """Whether no PIN is taken any more."""
        return self._tries.count >= MOST

    def wait(self) -> int:
        """The seconds until the next try may be made; 0 for now."""
        if self.is_shut:
            return _NEVER
        full = _wait_after(self._tries.count)
        now = int(self._wall())
        if full and now < self._tries.at:  # set back: from now on again, and in full
            self._tries = Tries(self._tries.count, now)
            self._write(self._tries)
        by_wall = self._tries.at + full - now if full else 0
        by_steady = self._not_before - self._steady()
        return max(0, by_wall, int(by_steady + 0.999))

    def count(self) -> bool:
        """Count a try that is about to be made; whether it may be made at all."""
        if self.wait() > 0:
            return False
        self._tries = Tries(self._tries.count + 1, int(self._wall()))
        wait = _wait_after(self._tries.count)
        if not self._write(self._tries):
            wait = max(wait, _UNWRITTEN_WAIT)
        self._not_before = self._steady() + wait
        return True

    def forgive(self) -> None:
        """The PIN was right, or was set anew: begin at none."""
        self._tries = Tries()
        self._not_before = self._steady()
        self._write(self._tries)

    def _read(self) -> Tries:
        try:
            told = json.loads(self._path.read_bytes())
            tries = Tries(told["count"], told["at"])
        except FileNotFoundError:
            return Tries()
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return self._suspect()
        sound = all(type(each) is int and each >= 0 for each in (tries.count, tries.at))
        return tries if sound else self._suspect()

    def _suspect(self) -> Tries:
        """A count that cannot be read was no fewer than the free ones."""
        return Tries(FREE, int(self._wall()))

    def _write(self, tries: Tries) -> bool:
        """Have the count reach the disc; whether it did."""
        written = json.dumps({"count": tries.count, "at": tries.at}).encode("ascii")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_files({self._path: written})
        except OSError:
            return False
        return True


def _wait_after(count: int) -> int:
    return 0 if count < FREE else _FIRST_WAIT * 2 ** min(count - FREE, MOST)
