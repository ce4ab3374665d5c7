"""The panels of the result: each is shown the summary and says it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from core.summary import ItemRow, Mark, MonthRow, Outcome, Summary
from core.summary.what_if import changes
from core.words import Words
from gui.state import State
from gui.widgets.buttons import OutlineButton
from gui.widgets.labels import Body, Label, Lead, Money, Note, Subheading
from gui.widgets.look import look
from gui.widgets.panel import Callout, MarkedLine, Panel
from gui.widgets.rows import (
    AmountRow,
    BarRow,
    Legend,
    MonthBars,
    Part,
    SettingBars,
    match_count,
)

MARKS = {Mark.MET: "tick", Mark.UNMET: "cross", Mark.CHECK: "question"}
_PLAN_NOTE = "money.note.advantage"
ANSWER_TONES = {
    Outcome.COVERED: "good",
    Outcome.NOT_COVERED: "bad",
    Outcome.UNKNOWN: "warn",
    Outcome.PLAN: "warn",
}


class FigurePanel(Panel):
    """The one huge figure, the unknown that matters most, and the sentences that go with it."""

    said_as_one = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lead = Lead()
        self.lead.set_tone("ink")
        self.amount = Money()
        self.instead = Label("display", "brand")
        self.tail = Body()
        self.facts: list[Body] = []
        self.what_if = OutlineButton()
        self.callout = Callout()
        figure = QVBoxLayout()
        figure.setSpacing(0)
        for label in (self.lead, self.amount, self.instead, self.tail):
            figure.addWidget(label)
        self._beside = QVBoxLayout()
        self.body.addLayout(figure)
        self.body.addWidget(self.callout)
        self.body.addLayout(self._beside)
        self.body.addWidget(self.what_if, 0, Qt.AlignmentFlag.AlignLeft)

    def show_summary(self, summary: Summary, words: Words) -> None:
        """Say the headline."""
        headline = summary.headline
        self.lead.say(words.say(headline.lead))
        self.amount.say(words.show(headline.amount, "about") if headline.amount else "")
        self.instead.say(words.say(headline.instead) if headline.instead else "")
        self.tail.say(words.say(headline.tail))
        facts = [words.say(fact) for fact in summary.facts]
        if summary.projected_note is not None:
            facts.append(words.say(summary.projected_note))
        plan = summary.outcome is Outcome.PLAN  # its facts say already what this note says
        notes = [note for note in summary.notes if not (plan and note.key == _PLAN_NOTE)]
        facts.extend(words.say(note) for note in notes)
        match_count(self.facts, len(facts), Body, self._beside)
        for label, fact in zip(self.facts, facts, strict=True):
            label.say(fact)
        self.callout.say(words.say(summary.callout) if summary.callout else "")
        self.body.setSpacing(look().space(20))
        self._beside.setSpacing(look().space(12))


class WhatIfPanel(QWidget):
    """Over a result that shows a what-if: what is tried, and the one touch back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = Callout("warn")
        self.own = OutlineButton()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.said, 1)
        self._row.addWidget(self.own, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_state(self, state: State) -> None:
        """Say what is tried; hide the panel while the answers are shown."""
        tried, say = state.tried, state.words
        taken = tried is not None and tried.taken
        told = tuple(changes(tried.what_if)) if tried is not None else ()
        self.said.say(say("what-if.taken", changes=told) if taken else "")
        self.own.say(say("what-if.own") if taken else "")
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom
            if look().columns == 1
            else QBoxLayout.Direction.LeftToRight
        )
        self._row.setSpacing(look().px(24))
        self.setVisible(taken)


class CoveredPanel(Panel):
    """Is it covered, and why: the answer in words and each reason with its sign."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Subheading()
        self.answer = Label("h2")
        self.falls = Body()
        self.more = Note()
        self.why = OutlineButton()
        self.reasons: list[MarkedLine] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        for widget in (self.title, self.answer, self.falls):
            self.body.addWidget(widget)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.more)
        self.body.addWidget(self.why, 0, Qt.AlignmentFlag.AlignLeft)

    def show_summary(self, summary: Summary, words: Words) -> None:
        """Say the answer and its reasons."""
        self.title.say(words("result.covered"))
        self.answer.say(words.say(summary.answer))
        self.answer.set_tone(ANSWER_TONES[summary.outcome])
        self.falls.say(words.say(summary.falls) if summary.falls else "")
        match_count(self.reasons, len(summary.reasons), MarkedLine, self._lines)
        for line, reason in zip(self.reasons, summary.reasons, strict=True):
            ask = words.say(reason.ask) if reason.ask else ""
            sign = words(f"result.mark.{reason.mark.value}")
            line.say(MARKS[reason.mark], sign, words.say(reason.text), ask)
        count = summary.more_to_check
        self.more.say(words("result.more_to_check", n=count) if count else "")
        self.why.say(words("result.why"))


class MonthsPanel(Panel):
    """What is paid in each month."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Subheading()
        self.legend = Legend()
        self.bars = MonthBars()
        self.notes: list[Note] = []
        self._notes = QVBoxLayout()
        for widget in (self.title, self.legend, self.bars):
            self.body.addWidget(widget)
        self.body.addLayout(self._notes)

    def show_summary(self, summary: Summary, words: Words) -> None:
        """Say the months; hide the panel when there are none."""
        self.setVisible(bool(summary.months))
        self.title.say(words("result.months"))
        parts = [
            (
                "bar_deductible",
                "result.legend.deductible",
                any(m.deductible for m in summary.months),
            ),
            ("bar_share", "result.legend.share", any(m.share for m in summary.months)),
            ("bar_other", "result.legend.extra", any(m.extra for m in summary.months)),
        ]
        self.legend.show_items([(token, words(key)) for token, key, there in parts if there])
        self.bars.show_rows([self._row(month, words) for month in summary.months])
        notes = [words.say(note) for note in summary.months_note]
        if summary.new_year_note is not None:
            notes.append(words.say(summary.new_year_note))
        match_count(self.notes, len(notes), Note, self._notes)
        for label, note in zip(self.notes, notes, strict=True):
            label.say(note)

    @staticmethod
    def _row(month: MonthRow, words: Words) -> BarRow:
        return BarRow(
            words.say(month.label),
            words.show(month.shown_total, "about"),
            (
                Part("bar_deductible", month.deductible),
                Part("bar_share", month.share),
                Part("bar_other", month.extra),
            ),
        )


