"""`--explain`: each line's steps, each rule and each assumption, in words, with its source."""

from __future__ import annotations

from collections.abc import Iterator

from core.commands.plain import wrapped
from core.result import Determination, Estimate, Line
from core.trace import Citation, Finding
from core.words import Words

_MARKS = {True: "+", False: "-", None: "?"}


class _Sources:
    """The sources in the order in which they are first cited, each place with a number."""

    def __init__(self) -> None:
        self._numbers: dict[Citation, int] = {}

    def cite(self, citation: Citation | None) -> str:
        """The number of a place in a source, in brackets; nothing where there is none."""
        if citation is None or not citation.source:
            return ""
        return f" [{self._numbers.setdefault(citation, len(self._numbers) + 1)}]"

    def lines(self, words: Words) -> Iterator[str]:
        """Each source with its place, its dates and its address."""
        for citation, number in self._numbers.items():
            parts = [", ".join(part for part in (citation.title, citation.locator) if part)]
            for key in ("published", "retrieved"):
                if day := getattr(citation, key):
                    parts.append(words(f"plain.source.{key}", day=day))
            parts.append(citation.url)
            said = ". ".join(part for part in parts if part)
            yield from wrapped(said, first=f"[{number}] ", rest="    ")


def explained(made: Estimate, words: Words) -> str:
    """Why every figure of an estimate is what it is, as lines of text."""
    sources = _Sources()
    found: list[str] = []
    found += _part(words("plain.lines"), _lines(made, sources, words))
    found += _part(words("plain.rules"), _rules(made, sources, words))
    found += _part(words("plain.taken"), _taken(made, words))
    found += _part(words("plain.changes"), _changes(made, words))
    found += _part(words("plain.sources"), sources.lines(words))
    return "\n".join(found)


def _part(heading: str, lines: Iterator[str]) -> list[str]:
    body = list(lines)
    return ["", heading, *body] if body else []


def _lines(made: Estimate, sources: _Sources, words: Words) -> Iterator[str]:
    for line in made.lines:
        yield from wrapped(_head(line, words))
        for step in line.steps:
            said = words.say(step.text) + sources.cite(step.citation)
            yield from wrapped(said, first="  - ", rest="    ")


def _head(line: Line, words: Words) -> str:
    code = " ".join((line.hcpcs, *line.modifiers)).strip()
    standing = words(f"annex.standing.{line.standing.value}")
    what = words.say(line.what)
    parts = (words.date(line.date), code, what, f"{words.range(line.patient)} ({standing})")
    return ", ".join(part for part in parts if part)


def _rules(made: Estimate, sources: _Sources, words: Words) -> Iterator[str]:
    for determination in made.determinations:
        yield words(
            "plain.rules.benefit",
            benefit=words(f"annex.benefit.{determination.benefit.value}"),
            answer=words(f"plain.rules.{determination.covered.value}"),
        )
        yield from _findings(determination, sources, words)


def _findings(each: Determination, sources: _Sources, words: Words) -> Iterator[str]:
    for finding in each.findings:
        said = f"{finding.rule}: {words.say(finding.text)}{_ask(finding, words)}"
        mark = _MARKS[finding.met]
        yield from wrapped(said + sources.cite(finding.citation), first=f"  {mark} ", rest="    ")


def _ask(finding: Finding, words: Words) -> str:
    return "" if finding.ask is None else f" {words.say(finding.ask)}"


def _taken(made: Estimate, words: Words) -> Iterator[str]:
    for each in made.assumptions:
        ends = dict.fromkeys((words.say(each.low), words.say(each.high)))
        said = " / ".join(ends)
        if each.patient_effect:
            said += f" ({words('why.effect', amount=each.patient_effect)})"
        yield from wrapped(said, first="  * ", rest="    ")


def _changes(made: Estimate, words: Words) -> Iterator[str]:
    for each in made.changes:
        said = words(
            "plain.changes.line",
            what=each.what,
            ask=each.ask,
            amount=each.patient,
        )
        yield from wrapped(said, first="  * ", rest="    ")
