"""Every staff page in every state, for pictures and tests: no machine is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from core.editions.changes import Diff
from core.editions.check_database import read_database
from core.editions.compare import compare
from core.editions.limits import PROGRAM
from core.editions.manifest import Manifest
from core.reference.schema import SCHEMA_VERSION
from core.reference.tables import Row
from core.resources import REFERENCE
from core.trace import text
from core.words import Words
from gui.settings import Settings
from gui.staff import pages, setup
from gui.staff.events import Code, Event
from gui.staff.facts import EditionFacts, Facts
from gui.staff.page import Page
from gui.staff.update import Offer
from gui.state import PrinterState

_TODAY = date(2026, 11, 24)
_NOW = datetime(2026, 11, 24, 15, 4, tzinfo=UTC)
_TYPED = {
    "clinic": "Lakeside Infusion and Home Care Center",
    "phone": "312-555-0142",
    "hours": "Mon-Fri 8-5",
    "zip_code": "60601",
    "ask_staff": "Front desk, second floor",
    "screen_inches": "21.5",
    "pin": "4711",
}
_CLINIC = Settings(clinic="Lakeside Infusion", phone="312-555-0142")


def staff_pages(say: Words) -> Iterator[tuple[str, Page]]:
    """Each page by a name."""
    yield from _pin(say)
    yield "visit", pages.visit_page(say)
    yield "menu", pages.menu_page(say)
    for ask in ("", "restart", "quit"):
        yield f"leave-{ask}" if ask else "leave", pages.leave_page(say, ask)
    for what in ("stick", "readiness", "save", "install", "roll-back"):
        yield f"wait-{what}", pages.waiting_page(say, what)
    yield from _printer(say)
    yield from _edition(say)
    yield from _readiness(say)
    yield from _records(say)
    yield "settings", pages.settings_page(say, setup.SETTINGS)
    yield from _setup(say)


def _pin(say: Words) -> Iterator[tuple[str, Page]]:
    for name, pin in {
        "empty": pages.Pin(),
        "typed": pages.Pin(typed="8362"),
        "visit": pages.Pin(visit=True),
        "wrong": pages.Pin(wrong=True),
        "wait": pages.Pin(wait=240),
        "shut": pages.Pin(shut=True),
    }.items():
        yield f"pin-{name}", pages.pin_page(pin, say)


def _printer(say: Words) -> Iterator[tuple[str, Page]]:
    for state in PrinterState:
        yield f"printer-{state}", pages.printer_page(say, "front_desk", state, False, True)
    waiting = PrinterState.OUT_OF_PAPER
    yield "printer-waits", pages.printer_page(say, "", waiting, True, True)
    yield "printer-untried", pages.printer_page(say, "", waiting, False, False)


def _facts(**changes: object) -> Facts:
    names = ("fees", "localities", "parameters", "payment_limits", "setting_prices", "visit_rates")
    edition = EditionFacts(
        id="2026Q4-0a1b2c3d",
        why=text("editions.in-use.current", edition="2026Q4-0a1b2c3d"),
        number=7,
        issued=date(2026, 10, 1),
        unusual=False,
        notices=(),
        through=(*((name, date(2026, 12, 31)) for name in names), ("zips", date(2026, 12, 31))),
    )
    facts = Facts(_TODAY, edition, PrinterState.READY, stick=True, keys=True, disc=True)
    return replace(facts, **changes)  # type: ignore[arg-type]


def _edition(say: Words) -> Iterator[tuple[str, Page]]:
    edition = _facts().edition
    assert edition is not None
    refused = say("pack.refused", why=text("pack.refused.older", number="6", highest="7"))
    yield "edition", pages.edition_page(say, edition, _TODAY)
    yield "edition-ended", pages.edition_page(say, edition, date(2027, 2, 1))
    yield "edition-refused", pages.edition_page(say, edition, _TODAY, refused)
    damaged = replace(
        edition,
        unusual=True,
        why=text("editions.in-use.previous", edition=edition.id),
        notices=(text("editions.previous", edition=edition.id),),
    )
    yield "edition-damaged", pages.edition_page(say, damaged, _TODAY)
    yield "edition-none", pages.edition_page(say, None, _TODAY)
    yield "edition-back", pages.back_page(say)
    yield "edition-offer", pages.offer_page(say, _offer(("J2260", "J3285", "J1569")))
    yield "edition-offer-all", pages.offer_page(say, _offer())


def _offer(codes: tuple[str, ...] = ()) -> Offer:
    """A pack in which each newest drug price is 4 percent higher; `codes`: only these."""
    before = read_database(REFERENCE)
    rows = before["payment_limits"]
    newest = max(row.cells["effective"] for row in rows)

    def changes(cells: Mapping[str, str]) -> bool:
        wanted = not codes or cells["hcpcs"] in codes
        return wanted and cells["effective"] == newest and bool(cells["amount"])

    def higher(amount: str) -> str:
        return str((Decimal(amount) * Decimal("1.04")).quantize(Decimal("0.001")))

    changed = tuple(
        Row(row.line, row.cells | {"amount": higher(row.cells["amount"])})
        if changes(row.cells)
        else row
        for row in rows
    )
    after = before | {"payment_limits": changed}
    diff: Diff = compare(before, after, "2026Q4-0a1b2c3d", "2027Q1-4e5f6071")
    manifest = Manifest(
        edition="2027Q1-4e5f6071",
        number=8,
        issued=date(2026, 11, 20),
        expires=date(2027, 3, 31),
        least_program=PROGRAM,
        schema=SCHEMA_VERSION,
        key="0123456789abcdef",
        size=1,
        sha256="",
        packed_size=1,
        packed_sha256="",
    )
    return Offer(Path("2027q1.homeward"), manifest, after, diff)


def _readiness(say: Words) -> Iterator[tuple[str, Page]]:
    yield "readiness", pages.readiness_page(say, _facts(), "Lakeside Infusion")
    nothing = _facts(edition=None, printer=PrinterState.SERVICE_DOWN, keys=False, disc=False)
    yield "readiness-nothing", pages.readiness_page(say, nothing, "")


def _records(say: Words) -> Iterator[tuple[str, Page]]:
    events = tuple(Event(_NOW + timedelta(minutes=n), code) for n, code in enumerate(Code))
    yield "events", pages.events_page(say, (*events, events[-1]), True)
    yield "events-none", pages.events_page(say, (), False)
    counts = {_TODAY - timedelta(days=n): {"en": 12 - n, "es": n + 1} for n in range(10)}
    yield "statistics", pages.statistics_page(say, counts, _TODAY, False)
    yield "statistics-none", pages.statistics_page(say, {}, _TODAY, True)


def _setup(say: Words) -> Iterator[tuple[str, Page]]:
    for name in setup.FIRST_START:
        first = setup.enter(setup.Draft(Settings()), name)
        step = say("shell.step", at=setup.FIRST_START.index(name) + 1, of=len(setup.FIRST_START))
        yield f"first-{name}", setup.page(first, name, say, f"{step}.", True)
        if name in _TYPED:
            typed = setup.type_text(first, _TYPED[name])
            yield f"first-{name}-typed", setup.page(typed, name, say, f"{step}.", True)
    weak = setup.type_text(setup.enter(setup.Draft(_CLINIC), "pin"), "123456")
    yield "pin-weak", setup.page(weak, "pin", say, "", False)
    queues = replace(setup.Draft(_CLINIC), queues=("front_desk", "office"), logos=("logo.png",))
    queues = replace(queues, settings=replace(_CLINIC, notices="notices"), notices=True)
    for name in ("printer", "logo", "notices"):
        yield f"{name}-choices", setup.page(setup.enter(queues, name), name, say, "", False)
