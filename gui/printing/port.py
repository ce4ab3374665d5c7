"""What the kiosk asks of any printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from gui.state import PrinterState

TITLE = "summary"
"""Titles of jobs can be seen by others: this one says nothing about anybody."""


@dataclass(frozen=True, slots=True)
class Job:
    """One summary on its way to paper, by the name that the print service gave it."""

    id: str


class PrintRefused(Exception):
    """The print service did not take a job; `state` says why, as far as it is known."""

    def __init__(self, state: PrinterState) -> None:
        super().__init__(f"the print service did not take the job: {state}")
        self.state = state


class Printer(Protocol):
    """A printer.  Each call may take seconds; none shows anything or raises what is not named."""

    def status(self) -> PrinterState:
        """Whether a job may be sent: READY, or what stands in the way.

        OUT_OF_PAPER, JAM and OFFLINE are the last that the printer said, which may be about
        an earlier job: still let the visitor try.
        """

    def submit(self, pdf: bytes, copies: int = 1) -> Job:
        """Send a PDF.  Raises PrintRefused."""

    def poll(self, job: Job) -> PrinterState:
        """How a job fares: SENDING; or why it waits; SENT, HANDED_OVER or FAILED are final."""

    def cancel(self, job: Job) -> None:
        """Take a job back, so that it does not print for the next person.

        No error when it is over already, or when there is no taking back.  Raises PrintRefused
        when it is still queued.
        """
