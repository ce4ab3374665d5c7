"""The handout beside the same pages set by typst and by fpdf2, in one run of one process.

    pip install --target PEERS typst fpdf2
    PYTHONPATH=PEERS .venv/bin/python -m tests.bench.handout_peers [-n TIMES]

Both are for this measurement alone and in no lock.  They get the text of our pages, block by
block, and set it in the same typeface and sizes: headings, lists, tables, the panel of the
figure, the bars of the months.  They draw no square code, set each page once and need not make
it fit, and only typst writes tags.  Each round has other amounts, as each person's pages do.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import itertools
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from core.binding import read
from core.case import Case, Therapy
from core.estimate import estimate
from core.handout import render_summary
from core.reference.store import open_reference
from core.resources import FONTS
from core.summary import summarise
from core.words import words
from tests.bench.timing import timed
from tests.handout.reading import Node, Sheet
from tests.support.cases import MILRINONE

_BARS = ((283, 672), (0, 194))
"""The deductible and the share of each month's bar."""
_DOLLARS = re.compile(r"\$\d{0,3}(\D)")
_TYPST = """
#set page(paper: "us-letter", margin: 45pt, footer: context [Estimate only. Not a bill. #h(1fr)
  Page #counter(page).display() of #counter(page).final().first()])
#set text(font: "Homeward Sans", size: 12pt, lang: "en")
#set document(title: "Your cost for home infusion")
#set par(leading: 4pt, spacing: 6pt)
#let ink = rgb("#17365d")
#show heading: set text(fill: ink)
#let bars(rows) = stack(spacing: 4pt, ..rows.map(row => stack(dir: ltr,
  rect(width: row.at(0) * 0.35pt, height: 16pt, fill: ink),
  rect(width: row.at(1) * 0.35pt, height: 16pt, fill: rgb("#7ba3d0"), stroke: ink))))
#for block in json(bytes(sys.inputs.pages)) {
  let kind = block.at(0)
  let said = block.at(1)
  if kind == "H1" { heading(level: 1, said) }
  else if kind == "H2" { heading(level: 2, said) }
  else if kind == "P" { par(said) }
  else if kind == "panel" {
    rect(width: 100%, fill: rgb("#eaf1fa"), radius: 8pt, inset: 12pt, text(size: 40pt, said))
  } else if kind == "L" { list(..said) }
  else if kind == "Table" {
    table(columns: said.first().len(), stroke: none, inset: 3pt, table.header(..said.first()),
      ..said.slice(1).flatten())
  } else if kind == "Figure" { figure(bars(block.at(2)), alt: said) }
}
"""
Blocks = list[list[Any]]


