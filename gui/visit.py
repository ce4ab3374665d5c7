"""One visitor's answers from the first touch to the wipe: the only thing that holds them.

`end` is the one way out, whatever the reason: done, start over, nobody there, a failure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.intake.answers import Answers
from core.words import words
from gui import flow
from gui.clipboard import clear_clipboards
from gui.editions import InUse
from gui.figures import Desk, Figures
from gui.flow import Stop
from gui.paper import Paper
from gui.parts import Parts
from gui.screens.base import Want
from gui.settings import logo_path
from gui.state import EDITIONS, Prefs, State, Step

if TYPE_CHECKING:
    from core.intake.what_if import WhatIf

# What only an estimate needs is loaded when the first one is made, not before the start screen.

_SHOWS_ESTIMATE = (Step.RESULT, Step.WHY, Step.PREVIEW, Step.PRINT)
_LOOKED_AT = (Step.WHAT_IF, Step.WHY, Step.PREVIEW, Step.PRINT)
"""Steps that are entered from the result and left to it again."""


class Visit(QObject):
    """The answers, the step and the preferences of one visitor after another."""

    changed = Signal()
    """The state is another one."""

    ended = Signal(str)
    """Everything was wiped; why."""

    asked_staff = Signal()
    staff_came = Signal()
    asked_start_over = Signal()

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._figures = Figures(parts.work, self.changed.emit)
        self._paper = Paper(parts, self.changed.emit, self._tells_of_print, self)
        self._settled: Callable[[State], bool] = lambda state: True
        self._clear()

    def _clear(self) -> None:
        self._answers = Answers()
        self._stop = flow.FIRST
        self._prefs = Prefs(language=self._parts.settings.languages[0])
        self._today = self._parts.today()
        self._edition = self._begin_edition()
        self._figures.forget()
        self._paper.forget_all()
        self._changing = False
        self._counted = False

    def use(self, parts: Parts) -> None:
        """Work with other settings, or another printer, from a fresh visit on."""
        self._parts = parts
        self._paper.use(parts)
        self.end("settings")

    def _begin_edition(self) -> InUse:
        """The edition of a whole visit: one that is installed meanwhile waits for the next."""
        find = self._parts.edition
        return InUse(self._parts.reference) if find is None else find()

    # -- what is known --------------------------------------------------------------
    def state(self) -> State:
        """The state as it is now."""
        return self._state_at(self._stop)

    @property
    def is_fresh(self) -> bool:
        """Whether nobody has begun: the start screen as it is for the next visitor."""
        return (
            self._stop == flow.FIRST
            and self._answers == Answers()
            and self._prefs == Prefs(language=self._parts.settings.languages[0])
        )

    @property
    def is_printing(self) -> bool:
        """Whether a summary is on its way to the printer."""
        return self._paper.is_printing

    def ask_screens(self, settled: Callable[[State], bool]) -> None:
        """Let the screens say whether the question of a state is answered."""
        self._settled = settled

    # -- what the visitor does --------------------------------------------------------
    def answer(self, answers: Answers) -> None:
        """Take new answers; those that no longer apply are dropped with the old estimate."""
        from core.intake.prune import prune

        kept = prune(answers, self._edition.reference)
        if kept == self._answers:
            return
        self._answers = kept
        self._forget_estimate()
        self.changed.emit()

    def prefer(self, prefs: Prefs) -> None:
        """Take another language, text size or palette; the answers stay."""
        self._prefs = prefs
        if self._stop.step in _SHOWS_ESTIMATE:
            self._make_pages()
        self.changed.emit()

    def want(self, want: str) -> None:
        """Do what a button asked for."""
        name, _, more = want.partition(":")
        actions: dict[str, Callable[[], None]] = {
            Want.BEGIN: lambda: self._begin(more),
            Want.GO: lambda: self._change(Step(more)),
            Want.NEXT: self._next,
            Want.BACK: self._back,
            Want.WHAT_IF: lambda: self._go(Stop(Step.WHAT_IF)),
            Want.TAKE: self._take,
            Want.OWN: self._back_to_answers,
            Want.WHY: lambda: self._go(Stop(Step.WHY)),
            Want.PREVIEW: lambda: self._go(Stop(Step.PREVIEW)),
            Want.PAGES: lambda: self._paper.choose(more, self._figures.shown, self._prefs.language),
            Want.COPIES: lambda: self._paper.choose_copies(int(more)),
            Want.PRINT: self._print,
            Want.SAVE: self._paper.save,
            Want.DONE: lambda: self.end("done", goodbye=True),
            Want.FINISH: lambda: self.end("finished"),
            Want.START_OVER: self.asked_start_over.emit,
            Want.ASK_STAFF: self.asked_staff.emit,
            Want.STAFF: self.staff_came.emit,
        }
        actions[name]()

    def end(self, reason: str, goodbye: bool = False) -> None:
        """Wipe everything: the only way a visit ends.

        The start screen follows, in the clinic's first language; with `goodbye` the last
        screen does, which still speaks as the visitor chose and knows nothing else of them.
        """
        prefs, prints = self._prefs, self._paper.prints
        self._clear()
        if goodbye:
            self._stop, self._prefs, self._paper.prints = Stop(Step.DONE), prefs, prints
        clear_clipboards()
        self.ended.emit(reason)
        self.refresh()
        self.changed.emit()

    def refresh(self) -> None:
        """Ask the printer how it is, and look for a stick, off the screen's thread."""
        self._paper.look()

    # -- the way ------------------------------------------------------------------------
    def _way(self) -> tuple[Stop, ...]:
        return flow.stops(self._answers, self._edition.reference, self._today)

    def _begin(self, language: str) -> None:
        self._prefs = replace(self._prefs, language=language)
        self._next()

    def _change(self, step: Step) -> None:
        self._changing = self._changing or self._stop.step is Step.REVIEW
        self._go(flow.first_of(step, self._way()))

    def _next(self) -> None:
        way = self._way()
        stop = flow.following(self._stop, way)
        if self._changing:
            # All of the step that is being changed, then only what the change left open.
            kept = (self._stop.step, Step.REVIEW)
            while stop.step not in kept and self._settled(self._state_at(stop)):
                stop = flow.following(stop, way)
        self._go(stop)

    def _back(self) -> None:
        if self._stop.step in _LOOKED_AT:
            self._go(Stop(Step.RESULT))
        elif self._changing and self._stop == flow.first_of(self._stop.step, self._way()):
            self._go(Stop(Step.REVIEW))
        else:
            self._go(flow.before(self._stop, self._way()))

    def _go(self, stop: Stop) -> None:
        if stop.step is Step.REVIEW:
            self._changing = False
        if stop.step is Step.RESULT:
            self._paper.begin()
        self._stop = stop
        if stop.step in _SHOWS_ESTIMATE:
            self._figures.make(self._desk(), self._answers)
            self._make_pages()
        if stop.step is Step.RESULT and not self._counted:
            self._counted = True
            self._parts.count(self._today, self._prefs.language)
        if stop.step in (Step.START, Step.RESULT):
            self.refresh()
        self.changed.emit()

    # -- the estimate and its pages -----------------------------------------------------
    def _desk(self) -> Desk:
        return Desk(self._edition.reference, self._today, self._parts.estimate)

    def _forget_estimate(self) -> None:
        self._figures.forget()
        self._paper.forget()

    def _make_pages(self) -> None:
        self._paper.make(self._figures.shown, self._prefs.language)

    def _print(self) -> None:
        if self._paper.ask_for_print():
            self._go(Stop(Step.PRINT))
            self._paper.send_if_ready()

    def _tells_of_print(self) -> bool:
        return self._stop.step is Step.PRINT

    # -- what if ----------------------------------------------------------------------------
    def try_out(self, what_if: WhatIf) -> None:
        """Try a change on the answers, which stay as they are."""
        if self._paper.waits:
            return  # what was asked for is still being made
        self._figures.try_out(what_if, self._desk(), self._answers)
        self.changed.emit()

    def _take(self) -> None:
        self._figures.take()
        self._go(Stop(Step.RESULT))

    def _back_to_answers(self) -> None:
        self._figures.back_to_answers()
        if self._stop.step in _SHOWS_ESTIMATE:
            self._make_pages()
        self.changed.emit()

    def _state_at(self, stop: Stop) -> State:
        shown = self._figures.shown
        return State(
            step=stop.step,
            answers=self._answers,
            prefs=self._prefs,
            words=words(self._prefs.language),
            reference=self._edition.reference,
            edition=self._edition.reference.edition,
            notices=self._edition.notices,
            today=self._today,
            estimate=shown[0] if shown else None,
            handout=self._paper.pdf,
            printer=self._paper.printer,
            stick=self._paper.stick,
            clinic=self._parts.settings.clinic,
            languages=self._parts.settings.languages,
            logo=logo_path(self._parts.settings),
            part=stop.part,
            position=flow.position(stop, self._way()),
            summary=shown[1] if shown else None,
            own=self._figures.own,
            tried=self._figures.tried,
            pages=self._paper.pages,
            editions=EDITIONS[: None if self._parts.settings.notices else -1],
            copies=self._paper.copies,
            saved=self._paper.saved,
            save_trouble=self._paper.save_trouble,
            can_speak=self._parts.voice is not None,
            printing=self._paper.is_printing,
            prints=self._paper.prints,
        )
