"""The page that staff print to see that the printer works: it says so, and shows its edges."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

from core.handout.style import BOLD, REGULAR, register_fonts
from core.style import PageSize
from core.words import Words

_EDGE = 36


def printer_page(clinic: str, say: Words, paper: PageSize = PageSize.LETTER) -> bytes:
    """One page as PDF, the same bytes each time."""
    register_fonts()
    wide, high = paper.points
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=paper.points, invariant=1, lang=say.language)
    canvas.setTitle(say("staff.test_page.title"))
    canvas.rect(_EDGE, _EDGE, wide - 2 * _EDGE, high - 2 * _EDGE)
    canvas.setFont(BOLD, 28)
    canvas.drawString(2 * _EDGE, high - 120, say("staff.test_page.title"))
    canvas.setFont(REGULAR, 14)
    lines = (clinic, say("staff.test_page.text"), say("staff.test_page.edges"))
    for row, line in enumerate(line for line in lines if line):
        canvas.drawString(2 * _EDGE, high - 160 - 24 * row, line)
    canvas.showPage()
    canvas.save()
    return file.getvalue()
