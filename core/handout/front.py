"""The first page: how much, is it covered, when, and what to do."""

from __future__ import annotations

from core.handout.blocks import Block, Columns, Panel, Prose, Stack
from core.handout.calls import calls
from core.handout.charts import Bar, Key, MonthChart, Part
from core.handout.icons import Icon
from core.handout.pages import Section
from core.handout.parts import Sheet
from core.handout.setting import LONGEST_LINE
from core.handout.style import BOLD, TextStyle
from core.handout.text import amounts_bold, bold, colored, plain, sentence_case, width
from core.style import PAPER
from core.summary import Mark, MonthRow, Outcome
from core.trace import Text

_FIGURE_ROOM = 258.0
"""The widest figure that stands beside the facts; a wider one stands above them."""
_SMALLEST_FIGURE = 40.0
_WIDE_FIGURE = 46.0
_ICONS = {Mark.MET: Icon.MET, Mark.UNMET: Icon.UNMET, Mark.CHECK: Icon.CHECK}
_ANSWER_COLOR = {
    Outcome.COVERED: PAPER.good,
    Outcome.NOT_COVERED: PAPER.bad,
    Outcome.UNKNOWN: PAPER.warn,
    Outcome.PLAN: PAPER.warn,
}


def front(
    sheet: Sheet,
    *,
    with_questions: bool = True,
    with_months: bool = True,
    with_calls: bool = False,
) -> list[Section]:
    """The sections of the first page, in order; the questions to ask beside what to do."""
    sections = [title(sheet), figure(sheet), covered(sheet)]
    if with_months:
        sections += months(sheet)
    sections.append(actions(sheet, with_questions))
    if with_calls:
        sections.append(calls(sheet))
    sections.append(other_language(sheet))
    return sections


def title(sheet: Sheet) -> Section:
    """What this is, for which treatment, made when, under which coverage."""
    summary, look = sheet.summary, sheet.look
    name = sheet.say(summary.title)
    subtitle = look.style("subtitle")
    made = [sheet.say(summary.made), sheet.say(summary.told)]
    return Section(
        (
            Prose(plain(name), look.style("h1", color=PAPER.brand), tag="H1", bookmark=name),
            *(
                Prose(line, subtitle, before=look.space(0 if index else 2))
                for index, line in enumerate(_treatment(sheet, subtitle))
            ),
            *(
                Prose(plain(line), sheet.note, before=look.space(0 if index else 4))
                for index, line in enumerate([" ".join(made)] if look.large else made)
            ),
        ),
        before=0.0,
    )


def _treatment(sheet: Sheet, style: TextStyle) -> list[str]:
    """What is given and when, marked up; the dates below where a line does not hold both."""
    treatment = sheet.say(sheet.summary.treatment)
    if sheet.summary.dates is None:
        return [plain(treatment)]
    treatment, dates = f"{treatment}:", sheet.say(sheet.summary.dates)
    lines = [plain(treatment), bold(dates)]
    room, first = sheet.look.grid.content, width(treatment, style.font, style.size)
    whole = first + width(f" {dates}", BOLD, style.size)
    if first <= room and (whole > room or len(f"{treatment} {dates}") > LONGEST_LINE):
        return lines
    return [" ".join(lines)]


def figure(sheet: Sheet) -> Section:
    """The one big figure and the sentences beside it; under it the unknown that matters most."""
    summary, look = sheet.summary, sheet.look
    lead = look.style("lead", color=PAPER.brand)
    above = Prose(plain(sheet.say(summary.headline.lead)), lead)
    below = Prose(
        plain(sheet.say(summary.headline.tail)), lead, before=look.type("lead").size * 0.6
    )
    facts = sheet.items(
        [(Icon.BULLET, amounts_bold(sheet.say(fact))) for fact in summary.facts], gap=4
    )
    inner: Block
    if _is_wide(sheet):
        facts.before = look.space(10)
        inner = Stack([above, _big(sheet), below, facts])
    else:
        room = max(
            _big_width(sheet),
            *(
                min(width(sheet.say(text), BOLD, lead.size), _FIGURE_ROOM)
                for text in (summary.headline.lead, summary.headline.tail)
            ),
        )
        inner = Columns(
            Stack([above, _big(sheet), below]),
            facts,
            left_width=max(room + 2, 150),
            gutter=22,
            centered=True,
        )
    padding = 8 if look.large else 12
    blocks: list[Block] = [
        Panel(inner, ground=PAPER.tint, bar=PAPER.brand, left=24, padding=padding)
    ]
    callout = callout_of(sheet)
    if callout is not None:
        blocks.append(sheet.items([(Icon.CHECK, amounts_bold(sheet.say(callout)))], before=7))
    return Section(tuple(blocks), before=look.space(6 if look.large else 10))


