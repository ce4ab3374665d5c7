"""What the core is told of the machine it runs on; it has no clock and no folders of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Machine:
    """Where installed editions are, where the clinic's keys are, and the day it is."""

    editions: Path
    keys: Path
    today: date
