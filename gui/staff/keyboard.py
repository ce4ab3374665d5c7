"""Typing a clinic's name or hours: letters of both sizes, digits and signs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from gui.widgets.fields import DELETE, Field
from gui.widgets.look import font, look
from gui.widgets.pads import Key

_ROWS = ("abcdefghij", "klmnopqrst", "uvwxyzáéíó", "úüñ.,-'&/:", "0123456789")
_SPACE = " "
_DOT = "\N{BULLET}"


class WordsField(Field):
    """Any letters, digits and the signs of the keys; a word begins with a capital by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(60, parent)
        self.capital = True

    def take_most(self, most: int) -> None:
        """Change how many characters it takes."""
        self._most = most

    def takes(self, text: str) -> bool:
        return text.isprintable() and not text.startswith(" ")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed and typed.isprintable() and not self._is_command(event):
            self.press(typed)  # as it was typed, capital or not
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A long text shows its end: that is where one types."""
        whole = self._text
        room = self.width() - look().px(28) * 2 - look().px(8)
        metrics = QFontMetrics(font("h1"))
        while self._text and metrics.horizontalAdvance(self._text) > room:
            self._text = self._text[1:]
        super().paintEvent(event)
        self._text = whole


class PinField(Field):
    """Digits that are shown as dots, to nobody's screen reader either."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(8, parent)

    def takes(self, text: str) -> bool:
        return text.isascii() and text.isdigit()

    def paintEvent(self, event: QPaintEvent) -> None:
        typed, self._text = self._text, _DOT * len(self._text)
        super().paintEvent(event)
        self._text = typed

    def _tell(self) -> None:
        self.setAccessibleDescription(_DOT * len(self._text))


class WordPad(QWidget):
    """The keys; the one at the lower left changes the size of the letters."""

    def __init__(self, field: WordsField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._keys: dict[str, Key] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for down, row in enumerate(_ROWS):
            for across, sign in enumerate(row):
                self._add(sign, down, across)
        last = len(_ROWS)
        self.shift = self._make("ABC", last, 0, 2)
        self.shift.clicked.connect(self._turn)
        self.space = self._make("", last, 2, 6)
        self.space.clicked.connect(lambda: self.press(_SPACE))
        self.delete = self._make(DELETE, last, 8, 2)
        self.delete.clicked.connect(lambda: self.press(DELETE))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        field.changed.connect(lambda _: self.begin())
        self._space_out()
        self.begin()

    def name_keys(self, space: str, delete: str) -> None:
        """Say what the two keys without a letter do."""
        self.space.say(space)
        self.delete.setAccessibleName(delete)

    def key(self, sign: str) -> Key:
        """The key of a letter of either size, or of a sign."""
        return self.space if sign == _SPACE else self._keys[sign.lower()]

    def press(self, sign: str) -> None:
        """Type one key."""
        self._field.press(sign)

    def begin(self) -> None:
        """Capitals at the start of each word, small letters inside it."""
        typed = self._field.value()
        self._show(capital=not typed or typed.endswith(" "))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._space_out()

    def _add(self, sign: str, down: int, across: int) -> None:
        key = self._make(sign, down, across, 1)
        key.clicked.connect(lambda _=False, key=key: self.press(key.text()))
        self._keys[sign] = key

    def _make(self, sign: str, down: int, across: int, wide: int) -> Key:
        key = _WordKey(sign, self)
        self._grid.addWidget(key, down, across, 1, wide)
        return key

    def _turn(self) -> None:
        self._show(capital=self.shift.text() == "ABC")

    def _show(self, capital: bool) -> None:
        for sign, key in self._keys.items():
            key.say(sign.upper() if capital else sign)
        self.shift.say("abc" if capital else "ABC")

    def _space_out(self) -> None:
        self._grid.setSpacing(look().px(8))


class _WordKey(Key):
    """Ten beside each other fit every window, and so do the rows of them over each other."""

    def __init__(self, sign: str, parent: QWidget) -> None:
        super().__init__(sign, False, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), look().button)

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(48), look().button)
