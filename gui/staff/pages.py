"""The staff pages but for the settings: pure functions of what is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from core.editions.report import make_report
from core.trace import Text
from core.words import Words, words
from gui.screens.base import Action
from gui.staff.events import Event
from gui.staff.facts import EditionFacts, Facts
from gui.staff.page import Entry, Kind, Line, Page
from gui.staff.pin import MOST
from gui.staff.statistics import Counts, totals
from gui.staff.update import Offer
from gui.state import GONE_OUT, PrinterState
from gui.widgets.cards import Option

MENU = ("readiness", "printer", "edition", "settings", "events", "statistics", "leave")
_MOST_EVENTS = 100
_MOST_CHANGES = 12
_DAYS = 14
_GOOD, _BAD, _CHECK, _WAIT = "tick", "cross", "question", "wait"


@dataclass(frozen=True, slots=True)
class Pin:
    """The page that asks for the PIN: what is typed, and what came of the last try."""

    typed: str = ""
    wrong: bool = False
    wait: int = 0
    shut: bool = False
    checking: bool = False
    visit: bool = False


def pin_page(pin: Pin, say: Words) -> Page:
    """Ask for the PIN; say how long to wait, never how many digits are right."""
    if pin.shut:
        notice = say("staff.pin.shut")
    elif pin.wait:
        notice = say("staff.pin.wait", n=pin.wait)
    else:
        notice = say("staff.pin.wrong") if pin.wrong else ""
    open_ = not (pin.shut or pin.wait or pin.checking)
    return Page(
        id="pin",
        title=say("staff.pin.title"),
        help=say("staff.pin.visit" if pin.visit else "staff.pin.help"),
        notice=notice,
        tone="bad",
        entry=Entry(Kind.PIN, pin.typed, MOST),
        primary=Action("check-pin", say("staff.pin.enter")),
        can_go_on=open_ and bool(pin.typed),
        back=Action("out", say("shell.back")),
    )


def visit_page(say: Words) -> Page:
    """A visitor is in the middle of their answers: go back to them, or erase them."""
    return Page(
        id="visit",
        title=say("staff.visit.title"),
        help=say("staff.visit.help"),
        primary=Action("out", say("staff.visit.return")),
        others=(Action("end-visit", say("staff.visit.end")),),
    )


def menu_page(say: Words) -> Page:
    """Where to."""
    options = tuple(
        Option(name, say(f"staff.{name}.title"), say(f"staff.{name}.note")) for name in MENU
    )
    return Page("menu", say("staff.menu"), options=options, back=Action("out", say("staff.out")))


def leave_page(say: Words, ask: str = "") -> Page:
    """End the program or have it start again; asked once more before it is done."""
    if ask:
        return Page(
            id=f"leave-{ask}",
            title=say(f"staff.leave.{ask}.sure"),
            help=say(f"staff.leave.{ask}.help"),
            primary=Action(f"really-{ask}", say(f"staff.leave.{ask}")),
            back=Action("leave", say("shell.back")),
        )
    options = tuple(
        Option(name, say(f"staff.leave.{name}"), say(f"staff.leave.{name}.note"))
        for name in ("restart", "quit")
    )
    return _under_menu("leave", say, options=options)


def printer_page(
    say: Words, queue: str, state: PrinterState, under_way: bool, clinic_test: bool
) -> Page:
    """The printer's state in words, and a page to try it with; `clinic_test`: one was sent."""
    lines: tuple[Line, ...]
    if under_way or state is PrinterState.SENDING:
        trouble = state not in (PrinterState.SENDING, PrinterState.READY)
        said = _said_of(say, state) if trouble else ""
        lines = (Line(_WAIT, say("staff.printer.sending"), said),)
    elif state is PrinterState.HANDED_OVER:
        lines = (Line(_CHECK, say("staff.printer.handed_over"), say("staff.printer.sent.more")),)
    elif state is PrinterState.SENT:
        lines = (Line(_GOOD, say("staff.printer.sent"), say("staff.printer.sent.more")),)
    elif clinic_test and state is not PrinterState.READY:
        more = " ".join((_said_of(say, state), say(f"staff.printer.do.{state}")))
        lines = (Line(_BAD, say("staff.printer.failed"), more),)
    else:
        lines = (_printer_line(say, state),)
    named = Line(_GOOD, queue or say("staff.setup.printer.system"), say("staff.printer.queue"))
    return _under_menu(
        "printer",
        say,
        lines=(named, *lines),
        primary=Action("print-test", say("staff.printer.test")),
        can_go_on=not under_way,
    )


