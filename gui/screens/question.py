"""What the question screens are made of: a screen shows one part of its step at a time.

A part is one question.  It reads `State`, and sends new answers; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.intake.answers import UNASKED, Answers
from core.words import Words
from gui import flow
from gui.screens.base import NOT_SURE, Action, Screen
from gui.state import State
from gui.widgets.cards import ChoiceList, Option
from gui.widgets.labels import Note
from gui.widgets.look import look
from gui.widgets.spaced import Spaced

YES, NO = "yes", "no"


class Part(Spaced):
    """One question.  Its words stand under `key`: <key>.question and, if any, <key>.help."""

    answered = Signal(object)
    """A new core.intake.answers.Answers."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.state: State | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self._space()

    # -- what a subclass says -----------------------------------------------------
    def question(self, state: State) -> str:
        """The question, as the title of the screen."""
        return state.words(f"{self.key}.question")

    def help_line(self, state: State) -> str:
        """The line of help under it, or ""."""
        return optional(state.words, f"{self.key}.help")

    def fill(self, state: State, entering: bool) -> None:
        """Show a state; `entering` when the question was just reached."""
        raise NotImplementedError

    def first_focus(self) -> QWidget | None:
        """What has the keyboard when the question is reached; None for the page to read."""
        raise NotImplementedError

    def can_go_on(self, state: State) -> bool:
        """Whether it is answered."""
        raise NotImplementedError

    def others(self, state: State) -> tuple[Action, ...]:
        """More buttons for the footer."""
        return ()

    # -- what the screen calls ------------------------------------------------------
    def show_state(self, state: State, entering: bool) -> None:
        """Keep the state for the answers to come, and fill from it."""
        self.state = state
        self.fill(state, entering)

    def send(self, answers: Answers) -> None:
        """Send new answers."""
        self.answered.emit(answers)

    @property
    def shown(self) -> State:
        """The state that is shown.  Raises before the first one."""
        if self.state is None:
            raise RuntimeError(f"{self.key} was not shown yet")
        return self.state

    def _space(self) -> None:
        self.column.setSpacing(look().space(24))


class PartedScreen(Screen):
    """A step of one or more questions, one at a time, with "Question 2 of 4" above them."""

    parts: dict[str, Part]

    def __init__(self, parts: dict[str, Part], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts = parts
        self._now: Part | None = None
        self.count = Note()
        self.body.insertWidget(0, self.count)
        for part in parts.values():
            part.hide()
            part.answered.connect(self.answered)
            self.body.addWidget(part)

    def part_for(self, name: str) -> Part:
        """The part of a name; the first one for a name that the step does not have."""
        return self.parts.get(name) or next(iter(self.parts.values()))

    def show_state(self, state: State) -> None:
        part = self.part_for(state.part)
        entering = self._is_new(part, state)
        self._show_count(state)
        self.ask(part.question(state), part.help_line(state))
        for each in self.parts.values():
            if each is not part:
                each.hide()
        part.show_state(state, entering)
        part.show()
        if entering:
            self.page.to_top()

    def first_focus(self) -> QWidget:
        wanted = self._now.first_focus() if self._now else None
        return wanted or self.page

    def can_go_on(self, state: State) -> bool:
        return self.part_for(state.part).can_go_on(state)

    def others(self, state: State) -> tuple[Action, ...]:
        return self.part_for(state.part).others(state)

    def _is_new(self, part: Part, state: State) -> bool:
        before = part.state
        self._now = part
        return not part.isVisible() or before is None or before.part != state.part

    def _show_count(self, state: State) -> None:
        way = flow.stops(state.answers, state.reference, state.today)
        number, count = flow.part_position(flow.Stop(state.step, state.part), way)
        many = count > 1
        self.count.say(state.words("question.count", number=number, count=count) if many else "")


class ChoicePart(Part):
    """A question answered by one card."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.choices = self.make_list()
        self.choices.chosen.connect(self._chose)
        self.column.addWidget(self.choices)

    def make_list(self) -> ChoiceList:
        """The list of cards; one of chips where there are many short answers."""
        return ChoiceList()

    def options(self, state: State) -> Sequence[Option]:
        """The cards, in order, "I'm not sure" aside."""
        raise NotImplementedError

    def selected(self, state: State) -> str | None:
        """The chosen card, NOT_SURE, or None when it was not asked yet."""
        raise NotImplementedError

    def choose(self, state: State, option: str) -> Answers:
        """The answers with a card chosen; NOT_SURE too."""
        raise NotImplementedError

    def not_sure_note(self, state: State) -> str:
        """How to find out, under "I'm not sure"."""
        return optional(state.words, f"{self.key}.not-sure")

    def fill(self, state: State, entering: bool) -> None:
        last = Screen.not_sure(state.words, self.not_sure_note(state))
        self.choices.show_options([*self.options(state), last], self.selected(state))

    def first_focus(self) -> QWidget:
        return self.choices.first_focus()

    def can_go_on(self, state: State) -> bool:
        return self.selected(state) is not None

    def _chose(self, option: str) -> None:
        self.send(self.choose(self.shown, option))


class FieldChoice(ChoicePart):
    """A question whose cards are the values of one answer; words: <key>.<value> and .note."""

    def __init__(
        self,
        key: str,
        field: str,
        values: Callable[[State], Sequence[StrEnum | str | bool]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(key, parent)
        self._field = field
        self._values = values

    def options(self, state: State) -> Sequence[Option]:
        return [self.option(state, option_id(value) or "") for value in self._values(state)]

    def option(self, state: State, name: str) -> Option:
        """One card by the id of its value."""
        key = f"{self.key}.{name}"
        return Option(name, state.words(key), optional(state.words, f"{key}.note"))

    def selected(self, state: State) -> str | None:
        return option_id(getattr(state.answers, self._field))

    def choose(self, state: State, option: str) -> Answers:
        value = self.value_of(state, option)
        return replace(state.answers, **{self._field: value})

    def value_of(self, state: State, option: str) -> Any:
        """The answer that a card stands for."""
        return next((v for v in self._values(state) if option_id(v) == option), None)


def option_id(answer: object) -> str | None:
    """The id of the card of an answer: None when it was not asked yet."""
    if answer is UNASKED:
        return None
    if answer is None:
        return NOT_SURE
    if isinstance(answer, bool):
        return YES if answer else NO
    return str(answer)


def titled(text: str) -> str:
    """A name that stands inside sentences, as a title: its first letter large."""
    return text[:1].upper() + text[1:]


def optional(words: Words, key: str) -> str:
    """A text that not every question has; "" when it has none."""
    return words(key) if words.has(key) else ""
