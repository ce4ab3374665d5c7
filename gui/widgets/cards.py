"""Answers to choose from: whole cards that take the tap and show the tick at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from gui.widgets.icons import paint_tick
from gui.widgets.look import colour, font, look, rounded

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_MANY = 8
"""More answers than this stand closer, and in three columns where the window is wide enough, so
that all of them are seen at once."""

_BRIEF = 3
"""Yes, No and "I'm not sure"."""

_BEFORE = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_AFTER = (Qt.Key.Key_Down, Qt.Key.Key_Right)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: its id, its words, and a line of help under them.

    A `wide` one takes what is left of its row, if it is the last.
    """

    id: str
    title: str
    note: str = ""
    wide: bool = False


class ChoiceCard(QAbstractButton):
    """One answer as a card; a radio button to a screen reader, or a check box if `many`."""

    moved = Signal(int)
    """An arrow key was pressed: -1 for the card before, +1 for the one after."""

    def __init__(self, many: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.option = Option("", "")
        self._many = many
        self._rows = 0
        self.setCheckable(True)
        self.setAutoExclusive(not many)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_option(self, option: Option, chosen: bool) -> None:
        """Show an answer and whether it is chosen."""
        if option != self.option:
            self.option = option
            self.setText(option.title)
            self.setAccessibleName(option.title)
            self.setAccessibleDescription(option.note)
            self.updateGeometry()
        if chosen != self.isChecked():
            self.setAutoExclusive(False)
            self.setChecked(chosen)
            self.setAutoExclusive(not self._many)
        self.update()

    def stand_among(self, rows: int) -> None:
        """Tell the card of how many rows its list is: the fewer, the higher it may be."""
        if rows != self._rows:
            self._rows = rows
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # Control and Enter go on, wherever the keyboard is
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        elif key in _BEFORE:
            self.moved.emit(-1)
        elif key in _AFTER:
            self.moved.emit(1)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        width = max(self.width(), look().px(320))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        longest = max(
            (QFontMetrics(font("h2")).horizontalAdvance(word) for word in self.text().split()),
            default=0,
        )
        left, right, _ = self._insets()
        width = longest + left + right
        return QSize(width, self._least_height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        title, note = self._text_heights(width)
        _, _, down = self._insets()
        return max(self._least_height(), title + note + 2 * down)

    def _least_height(self) -> int:
        return look().card_among(self._rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        chosen = self.isChecked()
        fill = colour("tint" if chosen or self.isDown() else "surface")
        edge = colour("brand") if chosen else colour("edge")
        rounded(painter, self, look().radius_card, fill, edge, look().px(4 if chosen else 2))
        self._paint_mark(painter, chosen)
        self._paint_text(painter)
        painter.end()

    def _insets(self) -> tuple[int, int, int]:
        """Left of the text, right of it, above and below it."""
        return look().px(100), look().px(28), look().space(26)

    def _text_heights(self, width: int) -> tuple[int, int]:
        left, right, _ = self._insets()
        area = QRect(0, 0, max(1, width - left - right), 10000)

        def high(role: str, text: str) -> int:
            if not text:
                return 0
            return QFontMetrics(font(role)).boundingRect(area, _WRAP, text).height()

        note = high("body", self.option.note)
        return high("h2", self.option.title), note + (look().px(6) if note else 0)

    def _paint_text(self, painter: QPainter) -> None:
        left, right, _ = self._insets()
        title, note = self._text_heights(self.width())
        top = (self.height() - title - note) // 2
        across = self.width() - left - right
        painter.setPen(colour("ink"))
        painter.setFont(font("h2"))
        painter.drawText(QRect(left, top, across, title), _WRAP, self.option.title)
        if note:
            gap = look().px(6)
            painter.setPen(colour("muted"))
            painter.setFont(font("body"))
            painter.drawText(
                QRect(left, top + title + gap, across, note - gap), _WRAP, self.option.note
            )

    def _paint_mark(self, painter: QPainter, chosen: bool) -> None:
        side = look().px(44)
        left = look().px(30)
        box = QRectF(left, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(colour("brand" if chosen else "edge"), look().px(3)))
        painter.setBrush(colour("brand") if chosen else Qt.BrushStyle.NoBrush)
        if self._many:
            painter.drawRoundedRect(box, look().px(8), look().px(8))
        else:
            painter.drawEllipse(box)
        if chosen:
            paint_tick(painter, box, colour("on_brand"))


class ChoiceList(QWidget):
    """A grid of answers: two columns, or one in portrait and in the largest text.

    One Tab stop: arrow keys move between the cards, Space or Enter chooses.
    """

    chosen = Signal(str)
    """The id of the answer that was tapped; with `many`, it was put on or taken off."""

    def __init__(self, many: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._many = many
        self._cards: list[ChoiceCard] = []
        self._columns = 0
        self._most_columns = 2
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)

    def use_columns(self, most: int) -> None:
        """Never lay out more columns than this."""
        self._most_columns = most
        self._lay_out()

    def show_options(
        self, options: Sequence[Option], selected: str | Collection[str] | None
    ) -> None:
        """Show these answers and which are chosen; focus stays where it is."""
        wanted = {selected} if isinstance(selected, str) else set(selected or ())
        while len(self._cards) > len(options):
            gone = self._cards.pop()
            self._grid.removeWidget(gone)
            gone.hide()  # it goes only when the event loop turns, and must not be seen or focused
            gone.deleteLater()
        while len(self._cards) < len(options):
            self._cards.append(self._new_card())
        for card, option in zip(self._cards, options, strict=True):
            card.show_option(option, option.id in wanted)
        self._lay_out(force=True)
        self._keep_one_tab_stop()

    def selected(self) -> frozenset[str]:
        """The ids of the chosen answers."""
        return frozenset(card.option.id for card in self._cards if card.isChecked())

    def cards(self) -> tuple[ChoiceCard, ...]:
        """The cards, in reading order."""
        return tuple(self._cards)

    def card(self, option: str) -> ChoiceCard:
        """The card of one answer.  Raises KeyError."""
        for card in self._cards:
            if card.option.id == option:
                return card
        raise KeyError(option)

    def first_focus(self) -> QWidget:
        """The chosen card, or the first."""
        for card in self._cards:
            if card.isChecked():
                return card
        return self._cards[0] if self._cards else self

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._lay_out()

    def _make_card(self) -> ChoiceCard:
        """One card of this list's kind."""
        return ChoiceCard(self._many, self)

    def _wanted_columns(self) -> int:
        """How many columns there is room for."""
        room = look().columns
        if len(self._cards) > _MANY and look().wide and self._most_columns > 1:
            return room + 1
        if room == 1 and not look().portrait and self._are_brief():
            room = 2
        return min(room, self._most_columns)

    def _are_brief(self) -> bool:
        """Whether the answers are as short as Yes and No: two of them stand side by side in the
        largest text too, and none is out of sight."""
        if len(self._cards) != _BRIEF or not self._cards[-1].option.wide:
            return False
        half = (look().px(look().width) - 2 * look().margin - look().button) // 2 - look().px(150)
        metrics = QFontMetrics(font("h2"))
        return all(
            not card.option.note and metrics.horizontalAdvance(card.option.title) <= half
            for card in self._cards[:-1]
        )

    def _new_card(self) -> ChoiceCard:
        card = self._make_card()
        card.clicked.connect(lambda: self._clicked(card))
        card.moved.connect(lambda way: self._move(card, way))
        return card

    def _clicked(self, card: ChoiceCard) -> None:
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keep_one_tab_stop()
        self.chosen.emit(card.option.id)

    def _move(self, card: ChoiceCard, way: int) -> None:
        at = self._cards.index(card) + way
        if 0 <= at < len(self._cards):
            self._cards[at].setFocus(Qt.FocusReason.TabFocusReason)
            self._keep_one_tab_stop()

    def _keep_one_tab_stop(self) -> None:
        focused = [card for card in self._cards if card.hasFocus()]
        stop = focused[0] if focused else self.first_focus()
        for card in self._cards:
            policy = Qt.FocusPolicy.StrongFocus if card is stop else Qt.FocusPolicy.ClickFocus
            card.setFocusPolicy(policy)

    def _lay_out(self, force: bool = False) -> None:
        columns = max(1, min(self._wanted_columns(), len(self._cards)))
        self._grid.setSpacing(self._gap())
        if columns == self._columns and not force:
            return
        self._columns = columns
        rows = -(-len(self._cards) // columns)
        for at, card in enumerate(self._cards):
            down, across = divmod(at, columns)
            ends = card.option.wide and at == len(self._cards) - 1
            self._grid.removeWidget(card)
            self._grid.addWidget(card, down, across, 1, columns - across if ends else 1)
            card.stand_among(rows)
            card.show()
        for column in range(max(columns, self._grid.columnCount())):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _gap(self) -> int:
        """Between the cards: less where there are many."""
        return look().space(24 if len(self._cards) <= _MANY else 16)
