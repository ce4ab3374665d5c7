"""What the kiosk works with; tests put their own clock, printer or stick here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from core.words import Words
from gui.background import Background
from gui.editions import InUse
from gui.printing import Printer, Stick
from gui.settings import Settings
from gui.speech.voice import Voice
from gui.staff.events import Record, record_nothing

if TYPE_CHECKING:
    from core.case import Case
    from core.reference.store import Reference
    from core.result import Estimate
    from core.summary import Clinic, Pages, Summary
    from gui.staff.parts import StaffParts


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that a kiosk is given."""

    reference: Reference
    settings: Settings
    today: Callable[[], date]
    estimate: Callable[[Case, Reference], Estimate]
    handout: Callable[[Summary, Words, Clinic], bytes]
    other_pages: Callable[[Pages, Estimate, Summary, Words, Clinic], bytes]
    """Makes the editions that `handout` does not."""
    printer: Printer
    find_stick: Callable[[], Stick | None]
    work: Background
    printing: Background
    settle: float = 0.0
    """Seconds for which something new is shown before it can be pressed (gui.steady)."""
    voice: Voice | None = None
    """What reads aloud, or None: the kiosk offers no such thing."""
    edition: Callable[[], InUse] | None = None
    """Where a visit that begins finds its edition; None: it is always `reference`."""
    record: Record = record_nothing
    """Notes what happened, by code."""
    count: Callable[[date, str], None] = lambda day, language: None
    """Counts a summary, by day and language."""
    staff: StaffParts | None = None
    """What the staff pages work with; None: there are none, as in the tour."""
