"""The window: header, the one screen of the step, footer, and questions over all of it.

It shows states and passes on what was touched.  It never decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gui.footer import Footer
from gui.header import Header
from gui.reading_order import set_tab_order
from gui.screens.base import Screen, Want
from gui.screens.start import StartScreen
from gui.speech.bar import VoiceBar
from gui.state import State, Step
from gui.theme import Look, make_look
from gui.widgets.canvas import Canvas
from gui.widgets.look import dress, set_look, show_ring

if TYPE_CHECKING:
    from gui.overlays.question import Question, QuestionPage

_STAFF = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_MOVES = (
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
)


class Maker(Protocol):
    """Makes the screen of a step: a class of screens, or what loads one when it is called."""

    @property
    def step(self) -> Step:
        """Which step it is."""

    def __call__(self) -> Screen:
        """Make it."""


class _Screens(QStackedWidget):
    """The screens: no larger than the one that is shown needs."""

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return QSize(0, 0) if shown is None else shown.minimumSizeHint()


class Shell(Canvas):
    """The kiosk's only window."""

    answered = Signal(object)
    """New answers from a screen."""

    tried = Signal(object)
    """A what-if from the result."""

    wanted = Signal(str)
    """An action by name: a Want, or "go:<step>"."""

    preferred = Signal(object)
    """New Prefs from the header."""

    replied = Signal(str)
    """The answer to the question that covers the screen."""

    asked = Signal()
    """A question covers the screen, or does so no more."""

    again = Signal()
    """The visitor wants to hear the screen again."""

    left = Signal()
    """Staff pressed the key that ends the program (Ctrl+Alt+Q)."""

    staff_came = Signal()
    """Staff pressed the key that leads to their pages (Ctrl+Alt+S)."""

    def __init__(self, screens: Sequence[Maker], languages: Sequence[str]) -> None:
        super().__init__()
        self._state: State | None = None
        self._may_close = False
        self._cover: QWidget | None = None
        self.inches = 0.0
        """The diagonal of the screen; 0 when it was not told."""
        self._worn: dict[QWidget, Look] = {}
        self._makers = {maker.step: maker for maker in screens}
        self._screens: dict[Step, Screen] = {}
        self.header = Header(languages)
        self.header.preferred.connect(self.preferred)
        self.voice_bar = VoiceBar()
        self.voice_bar.preferred.connect(self.preferred)
        self.voice_bar.again.connect(self.again)
        self.footer = Footer()
        self.footer.wanted.connect(self.wanted)
        self.stack = _Screens()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.voice_bar)
        column.addWidget(self.stack, 1)
        column.addWidget(self.footer)
        self._question: QuestionPage | None = None
        self._layers = QStackedWidget()
        self._layers.addWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._layers)

    # -- showing ------------------------------------------------------------------
    def show_state(self, state: State) -> None:
        """Show a state: the look first, then the screen of its step, then header and footer."""
        before = self._state
        self._state = state
        screen = self.screen_of(state.step)
        self._use_look(screen)
        screen.page.name_buttons(state.words("shell.scroll_up"), state.words("shell.scroll_down"))
        screen.show_state(state)
        self.voice_bar.show_state(state, self.header)
        self.header.show_state(state)
        self.footer.show_screen(screen, state)
        entered = before is None or (before.step, before.part) != (state.step, state.part)
        if entered:
            self.stack.setCurrentWidget(screen)
            screen.page.to_top()
        set_tab_order(self.header, self.voice_bar, screen, self.footer)
        if entered and self._cover is None:
            screen.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self.setWindowTitle(state.words("shell.product"))

    def forget(self) -> None:
        """Throw every screen away with what it shows; new ones are made as they are come to."""
        self._state = None
        self.ask(None)
        for screen in self._screens.values():
            self._worn.pop(screen, None)
            # It stays the stack's until Qt deletes it: taken out before, PySide at times counts a
            # reference too many, and it is kept for ever with what it shows.
            screen.deleteLater()
        self._screens = {}

    def is_settled(self, state: State) -> bool:
        """Whether the question of a state is answered, by its own screen."""
        return self.screen_of(state.step).can_go_on(state)

    def screen_of(self, step: Step) -> Screen:
        """The screen of a step, made now if it was not come to yet."""
        screen = self._screens.get(step)
        if screen is None:
            self._screens[step] = screen = self._makers[step]()
            screen.answered.connect(self.answered)
            screen.tried.connect(self.tried)
            screen.wanted.connect(self.wanted)
            self.stack.addWidget(screen)
        return screen

    def current(self) -> Screen:
        """The screen that is shown."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, Screen)
        return shown

    def begin_button(self, language: str) -> QWidget:
        """The start screen's button for a language."""
        start = self.screen_of(Step.START)
        assert isinstance(start, StartScreen)
        return start.begin[language]

    @property
    def question(self) -> QuestionPage:
        """What covers everything with a question, made for the first one."""
        if self._question is None:
            from gui.overlays.question import QuestionPage

            self._question = QuestionPage()
            self._question.answered.connect(self.replied)
            self._layers.addWidget(self._question)
        return self._question

    def ask(self, question: Question | None) -> None:
        """Cover everything with a question, or take it away again."""
        if question is not None:
            self._layers.setCurrentWidget(self.question)
            self.question.show_question(question)
            self.asked.emit()
        elif self.asks():
            self._uncover()
            if self._state is not None and self._cover is None:
                self.current().first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
            self.asked.emit()

    def asks(self) -> bool:
        """Whether a question covers the screen."""
        return self._question is not None and self._layers.currentWidget() is self._question

    def cover(self, window: QWidget | None) -> None:
        """Let the staff pages cover everything; None: the visitor's screens again."""
        if window is not None and self._layers.indexOf(window) < 0:
            self._layers.addWidget(window)
        self._cover = window
        self._uncover()
        if self._state is not None:
            self.show_state(self._state)
            if window is None:
                self.current().first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _uncover(self) -> None:
        """Show what lies under a question."""
        if self._cover is not None:
            self._layers.setCurrentWidget(self._cover)
        else:
            self._layers.setCurrentIndex(0)

    def let_close(self) -> None:
        """Allow the window to close: the program ends."""
        self._may_close = True

    # -- what is pressed ------------------------------------------------------------
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & _STAFF == _STAFF
        if held and event.key() == Qt.Key.Key_Q:
            self.left.emit()
        elif held and event.key() == Qt.Key.Key_S:
            self.staff_came.emit()
        elif self._state is None or self.asks() or self._cover is not None:
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape and self.footer.back.isVisible():
            self.wanted.emit(Want.BACK)
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.footer.primary.click()
        else:
            event.ignore()

    def notice_key(self, event: QKeyEvent) -> None:
        """Show the focus ring once somebody moves by keys."""
        if event.key() in _MOVES:
            show_ring(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._state is not None:
            self.show_state(self._state)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()

    def _use_look(self, screen: Screen) -> None:
        """Dress what is shown, if it wears another look; hidden screens wait for their turn."""
        assert self._state is not None
        prefs = self._state.prefs
        wanted = make_look(prefs.theme, prefs.size, self.width(), self.height(), self.inches)
        set_look(wanted)
        parts = (self.header, self.voice_bar, self.footer, screen, self._question, self._cover)
        for part in parts:
            if part is not None and self._worn.get(part) != wanted:
                self._worn[part] = wanted
                dress(part)
        self.update()
