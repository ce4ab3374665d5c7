"""Text set in lines: markup read, words measured, lines broken.

Markup is plain text with &-escapes, `<b>`, `<font color="#RRGGBB">` and `<font name="...">`.  No
line is longer than LONGEST_LINE letters, no word is left alone on the last of a few lines where
that takes no further line, and a lone capital ("Part B") keeps to the word before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from reportlab.pdfbase import pdfmetrics

from core.handout.style import BOLD, TextStyle
from core.handout.tagged import TaggedCanvas
from core.handout.text import measured

LONGEST_LINE = 75
"""The letters of a line of text at most: in a longer one the eye loses its way back."""
_FEW = 3
"""Of more lines than these a short last one is not seen as left over."""
_SHORTER = (0.94, 0.87, 0.8, 0.7, 0.6)
"""The shares of the room that are tried so that no word stands alone on the last line."""
_SLACK = 1e-6
"""What a sum of widths may be off."""
_PIECE = re.compile(r'<(/?)(?:b|font(?: (color|name)="([^"]*)")?)>|([^<]+)')
_LONE_CAPITAL = re.compile(r"[A-Z][.,;:?!)]*")
_STROKES = re.compile(r"[^/-]*[/-]+|[^/-]+")
_NO_SPACES = re.compile(
    "([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    "[\u3001\u3002\uff01\uff09\uff0c\uff1a\uff1b\uff1f\u300d\u300f]*)"
)
"""A letter of Chinese or Japanese, before which a line may end, with the stops that follow it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one typeface and colour ("#RRGGBB")."""

    text: str
    font: str
    color: str


@dataclass(frozen=True, slots=True)
class Word:
    """What is never divided between lines; widths are those of letters of one point, `space` is
    the white after it, 0 where the next word follows without any."""

    runs: tuple[Run, ...]
    width: float
    letters: int
    space: float


def text_of(markup: str) -> str:
    """The words of a text, without the markup."""
    return unescape("".join(piece[4] or "" for piece in _PIECE.finditer(markup)))


@lru_cache(maxsize=4096)
def set_text(markup: str, style: TextStyle, width: float) -> Sequence[Sequence[Word]]:
    """The words of each line of a text at a width, points.

    They are kept while pages are set in several ways until one fits.  They say what a person was
    told, so whoever makes a handout forgets them at the end (`forget`).
    """
    return _broken(_words(markup, style.font, style.color), width / style.size)


def forget() -> None:
    """Keep nothing of what was set."""
    for kept in (set_text, _words, measured):
        kept.cache_clear()


def draw_text(
    canvas: TaggedCanvas,
    lines: Sequence[Sequence[Word]],
    style: TextStyle,
    x: float,
    top: float,
    width: float,
) -> None:
    """Draw lines with their upper left corner at (x, top), each with the space at its end, lest a
    screen reader run two words together."""
    code = ["q BT"]
    baseline = top - pdfmetrics.getAscent(style.font, style.size)
    now = ("", "")
    for line in lines:
        left = x + width - _width(line) * style.size if style.right else x
        code.append(f"1 0 0 1 {left:.3f} {baseline:.3f} Tm")
        for font, color, said in _drawn(line):
            if color != now[1]:
                code.append(_fill(color))
            for name, letters in canvas.encoded(said, font):
                if name != now[0]:
                    code.append(f"{name} {style.size:g} Tf")
                code.append(f"({letters}) Tj")
                now = name, color
        baseline -= style.line
    canvas.addLiteral(" ".join((*code, "ET Q")))


@lru_cache(maxsize=64)
def _fill(color: str) -> str:
    """The operator that fills with a colour."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return f"{red:.4g} {green:.4g} {blue:.4g} rg"


def _width(line: Sequence[Word]) -> float:
    """The width of a line without the space at its end."""
    return sum(word.width + word.space for word in line) - (line[-1].space if line else 0.0)


def _drawn(line: Sequence[Word]) -> Iterator[tuple[str, str, str]]:
    """The typeface, the colour and the letters of each part of a line that has one look."""
    font, color, letters = "", "", ""
    for word in line:
        for run in word.runs:
            if (run.font, run.color) != (font, color):
                if letters:
                    yield font, color, letters
                font, color, letters = run.font, run.color, ""
            letters += run.text
        if word.space:
            letters += " "
    if letters:
        yield font, color, letters


