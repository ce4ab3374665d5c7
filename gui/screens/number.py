"""A question answered by a number: a field, the keypad, presets, and "I'm not sure"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from core.intake.answers import Answers
from gui.screens.base import NOT_SURE
from gui.screens.question import Part
from gui.state import State
from gui.widgets.cards import Option
from gui.widgets.chips import ChipList
from gui.widgets.fields import NumberField
from gui.widgets.labels import Body
from gui.widgets.look import look
from gui.widgets.pads import Keypad

_LEAST_CHOICES = (130, 240)
"""The least width of the choices beside the keys, pixels: of a card's edges, and of its words
at 100 % text (the longest is "inmunoglobulina")."""


@dataclass(frozen=True, slots=True)
class Digits:
    """What the field takes: digits before and after the point, and the most it may come to."""

    whole: int
    decimals: int
    most: Decimal


DOSE = Digits(8, 4, Decimal(99_999_999))
"""An ordered amount: from 0.0001 to tens of millions (penicillin is ordered in units)."""


class LimitedField(NumberField):
    """A number field that takes no key which would make the number larger than it may be."""

    def __init__(self, digits: Digits, parent: QWidget | None = None) -> None:
        super().__init__(digits.whole, digits.decimals, parent)
        self._largest = digits.most

    def set_most(self, most: Decimal) -> None:
        """Change the most that the number may come to."""
        self._largest = most

    def takes(self, text: str) -> bool:
        if not super().takes(text):
            return False
        number = parse_typed(text)
        return number is None or number <= self._largest


class SideBySide(QWidget):
    """Choices at the left and keys at the right; in portrait one under the other.

    `head` stands above both in portrait (what is typed), `keys` come before `rest` there,
    so that the keys stay next to what they type.
    """

    def __init__(self, head: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = head
        self._rest_side = QWidget()
        self._keys_side = QWidget()
        self._rest = _column(self._rest_side)
        self._keys = _column(self._keys_side)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._space()

    def put(self, rest: Sequence[QWidget], keys: Sequence[QWidget]) -> None:
        """Fill the two columns, each from the top."""
        for column, widgets in ((self._rest, rest), (self._keys, keys)):
            for widget in widgets:
                # Above the stretch; an aligned layout would squeeze what wraps.
                column.insertWidget(column.count() - 1, widget)

    def show_keys(self, shown: bool) -> None:
        """Show the keys' side, or give the choices its room."""
        if shown == self._keys_side.isHidden():
            self._keys_side.setVisible(shown)
            self._space()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._space()

    def _space(self) -> None:
        # Not takeAt: Qt tells only the item that a widget had first of a new height.
        for widget in (self._head, self._rest_side, self._keys_side):
            if widget is not None:
                self._grid.removeWidget(widget)
        for row in range(4):
            self._grid.setRowStretch(row, 0)
        if look().portrait:
            self._stack()
        else:
            self._put_side_by_side()
        self._grid.setHorizontalSpacing(0 if self._keys_side.isHidden() else look().space(48))
        self._grid.setVerticalSpacing(look().space(20))
        self._rest.setSpacing(look().space(20))
        self._keys.setSpacing(look().space(20))

    def _stack(self) -> None:
        """One column; what is left of the height stays below."""
        for row, widget in enumerate((self._head, self._keys_side, self._rest_side)):
            if widget is not None:
                self._grid.addWidget(widget, row, 0)
        self._grid.setRowStretch(3, 1)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnMinimumWidth(0, 0)

    def _put_side_by_side(self) -> None:
        if self._head is not None:
            self._grid.addWidget(self._head, 0, 0)
        self._grid.addWidget(self._rest_side, 1, 0)
        self._grid.addWidget(self._keys_side, 0, 1, 2, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.setRowStretch(1, 1)
        self._grid.setColumnStretch(0, 1)
        edges, words = _LEAST_CHOICES
        self._grid.setColumnMinimumWidth(0, look().px(edges + words * look().grows))


def _column(side: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.addStretch(1)
    return column


class NumberPart(Part):
    """A number typed on the keypad, with short answers beside it; the last is "I'm not sure".

    `more` is a second row of short answers that are no answers of their own (a unit).
    """

    def __init__(self, key: str, digits: Digits, parent: QWidget | None = None) -> None:
        super().__init__(key, parent)
        self.field = LimitedField(digits)
        self.told = Body(tone="brand")
        self.more = ChipList()
        self.more.chosen.connect(lambda option: self.send(self.choose_more(self.shown, option)))
        self.chips = ChipList()
        self.chips.chosen.connect(self._chose)
        self.pad = Keypad(point=digits.decimals > 0)
        self.pad.serve(self.field)
        self.field.changed.connect(self._typed)
        both = SideBySide(self.field)
        both.put((self.more, self.told, self.chips), (self.pad,))
        self.column.addWidget(both)

    # -- what a subclass says -----------------------------------------------------
    def number(self, state: State) -> Decimal | None:
        """The number to show in the field; None shows an empty one."""
        raise NotImplementedError

    def type_number(self, state: State, number: Decimal | None) -> Answers:
        """The answers with a number typed; None when the field was emptied or holds 0."""
        raise NotImplementedError

    def selected(self, state: State) -> str | None:
        """The chosen short answer, or None."""
        raise NotImplementedError

    def choose(self, state: State, option: str) -> Answers:
        """The answers with a short answer chosen; NOT_SURE too."""
        raise NotImplementedError

    def options(self, state: State) -> Sequence[Option]:
        """The short answers, "I'm not sure" aside."""
        return ()

    def more_options(self, state: State) -> Sequence[Option]:
        """The second row: units."""
        return ()

    def more_selected(self, state: State) -> str | None:
        """What is chosen in the second row."""
        return None

    def choose_more(self, state: State, option: str) -> Answers:
        """The answers with one of the second row chosen."""
        return state.answers

    def unit(self, state: State) -> str:
        """The word after the number."""
        return ""

    def read_back(self, state: State) -> str:
        """What the number comes to, in words; "" for nothing."""
        return ""

    def not_sure_words(self, state: State) -> str:
        """The words of the last short answer."""
        return state.words("shell.not_sure")

    # -- how it works ---------------------------------------------------------------
    def fill(self, state: State, entering: bool) -> None:
        wanted = self.number(state)
        # A text being typed ("0.", "40.") is left as it is while it means the same number.
        if entering or parse_typed(self.field.value()) != wanted:
            self.field.show_value("" if wanted is None else plain(wanted))
        self.field.name(self.question(state))
        self.field.show_unit(self.unit(state))
        self.pad.name_delete(state.words("shell.delete"))
        self.more.show_options(list(self.more_options(state)), self.more_selected(state))
        self.more.setVisible(bool(self.more.cards()))
        last = Option(NOT_SURE, self.not_sure_words(state), wide=True)
        self.chips.show_options([*self.options(state), last], self.selected(state))
        self.told.say(self.read_back(state))

    def first_focus(self) -> QWidget:
        return self.field

    def can_go_on(self, state: State) -> bool:
        return self.number(state) is not None or self.selected(state) is not None

    def _typed(self, text: str) -> None:
        self.send(self.type_number(self.shown, parse_typed(text)))

    def _chose(self, option: str) -> None:
        self.send(self.choose(self.shown, option))


def parse_typed(text: str) -> Decimal | None:
    """The number of a field's text; None while there is none above 0."""
    digits = text.rstrip(".")
    number = Decimal(digits) if digits else Decimal(0)
    return number if number > 0 else None


def plain(number: Decimal) -> str:
    """A number as it would be typed: no exponent and no needless zeros."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
