"""A visitor who walks through the question screens, touching what can be touched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from PySide6.QtWidgets import QWidget

from core.intake.answers import Answers, known
from core.intake.prune import prune
from core.reference.store import Reference
from core.words import words
from gui import flow
from gui.flow import Stop
from gui.screens.base import NOT_SURE
from gui.screens.medicine import MedicinePart
from gui.screens.number import plain
from gui.screens.question import Part, PartedScreen
from gui.screens.readback import ReadBackPart
from gui.screens.registry import SCREENS
from gui.shell import Shell
from gui.state import Prefs, PrinterState, State, Step
from gui.widgets.cards import ChoiceCard
from gui.widgets.fields import DELETE, Field
from tests.support.answered import FULL

_STEPS = tuple(Step)
QUESTIONS = SCREENS[_STEPS.index(Step.TREATMENT) : _STEPS.index(Step.REVIEW)]
TODAY = date(2026, 11, 24)


class Walker:
    """Holds answers as a visit does, and works the real screens in a real window."""

    def __init__(self, reference: Reference, language: str = "en", today: date = TODAY) -> None:
        self.reference = reference
        self.prefs = Prefs(language=language)
        self.today = today
        self.answers = Answers()
        self.stop = Stop(Step.TREATMENT)
        self.screens: dict[Step, PartedScreen] = {}
        self.shell = Shell(QUESTIONS, ("en", "es"))
        self.shell.let_close()
        self.shell.answered.connect(self._take)
        for kind in QUESTIONS:
            screen = self.shell.screen_of(kind.step)
            assert isinstance(screen, PartedScreen)
            self.screens[kind.step] = screen
        self.shell.resize(1280, 800)
        self.shell.show()
        self.show()

    def begin_again(self) -> None:
        """Forget everything, as between two visitors."""
        self.answers = Answers()
        self.prefs = Prefs(language="en")
        self.stop = Stop(Step.TREATMENT)
        self.show()

    def close(self) -> None:
        self.shell.close()
        self.shell.deleteLater()

    # -- where it is ------------------------------------------------------------------
    def way(self) -> tuple[Stop, ...]:
        return flow.stops(self.answers, self.reference, self.today)

    def state(self) -> State:
        return State(
            step=self.stop.step,
            answers=self.answers,
            prefs=self.prefs,
            words=words(self.prefs.language),
            reference=self.reference,
            edition=self.reference.edition,
            today=self.today,
            estimate=None,
            handout=None,
            printer=PrinterState.READY,
            stick=None,
            clinic="",
            part=self.stop.part,
            position=flow.position(self.stop, self.way()),
        )

    @property
    def screen(self) -> PartedScreen:
        return self.screens[self.stop.step]

    @property
    def part(self) -> Part:
        return self.screen.part_for(self.stop.part)

    def show(self) -> None:
        self.shell.show_state(self.state())

    # -- what it does -------------------------------------------------------------------
    def go(self, stop: Stop) -> None:
        self.stop = stop
        if stop.step in self.screens:
            self.show()

    def go_on(self) -> None:
        assert self.screen.can_go_on(self.state()), f"{self.stop} cannot be left"
        self.go(flow.following(self.stop, self.way()))

    def go_back(self) -> None:
        stop = flow.before(self.stop, self.way())
        if stop.step in self.screens:
            self.go(stop)

    def choose(self, option: str) -> None:
        self.card(option).click()

    def not_sure(self) -> None:
        self.choose(NOT_SURE)

    def type(self, keys: str) -> None:
        for key in keys:
            self.fields()[0].press(key)

    def clear(self) -> None:
        field = self.fields()[0]
        while field.value():
            field.press(DELETE)

    # -- what it sees ---------------------------------------------------------------------
    def cards(self) -> Sequence[ChoiceCard]:
        found = self.part.findChildren(ChoiceCard)
        return [card for card in found if self._is_there(card) and card.isEnabled()]

    def card(self, option: str) -> ChoiceCard:
        for card in self.cards():
            if card.option.id == option:
                return card
        raise AssertionError(f"{option} is not among {[c.option.id for c in self.cards()]}")

    def fields(self) -> Sequence[Field]:
        return [field for field in self.part.findChildren(Field) if self._is_there(field)]

    def _is_there(self, widget: QWidget) -> bool:
        return widget.isVisibleTo(self.part)

    def _take(self, answers: Answers) -> None:
        kept = prune(answers, self.reference)
        if kept != self.answers:
            self.answers = kept
            self.show()


def wander(walker: Walker, chance: Random, hope: float = 0.0, most: int = 400) -> None:
    """Answer at random, going back now and then, until the review is reached.

    `hope` is how often the first card is taken, which is mostly the covered answer.
    """
    for _ in range(most):
        if walker.stop.step is Step.REVIEW:
            return
        for _ in range(60):
            _touch_something(walker, chance, hope)
            if walker.screen.can_go_on(walker.state()):
                break
        else:
            # A dose that does not fit, or a slip that was not typed again: change it.
            walker.go_back()
            continue
        if chance.random() < 0.08:
            walker.go_back()
        else:
            walker.go_on()
    raise AssertionError(f"the review was not reached from {walker.stop}")


def _touch_something(walker: Walker, chance: Random, hope: float) -> None:
    fields = walker.fields()
    cards = walker.cards()
    if isinstance(walker.part, MedicinePart):
        _look_for_a_drug(walker, chance)
    elif isinstance(walker.part, ReadBackPart) and fields:
        walker.clear()
        amount = known(walker.answers.dose_amount)
        assert amount is not None
        walker.type(plain(amount))
    elif fields and (not cards or chance.random() < 0.5):
        for _ in range(chance.randrange(1, 6)):
            fields[0].press(chance.choice("0123456789.") if chance.random() < 0.9 else DELETE)
    elif cards:
        card = cards[0] if chance.random() < hope else chance.choice(cards)
        card.click()


def _look_for_a_drug(walker: Walker, chance: Random) -> None:
    drug = chance.choice(walker.reference.drugs())
    walker.clear()
    walker.type(chance.choice((drug.generic, *drug.brands))[:5].upper())
    named = [card for card in walker.cards() if card.option.id != NOT_SURE]
    if named:
        chance.choice(named).click()


def at(walker: Walker, step: Step, part: str = "", answers: Answers = FULL) -> Walker:
    """The walker at a question, with answers to those before."""
    walker.answers = prune(answers, walker.reference)
    walker.go(Stop(step, part))
    return walker


def answers_of(walker: Walker) -> Answers:
    """The answers as they are now (a call, so that no earlier check narrows their type)."""
    return walker.answers


def can_go_on(walker: Walker) -> bool:
    """Whether the question that is shown is answered."""
    return walker.screen.can_go_on(walker.state())