def edition_page(say: Words, edition: EditionFacts | None, today: date, notice: str = "") -> Page:
    """The prices in use, how long each table holds, and what to fetch."""
    if edition is None:
        lines = [Line(_BAD, say("staff.edition.none"), "")]
    else:
        number = say("staff.edition.number", number=str(edition.number)) if edition.number else ""
        if edition.issued:
            number = say("staff.edition.issued", number=str(edition.number), day=edition.issued)
        lines = [Line(_BAD if edition.unusual else _GOOD, say.say(edition.why), number)]
        lines += [Line(_CHECK, say.say(each), "") for each in edition.notices]
        lines += [_table_line(say, name, day, today) for name, day in edition.through]
    return _under_menu(
        "edition",
        say,
        notice=notice,
        lines=tuple(lines),
        primary=Action("look-at-stick", say("staff.edition.update")),
        others=(Action("roll-back", say("staff.edition.back")),),
    )


def waiting_page(say: Words, what: str) -> Page:
    """Something takes a few seconds."""
    return _under_menu(f"wait-{what}", say, title=say(f"staff.wait.{what}"))


def offer_page(say: Words, offer: Offer) -> Page:
    """What a pack on the stick would change, before it is installed."""
    manifest = offer.manifest
    report = make_report(offer.diff, offer.tables, say)
    signed = say(
        "pack.sound",
        file=offer.path.name,
        edition=manifest.edition,
        number=str(manifest.number),
        issued=manifest.issued,
        expires=manifest.expires,
        signer=manifest.key,
    )
    lines = [Line(_GOOD, signed, "")]
    lines += [Line(_CHECK, say.say(fact), "") for fact in report.facts[2:]]
    rows = [row for section in report.sections[:3] for row in section.rows if len(row) >= 5]
    for row in rows[:_MOST_CHANGES]:
        _, what, was, now, moved = (_cell(say, cell) for cell in row[:5])
        change = say("staff.edition.change", before=was, after=now, moved=moved)
        lines.append(Line(_CHECK, what, change))
    if len(rows) > _MOST_CHANGES:
        lines.append(Line(_CHECK, say("staff.edition.more", n=len(rows) - _MOST_CHANGES), ""))
    if not offer.diff.changes:
        lines.append(Line(_GOOD, say("staff.edition.same"), ""))
    return Page(
        id="offer",
        title=say("staff.edition.offer"),
        lines=tuple(lines),
        primary=Action("install", say("staff.edition.install")),
        back=Action("edition", say("shell.back")),
    )


def back_page(say: Words) -> Page:
    """Go back to the edition before: asked once more."""
    return Page(
        id="roll-back",
        title=say("staff.edition.back.sure"),
        help=say("staff.edition.back.help"),
        primary=Action("really-roll-back", say("staff.edition.back")),
        back=Action("edition", say("shell.back")),
    )


def readiness_page(say: Words, facts: Facts, clinic: str) -> Page:
    """The ladder: what a summary needs, from the ground up; what is missing and what to do."""
    return _under_menu(
        "readiness",
        say,
        lines=tuple(rungs(say, facts, clinic)),
        primary=Action("readiness", say("staff.readiness.again")),
    )


def rungs(say: Words, facts: Facts, clinic: str) -> list[Line]:
    """Each rung: ready, to look at, or not ready."""
    edition, today = facts.edition, facts.today
    found = []

    def rung(name: str, fine: bool, bad: str = _CHECK) -> None:
        state = "ready" if fine else "missing"
        key = f"staff.ready.{name}.{state}"
        more = "" if fine else say(f"staff.ready.{name}.do")
        found.append(Line(_GOOD if fine else bad, say(key), more))

    rung("edition", edition is not None and not edition.unusual, _BAD)
    ended = edition is None or any(day < today for _, day in edition.through)
    rung("dates", not ended)
    clock = edition is None or edition.issued is None or edition.issued <= today
    rung("clock", clock, _BAD)
    found.append(_printer_line(say, facts.printer))
    rung("clinic", bool(clinic))
    rung("disc", facts.disc, _BAD)
    rung("keys", facts.keys)
    return found


