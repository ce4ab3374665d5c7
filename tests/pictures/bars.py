"""The table of speeds in docs/peers.md as bars, on scales where each line is ten times the last."""

from __future__ import annotations

import math
import re
from html import escape
from pathlib import Path

from tests.pictures.taken import FOLDER, ROOT

FILE = FOLDER / "peers.svg"
_TABLE = ROOT / "docs" / "peers.md"
_OURS, _OTHERS, _INK, _LINE = "#0B5C7A", "#9BB3BD", "#14212B", "#D5DCE0"
_NAMES, _WIDE, _GAP, _BAR, _STEP, _TOP = 150, 190, 34, 16, 30, 46


def draw(table: Path = _TABLE) -> str:
    """The picture as SVG: a column of bars for each column of figures, a row for each project."""
    text = table.read_text(encoding="utf-8").partition("## Speed")[2]
    heads, _, *rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if line.startswith("|")
    ]
    high = _TOP + _STEP * len(rows) + 10
    wide = _NAMES + (_WIDE + _GAP) * (len(heads) - 1)
    parts = [f'<rect width="{wide}" height="{high}" fill="#FFFFFF"/>']
    for at, head in enumerate(heads[1:]):
        x = _NAMES + at * (_WIDE + _GAP)
        parts += _column(x, head, [_number(row[at + 1]) for row in rows])
    for at, row in enumerate(rows):
        name = re.split(r"[ ,]", row[0])[0]
        parts.append(_text(_NAMES - 10, _TOP + at * _STEP + 13, name, "end"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}"'
        f' viewBox="0 0 {wide} {high}" font-family="sans-serif" font-size="13">\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _column(x: int, head: str, figures: list[float]) -> list[str]:
    """The bars of one column; the axis goes from the power of ten below the least figure."""
    least, most = math.floor(math.log10(min(figures))), math.ceil(math.log10(max(figures)))

    def reach(figure: float) -> float:
        return round((math.log10(figure) - least) / (most - least) * (_WIDE - 40), 1)

    bottom = _TOP + _STEP * len(figures)
    parts = [_text(x, 16, head, "start")]
    for power in range(least, most + 1):
        at = x + reach(10.0**power)
        parts.append(f'<path d="M{at} {_TOP - 8}V{bottom}" stroke="{_LINE}"/>')
        parts.append(_text(at, 33, f"{10.0**power:g}", "middle", 10))
    for at, figure in enumerate(figures):
        y, fill = _TOP + at * _STEP, _OTHERS if at else _OURS
        parts.append(
            f'<rect x="{x}" y="{y}" width="{reach(figure)}" height="{_BAR}" fill="{fill}"/>'
        )
        parts.append(_text(x + reach(figure) + 5, y + 13, f"{figure:,g}", "start"))
    return parts


def _text(x: float, y: int, words: str, anchor: str, size: int = 13) -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="{size}" fill="{_INK}">'
        f"{escape(words)}</text>"
    )


def _number(cell: str) -> float:
    found = re.match(r"[\d.,]+", cell)
    if found is None:
        raise ValueError(f"no figure in {cell!r}")
    return float(found[0].replace(",", ""))
