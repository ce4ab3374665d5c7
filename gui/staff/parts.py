"""What the staff area works with; tests put their own clock, folders or printer here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from gui.background import Background
from gui.printing import Printer, Stick, list_queues
from gui.settings import Settings
from gui.staff.events import Events
from gui.staff.pin import make_record
from gui.staff.statistics import Statistics


@dataclass(frozen=True, slots=True)
class Machine:
    """The machine at hand: its folders, its day, its stick."""

    editions: Path
    keys: Path
    state: Path
    settings: Path
    """The settings file."""
    today: Callable[[], date]
    find_stick: Callable[[], Stick | None]


@dataclass(frozen=True, slots=True)
class StaffParts:
    """`steady` and `wall` are the clocks of gui.staff.lock; `salt` gives so many random bytes."""

    machine: Machine
    steady: Callable[[], float]
    wall: Callable[[], float]
    salt: Callable[[int], bytes]
    printer: Callable[[Settings], Printer]
    work: Background
    printing: Background
    events: Events
    statistics: Statistics
    save: Callable[[Settings], None]
    queues: Callable[[], tuple[str, ...]] = list_queues
    make_pin: Callable[[str, bytes], str] = make_record


class Later(Protocol):
    """Work off the drawing thread, whose result is dropped when staff went out meanwhile."""

    def __call__(
        self, work: Callable[[], Any], done: Callable[[Any], None], on: Background
    ) -> None:
        """Do it."""
