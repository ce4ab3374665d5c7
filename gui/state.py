"""What every screen is drawn from: one frozen value, made by `gui.visit` and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Named for their types alone: a start screen needs none of what makes an estimate.
    from core.intake.answers import Answers
    from core.intake.what_if import WhatIf
    from core.reference.store import Reference
    from core.result import Edition, Estimate
    from core.summary.model import Summary
    from core.trace import Text
    from core.words import Words


class Step(StrEnum):
    """The screens in their order; `gui.flow` decides which ones a visit needs."""

    START = "start"
    TREATMENT = "treatment"  # by medicine, by condition, or search
    TOPIC = "topic"  # what Medicare does with a condition, medicine, equipment or supply
    MEDICINE = "medicine"
    INDICATION = "indication"
    GIVEN = "given"  # route and what drives it
    DOSE = "dose"
    SCHEDULE = "schedule"  # times a week, minutes, containers
    LENGTH = "length"  # first day and how long
    CRITERIA = "criteria"
    MEDICARE = "medicare"
    PLAN = "plan"  # a Medicare Advantage plan's own figures
    OTHER_COVERAGE = "other-coverage"
    DEDUCTIBLE = "deductible"
    PHARMACY = "pharmacy"  # the prices of a pharmacy
    DRUG_PLAN = "drug-plan"  # Part D
    HOME = "home"  # ZIP, where the person lives
    VISITS = "visits"
    HOSPITAL = "hospital"  # the stay before, for a nursing facility
    REVIEW = "review"
    RESULT = "result"
    WHAT_IF = "what-if"  # changes tried on the result
    WHY = "why"
    PREVIEW = "preview"
    PRINT = "print"
    DONE = "done"


class TextSize(StrEnum):
    """The three text sizes."""

    NORMAL = "100"
    LARGE = "125"
    LARGEST = "150"


class Theme(StrEnum):
    """The two palettes."""

    LIGHT = "light"
    CONTRAST = "contrast"


class PrinterState(StrEnum):
    """What the printer says; each has its own words."""

    READY = "ready"
    OUT_OF_PAPER = "out-of-paper"
    JAM = "jam"
    COVER_OPEN = "cover-open"
    NO_TONER = "no-toner"
    PAUSED = "paused"
    REJECTING = "rejecting"
    OFFLINE = "offline"
    NO_QUEUE = "no-queue"
    SERVICE_DOWN = "service-down"
    SENDING = "sending"
    SENT = "sent"
    HANDED_OVER = "handed-over"  # the system has it, and tells nothing more
    FAILED = "failed"
    UNKNOWN = "unknown"


CANNOT_PRINT = (PrinterState.NO_QUEUE, PrinterState.SERVICE_DOWN)
"""There is nothing to print to: the summary can be read and saved."""

GONE_OUT = (PrinterState.SENT, PrinterState.HANDED_OVER)
"""The pages have left the kiosk."""

MOST_PRINTS = 3
"""How many copies of a summary one visitor may print."""


EDITIONS = ("standard", "large", "annex", "notices")
"""The editions of the pages, as core.summary.Pages names them; the last only where a clinic has
notices."""

VOICE_STEPS = 5
"""Steps of the voice's pace and of its loudness; the usual one is in the middle."""


@dataclass(frozen=True, slots=True)
class Prefs:
    """How this visitor reads; back to the defaults when the visit ends."""

    language: str = "en"
    size: TextSize = TextSize.NORMAL
    theme: Theme = Theme.LIGHT
    aloud: bool = False
    """The screens are read aloud."""
    pace: int = VOICE_STEPS // 2
    volume: int = VOICE_STEPS // 2


@dataclass(frozen=True, slots=True)
class Tried:
    """A what-if beside the answers that it was tried on.

    `summary` is that of `what_if` once `ready`; until then of the one before, or of the answers.
    `taken` says that the result and the paper show the what-if.
    """

    what_if: WhatIf
    summary: Summary
    ready: bool
    taken: bool


@dataclass(frozen=True, slots=True)
class State:
    """Everything a screen may show.  `estimate` is None until the answers make a case."""

    step: Step
    answers: Answers
    prefs: Prefs
    words: Words
    reference: Reference
    today: date
    estimate: Estimate | None
    handout: bytes | None
    printer: PrinterState
    stick: str | None
    """A mounted, writable USB stick, or None."""
    clinic: str
    part: str
    """Which question of the step, where it asks more than one ("" = its only one)."""
    position: tuple[int, int]
    """This step's number and the count of steps, as the flow counts them."""

    summary: Summary | None = None
    """What the result and the paper say; set with `estimate`."""

    own: tuple[Estimate, Summary] | None = None
    """Estimate and summary of the answers themselves; others than `summary` only while a
    what-if is taken."""

    tried: Tried | None = None
    """The what-if, or None while nothing is tried."""

    pages: str = "standard"
    """Which edition of the pages is shown and printed: a core.summary.Pages."""

    editions: tuple[str, ...] = ("standard",)
    """The editions that can be made here."""

    copies: int = 1
    """How many copies the next print makes."""

    saved: bool | None = None
    """Whether the summary was written to the stick; None when it was not tried."""

    save_trouble: str = ""
    """Why it was not written: a gui.printing.StickTrouble."""

    can_speak: bool = False
    """There is a voice to read aloud with."""

    printing: bool = False
    """A summary is on its way to the printer, or waits for it."""

    prints: int = 0
    """How many times the summary reached the printer in this visit."""

    languages: tuple[str, ...] = ()
    """The languages that the clinic offers; () stands for all there are."""

    logo: str = ""
    """The clinic's picture, a file; "" when it has none."""

    edition: Edition | None = None
    """The label of the edition in use; None in the first picture, which is there before one is
    opened."""

    notices: tuple[Text, ...] = ()
    """What staff should be told of the edition in use."""
