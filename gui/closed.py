"""What a visitor cannot do: the events that lead out of a kiosk never reach a widget.

Widgets do nothing with most of them anyway.  This holds for those that are added later, too.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from gui.idle import SIGNS_OF_LIFE

_NEVER = frozenset(
    {
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.Drop,
        QEvent.Type.ToolTip,
        QEvent.Type.WhatsThis,
        QEvent.Type.WhatsThisClicked,
        QEvent.Type.QueryWhatsThis,
        QEvent.Type.EnterWhatsThisMode,
        QEvent.Type.Shortcut,
        QEvent.Type.InputMethod,
        QEvent.Type.FileOpen,
        QEvent.Type.NativeGesture,
        QEvent.Type.TabletPress,
    }
)
"""Menus, drops, hints, shortcuts, input methods, files that the system hands over."""

_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride})
_BUTTONS = frozenset(
    {
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
    }
)
_SHIFT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_STAFF = _CONTROL | Qt.KeyboardModifier.AltModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = frozenset(
    {
        *_ENTER,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Escape,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Space,
    }
)
"""The keys that mean something to a visitor, besides those that write a sign."""


def is_closed(event: QEvent) -> bool:
    """Whether an event leads nowhere in a kiosk, so that no widget may see it."""
    kind = event.type()
    if kind in _NEVER:
        return True
    if kind in _KEYS and isinstance(event, QKeyEvent):
        return not _means_something(event)
    if kind in _BUTTONS and isinstance(event, QMouseEvent):
        return event.button() is not Qt.MouseButton.LeftButton
    if kind == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
        return bool(event.modifiers() & _CONTROL)
    return False


def _means_something(event: QKeyEvent) -> bool:
    held, key = event.modifiers() & ~_SHIFT, event.key()
    if held == _STAFF:
        # The staff keys; the window decides which they are.
        return Qt.Key.Key_A <= key <= Qt.Key.Key_Z
    if held == _CONTROL:
        return key in _ENTER
    if held == Qt.KeyboardModifier.GroupSwitchModifier or not held:
        return key in _PLAIN or (Qt.Key.Key_Exclam <= key <= Qt.Key.Key_ydiaeresis)
    return False


WATCHED = _NEVER | _KEYS | _BUTTONS | SIGNS_OF_LIFE
"""The kinds of events that have to be looked at."""

_DROPS = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop})


def keep_out(event: QEvent) -> bool:
    """Whether an event goes no further; it is dealt with then, so that Qt tries nobody else."""
    if not is_closed(event):
        return False
    if event.type() in _DROPS:
        event.ignore()
    else:
        event.accept()
    return True


class FullScreen(QObject):
    """Keeps a window on the whole screen, whatever a window manager or another program asks."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() in _MOVED:
            # After the event: within it the window still goes where it was sent.
            QTimer.singleShot(0, self, self._back)
        return False

    def _back(self) -> None:
        window = self._window
        if not window.isVisible() and not window.isMinimized():
            return  # it was closed on purpose
        if window.isMinimized() or not window.isFullScreen():
            window.showFullScreen()
        whole = window.screen().geometry()
        if window.geometry() != whole:
            window.setGeometry(whole)


_MOVED = (QEvent.Type.WindowStateChange, QEvent.Type.Move, QEvent.Type.Resize)
