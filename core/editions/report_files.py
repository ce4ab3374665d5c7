"""The report of what changed, for the terminal and as a web page to sign."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from html import escape

from core.editions.report import Cell, Report, Section
from core.words import Words

_WIDTH = 100
_STYLE = """
body { font: 16px/1.45 sans-serif; color: #1c2430; margin: 2rem auto; max-width: 70rem;
  padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem;
  border-bottom: 1px solid #c6ccd4; }
th { border-bottom: 2px solid #1c2430; } tr { break-inside: avoid; }
.sign { display: flex; gap: 2rem; margin-top: 4rem; }
.sign p { flex: 1; border-top: 1px solid #1c2430; padding-top: .3rem; }
"""


def as_text(report: Report, words: Words) -> str:
    """The report as lines for a terminal."""
    return "\n".join(_lines(report, words))


def _lines(report: Report, words: Words) -> Iterator[str]:
    yield words.say(report.title)
    for fact in report.facts:
        yield from textwrap.wrap(words.say(fact), _WIDTH, break_on_hyphens=False)
    for section in report.sections:
        yield ""
        yield words.say(section.title)
        rows = said(section, words)
        wide = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
        for row in rows:
            cells = (f"{cell:<{width}}" for cell, width in zip(row, wide, strict=True))
            yield f"  {'  '.join(cells)}".rstrip()


def as_html(report: Report, words: Words) -> bytes:
    """The report as one web page that needs no other file."""
    parts = [
        f'<!DOCTYPE html>\n<html lang="{words.language}"><head><meta charset="utf-8">',
        f"<title>{escape(words.say(report.title))}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(words.say(report.title))}</h1>",
        *(f"<p>{escape(words.say(fact))}</p>" for fact in report.facts),
    ]
    for section in report.sections:
        heading, *rows = said(section, words)
        parts.append(f"<h2>{escape(words.say(section.title))}</h2><table><thead><tr>")
        parts += (f'<th scope="col">{escape(cell)}</th>' for cell in heading)
        parts.append("</tr></thead><tbody>")
        for row in rows:
            parts.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>")
        parts.append("</tbody></table>")
    parts.append('<div class="sign">')
    parts += (f"<p>{escape(words.say(line))}</p>" for line in report.sign)
    parts.append("</div></body></html>\n")
    return "\n".join(parts).encode()


def said(section: Section, words: Words) -> list[tuple[str, ...]]:
    """The headings and rows of a section in a language."""
    rows = [tuple(words.say(column) for column in section.columns)]
    rows += [tuple(_cell(cell, words) for cell in row) for row in section.rows]
    return rows


def _cell(cell: Cell, words: Words) -> str:
    return cell if isinstance(cell, str) else words.say(cell)
