"""Text on its way to the page: escaped, emphasised, and checked for missing letters."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from reportlab.pdfbase import pdfmetrics

from core.handout.style import BOLD, REGULAR, register_fonts

_AMOUNT = re.compile(r"\$\d{1,3}(?:,\d{3})*(?:\.\d\d)?")
_BLANK = frozenset(" \n\t\u00a0")


class MissingGlyph(ValueError):
    """A character that the typeface cannot show, and that would print as nothing."""

    def __init__(self, character: str, text: str) -> None:
        super().__init__(f"no glyph for {character!r} (U+{ord(character):04X}) in {text!r}")
        self.character = character


def checked(text: str) -> str:
    """The text itself, once the typeface is known to hold all of it.  Raises MissingGlyph."""
    if not _held().issuperset(text):
        missing = next(character for character in text if not is_held(character))
        raise MissingGlyph(missing, text)
    return text


def is_held(character: str) -> bool:
    """Whether the typeface holds a character in both of its weights."""
    return character in _held()


@lru_cache
def _held() -> frozenset[str]:
    """Every character that the typeface holds in both of its weights, and the white ones."""
    register_fonts()
    regular, heavy = (pdfmetrics.getFont(name).face.charToGlyph for name in (REGULAR, BOLD))
    return _BLANK | {chr(code) for code in regular if code in heavy}


def plain(text: str) -> str:
    """Text as paragraph markup."""
    return escape(checked(text), quote=False)


def bold(text: str) -> str:
    """Text as paragraph markup, in bold."""
    return f"<b>{plain(text)}</b>"


def amounts_bold(text: str) -> str:
    """Text as paragraph markup with every dollar amount in bold."""
    return _AMOUNT.sub(lambda match: f"<b>{match[0]}</b>", plain(text))


def colored(text: str, color: str) -> str:
    """Text as paragraph markup in a colour."""
    return f'<font color="{color}">{plain(text)}</font>'


def width(text: str, font: str, size: float) -> float:
    """The width of one line of text, points."""
    return measured(checked(text), font) * size


@lru_cache(maxsize=4096)
def measured(text: str, font: str) -> float:
    """The width of a text whose letters are of one point, kept until the pages are made
    (`setting.forget`)."""
    register_fonts()
    return float(pdfmetrics.stringWidth(text, font, 1))


def sentence_case(text: str) -> str:
    """The text with its first letter large, for a label that stands alone."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with its first letter small, for a phrase that goes on in a sentence."""
    return text[:1].lower() + text[1:]
