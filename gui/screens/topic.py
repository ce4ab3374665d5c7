"""A condition, kind of medicine, piece of equipment or supply, and what Medicare does with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from core.intake import questions
from core.intake.answers import Answers, known
from core.intake.prune import topic_kinds
from gui.screens.base import NOT_SURE
from gui.screens.question import ChoicePart, Part, PartedScreen, option_id, titled
from gui.state import State, Step
from gui.widgets.cards import ChoiceList, Option
from gui.widgets.chips import ChipList
from gui.widgets.labels import Label, Note
from gui.widgets.panel import Callout, Panel

_TONES = {"covered": "good", "depends": "warn", "not-covered": "bad"}


class TopicPart(ChoicePart):
    """Which one it is."""

    def make_list(self) -> ChoiceList:
        chips = ChipList()
        chips.use_columns(3)
        return chips

    def question(self, state: State) -> str:
        way_in = known(state.answers.way_in)
        return state.words(f"topic-choice.{way_in}.question")

    def options(self, state: State) -> Sequence[Option]:
        kinds = topic_kinds(known(state.answers.way_in))
        return [
            Option(topic.id, titled(state.words(f"topic.{topic.id}")))
            for topic in state.reference.topics()
            if topic.kind in kinds
        ]

    def selected(self, state: State) -> str | None:
        return option_id(state.answers.topic)

    def choose(self, state: State, option: str) -> Answers:
        return replace(state.answers, topic=None if option == NOT_SURE else option)


class TopicAnswerPart(Part):
    """What Medicare does with it at home, and why; nothing is asked."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.verdict = Callout()
        self.panel = Panel()
        self.why = Label("lead")
        self.source = Note()
        self.panel.body.addWidget(self.why)
        self.panel.body.addWidget(self.source)
        self.column.addWidget(self.verdict)
        self.column.addWidget(self.panel)

    def question(self, state: State) -> str:
        return titled(state.words(f"topic.{known(state.answers.topic)}"))

    def fill(self, state: State, entering: bool) -> None:
        topic = questions.topic(state.answers, state.reference)
        if topic is None:
            return
        words = state.words
        self.verdict.set_tone(_TONES[topic.answer])
        self.verdict.say(words(f"topic-answer.{topic.answer}"))
        self.why.say(words(f"topic.{topic.id}.answer"))
        self.source.say(words("topic-answer.source", source=topic.citation.title))

    def first_focus(self) -> None:
        return None

    def can_go_on(self, state: State) -> bool:
        return True


class TopicScreen(PartedScreen):
    """Choose one, then read the answer."""

    step: ClassVar[Step] = Step.TOPIC

    def __init__(self) -> None:
        super().__init__(
            {"choose": TopicPart("topic-choice"), "answer": TopicAnswerPart("topic-answer")}
        )