def callout_of(sheet: Sheet) -> Text | None:
    """The unknown that matters most and that the reasons do not ask about anyway."""
    asked = [reason.ask for reason in sheet.summary.reasons if reason.ask is not None]
    return next(
        (each for each in sheet.summary.callouts if dict(each.values).get("ask") not in asked), None
    )


def _big_text(sheet: Sheet) -> str:
    headline = sheet.summary.headline
    if headline.amount is None:
        return sheet.say(headline.instead) if headline.instead is not None else ""
    return sheet.words.range(headline.amount, about=True)


def _is_wide(sheet: Sheet) -> bool:
    """Whether the figure stands above the facts: in large print, and where it is too wide."""
    if sheet.look.large:
        return True
    if sheet.summary.headline.amount is None:
        return False
    return width(_big_text(sheet), BOLD, _SMALLEST_FIGURE) > _FIGURE_ROOM


def _big_size(sheet: Sheet) -> float:
    """The figure's size: as large as its place in the panel allows; words are smaller."""
    if sheet.summary.headline.amount is None:
        return sheet.look.type("h1").size
    widest = width(_big_text(sheet), BOLD, 1.0)
    if not _is_wide(sheet):
        return min(sheet.look.type("figure").size, _FIGURE_ROOM / widest)
    largest = sheet.look.type("figure").size if sheet.look.large else _WIDE_FIGURE
    return min(largest, (sheet.look.grid.content - 44) / widest)


def _big_width(sheet: Sheet) -> float:
    needed = width(_big_text(sheet), BOLD, _big_size(sheet))
    if sheet.summary.headline.amount is None:
        return min(needed, _FIGURE_ROOM - 40)
    return needed


def _big(sheet: Sheet) -> Prose:
    style = sheet.look.style("figure", color=PAPER.brand, size=_big_size(sheet))
    return Prose(plain(_big_text(sheet)), style, before=2)


def covered(sheet: Sheet) -> Section:
    """Is it covered?  The answer in the heading, then the reasons."""
    summary = sheet.summary
    question, answer = sheet.word("covered"), sheet.say(summary.answer)
    markup = f"{plain(question)} {colored(answer, _ANSWER_COLOR[summary.outcome])}"
    items = [
        (_ICONS[reason.mark], _reason(sheet, reason.mark, reason.text, reason.ask))
        for reason in summary.reasons[: sheet.reasons]
    ]
    if sheet.rest:
        where = "more_on_page_2" if sheet.rest_follows else "more_to_check"
        items.append((Icon.CHECK, plain(sheet.word(where, n=len(sheet.rest)))))
    blocks: list[Block] = []
    if items:
        blocks.append(sheet.listed(items))
    if summary.falls is not None:
        blocks.append(sheet.prose(sheet.say(summary.falls), before=4))
    return sheet.section(f"{question} {answer}", blocks, markup=markup)


def _reason(sheet: Sheet, mark: Mark, sentence: Text, ask: Text | None) -> str:
    if mark is not Mark.CHECK:
        return plain(sheet.say(sentence))
    question = sentence if ask is None else ask
    return f"{bold(sheet.word('still_to_check'))} {plain(sheet.say(question))}"


def rest(sheet: Sheet) -> list[Section]:
    """The points that the first page had no room for."""
    if not sheet.rest:
        return []
    items = [
        (_ICONS[reason.mark], plain(sheet.say(reason.ask or reason.text))) for reason in sheet.rest
    ]
    return [sheet.section(sheet.word("rest"), [sheet.listed(items)])]


