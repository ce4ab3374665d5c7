"""One month of days to choose from, with big buttons to the month before and after."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.words import Words
from gui.widgets.buttons import OutlineButton
from gui.widgets.cards import Option
from gui.widgets.chips import Chip
from gui.widgets.labels import Note, Subheading
from gui.widgets.look import look
from gui.widgets.spaced import Spaced

_WEEK = 7
_STEPS = {
    Qt.Key.Key_Up: -_WEEK,
    Qt.Key.Key_Down: _WEEK,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
}


class Day(Chip):
    """One day; the arrow keys move by a day or by a week."""

    def _side(self) -> int:
        return look().px(8)

    def _tick_box(self) -> QRectF:
        """In the corner: the number keeps the middle of the little room there is."""
        size = look().px(24)
        return QRectF(self.width() - size - look().px(3), look().px(3), size, size)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


class Calendar(Spaced):
    """The days of one month in weeks from Sunday; those out of reach cannot be tapped."""

    chosen = Signal(object)
    """The date that was tapped."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: Words | None = None
        self._month = date(2000, 1, 1)
        self._first = self._last = self._month
        self._day: date | None = None
        self.title = Subheading()
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.earlier = OutlineButton()
        self.later = OutlineButton()
        self.earlier.clicked.connect(lambda: self._turn(-1))
        self.later.clicked.connect(lambda: self._turn(1))
        self._top = QHBoxLayout()
        self._top.addWidget(self.earlier)
        self._top.addWidget(self.title, 1)
        self._top.addWidget(self.later)
        self._grid = QGridLayout()
        self._names = tuple(Note() for _ in range(_WEEK))
        for column, name in enumerate(self._names):
            name.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._grid.addWidget(name, 0, column)
            self._grid.setColumnStretch(column, 1)
        self.days: tuple[Day, ...] = tuple(self._make_day(number) for number in range(1, 32))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._top)
        outer.addLayout(self._grid)
        self._space()

    def show_days(
        self, words: Words, first: date, last: date, day: date | None, month: date | None = None
    ) -> None:
        """Show the month of `month`, or the one turned to, with one day chosen or none."""
        self._words = words
        self._first, self._last, self._day = first, last, day
        if month is not None:
            self._month = month.replace(day=1)
        self._fill()

    def first_focus(self) -> QWidget:
        """The chosen day of the month that is shown, or the first that can be tapped."""
        shown = [day for day in self.days if not day.isHidden() and day.isEnabled()]
        chosen = [day for day in shown if day.isChecked()]
        found = chosen or shown
        return found[0] if found else self.later

    def _make_day(self, number: int) -> Day:
        day = Day(parent=self)
        day.setAutoExclusive(False)
        day.clicked.connect(lambda: self.chosen.emit(self._month.replace(day=number)))
        day.moved.connect(lambda step: self._move(number, step))
        return day

    def _fill(self) -> None:
        words = self._words
        if words is None:
            return
        self.title.say(words.month(self._month))
        self.earlier.say(words.month_name(self._month - timedelta(days=1)))
        self.later.say(words.month_name(self._next_month()))
        self.earlier.setEnabled(self._month > self._first)
        self.later.setEnabled(self._next_month() <= self._last)
        sunday = self._month - timedelta(days=(self._month.weekday() + 1) % _WEEK)
        for column, name in enumerate(self._names):
            name.say(words.weekday(sunday + timedelta(days=column)))
        offset = (self._month - sunday).days
        length = monthrange(self._month.year, self._month.month)[1]
        for number, day in enumerate(self.days, 1):
            day.setVisible(number <= length)
            if number > length:
                continue
            when = self._month.replace(day=number)
            day.setEnabled(self._first <= when <= self._last)
            day.show_option(Option(when.isoformat(), str(number)), when == self._day)
            day.setAutoExclusive(False)
            day.setAccessibleName(words.date(when))
            row, column = divmod(offset + number - 1, _WEEK)
            self._grid.addWidget(day, row + 1, column)

    def _next_month(self) -> date:
        return (self._month + timedelta(days=31)).replace(day=1)

    def _turn(self, way: int) -> None:
        edge = self._next_month() if way > 0 else self._month - timedelta(days=1)
        self._month = edge.replace(day=1)
        self._fill()

    def _move(self, number: int, step: int) -> None:
        wanted = self._month.replace(day=number) + timedelta(days=step)
        if not self._first <= wanted <= self._last:
            return
        if wanted.month != self._month.month:
            self._turn(1 if step > 0 else -1)
        self.days[wanted.day - 1].setFocus(Qt.FocusReason.TabFocusReason)

    def _space(self) -> None:
        gap = look().space(10)
        self._grid.setSpacing(gap)
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(look().space(16))
