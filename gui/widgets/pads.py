"""The pads that type into a field: numbers, and letters for the search."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from gui.widgets.buttons import Button
from gui.widgets.fields import DELETE, Field
from gui.widgets.icons import paint_delete
from gui.widgets.look import look, rounded

_NUMBERS = ("123", "456", "789", ".0<")
_WHOLE_NUMBERS = ("123", "456", "789", "00<")
_LETTERS = ("ABCDEFGHIJ", "KLMNOPQRST", "UVWXYZ<<<<", "0123456789")
_DELETE_SIGN = "<"
"""A sign that stands more than once in a row is one key as wide as so many."""


class Key(Button):
    """One key of a pad; the key that deletes is painted and has its words as accessible name."""

    def __init__(self, key: str, wide: bool, parent: QWidget | None = None) -> None:
        super().__init__("outline", parent, role="h2")
        self.key = key
        self._wide = wide
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if key != DELETE:
            self.say(key)

    def sizeHint(self) -> QSize:
        side = look().key
        return QSize(side + look().px(54) if self._wide else look().px(76), side)

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(48), self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        return self.sizeHint().height()

    def _padding(self) -> tuple[int, int]:
        return 0, 0

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.key != DELETE:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        fill, edge, ink = self._colours()
        rounded(painter, self, look().radius_button, fill, edge)
        middle = self.rect().center() + QPoint(look().px(2), 0)
        paint_delete(painter, middle, look().px(16), ink)
        painter.end()


class _Pad(QWidget):
    """Keys in rows, typing into whichever of its fields had the focus last."""

    pressed = Signal(str)
    """The key: a character or `fields.DELETE`; sent also when a field took it."""

    def __init__(self, rows: tuple[str, ...], wide: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field: Field | None = None
        self._keys: dict[str, Key] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for down, row in enumerate(rows):
            for sign in dict.fromkeys(row):
                key = DELETE if sign == _DELETE_SIGN else sign
                button = Key(key, wide, self)
                button.clicked.connect(lambda _=False, key=key: self._press(key))
                self._grid.addWidget(button, down, row.index(sign), 1, row.count(sign))
                self._keys[key] = button
        self._wear()

    def serve(self, *fields: Field) -> None:
        """Type into these fields: the first until another takes the focus."""
        self._field = fields[0]
        for field in fields:
            field.focused.connect(lambda field=field: self._aim(field))

    def key(self, key: str) -> Key:
        """The button of one key."""
        return self._keys[key]

    def name_delete(self, words: str) -> None:
        """Give the deleting key its accessible name."""
        self._keys[DELETE].setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._wear()

    def _wear(self) -> None:
        # As wide as the answers over and under it where it stands between them.
        across = QSizePolicy.Policy.Expanding if look().portrait else QSizePolicy.Policy.Maximum
        self.setSizePolicy(across, QSizePolicy.Policy.Maximum)
        self._grid.setSpacing(look().px(12))

    def _aim(self, field: Field) -> None:
        self._field = field

    def _press(self, key: str) -> None:
        if self._field is not None:
            self._field.press(key)
        self.pressed.emit(key)


class Keypad(_Pad):
    """0 to 9, a decimal point if there is to be one, and delete."""

    def __init__(self, parent: QWidget | None = None, *, point: bool = True) -> None:
        super().__init__(_NUMBERS if point else _WHOLE_NUMBERS, True, parent)


class LetterPad(_Pad):
    """A to Z, 0 to 9 and delete, in the order of the alphabet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_LETTERS, False, parent)
