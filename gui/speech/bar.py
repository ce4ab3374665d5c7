"""The row of buttons that is there while the screen is read aloud."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from gui.header import Header
from gui.state import VOICE_STEPS, Prefs, State
from gui.widgets.buttons import QuietButton
from gui.widgets.look import look
from gui.widgets.strip import Strip


class VoiceBar(Strip):
    """Again, slower, faster, softer, louder."""

    preferred = Signal(object)
    """New Prefs."""

    again = Signal()

    def __init__(self) -> None:
        super().__init__("below")
        self._prefs = Prefs()
        self.repeat = QuietButton()
        self.slower, self.faster = QuietButton(), QuietButton()
        self.softer, self.louder = QuietButton(), QuietButton()
        self.repeat.clicked.connect(self.again)
        self.slower.clicked.connect(lambda: self._pace(-1))
        self.faster.clicked.connect(lambda: self._pace(1))
        self.softer.clicked.connect(lambda: self._volume(-1))
        self.louder.clicked.connect(lambda: self._volume(1))
        self._take_back()
        self._lent = False
        self.hide()

    def show_state(self, state: State, header: Header) -> None:
        """Show the buttons while the visitor listens: on a low window, in the header."""
        say, prefs = state.words, state.prefs
        self._prefs = prefs
        self.repeat.say(say("speech.again"))
        self.slower.say(say("speech.slower"))
        self.faster.say(say("speech.faster"))
        self.softer.say(say("speech.softer"))
        self.louder.say(say("speech.louder"))
        self.slower.setEnabled(prefs.pace > 0)
        self.faster.setEnabled(prefs.pace < VOICE_STEPS - 1)
        self.softer.setEnabled(prefs.volume > 0)
        self.louder.setEnabled(prefs.volume < VOICE_STEPS - 1)
        listens = state.can_speak and prefs.aloud
        self._lend(header, listens and look().compact)
        self.setVisible(listens and not self._lent)
        self.arrange()

    def least_height(self) -> int:
        return 0

    def _take_back(self) -> None:
        self.set_groups((self.repeat,), (self.slower, self.faster, self.softer, self.louder))

    def _lend(self, header: Header, wanted: bool) -> None:
        """Give the buttons to the header, or take them back."""
        if wanted == self._lent:
            return
        buttons = (self.repeat, self.slower, self.faster, self.softer, self.louder)
        self._lent = wanted
        if wanted:
            self.set_groups((), ())
            header.lead_with(buttons)
        else:
            header.lead_with(())
            self._take_back()
        for button in buttons:
            button.show()

    def _pace(self, way: int) -> None:
        self.preferred.emit(replace(self._prefs, pace=self._prefs.pace + way))

    def _volume(self, way: int) -> None:
        self.preferred.emit(replace(self._prefs, volume=self._prefs.volume + way))
