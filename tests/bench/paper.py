"""The handout, beside ReportLab drawing as many pages of plain text in the same typeface."""

from __future__ import annotations

import io
from collections.abc import Iterator

from reportlab.lib.pagesizes import LETTER
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from core.binding import read
from core.case import Case
from core.estimate import estimate
from core.handout import render_summary
from core.reference.store import open_reference
from core.resources import FONTS
from core.summary import summarise
from core.words import words
from tests.bench.timing import Timing, timed
from tests.support.cases import MILRINONE

_FACES = ("Regular", "SemiBold", "Bold")
_LINES = 45


def _plain_pages() -> bytes:
    """Two Letter pages of text in the three weights, and nothing else."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=LETTER)
    for page in range(2):
        for line in range(_LINES):
            canvas.setFont(f"Bare-{_FACES[line % 3]}", 11)
            canvas.drawString(
                54, 730 - 15 * line, f"Page {page}, line {line}: you pay about $1,144"
            )
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def rows(times: int) -> Iterator[tuple[str, Timing, str, Timing | None]]:
    """English and Spanish."""
    reference = open_reference()
    case, problems = read(Case, MILRINONE)
    assert case is not None, problems
    made = estimate(case, reference)
    summary = summarise(made, reference)
    for face in _FACES:
        registerFont(TTFont(f"Bare-{face}", FONTS / f"HomewardSans-{face}.ttf"))
    floor = timed(_plain_pages, times)
    yield (
        "the summary's words from an estimate",
        timed(lambda: summarise(made, reference), times),
        "",
        None,
    )
    for language in ("en", "es"):
        said = words(language)

        def handout() -> bytes:
            return render_summary(summary, said)  # noqa: B023 - called at once

        yield (
            f"one handout, tagged, {language}",
            timed(handout, times),
            f"two pages of {_LINES} lines of text, no tags",
            floor,
        )
