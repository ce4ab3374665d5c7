"""The order read back: what it comes to, and the questions about a dose that looks like a slip."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QSizePolicy, QWidget

from core.intake.answers import DoseFrom, known
from core.intake.order import Check, Level, ReadBack, check, confirmation, is_settled, read_back
from gui.screens.base import Action, Want
from gui.screens.number import DOSE, LimitedField, SideBySide, parse_typed
from gui.screens.question import Part
from gui.screens.wording import amount_text, dose_text, minutes_text, never_stops, often_text
from gui.state import State, Step
from gui.widgets.cards import ChoiceList, Option
from gui.widgets.labels import Body, Subheading
from gui.widgets.pads import Keypad
from gui.widgets.panel import Callout, Panel

_CONFIRM = "confirm"
_UNLIKELY = (Level.ASK_HIGH, Level.ASK_LOW)


class ReadBackPart(Part):
    """Day total, week total and billing units; a dose out of the limits is asked about here.

    Beyond the slip limit the amount has to be typed a second time, the same.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.panel = Panel()
        self.ordered = Subheading()
        self.lines = tuple(Body() for _ in range(4))
        self.panel.body.addWidget(self.ordered)
        for line in self.lines:
            self.panel.body.addWidget(line)
        self.usual = Callout()
        self.doubt = Callout("bad")
        self.confirm = ChoiceList()
        self.confirm.use_columns(1)
        self.confirm.chosen.connect(lambda _: self._confirm())
        self.again = Body()
        narrow = self.again.sizePolicy()
        narrow.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        self.again.setSizePolicy(narrow)  # as wide as the keys under it
        self.field = LimitedField(DOSE)
        self.pad = Keypad()
        self.pad.serve(self.field)
        self.field.changed.connect(self._typed)
        self._both = SideBySide(self.doubt)
        self._both.put(
            (self.panel, self.usual, self.confirm),
            (self.again, self.field, self.pad),
        )
        self.column.addWidget(self._both)

    def fill(self, state: State, entering: bool) -> None:
        if entering:
            self.field.show_value("")
        told = read_back(state.answers, state.reference, state.today)
        found = check(state.answers, state.reference, state.today)
        self._show_order(state, told)
        self._show_doubt(state, found, told)
        self._show_confirm(state, found)
        usual = state.answers.dose_from is DoseFrom.USUAL
        self.usual.say(state.words("readback.usual") if usual else "")

    def first_focus(self) -> QWidget | None:
        if self.field.isVisibleTo(self):
            return self.field
        return self.confirm.first_focus() if self.confirm.isVisibleTo(self) else None

    def can_go_on(self, state: State) -> bool:
        return is_settled(state.answers, state.reference, state.today)

    def others(self, state: State) -> tuple[Action, ...]:
        return (Action(f"{Want.GO}:{Step.DOSE}", state.words("readback.change")),)

    def _show_order(self, state: State, told: ReadBack) -> None:
        words, answers = state.words, state.answers
        amount, unit = known(answers.dose_amount), known(answers.dose_unit)
        if amount is None or unit is None:
            self.ordered.say(words("readback.no-dose"))
        else:
            self.ordered.say(dose_text(words, amount, unit, known(answers.dose_per)))
        often, minutes = known(answers.administrations_per_week), known(answers.minutes)
        said = []
        if often is not None:
            said.append(often_text(words, often, minutes))
        if minutes is not None and not never_stops(often, minutes):
            said.append(minutes_text(words, minutes))
        day = amount_text(words, told.day, told.unit) if told.day is not None else ""
        whole = amount_text(words, told.whole, told.unit) if told.whole is not None else ""
        units = told.billing_units
        texts = (
            words("readback.often", what=", ".join(said)) if said else "",
            words("readback.day", amount=day) if day else "",
            words(f"readback.{told.per}", amount=whole) if whole else "",
            words(f"readback.units.{told.per}", units=words.number(units), code=told.hcpcs)
            if units
            else "",
        )
        for line, text in zip(self.lines, texts, strict=True):
            line.say(text)

    def _show_doubt(self, state: State, found: Check, told: ReadBack) -> None:
        words = state.words
        if found.level in (Level.NO_LIMIT, Level.USUAL) or found.day is None:
            self.doubt.say("")
            return
        # In the unit that was typed, where that can be: "40 g a day", not 40,000 mg.
        day = amount_text(words, found.day, found.unit)
        if told.day is not None:
            day = amount_text(words, told.day, told.unit)
        text = words(f"readback.doubt.{found.level}", day=day)
        if found.slip is not None:
            unit = words(f"unit.{found.slip.unit}") if found.slip.unit else ""
            text = f"{text} {words(f'order.slip.{found.slip.kind}', unit=unit)}"
        more = []
        if found.weight_assumed:
            more.append(words("readback.weight-assumed"))
        if found.area_assumed:
            more.append(words("readback.area-assumed"))
        self.doubt.set_tone("bad" if found.level is Level.SLIP else "warn")
        self.doubt.say(text, " ".join(more))

    def _show_confirm(self, state: State, found: Check) -> None:
        words, answers = state.words, state.answers
        confirmed = answers.confirmed == confirmation(answers)
        slip = found.level is Level.SLIP
        self.confirm.setVisible(found.level in _UNLIKELY)
        option = Option(_CONFIRM, words("readback.confirm"), words("readback.confirm.note"))
        self.confirm.show_options([option], _CONFIRM if confirmed else None)
        self.again.say(words("readback.again") if slip else "")
        self.field.setVisible(slip)
        self.pad.setVisible(slip)
        self._both.show_keys(slip)
        self.field.name(words("readback.again"))
        unit = known(answers.dose_unit)
        self.field.show_unit(words(f"unit.{unit}") if unit else "")
        self.pad.name_delete(words("shell.delete"))

    def _confirm(self) -> None:
        answers = self.shown.answers
        self.send(replace(answers, confirmed=confirmation(answers)))

    def _typed(self, text: str) -> None:
        answers = self.shown.answers
        same = parse_typed(text) == answers.dose_amount
        self.send(replace(answers, confirmed=confirmation(answers) if same else ""))
