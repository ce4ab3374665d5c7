"""Text on a screen: labels that wrap, and that are never given less height than they need."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from gui.widgets.look import colour, font


class Label(QLabel):
    """A text in one role of the type table and one tone of the palette.

    Qt's word-wrapped labels ask for a height that was right at another width, and then
    clip without a sign; this one asks for as much as its text needs at the width it gets.
    """

    def __init__(
        self,
        role: str = "body",
        tone: str = "ink",
        parent: QWidget | None = None,
        *,
        wrap: bool = True,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across = QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Minimum
        policy = QSizePolicy(across, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self._wear()

    def say(self, words: str) -> None:
        """Show a text; hide the label when there is none."""
        if words != self.text():
            self.setText(words)
        self.setVisible(bool(words))

    def set_tone(self, tone: str) -> None:
        """Change the colour: a text token of the palette, named for what it says."""
        if tone != self._tone:
            self._tone = tone
            self._wear()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._wear()

    def _wear(self) -> None:
        self.setFont(font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, colour(self._tone))
        self.setPalette(palette)

    def minimumSizeHint(self) -> QSize:
        """One line as wide as the longest word: how many lines it takes, `heightForWidth` says."""
        if not self.wordWrap():
            return super().minimumSizeHint()
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(w) for w in self.text().split()), default=0)
        return QSize(longest, metrics.height())


class Display(Label):
    """The largest heading: the start and done screens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("display", parent=parent)


class Heading(Label):
    """A screen's question or title."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("h1", parent=parent)


class Subheading(Label):
    """A heading inside a panel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("h2", parent=parent)


class Lead(Label):
    """The line of help under a heading."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("lead", "muted", parent)


class Body(Label):
    """Ordinary text."""

    def __init__(self, parent: QWidget | None = None, tone: str = "ink") -> None:
        super().__init__("body", tone, parent)


class Note(Label):
    """The smallest text there is: notes under a figure, the small print."""

    def __init__(self, parent: QWidget | None = None, tone: str = "muted") -> None:
        super().__init__("note", tone, parent)


class Money(Label):
    """The one huge figure of the result."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("money", "brand", parent)
