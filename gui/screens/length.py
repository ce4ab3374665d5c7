"""The first day at home, and how long the treatment lasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar

from PySide6.QtWidgets import QWidget

from core.intake.answers import UNASKED, Answers, asked, known
from gui.screens.base import NOT_SURE
from gui.screens.number import Digits, SideBySide
from gui.screens.question import Part, PartedScreen, option_id, titled
from gui.screens.scaled import ScaledPart
from gui.screens.wording import days_text
from gui.state import State, Step
from gui.widgets.calendar import Calendar
from gui.widgets.cards import Option
from gui.widgets.chips import ChipList
from gui.widgets.labels import Body

_BEFORE = timedelta(days=92)
_AFTER = timedelta(days=183)
_WEEK = Decimal(7)
_MOST_DAYS = Decimal(400)
_YEAR = 365
_LENGTHS = (7, 14, 28, 42, 84, 182, _YEAR)


class StartPart(Part):
    """The first day, on a calendar."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.calendar = Calendar()
        self.calendar.chosen.connect(self._chose)
        self.told = Body(tone="brand")
        self.chips = ChipList()
        self.chips.use_columns(1)
        self.chips.chosen.connect(lambda _: self._chose(None))
        both = SideBySide()
        both.put((self.calendar,), (self.told, self.chips))
        self.column.addWidget(both)

    def fill(self, state: State, entering: bool) -> None:
        day = known(state.answers.start)
        month = (day or state.today) if entering else None
        first, last = state.today - _BEFORE, state.today + _AFTER
        self.calendar.show_days(state.words, first, last, day, month)
        self.told.say(
            state.words("first-day.told", day=day) if day else state.words("first-day.none")
        )
        sure = Option(NOT_SURE, state.words("shell.not_sure"))
        self.chips.show_options([sure], option_id(state.answers.start))

    def first_focus(self) -> QWidget:
        return self.calendar.first_focus()

    def can_go_on(self, state: State) -> bool:
        return asked(state.answers.start)

    def _chose(self, day: date | None) -> None:
        self.send(replace(self.shown.answers, start=day))


class DaysPart(ScaledPart):
    """How long in all, in weeks or days."""

    def __init__(self, key: str) -> None:
        super().__init__(key, Digits(3, 0, _MOST_DAYS), ("weeks", "days"))

    def value(self, state: State) -> Decimal | None:
        days = known(state.answers.days)
        return None if days is None else Decimal(days)

    def put(self, state: State, value: Decimal | None) -> Answers:
        return replace(state.answers, days=UNASKED if value is None else int(value))

    def into(self, typed: Decimal, scale: str) -> Decimal:
        return typed * _WEEK if scale == "weeks" else typed

    def out_of(self, value: Decimal, scale: str) -> Decimal:
        return value / _WEEK if scale == "weeks" else value

    def most(self) -> Decimal:
        return _MOST_DAYS

    def fill(self, state: State, entering: bool) -> None:
        super().fill(state, entering)
        days = self.value(state)
        if entering and days is not None and days % _WEEK:
            self.choose_more(state, "days")

    def options(self, state: State) -> Sequence[Option]:
        words = state.words
        return [
            Option(str(days), words("length.ongoing"))
            if days == _YEAR
            else Option(str(days), titled(days_text(words, days)))
            for days in _LENGTHS
        ]

    def selected(self, state: State) -> str | None:
        days = state.answers.days
        if days is None:
            return NOT_SURE
        return str(days) if days in _LENGTHS else None

    def choose(self, state: State, option: str) -> Answers:
        return replace(state.answers, days=None if option == NOT_SURE else int(option))

    def read_back(self, state: State) -> str:
        days, start = known(state.answers.days), known(state.answers.start)
        if days is None:
            return ""
        if days == _YEAR:
            return state.words("length.ongoing-told")
        if start is None:
            return titled(days_text(state.words, days))
        last = start + timedelta(days=days - 1)
        return state.words("length.told", length=titled(days_text(state.words, days)), last=last)

    def can_go_on(self, state: State) -> bool:
        return asked(state.answers.days)


class LengthScreen(PartedScreen):
    """First day and length."""

    step: ClassVar[Step] = Step.LENGTH

    def __init__(self) -> None:
        super().__init__({"start": StartPart("first-day"), "days": DaysPart("length")})
