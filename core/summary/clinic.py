"""Who hands the pages out, what they are printed on, and which pages there are to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from core.style import PageSize


class Pages(StrEnum):
    """The editions of the handout."""

    STANDARD = "standard"
    LARGE = "large"
    ANNEX = "annex"
    """For staff and family: every code, rule and source."""
    NOTICES = "notices"
    """The clinic's own notice of help in other languages."""


@dataclass(frozen=True, slots=True)
class Notice:
    """The clinic's own text in one language: its tag (BCP 47), a title, and paragraphs.

    `font` is a TrueType file that has its letters, or None where the program's own has them.
    """

    language: str
    title: str
    paragraphs: tuple[str, ...]
    font: Path | None = None


@dataclass(frozen=True, slots=True)
class Clinic:
    """Who hands the summary out; an empty phone is left out."""

    name: str = ""
    phone: str = ""
    hours: str = ""
    paper: PageSize = PageSize.LETTER
    notices: tuple[Notice, ...] = ()

    @property
    def editions(self) -> tuple[Pages, ...]:
        """The pages that can be made here: notices only where the clinic has texts for them."""
        return tuple(each for each in Pages if each is not Pages.NOTICES or self.notices)
