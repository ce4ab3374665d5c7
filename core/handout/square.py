"""A square code (QR) on the page, with the words that stand for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from reportlab.graphics.barcode.qrencoder import QRAlphaNum, QRCode, QRErrorCorrectLevel
from reportlab.lib.colors import black, white
from reportlab.pdfbase.pdfdoc import PDFArray, PDFName

from core.handout.blocks import Whole
from core.handout.tagged import TaggedCanvas
from core.handout.text import checked

MODULE = 1.45
"""The side of one small square, points: 0.51 mm, which every telephone reads off a print."""
QUIET = 4
"""How many modules of white a reader needs around the code."""
_MASK = 0
"""The pattern laid over the modules.  A packed case looks like noise under each of the eight, so
that to try them all, which takes longer than to set the page, gains nothing."""
MOST_LETTERS = 970
"""Longer lines would need a square too large for the page (more than 97 modules)."""

Modules = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=32)
def modules(line: str) -> Modules:
    """The dark (true) and light modules by row from the top; an eighth of them may be lost.

    It keeps a person's case, so whoever makes a handout clears it at the end.
    """
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QRAlphaNum(line))
    code.version = code.calculate_version()
    code.makeImpl(False, _MASK)
    return tuple(tuple(bool(module) for module in row) for row in code.modules)


class Square(Whole):
    """A line of capitals and digits as a square code."""

    def __init__(self, line: str, alt: str, *, before: float = 0.0) -> None:
        self.before = before
        self._modules = modules(line)
        self._alt = alt

    @property
    def side(self) -> float:
        """Width and height with the white around it, points."""
        return (len(self._modules) + 2 * QUIET) * MODULE

    def height(self, width: float) -> float:
        """It is as high as it is wide."""
        return self.side

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it as one figure at the left edge."""
        box = PDFArray([round(v, 2) for v in (x, top - self.side, x + self.side, top)])
        figure = canvas.here.add(
            "Figure",
            alt=checked(self._alt),
            attributes={"Layout": {"BBox": box, "Placement": PDFName("Block")}},
        )
        with canvas.content(figure):
            canvas.saveState()
            canvas.setFillColor(white)
            canvas.rect(x, top - self.side, self.side, self.side, stroke=0, fill=1)
            canvas.setFillColor(black)
            canvas.translate(x, top)
            canvas.scale(MODULE, MODULE)
            runs = (
                f"{QUIET + column} {-(QUIET + row + 1)} {count} 1 re"
                for row, column, count in self._runs()
            )
            canvas.addLiteral(" ".join(runs) + " f")
            canvas.restoreState()

    def _runs(self) -> Iterator[tuple[int, int, int]]:
        """Dark modules side by side: their row, first column and number."""
        for number, row in enumerate(self._modules):
            column = 0
            for dark, run in groupby(row):
                count = len(tuple(run))
                if dark:
                    yield number, column, count
                column += count
