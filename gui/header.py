"""The header: product, step, and how the visitor wants to read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.words import words
from gui.state import Prefs, State, TextSize, Theme
from gui.widgets.buttons import QuietButton
from gui.widgets.labels import Label
from gui.widgets.look import colour, look
from gui.widgets.strip import Strip

_SIZES = tuple(TextSize)


_LINE = 6
"""How high the line is that shows how far the visitor has come, pixels."""


class Header(Strip):
    """Product name, "Step 2 of 9" and a line as long as that, read aloud, text size, contrast,
    language."""

    preferred = Signal(object)
    """New Prefs."""

    def __init__(self, languages: Sequence[str]) -> None:
        super().__init__("below")
        self._languages = tuple(languages)
        self._prefs = Prefs()
        self._position = (0, 0)
        self.product = Label("h2", "brand", wrap=False)
        self.step = Label("body", "muted", wrap=False)
        self.listen = QuietButton()
        self.listen.show_picture("sound")
        self.listen.clicked.connect(self._listen)
        self.text_size = QuietButton()
        self.text_size.show_picture("text")
        self.text_size.clicked.connect(self._next_size)
        self.contrast = QuietButton()
        self.contrast.show_picture("contrast")
        self.contrast.clicked.connect(self._next_theme)
        self.language = QuietButton()
        self.language.show_picture("language")
        self.language.clicked.connect(self._next_language)
        self._wishes = (self.listen, self.text_size, self.contrast, self.language)
        self.lead_with(())

    def use_languages(self, languages: Sequence[str]) -> None:
        """Offer these languages."""
        self._languages = tuple(languages)

    def lead_with(self, others: Sequence[QWidget]) -> None:
        """Let others stand in the place of product and step, or none: these two."""
        self._led = bool(others)
        for label in (self.product, self.step):
            label.hide()
        self.set_groups(others or (self.product, self.step), self._wishes)

    def show_state(self, state: State) -> None:
        """Say everything in the language of the state."""
        say = state.words
        self._prefs = state.prefs
        self._position = at, of = state.position
        self.update()
        # Where there is little room the step stands alone, so that the header keeps its height.
        crowded = self._led or (at and look().crowded)
        self.product.say("" if crowded else say("shell.product"))
        self.step.say(say("shell.step", at=at, of=of) if at and not self._led else "")
        aloud = "speech.quiet" if state.prefs.aloud else "speech.listen"
        self.listen.say(say(aloud) if state.can_speak else "")
        self.text_size.say(say("shell.text_size"))
        self.text_size.setAccessibleDescription(f"{state.prefs.size}%")
        dark = state.prefs.theme is Theme.CONTRAST
        self.contrast.say(say("shell.contrast_off" if dark else "shell.contrast"))
        other = self._other_language()
        self.language.say(words(other)("language.name") if other != state.prefs.language else "")
        self.arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        at, of = self._position
        if not at or self._led:
            return
        painter = QPainter(self)
        high = look().px(_LINE)
        painter.fillRect(
            QRect(0, self.height() - high, self.width() * at // of, high), colour("brand")
        )
        painter.end()

    def _listen(self) -> None:
        self.preferred.emit(replace(self._prefs, aloud=not self._prefs.aloud))

    def _next_size(self) -> None:
        at = _SIZES.index(self._prefs.size)
        self.preferred.emit(replace(self._prefs, size=_SIZES[(at + 1) % len(_SIZES)]))

    def _next_theme(self) -> None:
        light = self._prefs.theme is Theme.LIGHT
        self.preferred.emit(replace(self._prefs, theme=Theme.CONTRAST if light else Theme.LIGHT))

    def _next_language(self) -> None:
        self.preferred.emit(replace(self._prefs, language=self._other_language()))

    def _other_language(self) -> str:
        if self._prefs.language not in self._languages:
            return self._languages[0]
        at = self._languages.index(self._prefs.language)
        return self._languages[(at + 1) % len(self._languages)]
