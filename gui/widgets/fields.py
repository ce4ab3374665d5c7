"""One-line answers typed on the pads of this program or on a real keyboard: never a text box.

They hold their text themselves, so nothing of an answer stays in an undo list, a
clipboard or an input method.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QSizePolicy, QWidget

from gui.widgets.look import colour, font, look, rounded

DELETE = "delete"
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Field(QWidget):
    """A box with a text being typed, and a unit at its right."""

    changed = Signal(str)
    """The text after a key was pressed; not sent by `show_value`."""

    focused = Signal()

    def __init__(self, most: int, parent: QWidget | None = None) -> None:
        _tell_screen_readers()
        super().__init__(parent)
        self._text = ""
        self._unit = ""
        self._most = most
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def takes(self, text: str) -> bool:
        """Whether a text may stand in this field, finished or not."""
        raise NotImplementedError

    def value(self) -> str:
        """The text as it stands."""
        return self._text

    def show_value(self, text: str) -> None:
        """Show a text that came from the answers."""
        self._put(text)

    def show_unit(self, unit: str) -> None:
        """Show a unit after the text."""
        self._unit = unit
        self._tell()
        self.update()

    def name(self, words: str) -> None:
        """What is asked for, as the accessible name."""
        self.setAccessibleName(words)

    def press(self, key: str) -> None:
        """Take one key: a character or DELETE."""
        text = self._text[:-1] if key == DELETE else self._text + key
        if len(text) <= self._most and (key == DELETE or self.takes(text)) and text != self._text:
            self._put(text)
            self.changed.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.press(DELETE)
        elif event.text() and event.text().isprintable() and not self._is_command(event):
            self.press(event.text().upper())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        height = QFontMetrics(font("h1")).height() + 2 * look().px(14)
        return QSize(look().px(360), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(200), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        active = self.hasFocus()
        edge = colour("brand" if active else "edge")
        width = look().px(4 if active else 2)
        rounded(painter, self, look().radius_button, colour("surface"), edge, width)
        inner = self.rect().adjusted(look().px(28), 0, -look().px(28), 0)
        painter.setFont(font("h1"))
        painter.setPen(colour("ink"))
        painter.drawText(inner, _LEFT, self._text)
        typed = QFontMetrics(font("h1")).horizontalAdvance(self._text)
        if active:
            caret = QRect(inner.left() + typed + look().px(4), 0, look().px(4), 0)
            caret.setHeight(QFontMetrics(font("h1")).ascent())
            caret.moveTop((self.height() - caret.height()) // 2)
            painter.fillRect(caret, colour("brand"))
        # Right behind the number, as one reads it; far away while there is none would be lost.
        after = inner.adjusted(typed + look().px(24), 0, 0, 0)
        painter.setFont(font("h2"))
        painter.setPen(colour("muted"))
        painter.drawText(after, _LEFT, self._unit)
        painter.end()

    @staticmethod
    def _is_command(event: QKeyEvent) -> bool:
        command = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        return bool(event.modifiers() & command)

    def _put(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._tell()
            self.update()

    def _tell(self) -> None:
        self.setAccessibleDescription(f"{self._text} {self._unit}".strip())


class _ToldField(QAccessibleWidget):
    """A field as screen readers are told of it: a place to type in."""

    def __init__(self, field: Field) -> None:
        super().__init__(field, QAccessible.Role.EditableText)


@cache
def _tell_screen_readers() -> None:
    """Have fields told as such, from the first one of a process on."""
    QAccessible.installFactory(_told)


def _told(_kind: str, widget: QObject) -> QAccessibleInterface | None:
    return _ToldField(widget) if isinstance(widget, Field) else None


class NumberField(Field):
    """A plain decimal number: `whole` digits before the point and `decimals` after it."""

    def __init__(self, whole: int = 6, decimals: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(whole + 1 + decimals, parent)
        self._whole = whole
        self._decimals = decimals

    def takes(self, text: str) -> bool:
        before, point, after = text.partition(".")
        digits = all(c in "0123456789" for c in before + after)
        if not digits or len(before) > self._whole or len(after) > self._decimals:
            return False
        return self._decimals > 0 or not point

    def press(self, key: str) -> None:
        """Take one key; a point first is "0." and a zero first gives way to a digit."""
        if key == "." and not self._text:
            super().press("0")
        if self._text == "0" and key.isdigit():
            self._put("")
        super().press(key)


class TextField(Field):
    """A name being searched for: letters, digits, spaces and hyphens, in capitals."""

    def __init__(self, most: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(most, parent)

    def takes(self, text: str) -> bool:
        return all(c.isalnum() or c in " -" for c in text) and not text.startswith(" ")
