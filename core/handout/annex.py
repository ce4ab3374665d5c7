"""The pages for staff and family: every code, unit, price, rule and source behind the figure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from core.case import SupplementKind
from core.handout.blocks import Block, Prose, Stack
from core.handout.icons import Icon
from core.handout.pages import Section
from core.handout.parts import Sheet
from core.handout.runs import CodeGroup, Explained, Run, by_code
from core.handout.table import DataTable
from core.handout.text import bold, plain, sentence_case
from core.money import Range, cents
from core.result import Assumption, Days, Determination, Estimate, NursingStay, StayPayer
from core.style import PAPER
from core.summary.others import HIGH_DEDUCTIBLE, payer_name
from core.trace import Citation, Finding

_LINES = (160.0, 62.0, 72.0, 78.0, 76.0, 74.0)
_STAY = (262.0, 130.0, 130.0)
_RULES = (108.0, 80.0, 280.0, 54.0)
_TWO = (168.0, 300.0)
"""The columns of large print, where all but the first stand one below the other."""
_ANSWER = {True: "yes", False: "no", None: "unknown"}
_SHOWN = "patient"
"""The step that says what the last column of amounts says already."""
_CONVENTION = "convention."
"""How the name of a way to count begins, among the names of what was assumed."""
_SOURCES_LANGUAGE = "en-US"
"""Titles of sources are cited as they are published."""


class Sources:
    """The sources in the order in which they are first cited, each place with a number."""

    def __init__(self) -> None:
        self._numbers: dict[Citation, int] = {}

    def cite(self, citation: Citation | None) -> str:
        """The number of a place in a source, in brackets; nothing where there is none."""
        if citation is None:
            return ""
        return f"[{self._numbers.setdefault(citation, len(self._numbers) + 1)}]"

    @property
    def all(self) -> tuple[Citation, ...]:
        """Everything that was cited, by number."""
        return tuple(self._numbers)


def annex(sheet: Sheet, estimate: Estimate) -> list[Section]:
    """The sections, in order; they begin on a page of their own."""
    sources = Sources()
    sections = [_title(sheet, estimate)]
    sections += [_code(sheet, group, sources) for group in by_code(estimate.lines)]
    if estimate.not_estimated:
        entries = [
            f"{bold(sheet.say(gap.what))}: {plain(sheet.say(gap.why))} {plain(sheet.say(gap.ask))}"
            for gap in estimate.not_estimated
        ]
        sections.append(_list(sheet, "not_priced", entries))
    sections += [_rules(sheet, each, sources) for each in estimate.determinations]
    if estimate.nursing_stay is not None:
        sections.append(_stay(sheet, estimate.nursing_stay))
    sections += _assumed(sheet, estimate.assumptions)
    if sources.all:
        sections.append(_sources(sheet, sources))
    return sections


def title_of(sheet: Sheet) -> str:
    """What these pages are called."""
    return _word(sheet, "title")


def _word(sheet: Sheet, key: str, **values: object) -> str:
    return sheet.words(f"annex.{key}", **values)


def _title(sheet: Sheet, estimate: Estimate) -> Section:
    look, summary = sheet.look, sheet.summary
    name = title_of(sheet)
    treatment = sheet.say(summary.treatment)
    if summary.dates is not None:
        treatment = f"{treatment}: {sheet.say(summary.dates)}"
    data = f"{sheet.say(summary.code)}. {_word(sheet, 'file', sha256=estimate.edition.sha256)}"
    return Section(
        (
            Prose(plain(name), look.style("h1", color=PAPER.brand), tag="H1", bookmark=name),
            Prose(plain(treatment), look.style("subtitle"), before=look.space(2)),
            Prose(plain(_word(sheet, "about")), sheet.body, before=look.space(4)),
            Prose(plain(f"{sheet.say(summary.made)} {data}"), sheet.note, before=look.space(4)),
        ),
        before=0.0,
    )


def _code(sheet: Sheet, group: CodeGroup, sources: Sources) -> Section:
    """One code: its lines, and how each different price and share came about."""
    rows = [_run(sheet, run) for run in group.runs]
    if len(group.runs) > 1:
        every = sheet.words("annex.all", n=group.count)
        money = [sheet.words.range(amount) for amount in (group.price, group.you)]
        rows.append([every, "", "", *money, ""])
    steps = [_step(sheet, each, sources) for each in group.steps if each.rule != _SHOWN]
    columns = ("dates", "units", "unit", "price", "you", "standing")
    blocks: list[Block] = [
        _table(sheet, columns, rows, _LINES, right=(1, 2, 3, 4), total=len(group.runs) > 1)
    ]
    if steps:
        blocks.append(sheet.items([(Icon.BULLET, said) for said in steps], before=5, gap=1))
    what = sheet.say(group.what)
    heading = f"{group.code}: {what}" if group.code else sentence_case(what)
    return sheet.section(heading, blocks)


def _run(sheet: Sheet, run: Run) -> list[str]:
    return [
        _dates(sheet, run),
        _count(sheet, run.units),
        _unit_price(sheet, run.unit),
        sheet.words.range(run.price),
        sheet.words.range(run.you),
        _word(sheet, f"standing.{run.standing}"),
    ]


def _dates(sheet: Sheet, run: Run) -> str:
    first, last, count = run.dates[0], run.dates[-1], len(run.dates)
    if count == 1:
        return sheet.words.date(first)
    if run.apart == 1:
        return _word(sheet, "daily", first=first, last=last, count=count)
    return _word(sheet, "every", first=first, last=last, count=count, days=run.apart)


def _count(sheet: Sheet, units: Range) -> str:
    low, high = (sheet.words.number(end) for end in (units.low, units.high))
    return high if units.is_exact else sheet.words("common.range", low=low, high=high)


def _unit_price(sheet: Sheet, unit: Decimal | Range | None) -> str:
    """The price of one unit with all its decimals, which for a drug are more than cents."""
    if unit is None:
        return ""
    ends = (unit.low, unit.high) if isinstance(unit, Range) else (unit,)
    said = [
        sheet.words.money(end) if end == cents(end) else f"${sheet.words.number(end)}"
        for end in ends
    ]
    return (
        said[0] if len(set(said)) == 1 else sheet.words("common.range", low=said[0], high=said[1])
    )


def _step(sheet: Sheet, each: Explained, sources: Sources) -> str:
    said = f"{sheet.say(each.step.text)} {sources.cite(each.step.citation)}".rstrip()
    return f"{bold(each.rule)} ({plain(sheet.words.date(each.day))}): {plain(said)}"


def _rules(sheet: Sheet, each: Determination, sources: Sources) -> Section:
    """One benefit: its answer, and every rule that was asked with its answer."""
    heading = _word(
        sheet,
        "benefit",
        benefit=_word(sheet, f"benefit.{each.benefit}"),
        answer=_word(sheet, f"covered.{each.covered}"),
    )
    rows = [
        [
            finding.rule,
            _word(sheet, f"met.{_ANSWER[finding.met]}"),
            _finding(sheet, finding),
            sources.cite(finding.citation),
        ]
        for finding in each.findings
    ]
    if not rows:
        return sheet.section(heading, [sheet.prose(_word(sheet, "no_rule"), before=4)])
    table = _table(sheet, ("rule", "answer", "says", "source"), rows, _RULES)
    return sheet.section(heading, [table])


def _finding(sheet: Sheet, finding: Finding) -> str:
    said = sheet.say(finding.text)
    return said if finding.ask is None else f"{said} {sheet.say(finding.ask)}"


def _stay(sheet: Sheet, stay: NursingStay) -> Section:
    """A stay in a nursing facility by its parts, and who pays of the days with a price."""
    daily = _word(sheet, "stay.daily", days=_days(sheet, stay.daily), amount=stay.owed)
    parts = [
        _word(sheet, "stay.first", days=_days(sheet, stay.first)),
        daily,
        _word(sheet, "stay.beyond", days=_days(sheet, stay.beyond)),
    ]
    blocks: list[Block] = [sheet.items([(Icon.BULLET, plain(part)) for part in parts])]
    if stay.owed.high:
        alike: dict[tuple[SupplementKind, bool, Range], list[StayPayer]] = {}
        for each in stay.payers:
            key = (each.kind, each.plan in HIGH_DEDUCTIBLE, each.patient)
            alike.setdefault(key, []).append(each)
        rows = [_stay_payer(sheet, payers) for payers in alike.values()]
        columns = ("coverage", "pays", "you")
        blocks.append(_table(sheet, columns, rows, _STAY, right=(1, 2)))
    return sheet.section(_word(sheet, "stay"), blocks)


def _days(sheet: Sheet, days: Days) -> str:
    return _count(sheet, Range(Decimal(days.low), Decimal(days.high)))


def _stay_payer(sheet: Sheet, payers: Sequence[StayPayer]) -> list[str]:
    """One row for all letters that pay the same."""
    name = payer_name(payers[0].kind, [each.plan for each in payers if each.plan is not None])
    ends = (payers[0].pays.low, payers[0].pays.high)
    pays = Range(min(ends), max(ends))
    return [sheet.say(name), sheet.words.range(pays), sheet.words.range(payers[0].patient)]


def _assumed(sheet: Sheet, assumptions: Sequence[Assumption]) -> list[Section]:
    """What is not known and by how much it moves the figure; then how everything is counted."""
    unknown, counted = [], []
    for each in assumptions:
        low, high = sheet.say(each.low), sheet.say(each.high)
        said = low if low == high else _word(sheet, "ends", low=low, high=high)
        if not each.id.startswith(_CONVENTION):
            effect = _word(sheet, "effect", amount=each.patient_effect)
            said = f"{said}{'' if said.endswith('.') else '.'} {effect} {sheet.say(each.ask)}"
            unknown.append(f"{bold(each.id)}: {plain(said)}")
        elif each.patient_effect:
            effect = _word(sheet, "effect", amount=each.patient_effect)
            counted.append(plain(f"{said} {effect}"))
        else:
            counted.append(plain(said))
    return [
        _list(sheet, name, entries)
        for name, entries in (("unknown", unknown), ("counted", counted))
        if entries
    ]


def _sources(sheet: Sheet, sources: Sources) -> Section:
    blocks: list[Block] = []
    for each in sources.all:
        place = f"{each.title or each.source}: {each.locator}" if each.locator else each.title
        said = f"{sources.cite(each)} {place or each.source}. {each.url}".strip()
        blocks.append(
            Prose(
                plain(said),
                sheet.look.style("note"),
                language=_SOURCES_LANGUAGE,
                url=each.url,
                before=sheet.look.space(2),
            )
        )
    return sheet.section(_word(sheet, "sources"), blocks)


def _list(sheet: Sheet, name: str, entries: Sequence[str]) -> Section:
    items = [(Icon.BULLET, entry) for entry in entries]
    return sheet.section(_word(sheet, name), [sheet.items(items)])


def _table(
    sheet: Sheet,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    right: Sequence[int] = (),
    total: bool = False,
) -> DataTable:
    """A table; in large print all columns but the first stand in one, each with its heading."""
    headings = [_word(sheet, f"column.{column}") for column in columns]
    body: list[list[Block]] = []
    for number, row in enumerate(rows):
        strong = total and number == len(rows) - 1
        if sheet.look.large:
            pairs = [pair for pair in zip(headings, row, strict=True) if pair[1]][1:]
            lines = [sheet.cell(f"{heading}: {said}", strong=strong) for heading, said in pairs]
            body.append([sheet.cell(row[0], strong=strong), Stack(lines)])
        else:
            body.append(
                [
                    sheet.cell(said, right=place in right, strong=strong)
                    for place, said in enumerate(row)
                ]
            )
    if sheet.look.large:
        header = [sheet.head(headings[0]), sheet.head(_word(sheet, "column.more"))]
    else:
        header = [sheet.head(said, right=place in right) for place, said in enumerate(headings)]
    return DataTable(
        header=header,
        rows=body,
        widths=sheet.look.grid.columns(_TWO if sheet.look.large else widths),
        total=total,
        padding=sheet.row_padding,
        before=sheet.look.space(2),
    )
