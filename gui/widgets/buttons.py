"""Buttons: painted, at least 72 pixels high, with words that wrap rather than clip."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from gui.widgets.icons import paint_chevron, paint_icon
from gui.widgets.look import colour, font, look, rounded

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter


class Button(QAbstractButton):
    """A button of one kind: "primary" (filled), "outline", or "quiet" (words alone)."""

    def __init__(self, kind: str, parent: QWidget | None = None, role: str = "button") -> None:
        super().__init__(parent)
        self._kind = kind
        self._role = role
        self._large = False
        self._picture = ""
        # What was worked out last, and for what: a layout asks many times for the same.
        self._words_wide: tuple[tuple[str, str], int] | None = None
        self._words_high: tuple[tuple[int, str, str], int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def kind(self) -> str:
        """Which kind of button it is."""
        return self._kind

    def be_large(self) -> None:
        """Stand out: as high as a key of the pads, in larger words."""
        self._large = True
        self.use_role("h2")

    def use_role(self, role: str) -> None:
        """Set the words in another text role."""
        if role != self._role:
            self._role = role
            self._words_wide = self._words_high = None
            self.updateGeometry()

    def say(self, words: str) -> None:
        """Show a text and give it as the accessible name; hide the button when there is none."""
        if words != self.text():
            self.setText(words)
            self.setAccessibleName(words)
            self.updateGeometry()
        self.setVisible(bool(words))

    def show_picture(self, picture: str) -> None:
        """Paint one of the icons of `widgets.icons` before the words."""
        self._picture = picture
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # Control and Enter go on, wherever the keyboard is
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.EnabledChange):
            self._words_wide = self._words_high = None
            self.updateGeometry()
            self.update()

    def _padding(self) -> tuple[int, int]:
        across = 16 if self._kind == "quiet" else 36
        return look().px(across), look().px(14)

    def _picture_width(self) -> int:
        return round(look().type_px(self._role) * 1.5) if self._picture else 0

    def sizeHint(self) -> QSize:
        asked = (self.text(), self._picture)
        if self._words_wide is None or self._words_wide[0] != asked:
            across, _ = self._padding()
            words = QFontMetrics(font(self._role)).horizontalAdvance(self.text())
            self._words_wide = asked, words + self._picture_width() + 2 * across + 4
        width = self._words_wide[1]
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the longest word; how high, `heightForWidth` says."""
        across, _ = self._padding()
        metrics = QFontMetrics(font(self._role))
        longest = max((metrics.horizontalAdvance(w) for w in self.text().split()), default=0)
        width = max(look().button, longest + self._picture_width() + 2 * across + 4)
        return QSize(width, self._least())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        asked = (width, self.text(), self._picture)
        if self._words_high is None or self._words_high[0] != asked:
            self._words_high = asked, self._height_of_words(width)
        return self._words_high[1]

    def _height_of_words(self, width: int) -> int:
        across, down = self._padding()
        metrics = QFontMetrics(font(self._role))
        needed = metrics.boundingRect(
            QRect(0, 0, max(1, width - 2 * across - self._picture_width()), 10000),
            int(_WRAP),
            self.text(),
        ).height()
        return max(self._least(), needed + 2 * down)

    def _least(self) -> int:
        return look().key if self._large else look().button

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, edge, ink = self._colours()
        rounded(painter, self, look().radius_button, fill, edge)
        painter.setFont(font(self._role))
        painter.setPen(ink)
        across, _ = self._padding()
        inner = self.rect().adjusted(across, 0, -across, 0)
        if self._picture:
            side = look().type_px(self._role)
            box = QRectF(inner.left(), (self.height() - side) / 2, side, side)
            paint_icon(painter, self._picture, box, ink)
            inner.setLeft(inner.left() + self._picture_width())
        painter.setPen(ink)
        painter.drawText(inner, int(_WRAP), self.text())
        painter.end()

    def _colours(self) -> tuple[QColor | None, QColor | None, QColor]:
        pressed = self.isDown()
        if not self.isEnabled():
            if self._kind == "quiet":
                return None, None, colour("muted")
            return None, colour("line"), colour("muted")
        if self._kind == "primary":
            brand = colour("brand")
            return (brand.darker(125) if pressed else brand), None, colour("on_brand")
        if self._kind == "outline":
            return colour("tint" if pressed else "surface"), colour("edge"), colour("ink")
        return (colour("tint") if pressed else None), None, colour("brand")


class PrimaryButton(Button):
    """The one filled button of a screen: what most people do next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("primary", parent)


class OutlineButton(Button):
    """Any other thing that can be done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("outline", parent)


class QuietButton(Button):
    """A small wish: words without an outline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("quiet", parent)


class SquareButton(Button):
    """A square button with a painted sign; its words are its accessible name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("outline", parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def name(self, words: str) -> None:
        """Give the accessible name."""
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        side = self._side()
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def heightForWidth(self, width: int) -> int:
        return self.sizeHint().height()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, edge, ink = self._colours()
        rounded(painter, self, look().radius_button, fill, edge)
        self._paint_sign(painter, ink)
        painter.end()

    def _side(self) -> int:
        """Its width and height in pixels."""
        return look().button

    def _paint_sign(self, painter: QPainter, ink: QColor) -> None:
        raise NotImplementedError


class ArrowButton(SquareButton):
    """A square button with an arrow ("up" or "down")."""

    def __init__(self, way: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._way = way

    def _paint_sign(self, painter: QPainter, ink: QColor) -> None:
        paint_chevron(painter, self.rect().center(), look().px(13), self._way, ink)
