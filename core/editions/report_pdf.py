"""The report of what changed as a PDF that a pharmacist can sign."""

from __future__ import annotations

import io
from html import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import landscape, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, LongTable, Paragraph, SimpleDocTemplate, Spacer

from core.editions.report import Report
from core.editions.report_files import said
from core.resources import FONTS
from core.words import Words

_GREY, _INK = "#C6CCD4", "#1C2430"
_MARGIN = 40
_PARTS = (5, 6, 4, 4, 3, 3)  # how the columns share the width


def as_pdf(report: Report, words: Words) -> bytes:
    """The report as a PDF, letter size, across; the same bytes for the same report."""
    for name, file in (("Report", "Regular"), ("Report-Bold", "SemiBold")):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"HomewardSans-{file}.ttf"))
    plain = ParagraphStyle(
        "plain", fontName="Report", fontSize=10, leading=13, textColor=HexColor(_INK)
    )
    small = ParagraphStyle("small", plain, fontSize=9, leading=11, splitLongWords=1)
    bold = ParagraphStyle("bold", small, fontName="Report-Bold")
    title = ParagraphStyle("title", plain, fontName="Report-Bold", fontSize=18, leading=24)
    second = ParagraphStyle(
        "second", plain, fontName="Report-Bold", fontSize=12, leading=16, spaceBefore=14
    )
    page = landscape(letter)
    wide = page[0] - 2 * _MARGIN
    story: list[object] = [Paragraph(escape(words.say(report.title)), title)]
    story += (Paragraph(escape(words.say(fact)), plain) for fact in report.facts)
    lines = [
        ("LINEBELOW", (0, 0), (-1, -1), 1, HexColor(_GREY)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    for section in report.sections:
        heading, *rows = said(section, words)
        cells = [[Paragraph(escape(cell), bold) for cell in heading]]
        cells += [[Paragraph(escape(cell), small) for cell in row] for row in rows]
        parts = (_PARTS + (1,) * len(heading))[: len(heading)]
        widths = [wide * part / sum(parts) for part in parts]
        table = LongTable(cells, widths, repeatRows=1, style=lines)
        story += (Paragraph(escape(words.say(section.title)), second), table)
    signs = [[Paragraph(escape(words.say(line)), small) for line in report.sign]]
    above = [("LINEABOVE", (0, 0), (-1, -1), 1, HexColor(_INK))]
    story += (Spacer(1, 60), LongTable(signs, [wide / len(signs[0])] * len(signs[0]), style=above))
    made = io.BytesIO()
    document = SimpleDocTemplate(
        made,
        pagesize=page,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=words.say(report.title),
        lang=words.language,
        invariant=1,
    )
    foot = f"{words.say(report.title)}. {words.say(report.facts[0])}"

    def footer(canvas: Canvas, page_template: BaseDocTemplate) -> None:
        canvas.setFont("Report", 8)
        canvas.drawString(_MARGIN, _MARGIN // 2, foot)
        number = words("report.page", page=page_template.page)
        canvas.drawRightString(page[0] - _MARGIN, _MARGIN // 2, number)

    document.build(story, onFirstPage=footer, onLaterPages=footer)
    return made.getvalue()
