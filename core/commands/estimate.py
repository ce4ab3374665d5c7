"""`homeward estimate`: a case file or a code in; words, JSON and the two pages out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from core.case import Case
from core.case_check import check
from core.case_code import PREFIX, decode
from core.case_file import Check, read_case
from core.commands.console import DONE, PROBLEMS, listen, say, tell
from core.commands.explained import explained
from core.commands.plain import plain
from core.editions.installed import open_best
from core.estimate import estimate
from core.machine import Machine
from core.output import write_files
from core.reference.model import NotInReference
from core.result import Estimate
from core.result_json import to_json
from core.style import PageSize
from core.summary import Clinic, Notice, Pages, Summary, summarise
from core.trace import Problem, text
from core.words import Words

STANDARD_OUTPUT = Path("-")
"""And, for a code, the standard input."""


@dataclass(frozen=True, slots=True)
class Paper:
    """Which pages are made, and whether those for staff follow them; the paper; the folder of the
    clinic's notices, which only their own edition needs."""

    pages: Pages = Pages.STANDARD
    annex: bool = False
    size: PageSize = PageSize.LETTER
    notices: Path | None = None


@dataclass(frozen=True, slots=True)
class EstimateOptions:
    """The case file, or the letters of a square code, and what to make of it; None where it
    was not given or not asked for."""

    case: Path | None
    code: str | None
    json: Path | None
    pdf: Path | None
    paper: Paper = Paper()
    explain: bool = False


def run(options: EstimateOptions, machine: Machine, words: Words) -> int:
    """Estimate a case and write what was asked for; answer the exit code.

    Nothing is written when anything is wrong.  Raises EditionDamaged and NotWritten.
    """
    reference = open_best(machine.editions).reference
    case, problems = _read(options, lambda read: check(read, reference))
    problems += (*_unusable(options), *_notices(options.paper)[1])
    if problems or case is None:
        tell(problems, words)
        return PROBLEMS
    try:
        made = estimate(case, reference)
    except NotInReference as missing:
        why = text("problem.not_held", what=missing.name, day=missing.day or case.as_of)
        tell((Problem(_name(options), why),), words)
        return PROBLEMS
    files: dict[Path, bytes] = {}
    as_json = ""
    if options.json is not None:
        as_json = json.dumps(to_json(made, words), ensure_ascii=False, indent=1)
        if options.json != STANDARD_OUTPUT:
            files[options.json] = f"{as_json}\n".encode()
    summary = summarise(made, reference)
    if options.pdf is not None:
        files[options.pdf] = _pages(options.paper, made, summary, words)
    write_files(files)
    told = plain(summary, words)
    if options.explain:
        told += f"\n{explained(made, words)}"
    say(as_json if options.json == STANDARD_OUTPUT else told)
    return DONE


def _read(options: EstimateOptions, check: Check) -> tuple[Case | None, tuple[Problem, ...]]:
    if options.case is not None:
        return read_case(options.case, check)
    code = listen() if options.code == str(STANDARD_OUTPUT) else options.code or ""
    return decode(code, check)


def _pages(paper: Paper, made: Estimate, summary: Summary, words: Words) -> bytes:
    # Imported here: half of the start-up time, for pages alone.
    from core.handout import render_pages, render_summary

    clinic = Clinic(paper=paper.size, notices=_notices(paper)[0])
    if not paper.annex or paper.pages in (Pages.ANNEX, Pages.NOTICES):
        return render_pages(paper.pages, made, summary, words, clinic=clinic)
    large = paper.pages is Pages.LARGE
    return render_summary(summary, words, clinic=clinic, large_print=large, annex_of=made)


def _notices(paper: Paper) -> tuple[tuple[Notice, ...], tuple[Problem, ...]]:
    """The clinic's notices where their edition is asked for, or why they cannot be printed."""
    if paper.pages is not Pages.NOTICES:
        return (), ()
    if paper.notices is None:
        return (), (Problem("--notices", text("problem.no_notices")),)
    from core.handout.notices import NoticeRefused, read_notices

    try:
        return read_notices(paper.notices), ()
    except NoticeRefused as refused:
        why = (text("problem.notice", why=each) for each in refused.problems)
        return (), tuple(Problem("--notices", each) for each in why)


def _name(options: EstimateOptions) -> str:
    return PREFIX.rstrip(":") if options.case is None else options.case.name


def _unusable(options: EstimateOptions) -> list[Problem]:
    """Outputs that would overwrite the case or each other."""
    problems = []
    taken = set() if options.case is None else {options.case.resolve()}
    for name, path in (("--json", options.json), ("--pdf", options.pdf)):
        if path is None or path == STANDARD_OUTPUT:
            continue
        if path.resolve() in taken:
            problems.append(Problem(name, text("problem.same_file", file=str(path))))
        taken.add(path.resolve())
    return problems
