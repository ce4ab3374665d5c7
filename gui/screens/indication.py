"""What the medicine is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from core.case import OTHER_INDICATION
from core.intake import questions
from core.intake.answers import Answers
from gui.screens.base import NOT_SURE
from gui.screens.question import ChoicePart, PartedScreen, option_id, titled
from gui.state import State, Step
from gui.widgets.cards import Option


class IndicationPart(ChoicePart):
    """The conditions that the drug is covered for, or something else."""

    def question(self, state: State) -> str:
        drug = state.words(f"drug.{state.answers.drug}")
        return state.words("indication-choice.question", drug=drug)

    def options(self, state: State) -> Sequence[Option]:
        found = questions.indications(state.answers, state.reference)
        return [
            *(Option(each.id, titled(state.words(f"indication.{each.id}"))) for each in found),
            Option(OTHER_INDICATION, state.words("indication-choice.other")),
        ]

    def selected(self, state: State) -> str | None:
        return option_id(state.answers.indication)

    def choose(self, state: State, option: str) -> Answers:
        return replace(state.answers, indication=None if option == NOT_SURE else option)


class IndicationScreen(PartedScreen):
    """What it is for."""

    step: ClassVar[Step] = Step.INDICATION

    def __init__(self) -> None:
        super().__init__({"": IndicationPart("indication-choice")})
