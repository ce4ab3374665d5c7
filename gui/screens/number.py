"""A question answered by a number: a field, the keypad, presets, and "I'm not sure"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from core.answers import Answers
from gui.screens.base import NOT_SURE
from gui.screens.question import Part
from gui.state import State
from gui.widgets.cards import Option
from gui.widgets.chips import ChipList
from gui.widgets.fields import NumberField
from gui.widgets.labels import Body
from gui.widgets.look import look
from gui.widgets.pads import Keypad


@dataclass(frozen=True, slots=True)
class Digits:
    """What the field takes: digits before and after the point, and the most it may come to."""

    whole: int
    decimals: int
    most: Decimal


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
    """Two columns in landscape, one under the other in portrait."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.left = QVBoxLayout()
        self.right = QVBoxLayout()
        self.left.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.right.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(self.left, 1)
        self._box.addLayout(self.right)
        self._right_first = False
        self._space()

    def put_right_first(self) -> None:
        """Put the right column on top in portrait, as where one types before one chooses."""
        self._right_first = True
        self._space()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._space()

    def _space(self) -> None:
        across = QBoxLayout.Direction.LeftToRight
        down = QBoxLayout.Direction.TopToBottom
        if self._right_first:
            down = QBoxLayout.Direction.BottomToTop
        self._box.setDirection(down if look().portrait else across)
        self._box.setSpacing(look().space(48))
        self.left.setSpacing(look().space(20))
        self.right.setSpacing(look().space(20))


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
        both = SideBySide()
        for widget in (self.field, self.more, self.told, self.chips):
            both.left.addWidget(widget)
        both.right.addWidget(self.pad)
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
        last = Option(NOT_SURE, self.not_sure_words(state))
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
