"""The pictures in the documents, as the program draws them now, with the words that stand in each.

Which there are is said by the documents: `pictures/NAME.png` is the scene NAME of the gallery,
`pictures/staff/NAME.png` the scene staff-NAME, `pictures/handout.png` the first page of paper.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, PngImagePlugin
from PySide6.QtCore import QBuffer

from core.reference.store import Reference
from core.summary import Clinic
from core.words import words
from gui.app import pages_of
from gui.gallery import windows
from gui.scenes import told_of_sample
from gui.shell import Shell
from gui.speech.script import script_of
from gui.state import Prefs

ROOT = Path(__file__).parents[2]
DOCUMENTS = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
FOLDER = ROOT / "docs" / "pictures"
HANDOUT = "handout"
MOST_BYTES = 60_000

_CLINIC = "Lakeside Infusion"
_LANGUAGE = "en"
_SMALL, _LARGE = (1280, 800), (1920, 1080)
_WIDTH = 960
_PAGE_WIDTH = 614
_COLOURS, _COLOURS_OF_PAPER = 64, 12
_WORDS = "Description"
"""Where PNG keeps what a picture shows, in words."""


@dataclass(frozen=True)
class Picture:
    """One of them: its file below docs/pictures without the ending, and its words, line by line."""

    name: str
    image: Image.Image
    words: str

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name}.png"

    def save(self) -> None:
        """Write it in few colours, with its words."""
        paper = self.name == HANDOUT
        width = _PAGE_WIDTH if paper else _WIDTH
        height = round(self.image.height * width / self.image.width)
        small = self.image.resize((width, height), Image.Resampling.LANCZOS)
        colours = _COLOURS_OF_PAPER if paper else _COLOURS
        few = small.quantize(colours, dither=Image.Dither.NONE)
        told = PngImagePlugin.PngInfo()
        told.add_itxt(_WORDS, self.words, zip=True)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        few.save(self.file, optimize=True, pnginfo=told)


def named() -> set[str]:
    """Each PNG that a document shows, by its name."""
    texts = (document.read_text(encoding="utf-8") for document in DOCUMENTS)
    links = (re.findall(r"\]\((?:docs/)?pictures/([\w/-]+)\.png\)", text) for text in texts)
    return {name for found in links for name in found}


def words_of(file: Path) -> str:
    """The words that stood in a picture when it was made; "" when it has none."""
    with Image.open(file) as image:
        return str(image.info.get(_WORDS, ""))


def taken(reference: Reference) -> Iterator[Picture]:
    """Each picture that a document shows, as it is now; needs an application that draws unseen."""
    _tell_the_time_of_nowhere()
    wanted = {name.replace("/", "-"): name for name in named()}
    if wanted.pop(HANDOUT, None):
        yield _page(reference)
    for staff, size in ((False, _LARGE), (True, _SMALL)):
        names = {scene for scene in wanted if scene.startswith("staff-") is staff}
        every = windows(reference, Prefs(_LANGUAGE), size, _CLINIC, names.__contains__)
        for scene, shell in every:
            said = script_of((shell,), words(_LANGUAGE))
            yield Picture(wanted[scene], _image(shell), "\n".join(each.text for each in said))


def _tell_the_time_of_nowhere() -> None:
    """Events are told in the time of the place, and a picture is the same in all places."""
    os.environ["TZ"] = "UTC"
    time.tzset()


def _image(shell: Shell) -> Image.Image:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    shell.grab().save(buffer, "PNG")
    return Image.open(BytesIO(bytes(buffer.data().data()))).convert("RGB")


def _page(reference: Reference) -> Picture:
    summary = told_of_sample(reference).summary
    pdf = pages_of(summary, words(_LANGUAGE), Clinic(_CLINIC))
    page = pypdfium2.PdfDocument(pdf)[0]
    image = page.render(scale=2).to_pil().convert("RGB")
    return Picture(HANDOUT, image, page.get_textpage().get_text_bounded())
