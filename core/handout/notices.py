"""The clinic's own notice of help in other languages: its text files read, and its page made.

A folder holds one UTF-8 file for each language, named by the language's tag (`vi.txt`,
`zh-Hans.txt`): the first line is the title, blank lines part the paragraphs.  A TrueType file of
the same name (`zh-Hans.ttf`) is used where the program's own typeface lacks the letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

from core.handout.blocks import Block, Prose
from core.handout.pages import Section
from core.handout.style import Look
from core.handout.tagged import ReadableFont
from core.handout.text import MissingGlyph, checked, is_held, plain
from core.style import PAPER
from core.summary import Notice

MOST_BYTES = 20_000
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_RIGHT_TO_LEFT = ("R", "AL", "AN")
_JOINED = ((0x0900, 0x109F), (0x1780, 0x18AF), (0x1A20, 0x1CFF), (0xA800, 0xABFF))
"""Writing whose letters change shape or place by their neighbours: of India, Tibet, Burma,
Thailand, Laos and Cambodia, Mongolia and Java."""


class NoticeRefused(ValueError):
    """A folder of notices that cannot be printed; `problems` says all that is wrong with it."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def read_notices(folder: Path) -> tuple[Notice, ...]:
    """The notices of a folder, in the order of their tags.

    Raises NoticeRefused with every problem when a file cannot be printed exactly as it is.
    """
    found, problems = [], []
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise NoticeRefused((f"{folder}: has no text files such as vi.txt",))
    for path in files:
        try:
            found.append(_read(path))
        except NoticeRefused as refused:
            problems += [f"{path.name}: {each}" for each in refused.problems]
    if problems:
        raise NoticeRefused(tuple(problems))
    return tuple(found)


def _read(path: Path) -> Notice:
    if not _TAG.fullmatch(path.stem):
        raise NoticeRefused(("its name is no tag of a language, such as vi.txt or zh-Hans.txt",))
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as trouble:
        raise NoticeRefused((f"cannot be read: {trouble.strerror}",)) from trouble
    except UnicodeDecodeError as trouble:
        raise NoticeRefused(("is not UTF-8",)) from trouble
    if len(content) > MOST_BYTES:
        raise NoticeRefused((f"has more than {MOST_BYTES} bytes",))
    text = unicodedata.normalize("NFC", text)
    first, _, rest = text.strip().partition("\n")
    paragraphs = tuple(
        " ".join(each.split()) for each in re.split(r"\n\s*\n", rest) if each.strip()
    )
    if not paragraphs:
        raise NoticeRefused(("needs a title in its first line, and text below it",))
    font = path.with_suffix(".ttf")
    notice = Notice(path.stem, first.strip(), paragraphs, font if font.is_file() else None)
    problems = tuple(_problems(notice))
    if problems:
        raise NoticeRefused(problems)
    return notice


def _problems(notice: Notice) -> Iterator[str]:
    """Why the text cannot be printed exactly as it is."""
    text = "".join((notice.title, *notice.paragraphs))
    if any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text):
        yield "is written from right to left, which this program cannot set; print your own sheet"
    elif any(low <= ord(letter) <= high for letter in text for low, high in _JOINED):
        yield (
            "is written with letters that change by their neighbours, which this program cannot"
            " set; print your own sheet"
        )
    else:
        try:
            _faces(notice)
        except TTFError:
            yield f"{notice.language}.ttf is not a TrueType typeface that can be used"
        except MissingGlyph as missing:
            code = f"{missing.character} (U+{ord(missing.character):04X})"
            if notice.font is not None:
                yield f"{notice.font.name} has no letter {code}"
            else:
                yield (
                    f"the program's typeface has no letter {code}; put a TrueType file that has"
                    f" it beside the text, as {notice.language}.ttf"
                )


def _faces(notice: Notice) -> str:
    """The name of the notice's own typeface, "" where it has none.

    Raises MissingGlyph for a letter that neither it nor the program's has, and TTFError.
    """
    said = (notice.title, *notice.paragraphs)
    name = ""
    own: Container[int] = frozenset()
    if notice.font is not None:
        name = f"Notice-{notice.language}"
        font = ReadableFont(name, str(notice.font))
        pdfmetrics.registerFont(font)
        own = font.face.charToGlyph
    for text in said:
        for letter in text:
            if ord(letter) not in own:
                checked(letter)
    return name


def _marked(text: str, face: str) -> str:
    """Paragraph markup whose letters are in the program's typeface where it has them, and in the
    notice's own where not."""
    if not face:
        return plain(text)
    parts = []
    for held, letters in groupby(text, key=is_held):
        said = escape("".join(letters), quote=False)
        parts.append(said if held else f'<font name="{face}">{said}</font>')
    return "".join(parts)


def notice_sections(look: Look, title: str, notices: tuple[Notice, ...]) -> list[Section]:
    """A page or more with each language under its own title, in its own language."""
    heading = Prose(plain(title), look.style("h1", color=PAPER.brand), tag="H1", bookmark=title)
    sections = [Section((heading,), before=0.0)]
    for notice in notices:
        face = _faces(notice)
        blocks: list[Block] = [
            Prose(
                _marked(notice.title, face),
                look.style("h2", color=PAPER.brand),
                tag="H2",
                bookmark=notice.title,
                language=notice.language,
            )
        ]
        blocks += [
            Prose(
                _marked(text, face),
                look.style("body"),
                language=notice.language,
                before=look.space(4),
            )
            for text in notice.paragraphs
        ]
        sections.append(Section(tuple(blocks), before=look.space(13)))
    return sections
