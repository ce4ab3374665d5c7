"""The questions that may cover the screen, in a language."""

from __future__ import annotations

from core.words import Words
from gui.overlays.question import Question

STAY = "stay"
ERASE = "erase"
CLOSE = "close"
STAFF = "staff"


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


def ask_staff(words: Words, phone: str, where: str = "") -> Question:
    """Somebody wants help from a person; `where` is the clinic's own word for the front desk."""
    more = words("overlay.ask_staff.phone", phone=phone) if phone else ""
    said = words("overlay.ask_staff.at", where=where) if where else words("overlay.ask_staff.text")
    text = " ".join(part for part in (said, more) if part)
    return Question(
        words("overlay.ask_staff"),
        text,
        (CLOSE, words("overlay.ask_staff.close")),
        (STAFF, words("overlay.ask_staff.staff")),
    )


def no_sound(words: Words) -> Question:
    """The voice cannot be heard."""
    return Question(
        words("speech.no_sound"),
        words("speech.no_sound.text"),
        (CLOSE, words("overlay.ask_staff.close")),
    )


def problem(*said: Words) -> Question:
    """Something failed that must not; the answers are erased already, and so is the language.

    So it is said in every one of them, the clinic's first language first.
    """
    first, *others = said
    title, text = "overlay.problem", "overlay.problem.text"
    return Question(
        first(title),
        "\n\n".join([first(text), *(f"{each(title)}. {each(text)}" for each in others)]),
        (ERASE, " / ".join(each("overlay.problem.again") for each in said)),
    )
