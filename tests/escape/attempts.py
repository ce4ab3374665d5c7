"""Every way out of a kiosk that is known by name, as something to try on the real window."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QClipboard,
    QCloseEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QFileOpenEvent,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from gui.app import Kiosk
from gui.widgets.cards import ChoiceCard
from gui.widgets.fields import Field

Attempt = Callable[[Kiosk], None]
Held = Qt.KeyboardModifier
_NONE = Held.NoModifier
_CTRL, _ALT, _SHIFT, _SUPER = (
    Held.ControlModifier,
    Held.AltModifier,
    Held.ShiftModifier,
    Held.MetaModifier,
)
_BOTH = _CTRL | _ALT
_URL = "file:///etc/passwd"

_KEYS: dict[str, tuple[Qt.Key, Held]] = {
    "Alt+F4": (Qt.Key.Key_F4, _ALT),
    "Ctrl+F4": (Qt.Key.Key_F4, _CTRL),
    "Ctrl+Tab": (Qt.Key.Key_Tab, _CTRL),
    "Ctrl+Esc": (Qt.Key.Key_Escape, _CTRL),
    "Ctrl+Shift+Esc": (Qt.Key.Key_Escape, _CTRL | _SHIFT),
    "Ctrl+Shift+I": (Qt.Key.Key_I, _CTRL | _SHIFT),
    "Ctrl+Alt+Del": (Qt.Key.Key_Delete, _BOTH),
    "Ctrl+Alt+Backspace": (Qt.Key.Key_Backspace, _BOTH),
    "Ctrl+Alt+End": (Qt.Key.Key_End, _BOTH),
    "Ctrl+Plus": (Qt.Key.Key_Plus, _CTRL),
    "Ctrl+Minus": (Qt.Key.Key_Minus, _CTRL),
    "Ctrl+0": (Qt.Key.Key_0, _CTRL),
    "Ctrl+Insert": (Qt.Key.Key_Insert, _CTRL),
    "Shift+Insert": (Qt.Key.Key_Insert, _SHIFT),
    "Shift+Delete": (Qt.Key.Key_Delete, _SHIFT | _ALT),
    "Alt+Tab": (Qt.Key.Key_Tab, _ALT),
    "Alt+Esc": (Qt.Key.Key_Escape, _ALT),
    "Alt+Space": (Qt.Key.Key_Space, _ALT),
    "Alt+Enter": (Qt.Key.Key_Return, _ALT),
    "Alt+Left": (Qt.Key.Key_Left, _ALT),
    "Alt+Home": (Qt.Key.Key_Home, _ALT),
    "Alt+Print": (Qt.Key.Key_Print, _ALT),
    "Super": (Qt.Key.Key_Super_L, _NONE),
    "Super right": (Qt.Key.Key_Super_R, _NONE),
    "Meta": (Qt.Key.Key_Meta, _SUPER),
    "Super+Tab": (Qt.Key.Key_Tab, _SUPER),
    "Menu key": (Qt.Key.Key_Menu, _NONE),
    "Shift+F10": (Qt.Key.Key_F10, _SHIFT),
    "Print Screen": (Qt.Key.Key_Print, _NONE),
    "SysRq": (Qt.Key.Key_SysReq, _ALT),
    "Insert": (Qt.Key.Key_Insert, _NONE),
    "Help key": (Qt.Key.Key_Help, _NONE),
    "Home page key": (Qt.Key.Key_HomePage, _NONE),
    "Browser back key": (Qt.Key.Key_Back, _NONE),
    "Search key": (Qt.Key.Key_Search, _NONE),
    "Mail key": (Qt.Key.Key_LaunchMail, _NONE),
    "Calculator key": (Qt.Key.Key_Calculator, _NONE),
    "Explorer key": (Qt.Key.Key_Explorer, _NONE),
    "Terminal key": (Qt.Key.Key_Terminal, _NONE),
    "Task pane key": (Qt.Key.Key_TaskPane, _NONE),
    "Power key": (Qt.Key.Key_PowerOff, _NONE),
    "Sleep key": (Qt.Key.Key_Sleep, _NONE),
    "Log off key": (Qt.Key.Key_LogOff, _NONE),
    "Open key": (Qt.Key.Key_Open, _NONE),
    "Paste key": (Qt.Key.Key_Paste, _NONE),
    "Copy key": (Qt.Key.Key_Copy, _NONE),
    "Zoom key": (Qt.Key.Key_Zoom, _NONE),
    "Dead acute": (Qt.Key.Key_Dead_Acute, _NONE),
    "Compose key": (Qt.Key.Key_Multi_key, _NONE),
    "Kanji key": (Qt.Key.Key_Kanji, _NONE),
    "Scroll Lock": (Qt.Key.Key_ScrollLock, _NONE),
    **{f"Ctrl+{sign}": (Qt.Key(ord(sign)), _CTRL) for sign in "ACFNOPQSTVWXYZ"},
    **{f"Super+{sign}": (Qt.Key(ord(sign)), _SUPER) for sign in "DELRX"},
    **{f"F{n}": (Qt.Key(Qt.Key.Key_F1 + n - 1), _NONE) for n in range(1, 13)},
    **{f"Ctrl+Alt+F{n}": (Qt.Key(Qt.Key.Key_F1 + n - 1), _BOTH) for n in (1, 2, 7)},
    "Alt+F2": (Qt.Key.Key_F2, _ALT),
    "Alt+F1": (Qt.Key.Key_F1, _ALT),
    "Shift+F1": (Qt.Key.Key_F1, _SHIFT),
    "Ctrl+Alt+T": (Qt.Key.Key_T, _BOTH),
}


def press(kiosk: Kiosk, key: Qt.Key, held: Held = _NONE, text: str = "") -> None:
    """A key as it comes from the window system."""
    window = kiosk.shell.windowHandle()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(window, QKeyEvent(kind, key, held, text))


def _by_key(key: Qt.Key, held: Held) -> Attempt:
    return lambda kiosk: press(kiosk, key, held)


def _shift_five_times(kiosk: Kiosk) -> None:
    for _ in range(5):
        press(kiosk, Qt.Key.Key_Shift, _SHIFT)


def _all_widgets(kiosk: Kiosk) -> list[QWidget]:
    return [kiosk.shell, *(w for w in kiosk.shell.findChildren(QWidget) if w.isVisible())]


def click(
    kiosk: Kiosk, button: Qt.MouseButton, at: QPoint | None = None, held: Held = _NONE
) -> None:
    """A click in the window, by default where no answer stands."""
    local = QPointF(at if at is not None else QPoint(3, 3))
    window = kiosk.shell.windowHandle()
    for kind, down in (
        (QEvent.Type.MouseButtonPress, button),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        event = QMouseEvent(kind, local, local, button, down, held)
        QApplication.sendEvent(window, event)


def _click_everywhere(button: Qt.MouseButton) -> Attempt:
    def attempt(kiosk: Kiosk) -> None:
        for x, y in product(range(20, kiosk.shell.width(), 190), range(20, 1060, 130)):
            click(kiosk, button, QPoint(x, y))

    return attempt


def _middle_click_paste(kiosk: Kiosk) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("rm -rf", QClipboard.Mode.Clipboard)
    _click_everywhere(Qt.MouseButton.MiddleButton)(kiosk)
    press(kiosk, Qt.Key.Key_V, _CTRL)
    clipboard.clear()


def _context_menu(kiosk: Kiosk) -> None:
    for widget in _all_widgets(kiosk):
        at = widget.rect().center()
        for why in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
            QApplication.sendEvent(widget, QContextMenuEvent(why, at, widget.mapToGlobal(at)))


def _offered(kind: str) -> QMimeData:
    data = QMimeData()
    if kind == "url":
        data.setUrls([QUrl(_URL)])
    elif kind == "text":
        data.setText("60612")
    else:
        data.setData("application/x-desktop", b"[Desktop Entry]\nExec=xterm\n")
    return data


def _drop(kind: str) -> Attempt:
    def attempt(kiosk: Kiosk) -> None:
        data = _offered(kind)
        copy = Qt.DropAction.CopyAction
        left = Qt.MouseButton.LeftButton
        for widget in _all_widgets(kiosk):
            at = widget.rect().center()
            enter = QDragEnterEvent(at, copy, data, left, _NONE)
            QApplication.sendEvent(widget, enter)
            assert not enter.isAccepted() or not widget.acceptDrops()
            QApplication.sendEvent(widget, QDropEvent(QPointF(at), copy, data, left, _NONE))

    return attempt


def _no_widget_takes_drops(kiosk: Kiosk) -> None:
    assert [w for w in _all_widgets(kiosk) if w.acceptDrops()] == []


def _drag_out(kiosk: Kiosk) -> None:
    window = kiosk.shell.windowHandle()
    left = Qt.MouseButton.LeftButton
    start = QPointF(5, 300)
    for kind, at, button, down in (
        (QEvent.Type.MouseButtonPress, start, left, left),
        (QEvent.Type.MouseMove, QPointF(5, 600), Qt.MouseButton.NoButton, left),
        (QEvent.Type.MouseMove, QPointF(-50, -50), Qt.MouseButton.NoButton, left),
        (QEvent.Type.MouseButtonRelease, QPointF(-50, -50), left, Qt.MouseButton.NoButton),
    ):
        QApplication.sendEvent(window, QMouseEvent(kind, at, at, button, down, _NONE))


def _select_text(kiosk: Kiosk) -> None:
    for widget in _all_widgets(kiosk):
        at = QPointF(widget.rect().center())
        left = Qt.MouseButton.LeftButton
        double = QMouseEvent(
            QEvent.Type.MouseButtonDblClick, at, at, Qt.MouseButton.RightButton, left, _NONE
        )
        QApplication.sendEvent(widget, double)
        assert getattr(widget, "selectedText", lambda: "")() == ""
    press(kiosk, Qt.Key.Key_A, _CTRL)
    press(kiosk, Qt.Key.Key_C, _CTRL)


def _close_by_the_window_manager(kiosk: Kiosk) -> None:
    QApplication.sendEvent(kiosk.shell.windowHandle(), QCloseEvent())
    kiosk.shell.windowHandle().close()
    kiosk.shell.close()


def _minimise(kiosk: Kiosk) -> None:
    kiosk.shell.windowHandle().setWindowStates(Qt.WindowState.WindowMinimized)
    kiosk.shell.showMinimized()


def _unfullscreen(kiosk: Kiosk) -> None:
    kiosk.shell.showNormal()


def _move(kiosk: Kiosk) -> None:
    kiosk.shell.windowHandle().setPosition(400, 300)


def _shrink(kiosk: Kiosk) -> None:
    kiosk.shell.windowHandle().resize(200, 150)


def _hints(kiosk: Kiosk) -> None:
    for widget in _all_widgets(kiosk):
        at = widget.rect().center()
        for kind in (QEvent.Type.ToolTip, QEvent.Type.WhatsThis):
            QApplication.sendEvent(widget, QHelpEvent(kind, at, widget.mapToGlobal(at)))
        assert not widget.toolTip()
        assert not widget.whatsThis()


def _file_from_the_system(kiosk: Kiosk) -> None:
    QApplication.sendEvent(QApplication.instance(), QFileOpenEvent(QUrl(_URL)))  # type: ignore[arg-type]


def _quit_from_the_system(kiosk: Kiosk) -> None:
    QApplication.sendEvent(QApplication.instance(), QEvent(QEvent.Type.Quit))  # type: ignore[arg-type]


def _input_method(kiosk: Kiosk) -> None:
    event = QInputMethodEvent("preedit", [])
    event.setCommitString("DROP TABLE")
    QApplication.sendEvent(QApplication.focusWidget() or kiosk.shell, event)


def _typed(text: str) -> Attempt:
    def attempt(kiosk: Kiosk) -> None:
        for sign in text:
            press(kiosk, Qt.Key.Key_unknown, _NONE, sign)

    return attempt


def _held_key(kiosk: Kiosk) -> None:
    window = kiosk.shell.windowHandle()
    for _ in range(500):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F11, _NONE, "", True, 1)
        QApplication.sendEvent(window, event)


def _zoom_by_wheel(kiosk: Kiosk) -> None:
    at = QPointF(500, 500)
    for way in (120, -120):
        event = QWheelEvent(
            at,
            at,
            QPoint(),
            QPoint(0, way),
            Qt.MouseButton.NoButton,
            _CTRL,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(kiosk.shell.windowHandle(), event)


_DEVICE: list[QPointingDevice] = []


def touch_device() -> QPointingDevice:
    """A touch screen; one for all tests."""
    if not _DEVICE:
        _DEVICE.append(QTest.createTouchDevice())
    return _DEVICE[0]


def nowhere(kiosk: Kiosk) -> QPoint:
    """A point of the window where nothing is to be pressed, nor within a finger's move of it."""
    shell = kiosk.shell
    for x, y in product(range(2, shell.width(), 12), range(2, shell.height(), 12)):
        if all(_is_bare(shell, QPoint(x, y + off)) for off in range(0, 48, 6)):
            return QPoint(x, y)
    raise LookupError("there is no bare place in this window")