def events_page(say: Words, events: tuple[Event, ...], on_disc: bool) -> Page:
    """What happened, newest first; the same thing in the same minute once with its count."""
    newest = list(reversed(events))[:_MOST_EVENTS]
    lines = []
    for (at, code), same in groupby(newest, key=lambda each: (each.at, each.code)):
        count = len(list(same))
        local = at.astimezone()
        when = say("staff.events.at", day=local.date(), time=f"{local:%H:%M}")
        times = say("staff.events.times", n=count) if count > 1 else ""
        text = say(f"staff.event.{code}")
        lines.append(
            Line(_EVENT_SIGNS.get(code, _GOOD), text, " ".join(filter(None, (when, times))))
        )
    if not lines:
        lines.append(Line(_GOOD, say("staff.events.none"), ""))
    notice = "" if on_disc else say("staff.events.not_written")
    return _under_menu("events", say, lines=tuple(lines), notice=notice)


def statistics_page(say: Words, counts: Counts, today: date, damaged: bool) -> Page:
    """How many summaries, by day and language."""
    spans = {
        "today": lambda day: day,
        "week": lambda day: day - timedelta(days=6),
        "month": lambda day: day - timedelta(days=29),
        "year": lambda day: day - timedelta(days=365),
    }
    lines = []
    for name, since in spans.items():
        found = totals(counts, today, since)
        lines.append(Line(_GOOD, _counted(say, say(f"staff.statistics.{name}"), found), ""))
    days = [day for day in sorted(counts, reverse=True) if day != today][:_DAYS]
    lines += [Line(_GOOD, _counted(say, say.date(day), counts[day]), "") for day in days]
    notice = say("staff.statistics.damaged") if damaged else ""
    return _under_menu("statistics", say, lines=tuple(lines), notice=notice)


def settings_page(say: Words, questions: tuple[str, ...]) -> Page:
    """Every question of the first start, to be answered again."""
    names = [name for name in questions if name != "pin_again"]
    options = tuple(Option(name, say(f"staff.setup.{name}.short")) for name in names)
    return _under_menu("settings", say, options=options)


def _under_menu(name: str, say: Words, **parts: object) -> Page:
    title = parts.pop("title", None) or say(f"staff.{name}.title")
    return Page(id=name, title=title, back=Action("menu", say("shell.back")), **parts)  # type: ignore[arg-type]


def _printer_line(say: Words, state: PrinterState) -> Line:
    if state in (PrinterState.READY, PrinterState.SENDING, *GONE_OUT):
        return Line(_GOOD, say("staff.ready.printer.ready"), "")
    more = " ".join((say(f"staff.printer.do.{state}"), say("staff.ready.printer.do")))
    return Line(_CHECK, _said_of(say, state), more)


def _said_of(say: Words, state: PrinterState) -> str:
    """The state for staff, who need not be told to ask staff."""
    return say(f"staff.printer.is.{state}")


def _table_line(say: Words, name: str, day: date, today: date) -> Line:
    over = day < today
    text = say("staff.edition.ended" if over else "staff.edition.holds",
               what=say(f"staff.table.{name}"), day=day)  # fmt: skip
    fetch = say("staff.edition.fetch", fetch=say(f"editions.fetch.{name}")) if over else ""
    return Line(_CHECK if over else _GOOD, text, fetch)


def _counted(say: Words, what: str, found: object) -> str:
    assert isinstance(found, dict)
    parts = [
        say("staff.statistics.in", n=number, language=words(language)("language.name"))
        for language, number in sorted(found.items())
    ]
    return say("staff.statistics.line", what=what, counts=", ".join(parts) or "0")


def _cell(say: Words, cell: Text | str) -> str:
    return say.say(cell) if isinstance(cell, Text) else cell


_EVENT_SIGNS = {
    "crashed": _BAD,
    "pin-wrong": _CHECK,
    "pin-locked": _BAD,
    "edition-refused": _CHECK,
    "edition-unusual": _BAD,
    "settings-bad": _BAD,
    "state-damaged": _BAD,
    "print-failed": _BAD,
    "printer-jam": _CHECK,
    "printer-out-of-paper": _CHECK,
    "printer-paused": _CHECK,
    "printer-offline": _CHECK,
    "printer-no-queue": _CHECK,
    "printer-service-down": _CHECK,
    "printer-unknown": _CHECK,
}
