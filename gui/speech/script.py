"""What there is to say of what a window shows, in reading order: names, kinds and states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QWidget

from core.words import Words
from gui.reading_order import in_reading_order
from gui.widgets.buttons import ArrowButton, Button
from gui.widgets.calendar import Calendar, Day
from gui.widgets.cards import ChoiceCard, ChoiceList
from gui.widgets.fields import Field
from gui.widgets.pads import Key, Keypad, LetterPad
from gui.widgets.panel import Mark
from gui.widgets.preview import PagePreview

_STOPS = ".?!:;"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing to say: the widget it is of, its name, and its state ("" for none)."""

    of: QWidget
    name: str
    state: str = ""

    @property
    def text(self) -> str:
        """Name and state as one text."""
        return ended(self.name) + " " + self.state if self.state else self.name


def ended(text: str) -> str:
    """A text that ends in a sign at which a voice stops."""
    return text if text[-1:] in _STOPS else text + "."


def script_of(roots: Iterable[QWidget], words: Words) -> tuple[Said, ...]:
    """Everything that is shown in these widgets, scrolled out of view or not."""
    made: list[Said] = []
    for root in roots:
        for widget in in_reading_order(root):
            said = _within(widget, words)
            if said is None:
                continue
            if made and _together(made[-1], said):
                last = made.pop()
                said = Said(last.of, f"{last.name}, {said.name}")
            made.append(said)
    return tuple(made)


def news(before: Iterable[Said], now: Iterable[Said]) -> tuple[Said, ...]:
    """What there is to say after a change on the same screen.

    Of something that was there, only its new state; a choice that another one replaced is
    not told.
    """
    names = {(id(said.of), said.name): said.state for said in before}
    return tuple(_new(names, now))


def _new(names: dict[tuple[int, str], str], now: Iterable[Said]) -> Iterator[Said]:
    for said in now:
        was = names.get((id(said.of), said.name))
        if was is None:
            yield said
        elif said.state and said.state != was:
            if isinstance(said.of, Button):
                continue
            if isinstance(said.of, ChoiceCard) and not said.of.isChecked():
                if not said.of.autoExclusive():
                    yield said
                continue
            yield said if isinstance(said.of, ChoiceCard) else Said(said.of, said.state)


def of_focus(widget: QWidget, words: Words) -> Said | None:
    """What to say of a widget that the keyboard has come to."""
    if isinstance(widget, Day):
        return Said(widget, widget.accessibleName(), _chosen(widget, words))
    if isinstance(widget, Key | ArrowButton):
        return Said(widget, widget.accessibleName())
    said = _within(widget, words)
    if said is None and widget.accessibleName():
        return Said(widget, widget.accessibleName(), widget.accessibleDescription())
    return said


def _within(widget: QWidget, words: Words) -> Said | None:
    """What to say of a widget in its place on the page, or None."""
    if isinstance(widget, QLabel):
        return Said(widget, widget.text()) if widget.text().strip() else None
    if isinstance(widget, Calendar):
        return Said(widget, words("speech.days"))
    if isinstance(widget, Day):
        return (
            Said(widget, widget.accessibleName(), _chosen(widget, words))
            if widget.isChecked()
            else None
        )
    if isinstance(widget, ChoiceCard):
        return _choice(widget, words)
    if isinstance(widget, Keypad | LetterPad):
        return Said(widget, words("speech.keys"))
    if isinstance(widget, Key | ArrowButton):
        return None  # a pad is told as a whole, and a page scrolls as it is read
    if isinstance(widget, Button):
        name = words("speech.button", title=widget.accessibleName())
        return Said(widget, name, "" if widget.isEnabled() else words("speech.closed"))
    if isinstance(widget, Field):
        name = words("speech.field", title=widget.accessibleName())
        value = widget.accessibleDescription() if widget.value() else words("speech.empty")
        return Said(widget, name, value)
    if isinstance(widget, Mark):
        return Said(widget, widget.accessibleName()) if widget.accessibleName() else None
    if isinstance(widget, PagePreview):
        return Said(widget, widget.accessibleName(), widget.accessibleDescription())
    return None


def _choice(card: ChoiceCard, words: Words) -> Said:
    group = card.parentWidget()
    name = card.option.title
    if isinstance(group, ChoiceList):
        cards = group.cards()
        name = words("speech.choice", at=cards.index(card) + 1, of=len(cards), title=name)
    if card.option.note:
        name = f"{ended(name)} {card.option.note}"
    return Said(card, name, _chosen(card, words))


def _chosen(card: ChoiceCard, words: Words) -> str:
    """The state of a choice; where only one can be chosen, the others need no word."""
    if card.isChecked():
        return words("speech.chosen")
    return "" if card.autoExclusive() or isinstance(card, Day) else words("speech.not_chosen")


def _together(before: Said, now: Said) -> bool:
    """Whether two labels are one sentence, as a name and its amount in a row are."""
    group = now.of.parentWidget()
    return (
        group is not None
        and group is before.of.parentWidget()
        and isinstance(before.of, QLabel | Mark)
        and isinstance(now.of, QLabel)
        and before.name[-1:] not in _STOPS
        and bool(getattr(group, "said_as_one", False))
    )