def _is_bare(shell: QWidget, at: QPoint) -> bool:
    child = shell.childAt(at)
    while child is not None and child is not shell:
        if isinstance(child, QAbstractButton | ChoiceCard | Field):
            return False
        child = child.parentWidget()
    return True


def _ten_fingers(kiosk: Kiosk) -> None:
    window, device = kiosk.shell.windowHandle(), touch_device()
    places = [nowhere(kiosk) + QPoint(0, 4 * finger) for finger in range(10)]
    down = QTest.touchEvent(window, device)
    for finger, at in enumerate(places):
        down.press(finger, at, window)
    down.commit()
    move = QTest.touchEvent(window, device)
    for finger, at in enumerate(places):
        move.move(finger, at + QPoint(0, 9 - 2 * finger), window)
    move.commit()
    up = QTest.touchEvent(window, device)
    for finger, at in enumerate(places):
        up.release(finger, at, window)
    up.commit()


def _long_press(kiosk: Kiosk) -> None:
    window, device = kiosk.shell.windowHandle(), touch_device()
    at = nowhere(kiosk)
    QTest.touchEvent(window, device).press(0, at, window).commit()
    for _ in range(20):
        QTest.touchEvent(window, device).stationary(0).commit()
        QApplication.processEvents()
    QTest.touchEvent(window, device).release(0, at, window).commit()


