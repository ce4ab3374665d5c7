"""The second page: where the figure comes from, who else may pay, other places, whom to call."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.case import MedigapPlan, SupplementKind
from core.handout.blocks import Block, Columns, Panel, Prose, Stack
from core.handout.calls import calls, has_square, square_of
from core.handout.charts import ScaleBar
from core.handout.front import ask, callout_of, months, rest
from core.handout.icons import Icon
from core.handout.items import items
from core.handout.pages import Section
from core.handout.parts import Sheet, balanced
from core.handout.table import DataTable
from core.handout.text import bold, lower_first, plain
from core.style import PAPER
from core.summary import Left, PayerRow, PlaceRow

_THREE = (146.0, 112.0, 264.0)
"""The columns that the three lower tables share."""
_ABOUT_SIDE, _GUTTER = 12.0, 18.0
"""The white at the left of the last box, and between its columns."""
_TWO = (170.0, 298.0)
"""The columns of large print, where the last two stand one below the other."""
_PAYER_ORDER = (
    SupplementKind.MEDIGAP,
    SupplementKind.QMB,
    SupplementKind.MEDICAID,
    SupplementKind.TRICARE_FOR_LIFE,
    SupplementKind.RETIREE,
)
"""The other coverage that a page shows first when it has no room for all."""


def back(
    sheet: Sheet,
    *,
    with_questions: bool = False,
    with_months: bool = False,
    with_rest: bool = False,
    with_calls: bool = True,
) -> list[Section]:
    """The sections of the second page, in order, after those that the first has no room for."""
    sections = months(sheet) if with_months else []
    if with_rest:
        sections += rest(sheet)
    if sheet.summary.items:
        sections.append(items(sheet))
    if _left_out(sheet):
        sections.append(not_in_figure(sheet))
    if with_questions:
        sections.append(Section(tuple(ask(sheet)), before=sheet.look.space(13)))
    if _payers_shown(sheet):
        sections.append(payers(sheet))
    if sheet.summary.places:
        sections.append(places(sheet))
    if with_calls:
        sections.append(calls(sheet))
    square = square_of(sheet) if sheet.look.large else None
    if square is not None:
        sections.append(Section((square,), before=square.before))
    sections.append(about(sheet))
    return sections


def _left_out(sheet: Sheet) -> list[Left]:
    """What has no known price; nothing when the first page has said its only one."""
    missing = [part for part in sheet.summary.left_out if part.ask is not None]
    callout = callout_of(sheet)
    if callout is not None and len(missing) == 1:
        said = dict(callout.values).get("what")
        return [] if said == missing[0].what else missing
    return missing


def not_in_figure(sheet: Sheet) -> Section:
    """What has no known price, with the question to ask for it."""
    entries = []
    for part in _left_out(sheet):
        rest = [plain(sheet.say(said)) for said in (part.why, part.ask) if said is not None]
        entries.append((Icon.CHECK, " ".join((bold(f"{sheet.say(part.what)}."), *rest))))
    heading = "left_out" if sheet.summary.headline.amount is not None else "left_out_all"
    return sheet.section(sheet.word(heading), [sheet.listed(entries)])


def _payers_shown(sheet: Sheet) -> list[PayerRow]:
    """The rows that the page has room for: what the person has, then what is most common.
    None when nothing is left to pay."""
    if sheet.summary.headline.is_zero:
        return []
    has_medigap = any(row.current and row.plans for row in sheet.summary.payers)
    others = [
        row
        for row in sheet.summary.payers
        if row.kind is not SupplementKind.NONE and (row.current or not row.plans or not has_medigap)
    ]

    def weight(row: PayerRow) -> tuple[bool, bool, int]:
        known = row.kind in _PAYER_ORDER
        place = _PAYER_ORDER.index(row.kind) if known else len(_PAYER_ORDER)
        rare = bool(row.plans) and MedigapPlan.G not in row.plans
        return not row.current, rare, place

    kept = sorted(others, key=weight)[: sheet.look.payers]
    return [row for row in others if row in kept]


def payers(sheet: Sheet) -> Section:
    """Other coverage and what the person would pay with it."""
    rows = []
    for row in _payers_shown(sheet):
        name = sheet.say(row.name)
        if row.current:
            name = sheet.word("yours", name=name)
        amount = sheet.cell(sheet.say(row.amount_text), strong=True)
        rows.append([sheet.cell(name, strong=row.current), amount, sheet.cell(sheet.say(row.note))])
    return sheet.section(sheet.word("payers"), [_three(sheet, "payers", rows)])


def places(sheet: Sheet) -> Section:
    """The same treatment in other places; one that cannot work says why."""
    rows = [
        [
            sheet.cell(name, strong=row.here),
            _place_amount(sheet, row),
            sheet.cell(_place_note(sheet, row)),
        ]
        for name, row in _places_shown(sheet)
    ]
    return sheet.section(sheet.word("places"), [_three(sheet, "places", rows)])


def _places_shown(sheet: Sheet) -> list[tuple[str, PlaceRow]]:
    """The places with their names; two that cannot be priced for the same reason share a row."""
    shown: list[tuple[str, PlaceRow]] = []
    for row in sheet.summary.places:
        name = sheet.say(row.name)
        if shown:
            before, last = shown[-1]
            if row.amount is None and (last.amount_text, last.note) == (row.amount_text, row.note):
                shown[-1] = (sheet.word("either", one=before, other=lower_first(name)), last)
                continue
        shown.append((name, row))
    return shown


def _place_amount(sheet: Sheet, row: PlaceRow) -> Block:
    amount = sheet.cell(sheet.say(row.amount_text), strong=row.amount is not None)
    if row.amount is None or row.amount.high == 0 or sheet.look.close:
        return amount
    fill = PAPER.bar_deductible if row.here else PAPER.bar_share
    return Stack([amount, ScaleBar(row.bar, fill)])


def _place_note(sheet: Sheet, row: PlaceRow) -> str:
    note = sheet.say(row.note)
    return f"{sheet.word('cheapest')} {note}" if row.cheapest else note


def _three(sheet: Sheet, name: str, rows: Sequence[Sequence[Block]]) -> DataTable:
    columns = ("what", "amount", "note")
    header = [sheet.head(sheet.word(f"{name}.{column}")) for column in columns]
    if sheet.look.large:
        header = header[:2]
        rows = [[what, Stack([amount, note])] for what, amount, note in rows]
    return DataTable(
        header=header,
        rows=rows,
        widths=sheet.look.grid.columns(_TWO if sheet.look.large else _THREE),
        padding=sheet.row_padding,
        before=sheet.look.space(2),
    )


def _about_columns(sheet: Sheet, heading: Prose, sentences: Sequence[str]) -> Block:
    """The sentences in two columns of about one height, so that no line is long; in large print
    in one."""
    style = sheet.look.style("note")
    if sheet.look.large:
        return Stack([heading, Prose(" ".join(sentences), style, before=2)])
    wide = (sheet.look.grid.content - 2 * _ABOUT_SIDE - _GUTTER) / 2

    def cut(at: int) -> tuple[Block, Block]:
        first = Prose(" ".join(sentences[:at]), style, before=2)
        return Stack([heading, first]), Prose(" ".join(sentences[at:]), style)

    left, right = balanced(cut, len(sentences), wide)
    return Columns(left, right, left_width=wide, gutter=_GUTTER)


def about(sheet: Sheet) -> Section:
    """What this is not, what may change it, what it leaves out, where its prices come from."""
    summary, look = sheet.summary, sheet.look
    left = [part for part in summary.left_out if part.ask is None]
    sentences = [bold(sheet.word("not_a_bill")), plain(sheet.word("may_change"))]
    if left:
        listed = sheet.words.list(sheet.say(part.what) for part in left)
        sentences.append(f"{bold(sheet.word('not_counted'))} {plain(f'{listed}.')}")
    for note in summary.notes:
        sentences += [plain(each) for each in re.split(r"(?<=[.?!])\s+", sheet.say(note))]
    if summary.prices_through:
        day = min(day for _, day in summary.prices_through)
        sentences.append(plain(sheet.word("prices_through", day=day)))
    sentences += [plain(f"{sheet.say(summary.code)}."), plain(sheet.word("rights"))]
    if has_square(sheet):
        sentences.append(plain(sheet.word("square")))
    heading = sheet.word("about")
    title = Prose(plain(heading), look.style("lead", color=PAPER.brand), tag="H2", bookmark=heading)
    inner = _about_columns(sheet, title, sentences)
    return Section(
        (Panel(inner, ground=PAPER.note, left=_ABOUT_SIDE, padding=max(6.0, 9 * look.gap)),),
        before=look.space(10),
    )