def _runs(markup: str, font: str, color: str) -> Iterator[Run]:
    """The letters in their looks."""
    if "<" not in markup:
        yield Run(unescape(markup), font, color)
        return
    looks = [(font, color)]
    for closing, what, value, text in (piece.groups() for piece in _PIECE.finditer(markup)):
        font, color = looks[-1]
        if text:
            yield Run(unescape(text), font, color)
        elif closing:
            looks.pop()
        elif what == "color":
            looks.append((font, value))
        else:
            looks.append((value if what == "name" else BOLD, color))


@lru_cache(maxsize=4096)
def _words(markup: str, font: str, color: str) -> tuple[Word, ...]:
    """The words in order; a lone capital is of one word with what it follows."""
    made: list[Word] = []
    for runs, follows in _cut(_runs(markup, font, color)):
        width = sum(measured(run.text, run.font) for run in runs)
        space = measured(" ", runs[-1].font) if follows else 0.0
        word = Word(runs, width, sum(len(run.text) for run in runs), space)
        if made and made[-1].space and _is_lone(runs) and made[-1].runs[-1].text[-1:].isalpha():
            word = _joined(made.pop(), word)
        made.append(word)
    return tuple(made)


def _cut(runs: Iterator[Run]) -> Iterator[tuple[tuple[Run, ...], bool]]:
    """The runs of each word, and whether a space follows it."""
    word: list[Run] = []
    for run in runs:
        for number, piece in enumerate(run.text.split(" ")):
            if number and word:
                yield tuple(word), True
                word = []
            for part in _parts(piece):
                if word and _NO_SPACES.match(part):
                    yield tuple(word), False
                    word = []
                word.append(Run(part, run.font, run.color))
    if word:
        yield tuple(word), False


def _parts(piece: str) -> Sequence[str]:
    """A piece of text without spaces, where lines may end in it all the same."""
    if piece.isascii():
        return (piece,) if piece else ()
    return [part for part in _NO_SPACES.split(piece) if part]


def _is_lone(runs: Sequence[Run]) -> bool:
    return len(runs) == 1 and _LONE_CAPITAL.fullmatch(runs[0].text) is not None


def _joined(one: Word, other: Word) -> Word:
    *before, last = one.runs
    return Word(
        (*before, Run(last.text + " ", last.font, last.color), *other.runs),
        one.width + one.space + other.width,
        one.letters + 1 + other.letters,
        other.space,
    )


def _broken(words: Sequence[Word], room: float) -> Sequence[Sequence[Word]]:
    """The words of each line."""
    widest = max((word.width for word in words), default=0.0)
    if widest > room + _SLACK:
        words = [part for word in words for part in _divided(word, room)]
    lines = _filled(words, room)
    if 1 < len(lines) <= _FEW and len(lines[-1]) == 1:
        for share in _SHORTER:
            if room * share < widest:
                break
            narrower = _filled(words, room * share)
            if len(narrower) > len(lines):
                break
            if len(narrower[-1]) > 1:
                return narrower
    return lines


def _filled(words: Sequence[Word], room: float) -> list[Sequence[Word]]:
    """Each line with as many words as it holds."""
    lines: list[Sequence[Word]] = []
    start, wide, letters, space = 0, 0.0, 0, 0.0
    for number, word in enumerate(words):
        with_it = wide + space + word.width
        count = letters + (1 if space else 0) + word.letters
        if number > start and (with_it > room + _SLACK or count > LONGEST_LINE):
            lines.append(words[start:number])
            start, with_it, count = number, word.width, word.letters
        wide, letters, space = with_it, count, word.space
    lines.append(words[start:])
    return lines


def _divided(word: Word, room: float) -> Iterator[Word]:
    """A word that is wider than the room: an address after its strokes, others anywhere."""
    if word.width <= room + _SLACK:
        yield word
        return
    parts = [
        Run(part, run.font, run.color) for run in word.runs for part in _STROKES.findall(run.text)
    ]
    if any(measured(part.text, part.font) > room for part in parts):
        parts = [Run(letter, run.font, run.color) for run in word.runs for letter in run.text]
    for number, part in enumerate(parts, start=1):
        space = word.space if number == len(parts) else 0.0
        yield Word((part,), measured(part.text, part.font), len(part.text), space)
