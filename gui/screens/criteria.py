"""The coverage questions of the drug, one at a time: yes, no, or not sure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from core.intake.answers import Answers
from gui.screens.question import NO, YES, ChoicePart, PartedScreen, option_id, optional
from gui.state import State, Step
from gui.widgets.cards import Option


class CriterionPart(ChoicePart):
    """One coverage question; which one is the part of the state."""

    def question(self, state: State) -> str:
        return state.words(f"criterion.{state.part}.question")

    def help_line(self, state: State) -> str:
        return optional(state.words, f"criterion.{state.part}.help") or state.words("criteria.help")

    def options(self, state: State) -> Sequence[Option]:
        return [Option(YES, state.words("criteria.yes")), Option(NO, state.words("criteria.no"))]

    def not_sure_note(self, state: State) -> str:
        return optional(state.words, f"criterion.{state.part}.ask")

    def selected(self, state: State) -> str | None:
        return option_id(state.answers.criterion(state.part))

    def choose(self, state: State, option: str) -> Answers:
        met = {YES: True, NO: False}.get(option)
        return state.answers.with_criterion(state.part, met)


class CriteriaScreen(PartedScreen):
    """Every coverage question of the drug and what it is for."""

    step: ClassVar[Step] = Step.CRITERIA

    def __init__(self) -> None:
        super().__init__({"": CriterionPart("criteria")})
