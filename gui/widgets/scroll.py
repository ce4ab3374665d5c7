"""A page that scrolls only when it must, by two big buttons, keys, or a finger."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QScrollEvent,
    QScrollPrepareEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScroller,
    QVBoxLayout,
    QWidget,
)

from gui.widgets.buttons import ArrowButton
from gui.widgets.look import colour, has_ring, look


class _Content(QWidget):
    """What is scrolled: as high as its layout says at its width, and never asked to be higher.

    A layout's least size is reckoned at the least width of everything in it, where
    text takes many more lines than it does here.
    """

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class _Fingers(QObject):
    """Lets a finger scroll every page of one window.

    Qt makes a new kind of gesture for each widget that is to be scrolled, and PySide a new
    class for each kind, for ever.  So the window takes the finger, once, and passes it on to
    the page that it began on: pages come and go with every visitor.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName(_FINGERS)
        self._window = window
        self._moved: ScrollPage | None = None
        window.installEventFilter(self)
        QScroller.grabGesture(window, QScroller.ScrollerGestureType.TouchGesture)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # By its kind first: as the window goes, others come by when nothing is held here any more.
        if isinstance(event, QScrollPrepareEvent):
            self._moved = self._page_at(event.startPos().toPoint())
            if self._moved is not None:
                self._moved.destroyed.connect(self._gone)
                QApplication.sendEvent(self._moved.area.viewport(), event)
            return True
        if isinstance(event, QScrollEvent):
            if self._moved is not None:
                QApplication.sendEvent(self._moved.area.viewport(), event)
            return True
        return False

    def _gone(self) -> None:
        self._moved = None

    def _page_at(self, at: QPoint) -> ScrollPage | None:
        found = self._window.childAt(at)
        while found is not None and not isinstance(found, ScrollPage):
            found = found.parentWidget()
        return found


_FINGERS = "homeward-fingers"


class ScrollPage(QWidget):
    """A column of widgets in a viewport; Up and Down buttons stand beside it if it is longer.

    `body` is the column.  Its side margins follow the look; the buttons stand in
    the right margin where that is wide enough.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._narrow = False
        self._content = _Content()
        # No alignment: a layout that has one cuts what takes more lines than it hinted at.
        self._outer = QVBoxLayout(self._content)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self.body = QVBoxLayout()
        self._outer.addStretch(0)
        self._outer.addLayout(self.body)
        self._outer.addStretch(1)
        self.area = QScrollArea()
        self.area.setViewport(QWidget())  # PySide takes 10 ms to find out what Qt's own one is
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._content)
        self._content.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)
        self.up = ArrowButton("up")
        self.down = ArrowButton("down")
        self.up.clicked.connect(lambda: self._page(-1))
        self.down.clicked.connect(lambda: self._page(1))
        self._rail = QWidget()
        self._rail.hide()
        self._buttons = QVBoxLayout(self._rail)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.up)
        self._buttons.addWidget(self.down)
        self._laid_out: tuple[int, int, int, int, int, bool] | None = None
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._row.addWidget(self.area, 1)
        self._row.addWidget(self._rail)
        self._content.installEventFilter(self)
        bar = self.area.verticalScrollBar()
        bar.valueChanged.connect(lambda _: self._enable())
        bar.rangeChanged.connect(lambda *_: self._enable())
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        self._margins()

    def take_keyboard(self, name: str) -> None:
        """Let the page itself have the keyboard, so that arrows scroll; for pages to read."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)

    def name_buttons(self, up: str, down: str) -> None:
        """Give the two buttons their accessible names."""
        self.up.name(up)
        self.down.name(down)

    def center(self) -> None:
        """Put the column a little above the middle, as on the first and the last screen."""
        self._outer.setStretch(0, 2)
        self._outer.setStretch(2, 3)

    def say_one_thing(self) -> None:
        """Let the column be narrower, and stand in the middle: it says one thing."""
        self._narrow = True
        self.center()

    def to_top(self) -> None:
        """Scroll to the top, as when the screen is entered."""
        self.area.verticalScrollBar().setValue(0)

    def bring(self, widget: QWidget) -> None:
        """Scroll until a widget of the page is seen."""
        self.area.ensureWidgetVisible(widget, 0, look().px(24))

    def scrolls(self) -> bool:
        """Whether the page is longer than its viewport."""
        return not self._rail.isHidden()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self._margins()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.window().findChild(QObject, _FINGERS) is None:
            _Fingers(self.window())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._margins()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._margins()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.area.verticalScrollBar()
        step = look().px(120)
        moves = {
            Qt.Key.Key_PageDown: self.area.viewport().height() - step,
            Qt.Key.Key_PageUp: step - self.area.viewport().height(),
            Qt.Key.Key_Down: step,
            Qt.Key.Key_Up: -step,
        }
        if event.key() in moves and self.scrolls():
            bar.setValue(bar.value() + moves[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if has_ring(self):
            painter = QPainter(self)
            ring = look().focus
            painter.setPen(QPen(colour("focus"), ring))
            painter.drawRect(self.rect().adjusted(ring // 2, ring // 2, -ring // 2, -ring // 2))
            painter.end()

    def _page(self, way: int) -> None:
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + way * (self.area.viewport().height() - look().px(96)))

    def _enable(self) -> None:
        bar = self.area.verticalScrollBar()
        self.up.setEnabled(bar.value() > bar.minimum())
        self.down.setEnabled(bar.value() < bar.maximum())

    def _margins(self) -> None:
        """Decide whether the buttons are needed at this width, and set the margins."""
        side = look().narrow_margin if self._narrow else look().margin
        edge, ring = look().space(40), look().focus
        wanted = self._needed(side, edge) > self.height() - 2 * ring > 0
        rail = self.up.sizeHint().width() + look().px(16)
        right = max(look().px(16), side - rail) if wanted else side
        self._enable()
        now = (side, edge, ring, rail, right, wanted)
        if now == self._laid_out:
            return
        self._laid_out = now
        self._row.setContentsMargins(ring, ring, ring, ring)
        self.body.setContentsMargins(side, edge, right, edge)
        self._rail.setFixedWidth(rail)
        self._buttons.setContentsMargins(0, edge, look().px(16), edge)
        self._buttons.setSpacing(look().px(8))
        self._rail.setVisible(wanted)

    def _needed(self, side: int, edge: int) -> int:
        """How high the page is when its margins are these and no buttons stand beside it."""
        now = self.body.contentsMargins()
        inner = self.width() - 2 * look().focus - 2 * side
        if self._outer.hasHeightForWidth():
            high = self._outer.totalHeightForWidth(inner + now.left() + now.right())
        else:
            high = self._outer.totalMinimumSize().height()
        return high + 2 * edge - now.top() - now.bottom()

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._content.isAncestorOf(now) and self.isVisible():
            self.bring(now)