def main() -> int:
    """Print the milliseconds of each, or what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=30, help="how often each is repeated (30)")
    times = parser.parse_args().n
    missing = [name for name in ("typst", "fpdf") if importlib.util.find_spec(name) is None]
    if missing:
        print(f"Not measured: {' and '.join(missing)} not installed.\n{__doc__}")
        return 1
    reference = open_reference()
    case, problems = read(Case, MILRINONE)
    assert case is not None, problems
    said = words("en")
    doses = [replace(case, therapy=_with_dose(case, 30 + number)) for number in range(times + 3)]
    summaries = itertools.cycle([summarise(estimate(each, reference), reference) for each in doses])

    def ours() -> bytes:
        return render_summary(next(summaries), said)

    blocks = list(_blocks(Sheet(ours()).root))
    made: dict[str, Callable[[], bytes]] = {
        "Homeward, tagged, with its square code": ours,
        "typst, tagged, the fonts kept": _by_typst(blocks),
        "fpdf2, no tags": _by_fpdf(blocks),
    }
    for what, make in made.items():
        pages = len(Sheet(make()).pages)
        took = timed(make, times)
        print(
            f"| {what}, {pages} pages | {took.median:.1f}"
            f" | {took.fastest:.1f}-{took.slowest:.1f} | {len(make()) / 1000:.0f} kB |"
        )
    return 0


def _with_dose(case: Case, amount: int) -> Therapy:
    dose = case.therapy.dose
    assert dose is not None
    return replace(case.therapy, dose=replace(dose, amount=Decimal(amount)))


def _blocks(root: Node) -> Iterator[list[Any]]:
    """The text of the pages in reading order: kind, what is said, and what is drawn."""
    for node in root.kids:
        if node.tag == "L":
            yield ["L", [item.kids[1].text for item in node.kids]]
        elif node.tag == "Table":
            yield ["Table", [[cell.text for cell in row.kids] for row in node.kids]]
        elif node.tag == "Figure":
            yield ["Figure", node.alt, _BARS]
        elif node.text.startswith("$") and len(node.text) < 20:
            yield ["panel", node.text]
        else:
            yield [node.tag if node.tag in ("H1", "H2") else "P", node.text]


def _anew(blocks: Blocks) -> Callable[[], Blocks]:
    """The same blocks with another figure each time."""
    rounds = itertools.count(1000)
    first, *rest = ([kind, *more] for kind, *more in blocks)

    def make() -> Blocks:
        number = next(rounds)
        changed = json.loads(_DOLLARS.sub(lambda found: f"${number}{found[1]}", json.dumps(rest)))
        return [[first[0], f"{first[1]} {number}"], *changed]

    return make


def _by_typst(blocks: Blocks) -> Callable[[], bytes]:
    typst = importlib.import_module("typst")
    compiler = typst.Compiler(font_paths=[str(FONTS)], ignore_system_fonts=True)
    anew = _anew(blocks)

    def make() -> bytes:
        pages = {"pages": json.dumps(anew())}
        made: bytes = compiler.compile(_TYPST.encode(), sys_inputs=pages, pdf_standards=["ua-1"])
        return made

    return make


def _by_fpdf(blocks: Blocks) -> Callable[[], bytes]:
    fpdf = importlib.import_module("fpdf")
    anew = _anew(blocks)

    def make() -> bytes:
        pdf = fpdf.FPDF(unit="pt", format="letter")
        pdf.set_margin(45)
        pdf.set_auto_page_break(True, 45)
        for style, face in (("", "Regular"), ("b", "Bold")):
            pdf.add_font("Homeward", style, FONTS / f"HomewardSans-{face}.ttf")
        pdf.add_page()
        for kind, said, *drawn in anew():
            size = {"H1": 24, "H2": 15.5, "panel": 40}.get(kind, 12)
            pdf.set_font("Homeward", "b" if size > 12 else "", size)
            if kind == "L":
                for item in said:
                    pdf.multi_cell(0, 15, f"\u2022 {item}", new_x="LMARGIN", new_y="NEXT")
            elif kind == "Table":
                _table(pdf, said)
            elif kind == "Figure":
                _bars(pdf, *drawn)
            else:
                pdf.multi_cell(0, size + 3, said, new_x="LMARGIN", new_y="NEXT")
        file = io.BytesIO()
        pdf.output(file)
        return file.getvalue()

    return make


def _table(pdf: Any, rows: list[list[str]]) -> None:
    with pdf.table(borders_layout="HORIZONTAL_LINES", line_height=15) as table:
        for row in rows:
            line = table.row()
            for cell in row:
                line.cell(cell)


def _bars(pdf: Any, rows: list[list[int]]) -> None:
    for deductible, share in rows:
        pdf.set_fill_color(23, 54, 93)
        pdf.rect(45, pdf.get_y(), deductible * 0.35, 16, style="F")
        pdf.set_fill_color(123, 163, 208)
        pdf.rect(45 + deductible * 0.35, pdf.get_y(), share * 0.35, 16, style="DF")
        pdf.ln(20)


if __name__ == "__main__":
    sys.exit(main())