def months(sheet: Sheet) -> list[Section]:
    """Bars month by month, and why the months differ; nothing where there is nothing to pay."""
    summary = sheet.summary
    if not summary.months or summary.headline.is_zero:
        return []
    heading = sheet.word("months")
    blocks: list[Block] = [_chart(sheet)]
    said = [sheet.say(sentence) for sentence in summary.months_note]
    said += [
        sheet.word(key)
        for key, holds in (
            ("months_range", any(not row.total.is_exact for row in summary.months)),
            ("months_incomplete", not summary.complete),
        )
        if holds
    ]
    notes = []
    if said:
        notes.append(" ".join(bold(s) if s.endswith("?") else plain(s) for s in said))
    if summary.projected_note is not None:
        notes.append(plain(f"* {sheet.say(summary.projected_note)}"))
    blocks += sheet.notes(notes)
    return [sheet.section(heading, blocks)]


def _chart(sheet: Sheet) -> MonthChart:
    rows = sheet.summary.months
    names = {
        "deductible": (
            sheet.word("your_deductible"),
            PAPER.bar_deductible,
            PAPER.on_bar_deductible,
        ),
        "share": (sheet.word("your_share"), PAPER.bar_share, PAPER.on_bar_share),
        "extra": (sheet.word("not_covered_part"), PAPER.surface, PAPER.ink),
    }
    used = [name for name in names if any(getattr(row, f"shown_{name}") > 0 for row in rows)]
    bars = [
        Bar(
            name=sentence_case(sheet.say(row.label)) + ("*" if row.projected else ""),
            parts=tuple(
                Part(
                    getattr(row, f"shown_{name}"),
                    sheet.words.about(getattr(row, f"shown_{name}")) if row.total.is_exact else "",
                    names[name][1],
                    names[name][2],
                )
                for name in used
            ),
            total=sheet.words.range(row.shown_total, about=True),
            break_above=_new_year(sheet, row),
        )
        for row in rows
    ]
    alt = " ".join(_alt(sheet, row, used) for row in rows)
    return MonthChart(
        bars=bars,
        legend=[Key(names[name][0], names[name][1]) for name in used],
        alt=f"{sheet.word('chart')} {alt}",
        size=sheet.look.type("cell").size,
        before=sheet.look.space(5),
        scale=sheet.look.gap,
        two_columns=not sheet.look.large,
    )


def _new_year(sheet: Sheet, row: MonthRow) -> str:
    note = sheet.summary.new_year_note
    return sheet.say(note) if row.new_year and note is not None else ""


def _alt(sheet: Sheet, row: MonthRow, used: list[str]) -> str:
    parts = [
        sheet.word(f"alt.{name}", amount=getattr(row, f"shown_{name}"))
        for name in used
        if getattr(row, f"shown_{name}") > 0
    ]
    month = sentence_case(sheet.say(row.label))
    if not row.total.is_exact or not parts:
        return sheet.word("alt.month", month=month, total=row.shown_total)
    return sheet.word("alt.month_parts", month=month, total=row.shown_total, parts=tuple(parts))


def actions(sheet: Sheet, with_questions: bool) -> Section:
    """What to do now, and beside it what to ask."""
    look = sheet.look
    todo = _todo(sheet)
    if look.large or not with_questions:
        return Section(tuple(todo), before=look.space(13))
    columns = Columns(
        Stack(todo),
        Stack(ask(sheet)),
        left_width=look.grid.content * 0.56,
        gutter=26,
    )
    return Section((columns,), before=look.space(13))


def _todo(sheet: Sheet) -> list[Block]:
    heading = sheet.heading(sheet.word("to_do"))
    items = [(Icon.BOX, plain(sheet.say(item))) for item in sheet.summary.to_do[: sheet.look.to_do]]
    return [heading, sheet.items(items)]


def ask(sheet: Sheet) -> list[Block]:
    """The questions before agreeing, under their heading."""
    heading = sheet.heading(sheet.word("to_ask"))
    items = [(Icon.BULLET, plain(sheet.say(item))) for item in sheet.summary.to_ask]
    return [heading, sheet.items(items)]


def other_language(sheet: Sheet) -> Section:
    """One line in the other language: this sheet is to be had in it, and in large print."""
    other = sheet.other_words
    phone = sheet.clinic.phone
    sentence = (
        other("handout.in_your_language_phone", phone=phone)
        if phone
        else other("handout.in_your_language")
    )
    markup = f"{bold(other('language.name') + ':')} {plain(sentence)}"
    line = Prose(markup, sheet.look.style("note"), language=other.locale.replace("_", "-"))
    return Section((line,), before=sheet.look.space(9))
