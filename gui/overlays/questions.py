"""The questions that may cover the screen, in a language."""

from __future__ import annotations

from core.words import Words
from gui.overlays.question import Question

STAY = "stay"
ERASE = "erase"
CLOSE = "close"


def still_there(words: Words, seconds: int) -> Question:
    """Nobody touched the screen for a while."""
    return Question(
        words("overlay.still_there"),
        words("overlay.still_there.text", n=seconds),
        (STAY, words("overlay.still_there.yes")),
        (ERASE, words("overlay.still_there.no")),
        anywhere=STAY,
    )


def start_over(words: Words) -> Question:
    """Start over was pressed: it erases."""
    return Question(
        words("overlay.start_over"),
        words("overlay.start_over.text"),
        (ERASE, words("overlay.start_over.yes")),
        (CLOSE, words("overlay.start_over.no")),
    )


def ask_staff(words: Words, phone: str) -> Question:
    """Somebody wants help from a person."""
    more = words("overlay.ask_staff.phone", phone=phone) if phone else ""
    text = " ".join(part for part in (words("overlay.ask_staff.text"), more) if part)
    return Question(words("overlay.ask_staff"), text, (CLOSE, words("overlay.ask_staff.close")))


def problem(words: Words) -> Question:
    """Something failed that must not; the answers are erased already."""
    return Question(
        words("overlay.problem"),
        words("overlay.problem.text"),
        (ERASE, words("overlay.problem.again")),
    )