def _edge_swipe(kiosk: Kiosk) -> None:
    window, device = kiosk.shell.windowHandle(), touch_device()
    start = nowhere(kiosk)
    QTest.touchEvent(window, device).press(0, start, window).commit()
    for step in range(1, 10):
        QTest.touchEvent(window, device).move(0, start + QPoint(60 * step, 0), window).commit()
    QTest.touchEvent(window, device).release(0, start + QPoint(600, 0), window).commit()


def _fast_taps(kiosk: Kiosk) -> None:
    for _ in range(60):
        click(kiosk, Qt.MouseButton.LeftButton, nowhere(kiosk))


ATTEMPTS: dict[str, Attempt] = {
    **{name: _by_key(*chord) for name, chord in _KEYS.items()},
    "Shift five times": _shift_five_times,
    "a key that is held down": _held_key,
    "right click everywhere": _click_everywhere(Qt.MouseButton.RightButton),
    "middle click pastes": _middle_click_paste,
    "mouse button back": _click_everywhere(Qt.MouseButton.BackButton),
    "mouse button forward": _click_everywhere(Qt.MouseButton.ForwardButton),
    "context menus, by mouse and key": _context_menu,
    "drop a file address": _drop("url"),
    "drop a text": _drop("text"),
    "drop a program": _drop("program"),
    "no widget takes drops": _no_widget_takes_drops,
    "drag something out": _drag_out,
    "select and copy a text": _select_text,
    "window manager: close": _close_by_the_window_manager,
    "window manager: minimise": _minimise,
    "window manager: no full screen": _unfullscreen,
    "window manager: move": _move,
    "window manager: resize": _shrink,
    "tool tips and What's this": _hints,
    "the system hands over a file": _file_from_the_system,
    "the system asks to quit": _quit_from_the_system,
    "an input method commits a text": _input_method,
    "control characters": _typed("\x00\x03\x04\x1a\x1b[A\x7f"),
    "signs of markup and shells": _typed("<img src=x>';\"--$(ls)|`&\\"),
    "a very long text": _typed("@" * 20_000),
    "emoji and right-to-left signs": _typed("😀\u202e\u0000\ufeff\u2028"),
    "zoom by the wheel": _zoom_by_wheel,
    "ten fingers": _ten_fingers,
    "a long press": _long_press,
    "a swipe from the edge": _edge_swipe,
    "sixty fast taps": _fast_taps,
}
