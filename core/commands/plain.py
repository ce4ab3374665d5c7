"""The summary as plain text for a terminal: the same sentences as on screen and paper."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from core.summary.model import ItemRow, Mark, Summary
from core.trace import Text
from core.words import Words

_WIDTH = 80
_MARKS = {Mark.MET: "+", Mark.UNMET: "-", Mark.CHECK: "?"}


def plain(summary: Summary, words: Words) -> str:
    """Everything that a person is told about an estimate, as lines of text."""
    return "\n".join(_lines(summary, words))


def _lines(summary: Summary, words: Words) -> Iterator[str]:
    yield words.say(summary.title)
    yield from _paragraphs(words, (summary.treatment, summary.dates, summary.told, summary.made))
    yield ""
    yield from _paragraphs(words, (summary.answer, summary.falls))
    yield ""
    yield from _figure(summary, words)
    yield from _paragraphs(words, summary.facts)
    yield from _paragraphs(words, (summary.callout, summary.projected_note, summary.new_year_note))
    yield from _part(words, "plain.reasons", _reasons(summary, words))
    yield from _part(words, "plain.months", _months(summary, words))
    yield from _part(words, "plain.items", _items(summary, words))
    left_out = (
        ". ".join(filter(None, (words.say(row.what), _joined(words, row.why, row.ask))))
        for row in summary.left_out
    )
    yield from _part(words, "plain.left_out", _points(left_out))
    unsure = (
        words("plain.unsure_line", low=row.low, high=row.high, ask=row.ask)
        for row in summary.unsure
    )
    yield from _part(words, "plain.unsure", _points(unsure))
    others = ((words.say(row.name), words.say(row.amount_text)) for row in summary.payers)
    yield from _part(words, "plain.payers", _columns(others))
    places = ((words.say(row.name), words.say(row.amount_text)) for row in summary.places)
    yield from _part(words, "plain.places", _columns(places))
    yield from _part(words, "plain.notes", _paragraphs(words, summary.notes))
    yield ""
    yield words.say(summary.code)
    yield from _columns((words.say(name), words.date(day)) for name, day in summary.prices_through)


def _figure(summary: Summary, words: Words) -> Iterator[str]:
    """The figure inside its sentence; what stands in its place has a line to itself."""
    headline = summary.headline
    lead, tail = words.say(headline.lead), words.say(headline.tail)
    if headline.exact is not None:
        yield from wrapped(f"{lead} {words.range(headline.exact)} {tail}")
    else:
        yield from _paragraphs(words, (headline.lead, headline.instead, headline.tail))


def _reasons(summary: Summary, words: Words) -> Iterator[str]:
    for reason in summary.all_reasons:
        said = _joined(words, reason.text, reason.ask)
        yield from wrapped(said, first=f"{_MARKS[reason.mark]} ", rest="  ")


def _months(summary: Summary, words: Words) -> Iterator[str]:
    yield from _columns((words.month(row.month), words.range(row.total)) for row in summary.months)


def _items(summary: Summary, words: Words) -> Iterator[str]:
    rows = list(summary.items) + ([summary.items_total] if summary.items_total else [])
    yield from _columns((_name(row, words), words.range(row.you)) for row in rows)
    if summary.items_note:
        yield from wrapped(words.say(summary.items_note))


def _name(row: ItemRow, words: Words) -> str:
    return _joined(words, row.name, row.many, glue=", ")


def _part(words: Words, heading: str, lines: Iterable[str]) -> Iterator[str]:
    """A heading and its lines; nothing at all when there are no lines."""
    body = list(lines)
    if body:
        yield ""
        yield words(heading)
        yield from body


def _paragraphs(words: Words, texts: Iterable[Text | None]) -> Iterator[str]:
    for text in texts:
        if text is not None:
            yield from wrapped(words.say(text))


def _points(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from wrapped(line, first="* ", rest="  ")


def _joined(words: Words, *texts: Text | None, glue: str = " ") -> str:
    return glue.join(said for text in texts if text is not None and (said := words.say(text)))


def _columns(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Names on the left, amounts on the right, as wide as they need."""
    pairs = list(rows)
    wide = max((len(name) for name, _ in pairs), default=0)
    right = max((len(amount) for _, amount in pairs), default=0)
    for name, amount in pairs:
        yield f"  {name:<{wide}}  {amount:>{right}}".rstrip()


def wrapped(line: str, first: str = "", rest: str = "") -> list[str]:
    """A line broken to the width of a terminal, with its beginnings."""
    return textwrap.wrap(
        line, _WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )
