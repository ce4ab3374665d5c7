"""Draws a staff page and tells what was touched.  It decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.words import Words, words
from gui.reading_order import set_tab_order
from gui.screens.base import Action
from gui.screens.number import SideBySide
from gui.staff.keyboard import PinField, WordPad, WordsField
from gui.staff.page import Kind, Page
from gui.widgets.buttons import Button, OutlineButton, PrimaryButton, QuietButton
from gui.widgets.canvas import Canvas
from gui.widgets.cards import ChoiceList
from gui.widgets.chips import RowList
from gui.widgets.fields import Field, NumberField
from gui.widgets.labels import Heading, Label, Lead
from gui.widgets.look import look
from gui.widgets.pads import Keypad
from gui.widgets.panel import Callout, MarkedLine, Panel
from gui.widgets.rows import match_count
from gui.widgets.scroll import ScrollPage
from gui.widgets.strip import Strip

_MOST_OTHERS = 2
_FEW = 4
"""So many answers stand under each other; more of them in two columns, where these fit."""


class _DigitsField(NumberField):
    """Digits alone, zeros at the front too."""

    def takes(self, text: str) -> bool:
        return text.isascii() and text.isdigit()

    def press(self, key: str) -> None:
        Field.press(self, key)


class StaffWindow(Canvas):
    """The layer of the window that staff see: header, one page, footer."""

    wanted = Signal(str)
    """A button was pressed."""

    chosen = Signal(str)
    """An answer was tapped."""

    typed = Signal(str)
    """The text of the field after a key."""

    turned = Signal(str)
    """Another language was asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self._other = ""
        self._wants: dict[Button, Action] = {}
        self.product = Label("h2", "brand", wrap=False)
        self.language = QuietButton()
        self.language.show_picture("language")
        self.language.clicked.connect(lambda: self.turned.emit(self._other))
        header = Strip("below")
        header.set_groups((self.product,), (self.language,))
        self.title = Heading()
        self.help = Lead()
        self.notice = Callout()
        self.fields: dict[Kind, Field] = {
            Kind.PIN: PinField(),
            Kind.DIGITS: _DigitsField(30, 0),
            Kind.NUMBER: NumberField(2, 1),
            Kind.WORDS: WordsField(),
        }
        words_field = self.fields[Kind.WORDS]
        assert isinstance(words_field, WordsField)
        self.word_pad = WordPad(words_field)
        self.keypad = Keypad()
        self.options: dict[bool, ChoiceList] = {False: RowList(), True: RowList(many=True)}
        self.lines: list[MarkedLine] = []
        self._panel = Panel()
        self.page = ScrollPage()
        heads: tuple[QWidget, ...] = (self.title, self.help, self.notice)
        for head in heads:
            self.page.body.addWidget(head)
        number_fields = [self.fields[kind] for kind in (Kind.PIN, Kind.DIGITS, Kind.NUMBER)]
        for field in self.fields.values():
            field.changed.connect(self.typed)
        self.keypad.serve(*number_fields)
        self._digits = SideBySide()
        self._digits.put(number_fields, (self.keypad,))
        self._letters = QWidget()
        column = QVBoxLayout(self._letters)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(words_field)
        column.addWidget(self.word_pad)
        self._letter_column = column
        for part in (self._digits, self._letters, *self.options.values(), self._panel):
            self.page.body.addWidget(part)
        for choices in self.options.values():
            choices.chosen.connect(self.chosen)
        self.back, self.close_button = OutlineButton(), QuietButton()
        self.others = tuple(OutlineButton() for _ in range(_MOST_OTHERS))
        self.primary = PrimaryButton()
        for button in (self.back, self.close_button, *self.others, self.primary):
            button.clicked.connect(lambda _=False, button=button: self._press(button))
        footer = Strip("above")
        footer.set_groups((self.back, self.close_button), (*self.others, self.primary))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(header)
        outer.addWidget(self.page, 1)
        outer.addWidget(footer)
        self._strips = (header, footer)
        self._space()

    def show_page(self, page: Page, say: Words, languages: tuple[str, ...]) -> None:
        """Show a page; the keyboard stays where it is while it is the same one."""
        entering = self._page is None or self._page.id != page.id
        self._page = page
        self._show_header(say, languages)
        self.title.say(page.title)
        self.help.say(page.help)
        self.notice.set_tone(page.tone)
        self.notice.say(page.notice)
        self._show_entry(page, say, entering)
        for many, choices in self.options.items():
            wanted = page.options if many is page.many else ()
            choices.use_columns(2 if len(wanted) > _FEW else 1)
            choices.show_options(wanted, page.chosen)
            choices.setVisible(bool(wanted))
        match_count(self.lines, len(page.lines), MarkedLine, self._panel.body)
        for view, line in zip(self.lines, page.lines, strict=True):
            view.say(line.shape, say(f"staff.mark.{line.shape}"), line.text, line.more)
        self._panel.setVisible(bool(page.lines))
        self._show_footer(page)
        self.page.name_buttons(say("shell.scroll_up"), say("shell.scroll_down"))
        self.page.take_keyboard(page.title)
        set_tab_order(self)
        if entering:
            self.page.to_top()
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def shown(self) -> str:
        """The id of the page that is shown; "" when there is none."""
        return self._page.id if self._page is not None else ""

    def first_focus(self) -> QWidget:
        """The field, the answers, the way on, or the page to read."""
        page = self._page
        if page is None:
            return self.page
        if page.entry is not None:
            return self.fields[page.entry.kind]
        if page.options:
            return self.options[page.many].first_focus()
        return self.page

    def button_for(self, want: str) -> Button | None:
        """The button that can be pressed for something now, or None."""
        for button, action in self._wants.items():
            if action.want == want and button.isVisible() and button.isEnabled():
                return button
        return None

    def forget(self) -> None:
        """Keep nothing of what was typed or shown."""
        self._page = None
        for field in self.fields.values():
            field.show_value("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape and (self.back.isVisible()):
            self.back.click()
        elif enter and self.primary.isVisible():
            self.primary.click()
        else:
            event.accept()  # nothing of the visitor's screens below hears it

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_strips"):
            self._space()

    def _show_header(self, say: Words, languages: tuple[str, ...]) -> None:
        self.product.say(say("staff.title"))
        at = languages.index(say.language) if say.language in languages else -1
        self._other = languages[(at + 1) % len(languages)]
        same = self._other == say.language
        self.language.say("" if same else words(self._other)("language.name"))

    def _show_entry(self, page: Page, say: Words, entering: bool) -> None:
        entry = page.entry
        for kind, field in self.fields.items():
            here = entry is not None and entry.kind is kind
            field.setVisible(here)
            if entry is None or not here:
                field.show_value("")
                continue
            if isinstance(field, WordsField):
                field.take_most(entry.most)
            if entering or field.value() != entry.text:
                field.show_value(entry.text)
                self.word_pad.begin()
            field.show_unit(entry.unit)
            field.name(page.title)
        letters = entry is not None and entry.kind is Kind.WORDS
        self._letters.setVisible(letters)
        self._digits.setVisible(entry is not None and not letters)
        point = self.keypad.key(".")
        point.setVisible(entry is not None and entry.kind is Kind.NUMBER)
        self.keypad.name_delete(say("shell.delete"))
        self.word_pad.name_keys(say("staff.key.space"), say("shell.delete"))

    def _show_footer(self, page: Page) -> None:
        others = (*page.others, *(None,) * _MOST_OTHERS)
        shown = zip(
            (self.back, self.close_button, *self.others, self.primary),
            (page.back, page.close, *others[:_MOST_OTHERS], page.primary),
            strict=True,
        )
        self._wants = {}
        for button, action in shown:
            button.say(action.label if action else "")
            if action is not None:
                self._wants[button] = action
        self.primary.setEnabled(page.can_go_on)
        for strip in self._strips:
            strip.arrange()

    def _press(self, button: Button) -> None:
        action = self._wants.get(button)
        if action is not None:
            self.wanted.emit(action.want)

    def _space(self) -> None:
        self.page.body.setSpacing(look().space(20))
        self._letter_column.setSpacing(look().space(16))
