"""Where the person lives: ZIP code, what kind of home, and whether the place is rural."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from core.case import Residence
from core.intake.answers import UNASKED, asked, known
from core.reference.model import NotInReference, Place
from gui.screens.base import NOT_SURE
from gui.screens.number import SideBySide
from gui.screens.question import FieldChoice, Part, PartedScreen, option_id
from gui.state import State, Step
from gui.widgets.cards import ChoiceList, Option
from gui.widgets.chips import ChipList
from gui.widgets.fields import Field
from gui.widgets.labels import Body
from gui.widgets.look import look
from gui.widgets.pads import Keypad

_DIGITS = 5
_HOMES = (Residence.HOME, Residence.ASSISTED_LIVING, Residence.SKILLED_NURSING_FACILITY)


class ZipField(Field):
    """Five digits, zeros at the front too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_DIGITS, parent)

    def takes(self, text: str) -> bool:
        return all(c in "0123456789" for c in text)


class ZipPart(Part):
    """The ZIP code, read back as the place that Medicare pays by."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.field = ZipField()
        self.field.changed.connect(self._typed)
        self.told = Body()
        self.chips = ChipList()
        self.chips.use_columns(1)
        self.chips.chosen.connect(lambda _: self._not_sure())
        self.pad = Keypad(point=False)
        self.pad.serve(self.field)
        both = SideBySide(self.field)
        both.put((self.told, self.chips), (self.pad,))
        self.column.addWidget(both)

    def fill(self, state: State, entering: bool) -> None:
        answer = known(state.answers.zip_code)
        if entering or answer is not None:
            self.field.show_value(answer or "")
        self.field.name(self.question(state))
        self.pad.name_delete(state.words("shell.delete"))
        sure = Option(NOT_SURE, state.words("shell.not_sure"))
        self.chips.show_options([sure], option_id(state.answers.zip_code))
        self._tell(state)

    def first_focus(self) -> QWidget:
        return self.field

    def can_go_on(self, state: State) -> bool:
        return asked(state.answers.zip_code)

    def _tell(self, state: State) -> None:
        typed = self.field.value()
        if state.answers.zip_code is None:
            self.told.set_tone("ink")
            self.told.say(state.words("zip.unknown-told"))
        elif len(typed) < _DIGITS:
            self.told.say("")
        else:
            place = _place(state, typed)
            self.told.set_tone("brand" if place else "bad")
            self.told.say(
                state.words("zip.place", place=_name(place), state=place.state)
                if place
                else state.words("zip.none", zip=typed)
            )

    def _typed(self, text: str) -> None:
        state = self.shown
        found = len(text) == _DIGITS and _place(state, text) is not None
        self.send(replace(state.answers, zip_code=text if found else UNASKED))
        self._tell(self.shown)

    def _not_sure(self) -> None:
        self.field.show_value("")
        self.send(replace(self.shown.answers, zip_code=None))


def _name(place: Place) -> str:
    """The area's name as one reads it: the publisher prints capitals and county lists."""
    name = place.name.partition(" (")[0].title()
    return name.replace(" Of ", " of ").replace(" And ", " and ")


def _place(state: State, zip_code: str) -> Place | None:
    try:
        return state.reference.place(zip_code, state.today)
    except NotInReference:
        return None


class StatePart(FieldChoice):
    """The state by its letters, as on an envelope, where the ZIP code is not known."""

    def make_list(self) -> ChoiceList:
        return ChipList()

    def fill(self, state: State, entering: bool) -> None:
        self.choices.use_columns(9 if look().wide else 6)  # all of them at once, where they fit
        super().fill(state, entering)

    def option(self, state: State, name: str) -> Option:
        return Option(name, name)


class HomeScreen(PartedScreen):
    """The ZIP code, the kind of home, rural or not."""

    step: ClassVar[Step] = Step.HOME

    def __init__(self) -> None:
        super().__init__(
            {
                "zip": ZipPart("zip"),
                "state": StatePart("home-state", "state", lambda state: state.reference.states()),
                "residence": FieldChoice("residence", "residence", lambda state: _HOMES),
                "rural": FieldChoice("rural", "rural", lambda state: (True, False)),
                "homebound": FieldChoice("homebound", "homebound", lambda state: (True, False)),
            }
        )
