"""What a screen reader and a keyboard get of a window: names, roles, states, order, the ring."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QWidget

from gui.reading_order import in_reading_order
from gui.shell import Shell
from gui.staff.window import StaffWindow
from gui.widgets.buttons import Button
from gui.widgets.cards import ChoiceCard
from gui.widgets.fields import Field
from gui.widgets.look import colour, look, show_ring
from gui.widgets.scroll import ScrollPage

_ROLES = {
    Button: (QAccessible.Role.Button,),
    ChoiceCard: (QAccessible.Role.RadioButton, QAccessible.Role.CheckBox),
}


def untold(shell: Shell) -> Iterator[str]:
    """Controls without a name, with the wrong role or state; and Tab out of reading order."""
    wanted = [
        widget
        for root in _roots(shell)
        for widget in in_reading_order(root)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    for widget in wanted:
        yield from _told_wrongly(widget)
    stops = [each for each in wanted if _is_stop(each)]
    if stops and not shell.asks():
        walked = _walk(stops[0])
        if walked != stops:
            yield f"Tab goes another way than the eye: {[_name(each) for each in walked]}"


def unringed(shell: Shell) -> Iterator[str]:
    """Controls that can have the keyboard and do not show it by a whole ring."""
    show_ring(True)
    try:
        for root in _roots(shell):
            for widget in list(in_reading_order(root)):
                if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.isEnabled():
                    continue
                widget.setFocus(Qt.FocusReason.TabFocusReason)
                if not widget.hasFocus():
                    yield f"cannot have the keyboard: {_name(widget)}"
                    continue
                if isinstance(widget, ScrollPage):
                    continue  # it scrolls when looked at; test_widgets holds its ring
                image = widget.grab().toImage()
                thick = min(_ring(image, False), _ring(image, True))
                if thick < look().focus:
                    yield f"a ring of {thick} pixels: {_name(widget)}"
    finally:
        show_ring(False)


def _ring(image: QImage, across: bool) -> int:
    """How many pixels of the ring's colour lie beside each other, from one edge inwards."""
    wanted = colour("focus").rgb()
    middle = (image.height() if across else image.width()) // 2
    thick = 0
    for step in range(3 * look().focus):
        at = image.pixel(step, middle) if across else image.pixel(middle, step)
        thick += at == wanted
    return thick


def _roots(shell: Shell) -> tuple[QWidget, ...]:
    if shell.asks():
        return (shell.question,)
    staff = [each for each in shell.findChildren(StaffWindow) if each.isVisible()]
    if staff:
        return tuple(staff)
    return (shell.header, shell.voice_bar, shell.current(), shell.footer)


def _told_wrongly(widget: QWidget) -> Iterator[str]:
    told = QAccessible.queryAccessibleInterface(widget)
    if not told.text(QAccessible.Text.Name).strip():
        yield f"without a name: {_name(widget)}"
    for kind, roles in _ROLES.items():
        if isinstance(widget, kind) and told.role() not in roles:
            yield f"{_name(widget)} is told as {told.role()}"
    if isinstance(widget, Field) and told.role() != QAccessible.Role.EditableText:
        yield f"{_name(widget)} is told as {told.role()}"
    state = told.state()
    if bool(state.disabled) == widget.isEnabled():
        yield f"disabled or not, told wrongly: {_name(widget)}"
    if isinstance(widget, ChoiceCard) and bool(state.checked) != widget.isChecked():
        yield f"chosen or not, told wrongly: {_name(widget)}"
    if widget.isEnabled() and not state.focusable:
        yield f"told that it cannot have the keyboard: {_name(widget)}"


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()


def _walk(first: QWidget) -> list[QWidget]:
    """The widgets that Tab comes to from one of them, once round."""
    walked = [first]
    widget = first.nextInFocusChain()
    while widget is not None and widget is not first:
        if widget.isVisible() and _is_stop(widget):
            walked.append(widget)
        widget = widget.nextInFocusChain()
    return walked


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()!r}"