class ItemsPanel(Panel):
    """Where the figure comes from: a receipt."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Subheading()
        self.rows: list[AmountRow] = []
        self.total = AmountRow(strong=True)
        self.note = Note()
        self.left_out = Note()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addWidget(self.title)
        self.body.addLayout(self._rows)
        for widget in (self.total, self.note, self.left_out):
            self.body.addWidget(widget)

    def show_summary(self, summary: Summary, words: Words) -> None:
        """Say the rows; hide the panel when there are none."""
        self.setVisible(bool(summary.items))
        self.title.say(words.say(summary.items_title))
        match_count(self.rows, len(summary.items), AmountRow, self._rows)
        for view, item in zip(self.rows, summary.items, strict=True):
            self._say(view, item, words)
        self.total.setVisible(summary.items_total is not None)
        if summary.items_total is not None:
            you = summary.items_total.you
            open_total = "result.total_at_least" if you.is_exact else "result.total_known"
            name = "result.total_pay" if summary.complete else open_total
            self.total.say(words(name), words.show(you))
        self.note.say(words.say(summary.items_note) if summary.items_note else "")

    @staticmethod
    def _say(view: AmountRow, item: ItemRow, words: Words) -> None:
        name = words.say(item.name) + ("*" if item.has_deductible else "")
        price = words("result.item.price", price=item.price)
        said = [words.say(item.many)] if item.many is not None else []
        said.append(price if item.covered else words("result.item.not_covered", price=price))
        view.say(name, words.show(item.you), ". ".join(said))


class PlacesPanel(Panel):
    """The same treatment in other places."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Subheading()
        self.bars = SettingBars()
        self.body.addWidget(self.title)
        self.body.addWidget(self.bars)

    def show_summary(self, summary: Summary, words: Words) -> None:
        """Say the places; hide the panel when only home was asked for."""
        self.setVisible(bool(summary.places))
        self.title.say(words("result.places"))
        rows = []
        for place in summary.places:
            note = words.say(place.note)
            if place.cheapest:
                note = words("result.cheapest", note=note)
            parts = (Part("bar_share", place.amount.high),) if place.amount else ()
            rows.append(BarRow(words.say(place.name), words.say(place.amount_text), parts, note))
        self.bars.show_rows(rows)


class PayersPanel(Panel):
    """What the person would pay with other coverage."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Subheading()
        self.rows: list[AmountRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.body.addWidget(self.title)
        self.body.addLayout(self._rows)

    def show_summary(self, summary: Summary, words: Words) -> None:
        """Say the rows; hide the panel when there are none."""
        self.setVisible(bool(summary.payers))
        self.title.say(words("result.payers"))
        match_count(self.rows, len(summary.payers), AmountRow, self._rows)
        for view, row in zip(self.rows, summary.payers, strict=True):
            name = words.say(row.name)
            if row.current:
                name = words("result.payers.yours", name=name)
            view.say(name, words.say(row.amount_text), words.say(row.note))


class LeftOutPanel(Panel):
    """What the figure leaves out, and the question that would price it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Subheading()
        self.lines: list[MarkedLine] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.body.addWidget(self.title)
        self.body.addLayout(self._lines)

    def show_summary(self, summary: Summary, words: Words) -> None:
        """Say the parts without a price; hide the panel when there are none."""
        parts = [part for part in summary.left_out if part.ask is not None]
        self.setVisible(bool(parts))
        self.title.say(words("result.left_out"))
        match_count(self.lines, len(parts), MarkedLine, self._lines)
        for line, part in zip(self.lines, parts, strict=True):
            more = [words.say(text) for text in (part.why, part.ask) if text is not None]
            sign = words("result.mark.check")
            line.say("question", sign, words.say(part.what), " ".join(more))
