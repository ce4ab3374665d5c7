"""Which medicine: search over every drug of the reference by name, brand or code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from core.intake import questions
from core.intake.answers import known, with_drug
from core.intake.search import Name, index, search
from core.reference.model import Drug
from gui.screens.base import NOT_SURE, Action, Screen, Want
from gui.screens.number import SideBySide
from gui.screens.question import Part, PartedScreen, option_id, titled
from gui.state import State, Step
from gui.widgets.cards import Option
from gui.widgets.chips import RowList
from gui.widgets.fields import TextField
from gui.widgets.pads import LetterPad
from gui.widgets.panel import Callout

_MOST = 8


class MedicinePart(Part):
    """A field, the letters, and the medicines that the letters may mean.

    Before a letter is typed it offers the medicines of the topic, or the chosen one.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self._names: tuple[Name, ...] = ()
        self._language = ""
        self.field = TextField()
        self.field.changed.connect(lambda _: self._list(self.shown))
        self.pad = LetterPad()
        self.pad.serve(self.field)
        self.found = RowList()
        self.found.use_columns(1)
        self.found.chosen.connect(self._chose)
        self.none = Callout("warn")
        both = SideBySide()
        both.put((self.none, self.found), (self.field, self.pad))
        self.column.addWidget(both)

    def fill(self, state: State, entering: bool) -> None:
        if state.prefs.language != self._language:
            self._language = state.prefs.language
            say = state.words
            self._names = index(state.reference.drugs(), lambda drug: say(f"drug.{drug.id}"))
        if entering:
            self.field.show_value("")
        self.field.name(self.question(state))
        self.pad.name_delete(state.words("shell.delete"))
        self._list(state)

    def first_focus(self) -> QWidget:
        return self.field

    def can_go_on(self, state: State) -> bool:
        return known(state.answers.drug) is not None

    def others(self, state: State) -> tuple[Action, ...]:
        """Who cannot name it may still find it by what it is for."""
        if state.answers.drug is not None:
            return ()
        return (Action(f"{Want.GO}:{Step.TREATMENT}", state.words("medicine.another-way")),)

    def _list(self, state: State) -> None:
        """Fill the list of medicines for what is typed."""
        typed = self.field.value()
        offered = self._found(state, typed) if typed else self._offered(state)
        last = Screen.not_sure(state.words, state.words("medicine.not-sure"))
        self.found.show_options([*offered, last], option_id(state.answers.drug))
        if state.answers.drug is None:
            # Nothing can be said about a medicine that nobody can name: say whom to ask.
            self.none.say(state.words("medicine.unknown"), state.words("medicine.unknown.ask"))
        elif typed and not offered:
            self.none.say(state.words("medicine.none"))
        else:
            self.none.say("")

    def _found(self, state: State, typed: str) -> Sequence[Option]:
        return [
            self._option(state, state.reference.drug(hit.drug), hit.name)
            for hit in search(self._names, typed, _MOST)
        ]

    def _offered(self, state: State) -> Sequence[Option]:
        topic = questions.topic(state.answers, state.reference)
        names = list(topic.drugs) if topic else []
        chosen = known(state.answers.drug)
        if chosen and chosen not in names:
            names.insert(0, chosen)
        return [self._option(state, state.reference.drug(name), "") for name in names]

    def _option(self, state: State, drug: Drug, matched: str) -> Option:
        title = titled(state.words(f"drug.{drug.id}"))
        others = [name for name in drug.brands if name.lower() not in title.lower()][:3]
        if matched and matched not in others and matched.lower() not in title.lower():
            others.insert(0, matched)
        return Option(drug.id, title, ", ".join(others))

    def _chose(self, option: str) -> None:
        drug = None if option == NOT_SURE else option
        self.send(with_drug(self.shown.answers, drug))


class MedicineScreen(PartedScreen):
    """The medicine."""

    step: ClassVar[Step] = Step.MEDICINE

    def __init__(self) -> None:
        super().__init__({"": MedicinePart("medicine")})
