"""Whatever the stop and however the visit ends there, nothing of its answers is left."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication

from core.case import Case
from core.dosing import kg_from_pounds
from core.intake.answers import Answers
from core.intake.what_if import WhatIf
from core.result import Estimate
from core.summary import Summary
from gui import sample
from gui.app import Kiosk
from gui.sample import Choose, Type
from gui.screens.base import Want
from gui.screens.what_if import WhatIfScreen
from gui.state import Prefs, PrinterState, Step, TextSize, Theme
from gui.walk import Finger, Place, Visitor, wait_for
from gui.widgets.look import look
from tests.gui.conftest import Clock, MakeKiosk, PaperPrinter

_DOSE, _POUNDS, _PAID, _ZIP = "41.7923", "163.7", "187.43", "60657"
_MARKS = (_DOSE, _POUNDS, _PAID, _ZIP, str(kg_from_pounds(Decimal(_POUNDS))))
_PLAN = {
    **sample.GESTURES,
    (Step.DOSE, "amount"): (Type(_DOSE), Choose("mg")),
    (Step.DOSE, "weight"): (Type(_POUNDS),),
    (Step.DEDUCTIBLE, ""): (Type(_PAID),),
    (Step.HOME, "zip"): (Type(_ZIP),),
}
_NOT_AT_START = (*_MARKS, "ilrinon", "$")

_OF_A_VISIT = (Answers, Case, Estimate, Summary, WhatIf)
_TEXTS = ("QString", "QStringList", "QVariant", "QByteArray")
_SPOKEN = (
    QAccessible.Text.Name,
    QAccessible.Text.Description,
    QAccessible.Text.Value,
    QAccessible.Text.Help,
)
_WAYS = ("start over", "idle", "crash")


class Ender:
    """Ends the visit wherever it is, each time in another way, and looks for what is left."""

    def __init__(self, kiosk: Kiosk, clock: Clock, paper: PaperPrinter, first: int) -> None:
        self._kiosk = kiosk
        self._clock = clock
        self._paper = paper
        self._turn = first
        self.at: list[Place] = []
        """Where it was ended."""

    def end_and_return(self, place: Place) -> None:
        """End it at a question; then answer all of it again and come back."""
        visit = self._kiosk.visit
        # As a plain dictionary: the test itself must not hold what it looks for.
        kept = {each.name: getattr(visit.state().answers, each.name) for each in fields(Answers)}
        self._end(place, kept)
        visit.want(f"{Want.BEGIN}:en")
        visit.answer(Answers(**kept))
        visit.want(f"{Want.GO}:{place[0]}")
        while (visit.state().step, visit.state().part) != place:
            visit.want(Want.NEXT)
        QApplication.processEvents()

    def _end(self, place: Place, kept: object) -> None:
        """End it, and fail if anything of it can be found, but for what the test has kept."""
        visit = self._kiosk.visit
        visit.prefer(Prefs("es", TextSize.LARGEST, Theme.CONTRAST))
        QGuiApplication.clipboard().setText(_DOSE)
        way = _WAYS[self._turn % len(_WAYS)]
        self._turn += 1
        self.at.append(place)
        self._leave(way)
        where = f"{way} at {place}"
        assert visit.is_fresh, where
        assert _kept_by(self._kiosk) == [], where
        assert visit.state().prefs == Prefs(), where
        assert (look().theme, look().size) == (Theme.LIGHT, TextSize.NORMAL), where
        assert QGuiApplication.clipboard().text() == "", where
        said = set(_said())
        assert any("Medicare" in text for text in said), "the start screen is there to be read"
        assert [text for text in said if _marked(text, _NOT_AT_START)] == [], where
        # A worker lets go of its last work a moment after that has come back.
        wait_for(lambda: not any(_held(but=kept)), f"all of it goes, {where}: {[*_held(but=kept)]}")

    def _leave(self, way: str) -> None:
        kiosk = self._kiosk
        if way == "idle" and not kiosk.visit.is_printing:
            self._clock.now += 1000
            kiosk.idle.tick()
        elif way == "crash":
            kiosk.crashed()
            kiosk.shell.question.primary.click()
        else:
            kiosk.visit.want(Want.START_OVER)
            kiosk.shell.question.primary.click()
        parts = kiosk._parts
        wait_for(lambda: not (parts.work.busy or parts.printing.busy), "late results are dropped")
        self._paper.sent.clear()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()


def _kept_by(kiosk: Kiosk) -> list[str]:
    """What a state of the visit still holds, by name."""
    state = kiosk.visit.state()
    names = ("estimate", "summary", "own", "tried", "handout", "saved")
    held = [name for name in names if getattr(state, name) is not None]
    counted = [name for name, first in (("copies", 1), ("prints", 0)) if _of(state, name) != first]
    return [*held, *counted]


def _of(state: object, name: str) -> object:
    found: object = getattr(state, name)
    return found


def _said() -> Iterator[str]:
    """Every text of every widget and layout there is, shown or not, spoken or not."""
    for widget in QApplication.allWidgets():
        yield from _texts_of(widget)
        for child in widget.children():
            if not child.isWidgetType():
                yield from _texts_of(child)
        spoken = QAccessible.queryAccessibleInterface(widget)
        if spoken is not None:
            yield from (spoken.text(kind) for kind in _SPOKEN)


def _texts_of(thing: QObject) -> Iterator[str]:
    about = thing.metaObject()
    for number in range(about.propertyCount()):
        held = about.property(number)
        if str(held.typeName()) in _TEXTS:
            yield str(held.read(thing))
    for each in thing.dynamicPropertyNames():
        name = bytes(each.data()).decode()
        if name[:1] != "_":  # Qt's own, which Python cannot always read
            yield str(thing.property(name))


def _held(but: object) -> Iterator[str]:
    """What was made since the kiosk was and still holds an answer, wherever it is."""
    gc.collect()
    for thing in gc.get_objects():
        if thing is but:
            continue
        if isinstance(thing, _OF_A_VISIT) and thing != Answers():
            yield f"{type(thing).__name__}"
        for text in _texts_in(thing):
            if _marked(text, _MARKS):
                yield f"{text!r} in a {type(thing).__name__}"


def _texts_in(thing: object) -> Iterator[str]:
    """The texts and numbers that an object itself refers to."""
    for inner in gc.get_referents(thing):
        if isinstance(inner, str):
            yield inner
        elif isinstance(inner, Decimal):
            yield str(inner)
        elif isinstance(inner, bytes):
            yield str(inner, "latin-1")
        elif isinstance(inner, (dict, tuple)) and not gc.is_tracked(inner):
            yield from _texts_in(inner)


def _marked(text: str, marks: tuple[str, ...]) -> bool:
    return any(mark in text for mark in marks)


def _be_in_the_middle_of_it(kiosk: Kiosk, visitor: Visitor, paper: PaperPrinter) -> None:
    """Try something, or wait for the pages or the printer, as the step has it."""
    visit = kiosk.visit
    step = visit.state().step
    if step is Step.WHAT_IF:
        screen = kiosk.shell.current()
        assert isinstance(screen, WhatIfScreen)
        visitor.press(screen.weeks.more)
        wait_for(lambda: visit.state().tried is not None, "something is tried")
    elif step is Step.PREVIEW:
        wait_for(lambda: visit.state().handout is not None, "the pages are made")
    elif step is Step.PRINT:
        wait_for(lambda: bool(paper.sent), "the pages are on their way")


@pytest.fixture
def only_new() -> Iterator[None]:
    """Let the collector show only what is made from here on."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.parametrize("first", range(len(_WAYS)), ids=_WAYS)
def test_nothing_is_left_wherever_a_visit_ends(
    only_new: None, make_kiosk: MakeKiosk, clock: Clock, paper: PaperPrinter, first: int
) -> None:
    paper.answers = PrinterState.SENDING
    kiosk = make_kiosk(size=(1280, 800))
    ender, visitor = Ender(kiosk, clock, paper, first), Visitor(kiosk, Finger())
    visitor.begin("en")
    visitor.answer(_PLAN, ender.end_and_return)
    assert set(ender.at) == set(_PLAN), "at every question"
    for want in ("", Want.WHAT_IF, Want.WHY, Want.PREVIEW, Want.PRINT, Want.DONE):
        if want:
            kiosk.visit.want(want)
            QApplication.processEvents()
        _be_in_the_middle_of_it(kiosk, visitor, paper)
        ender.end_and_return((Step.RESULT, ""))
