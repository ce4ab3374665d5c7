"""The window around the screens: header, footer, keys, focus, names for screen readers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QColor, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.intake.answers import Answers, WayIn
from core.reference.store import Reference
from core.words import Words
from gui import sample
from gui.app import Kiosk
from gui.application import make_application
from gui.reading_order import in_reading_order
from gui.scenes import scenes
from gui.screens.base import Want
from gui.screens.registry import SCREENS
from gui.shell import Shell
from gui.state import Prefs, Step, TextSize, Theme
from gui.walk import Finger, Keyboard, Visitor
from gui.widgets.buttons import ArrowButton
from gui.widgets.cards import ChoiceCard
from gui.widgets.look import colour, look
from tests.gui.conftest import MakeKiosk


def key(kiosk: Kiosk, code: Qt.Key, held: Qt.KeyboardModifier) -> None:
    handle = kiosk.shell.windowHandle()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(handle, QKeyEvent(kind, code, held))
    QApplication.processEvents()


NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
STAFF = CONTROL | Qt.KeyboardModifier.AltModifier


def test_every_step_has_its_one_screen(qapp: QApplication) -> None:
    assert [kind().step for kind in SCREENS] == list(Step)


def test_language_size_and_contrast_keep_the_answers(
    make_kiosk: MakeKiosk, words_es: Words
) -> None:
    kiosk = make_kiosk()
    kiosk.visit.want("begin:en")
    kiosk.visit.answer(replace(Answers(), way_in=WayIn.CONDITION))
    visitor = Visitor(kiosk, Finger())
    header = kiosk.shell.header
    for button in (header.language, header.text_size, header.text_size, header.contrast):
        visitor.press(button)
    state = kiosk.visit.state()
    assert state.prefs == Prefs("es", TextSize.LARGEST, Theme.CONTRAST)
    assert state.answers.way_in is WayIn.CONDITION
    assert state.step is Step.TREATMENT
    assert kiosk.shell.footer.back.text() == words_es("shell.back")
    assert look().theme is Theme.CONTRAST
    chosen = [c for c in kiosk.shell.current().findChildren(ChoiceCard) if c.isChecked()]
    assert [card.option.id for card in chosen] == ["condition"]


def test_the_whole_window_is_black_in_high_contrast(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    kiosk.visit.prefer(Prefs(theme=Theme.CONTRAST))
    QApplication.processEvents()
    picture = kiosk.shell.grab().toImage()
    corners = ((5, 5), (5, 500), (5, 1070), (1900, 500), (1910, 1070))
    assert {picture.pixelColor(*at).name() for at in corners} == {"#000000"}


def test_escape_goes_back_and_control_enter_goes_on(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    kiosk.visit.want("begin:en")
    key(kiosk, Qt.Key.Key_Return, CONTROL)
    assert kiosk.visit.state().step is Step.TREATMENT, "not before it is answered"
    kiosk.visit.answer(sample.ANSWERS)
    key(kiosk, Qt.Key.Key_Return, CONTROL)
    assert kiosk.visit.state().step is Step.MEDICINE
    key(kiosk, Qt.Key.Key_Escape, NONE)
    assert kiosk.visit.state().step is Step.TREATMENT


def test_nothing_closes_it_but_the_staff_key(
    make_kiosk: MakeKiosk, qtbot: QtBot, qapp: QApplication
) -> None:
    kiosk = make_kiosk()
    kiosk.shell.close()
    key(kiosk, Qt.Key.Key_F4, Qt.KeyboardModifier.AltModifier)
    key(kiosk, Qt.Key.Key_Q, CONTROL)
    assert kiosk.shell.isVisible()
    with qtbot.waitSignal(kiosk.shell.left):
        key(kiosk, Qt.Key.Key_Q, STAFF)
    assert not kiosk.shell.isVisible()
    assert kiosk.visit.is_fresh


def test_start_over_asks_first(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    kiosk.visit.want("begin:en")
    visitor = Visitor(kiosk, Finger())
    visitor.want(Want.START_OVER)
    visitor.press(kiosk.shell.question.other)
    assert kiosk.visit.state().step is Step.TREATMENT
    visitor.want(Want.START_OVER)
    visitor.press(kiosk.shell.question.primary)
    assert kiosk.visit.is_fresh


def test_a_question_keeps_the_keyboard_until_it_is_answered(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    kiosk.visit.want("begin:en")
    kiosk.visit.want(Want.START_OVER)
    seen = set()
    for _ in range(10):
        key(kiosk, Qt.Key.Key_Tab, NONE)
        seen.add(QApplication.focusWidget())
    assert seen == {kiosk.shell.question.primary, kiosk.shell.question.other}
    key(kiosk, Qt.Key.Key_Escape, NONE)
    assert not kiosk.shell.asks()
    assert kiosk.visit.state().step is Step.TREATMENT
    focused = QApplication.focusWidget()
    assert focused is not None
    assert kiosk.shell.current().isAncestorOf(focused)


def test_ask_staff_keeps_the_answers(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    kiosk.visit.want("begin:en")
    kiosk.visit.answer(sample.ANSWERS)
    visitor = Visitor(kiosk, Keyboard())
    visitor.want(Want.ASK_STAFF)
    assert kiosk.shell.asks()
    visitor.press(kiosk.shell.question.primary)
    assert kiosk.visit.state().answers == sample.ANSWERS


def test_arrows_move_inside_a_list_and_tab_leaves_it(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    kiosk.visit.want("begin:en")
    cards = kiosk.shell.current().findChildren(ChoiceCard)
    assert QApplication.focusWidget() is cards[0]
    key(kiosk, Qt.Key.Key_Down, NONE)
    key(kiosk, Qt.Key.Key_Right, NONE)
    assert QApplication.focusWidget() is cards[2]
    assert not any(card.isChecked() for card in cards), "moving chooses nothing"
    key(kiosk, Qt.Key.Key_Space, NONE)
    assert cards[2].isChecked()
    assert kiosk.visit.state().answers.way_in == cards[2].option.id
    key(kiosk, Qt.Key.Key_Tab, NONE)
    assert QApplication.focusWidget() is kiosk.shell.footer.ask_staff
    key(kiosk, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is cards[2], "back where it was left"


def test_the_focus_ring_is_for_the_keyboard_alone(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    kiosk.visit.want("begin:en")
    Visitor(kiosk, Finger()).press(kiosk.shell.current().findChildren(ChoiceCard)[0])
    assert not _ring(QApplication.focusWidget())
    key(kiosk, Qt.Key.Key_Down, NONE)
    assert _ring(QApplication.focusWidget())


def test_a_page_that_is_only_read_scrolls_by_keys(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    kiosk.visit.want("begin:en")
    kiosk.visit.answer(sample.ANSWERS)
    while kiosk.visit.state().step is not Step.RESULT:
        kiosk.visit.want(Want.NEXT)
    QApplication.processEvents()
    page = kiosk.shell.current().page
    assert QApplication.focusWidget() is page
    key(kiosk, Qt.Key.Key_PageDown, NONE)
    down = page.area.verticalScrollBar().value()
    assert down > 0
    key(kiosk, Qt.Key.Key_Up, NONE)
    assert 0 < page.area.verticalScrollBar().value() < down
    kiosk.visit.prefer(Prefs("es"))
    assert page.area.verticalScrollBar().value() > 0, "another language stays at the place"


def test_tab_follows_the_reading_order_of_every_screen(qtbot: QtBot, reference: Reference) -> None:
    shell = _shell(qtbot)
    for scene in scenes(reference, Prefs()):
        shell.show_state(scene.state)
        QApplication.processEvents()
        wanted = [
            widget
            for root in (shell.header, shell.voice_bar, shell.current(), shell.footer)
            for widget in in_reading_order(root)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
            # The arrows beside a page can be pressed or not as the walk itself scrolls it.
            if not isinstance(widget, ArrowButton)
        ]
        wanted[0].setFocus()
        walked: list[QWidget | None] = []
        while QApplication.focusWidget() is not wanted[0] or not walked:
            if not isinstance(QApplication.focusWidget(), ArrowButton):
                walked.append(QApplication.focusWidget())
            assert len(walked) <= len(wanted), f"{scene.name}: it does not come round"
            shell.focusNextPrevChild(True)
        assert walked == wanted, scene.name


def test_no_screen_opens_a_window_of_its_own(
    qtbot: QtBot, qapp: QApplication, reference: Reference
) -> None:
    """A widget that is shown before it stands in a screen would flash up as a window."""

    class Watcher(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.seen: list[str] = []

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
                own = watched.isWindow() and not isinstance(watched, Shell)
                self.seen.extend([type(watched).__name__] * own)
            return False

    shell = _shell(qtbot)
    watcher = Watcher()
    qapp.installEventFilter(watcher)
    for scene in scenes(reference, Prefs()):
        shell.show_state(scene.state)
        shell.ask(scene.question)
        QApplication.processEvents()
    qapp.removeEventFilter(watcher)
    assert not watcher.seen


@pytest.mark.parametrize("language", ["en", "es"])
def test_everything_has_a_name_for_a_screen_reader(
    qtbot: QtBot, reference: Reference, language: str
) -> None:
    shell = _shell(qtbot)
    nameless = []
    for scene in scenes(reference, Prefs(language)):
        shell.show_state(scene.state)
        QApplication.processEvents()
        for widget in _focusable(shell):
            told = QAccessible.queryAccessibleInterface(widget)
            name = told.text(QAccessible.Text.Name) if told else ""
            if not name:
                nameless.append(f"{scene.name}: {type(widget).__name__}")
            if isinstance(widget, ChoiceCard):
                kinds = (QAccessible.Role.RadioButton, QAccessible.Role.CheckBox)
                assert told.role() in kinds, scene.name
                assert told.state().checked == widget.isChecked()
    assert not nameless, "\n".join(sorted(set(nameless)))


def _shell(qtbot: QtBot) -> Shell:
    make_application([])
    shell = Shell(SCREENS, ("en", "es"))
    qtbot.addWidget(shell)
    shell.let_close()
    shell.resize(1920, 1080)
    shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    return shell


def _focusable(shell: Shell) -> list[QWidget]:
    return [
        widget
        for widget in shell.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]


def _ring(widget: QWidget | None) -> bool:
    """Whether a widget is drawn with a ring as wide as it should be."""
    assert widget is not None
    picture = widget.grab().toImage()
    middle = picture.height() // 2
    ring = QColor(colour("focus"))
    return all(picture.pixelColor(x, middle) == ring for x in range(look().focus))
