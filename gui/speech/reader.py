"""What is read aloud, and when: a whole screen when it is entered, then only what changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from gui.shell import Shell
from gui.speech.script import Said, news, of_focus, script_of
from gui.speech.spoken import spoken
from gui.speech.voice import Voice
from gui.state import State
from gui.widgets.look import has_ring


class Reader(QObject):
    """Reads what the window shows while the visitor's preferences ask for it."""

    failed = Signal()
    """The voice cannot be heard."""

    def __init__(self, shell: Shell, voice: Voice | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._voice = voice
        self._state: State | None = None
        self._place: tuple[object, ...] = ()
        self._script: tuple[Said, ...] = ()
        self._waiting: list[Said] = []
        self._follows = True
        # What is asked for in one turn of the event loop is said once, at its end.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._say_next)
        shell.asked.connect(self._look)
        shell.again.connect(self.again)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    @property
    def is_reading(self) -> bool:
        """Whether there is more to say."""
        return bool(self._waiting)

    def show_state(self, state: State) -> None:
        """Take in a state that the window already shows."""
        self._state = state
        self._look()

    def again(self) -> None:
        """Read the whole screen from its beginning."""
        self._place = ()
        self._look()

    def let_go(self) -> None:
        """The visitor does something: scroll no more by oneself until another screen is read."""
        self._follows = False

    def stop(self) -> None:
        """Be silent at once, and forget what was to be said."""
        self._soon.stop()
        self._waiting = []
        self._script = ()
        self._place = ()
        self._state = None
        if self._voice is not None:
            self._voice.stop()

    def _look(self) -> None:
        """Compare what is shown with what was read."""
        state = self._state
        if state is None or self._voice is None or not state.prefs.aloud:
            if self._place:
                self.stop()
                self._state = state
            return
        asks = self._shell.asks()
        question = self._shell.question if asks else None
        place = (
            *(state.step, state.part, state.prefs.language),
            *(state.prefs.pace, state.prefs.volume),
            question.title.text() if question is not None else "",
        )
        roots = (question,) if question is not None else (self._shell.current(), self._shell.footer)
        script = script_of(roots, state.words)
        before, self._script = self._script, script
        if place != self._place:
            self._place = place
            self._follows = True
            self._begin(script)
        elif question is None and (fresh := news(before, script)):
            self._begin(fresh)

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        state = self._state
        if now is None or state is None or not state.prefs.aloud or not has_ring(now):
            return
        said = of_focus(now, state.words)
        if said is not None:
            self._begin((said,))

    def _begin(self, script: Sequence[Said]) -> None:
        if self._voice is not None:
            self._voice.stop()
        self._waiting = list(script)
        self._soon.start()

    def _say_next(self) -> None:
        state, voice = self._state, self._voice
        if state is None or voice is None or not self._waiting:
            return
        said = self._waiting[0]
        self._follow(said.of)
        prefs = state.prefs
        text = spoken(said.text, state.words)
        voice.say(text, prefs.language, prefs.pace, prefs.volume, self._said)

    def _said(self, fine: bool) -> None:
        if not fine:
            self.stop()
            self.failed.emit()
            return
        self._waiting = self._waiting[1:]
        self._soon.start()

    def _follow(self, widget: QWidget) -> None:
        """Scroll to what is being read."""
        screen = self._shell.current()
        if self._follows and screen.isAncestorOf(widget):
            screen.page.bring(widget)
