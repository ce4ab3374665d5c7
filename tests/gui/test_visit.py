"""One visit: the wipe that ends it, late results, printing, and what a change drops."""

from __future__ import annotations

import gc
import threading
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from core.intake.answers import Answers
from core.summary import Clinic, Summary
from core.words import Words
from gui import flow, sample
from gui.app import Kiosk, pages_of
from gui.screens.base import Want
from gui.state import Prefs, PrinterState, Step, TextSize, Theme
from gui.walk import Finger, Visitor, wait_for
from gui.widgets.fields import Field
from tests.gui.conftest import MakeKiosk, PaperPrinter

CANARY = "73301"
"""A ZIP code that nothing else in the program holds."""


def to_the_result(kiosk: Kiosk) -> None:
    """Answer everything at once, as the screens do one by one."""
    kiosk.visit.want("begin:en")
    kiosk.visit.answer(replace(sample.ANSWERS, zip_code=CANARY))
    while kiosk.visit.state().step is not Step.RESULT:
        kiosk.visit.want(Want.NEXT)


def forget_screens() -> None:
    """Let the screens that were thrown away go, as the event loop does by itself."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()


def traces_of_the_canary() -> list[object]:
    gc.collect()
    held = [each for each in gc.get_objects() if isinstance(each, Answers)]
    return [each for each in held if each.zip_code == CANARY]


@pytest.mark.parametrize("how", ["idle", "start over", "done", "crash"])
def test_nothing_of_a_visitor_is_left(make_kiosk: MakeKiosk, how: str) -> None:
    kiosk = make_kiosk()
    to_the_result(kiosk)
    kiosk.visit.prefer(Prefs("es", TextSize.LARGEST, Theme.CONTRAST))
    wait_for(lambda: kiosk.visit.state().handout is not None, "the pages are made")
    kiosk.visit.want(Want.PREVIEW)
    QGuiApplication.clipboard().setText(CANARY)
    assert traces_of_the_canary(), "there was something to find"
    if how == "crash":
        kiosk.crashed()
    else:
        kiosk.visit.end(how)
    forget_screens()

    state = kiosk.visit.state()
    assert kiosk.visit.is_fresh
    assert (state.estimate, state.summary, state.handout) == (None, None, None)
    assert state.prefs == Prefs()
    assert QGuiApplication.clipboard().text() == ""
    del state
    assert not traces_of_the_canary(), "an object holds an answer still"
    said = " ".join(label.text() for label in kiosk.shell.findChildren(QLabel))
    assert "ilrinon" not in said
    assert "$" not in said
    assert all(field.value() == "" for field in kiosk.shell.findChildren(Field))


def test_goodbye_keeps_the_language_and_nothing_else(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    to_the_result(kiosk)
    kiosk.visit.prefer(Prefs("es"))
    kiosk.visit.want(Want.DONE)
    state = kiosk.visit.state()
    assert state.step is Step.DONE
    assert state.prefs.language == "es"
    assert state.answers == Answers()
    assert state.estimate is None
    kiosk.goodbye.timeout.emit()
    assert kiosk.visit.is_fresh


def test_pages_that_come_late_are_nobody_elses(make_kiosk: MakeKiosk) -> None:
    let_go = threading.Event()

    def slow(summary: Summary, said: Words, clinic: Clinic) -> bytes:
        assert let_go.wait(20)
        return b"%PDF of the one before"

    kiosk = make_kiosk(handout=slow)
    to_the_result(kiosk)
    kiosk.visit.end("start over")
    to_the_result_of_the_next = kiosk.visit
    to_the_result_of_the_next.want("begin:en")
    let_go.set()
    work = kiosk._parts.work
    wait_for(lambda: not work.busy, "the late pages came back")
    assert kiosk.visit.state().handout is None


def test_another_language_makes_other_pages(make_kiosk: MakeKiosk) -> None:
    made: list[str] = []

    def pages(summary: Summary, said: Words, clinic: Clinic) -> bytes:
        made.append(said.language)
        return pages_of(summary, said, clinic)

    kiosk = make_kiosk(handout=pages)
    to_the_result(kiosk)
    answers = kiosk.visit.state().answers
    kiosk.visit.prefer(Prefs("es"))
    wait_for(lambda: made == ["en", "es"], "both are made")
    wait_for(lambda: kiosk.visit.state().handout is not None, "the Spanish ones are here")
    handout = kiosk.visit.state().handout
    assert handout is not None
    assert b"es-US" in handout
    assert kiosk.visit.state().answers == answers


def test_a_new_answer_drops_the_old_estimate(make_kiosk: MakeKiosk) -> None:
    kiosk = make_kiosk()
    to_the_result(kiosk)
    first = kiosk.visit.state().estimate
    assert first is not None
    kiosk.visit.answer(replace(kiosk.visit.state().answers, days=7))
    assert kiosk.visit.state().estimate is None
    kiosk.visit.want(Want.BACK)
    kiosk.visit.want(Want.NEXT)
    second = kiosk.visit.state().estimate
    assert second is not None
    assert second.totals.patient.high < first.totals.patient.high


def test_every_question_of_a_step_can_be_changed_from_the_review(make_kiosk: MakeKiosk) -> None:
    """The dose has several questions; each is met again, then the review and nothing else."""
    kiosk = make_kiosk()
    to_the_result(kiosk)
    kiosk.visit.want(Want.BACK)
    assert kiosk.visit.state().step is Step.REVIEW
    kiosk.visit.want(f"{Want.GO}:{Step.DOSE}")
    met = []
    while kiosk.visit.state().step is not Step.REVIEW:
        met.append((kiosk.visit.state().step, kiosk.visit.state().part))
        kiosk.visit.want(Want.NEXT)
    way = flow.stops(kiosk.visit.state().answers, kiosk.visit.state().reference, sample.TODAY)
    assert met == [(stop.step, stop.part) for stop in way if stop.step is Step.DOSE]
    assert len(met) > 1


def test_a_change_that_opens_a_question_leads_to_it(make_kiosk: MakeKiosk) -> None:
    """A dose that becomes a slip is asked about on the way back to the review."""
    kiosk = make_kiosk()
    to_the_result(kiosk)
    kiosk.visit.want(Want.BACK)
    kiosk.visit.want(f"{Want.GO}:{Step.DOSE}")
    kiosk.visit.want(Want.NEXT)
    kiosk.visit.answer(replace(kiosk.visit.state().answers, dose_amount=Decimal(9000)))
    while kiosk.visit.state().step is Step.DOSE:
        kiosk.visit.want(Want.NEXT)
    assert (kiosk.visit.state().step, kiosk.visit.state().part) == (Step.SCHEDULE, "readback")
    kiosk.visit.want(f"{Want.GO}:{Step.DOSE}")
    kiosk.visit.want(Want.NEXT)
    kiosk.visit.answer(replace(kiosk.visit.state().answers, dose_amount=Decimal(40)))
    while kiosk.visit.state().step is Step.DOSE:
        kiosk.visit.want(Want.NEXT)
    assert kiosk.visit.state().step is Step.REVIEW


def test_printing_waits_for_the_pages(make_kiosk: MakeKiosk, paper: PaperPrinter) -> None:
    let_go = threading.Event()

    def slow(summary: Summary, said: Words, clinic: Clinic) -> bytes:
        assert let_go.wait(20)
        return b"%PDF"

    kiosk = make_kiosk(handout=slow)
    to_the_result(kiosk)
    kiosk.visit.want(Want.PRINT)
    assert kiosk.visit.state().step is Step.PRINT
    assert kiosk.visit.is_printing
    assert paper.sent == []
    let_go.set()
    wait_for(lambda: kiosk.visit.state().printer is PrinterState.SENT, "sent")
    assert paper.sent == [b"%PDF"]


def test_a_second_press_prints_no_second_copy(make_kiosk: MakeKiosk, paper: PaperPrinter) -> None:
    paper.answers = PrinterState.SENDING
    kiosk = make_kiosk()
    to_the_result(kiosk)
    for _ in range(3):
        kiosk.visit.want(Want.PRINT)
    wait_for(lambda: len(paper.sent) == 1, "it is sent")
    paper.answers = PrinterState.SENT
    wait_for(lambda: kiosk.visit.state().printer is PrinterState.SENT, "sent")
    assert len(paper.sent) == 1


def test_a_job_is_taken_back_when_the_visit_ends(
    make_kiosk: MakeKiosk, paper: PaperPrinter
) -> None:
    paper.answers = PrinterState.OUT_OF_PAPER
    kiosk = make_kiosk()
    to_the_result(kiosk)
    kiosk.visit.want(Want.PRINT)
    wait_for(lambda: kiosk.visit.state().printer is PrinterState.OUT_OF_PAPER, "no paper")
    assert kiosk.shell.footer.button_for(Want.PRINT) is None, "the job waits already"
    kiosk.visit.want(Want.BACK)
    kiosk.visit.want(Want.PRINT)
    assert kiosk.visit.state().step is Step.PRINT
    assert len(paper.sent) == 1
    kiosk.visit.end("idle")
    wait_for(lambda: len(paper.cancelled) == 1, "the job is taken back")
    assert not kiosk.visit.is_printing


def test_after_a_failure_it_can_be_tried_again(
    make_kiosk: MakeKiosk, paper: PaperPrinter, words_en: Words
) -> None:
    paper.answers = PrinterState.FAILED
    kiosk = make_kiosk()
    to_the_result(kiosk)
    kiosk.visit.want(Want.PRINT)
    wait_for(lambda: kiosk.visit.state().printer is PrinterState.FAILED, "it failed")
    assert words_en("print.trouble.failed") in _said(kiosk.shell)
    assert kiosk.visit.state().prints == 0
    paper.answers = PrinterState.SENT
    Visitor(kiosk, Finger()).want(Want.PRINT)
    wait_for(lambda: kiosk.visit.state().printer is PrinterState.SENT, "sent")
    assert len(paper.sent) == 2


def test_three_prints_are_the_most(make_kiosk: MakeKiosk, paper: PaperPrinter) -> None:
    kiosk = make_kiosk()
    to_the_result(kiosk)
    for count in (1, 2, 3):
        kiosk.visit.want(Want.PRINT)
        _wait_for_prints(kiosk, count)
    assert kiosk.shell.footer.button_for(Want.PRINT) is None
    kiosk.visit.want(Want.PRINT)
    assert not kiosk.visit.is_printing


def test_no_printer_is_said_before_the_questions(
    make_kiosk: MakeKiosk, paper: PaperPrinter, words_en: Words
) -> None:
    paper.state = PrinterState.NO_QUEUE
    kiosk = make_kiosk()
    wait_for(lambda: kiosk.visit.state().printer is PrinterState.NO_QUEUE, "it is known")
    assert words_en("start.no_printer") in _said(kiosk.shell)
    to_the_result(kiosk)
    assert kiosk.shell.footer.button_for(Want.PRINT) is None
    Visitor(kiosk, Finger()).want(Want.PREVIEW)
    assert kiosk.visit.state().step is Step.PREVIEW


def test_a_printer_that_needs_staff_is_told_of_on_the_start_screen(
    make_kiosk: MakeKiosk, paper: PaperPrinter, words_en: Words
) -> None:
    paper.state = PrinterState.OUT_OF_PAPER
    kiosk = make_kiosk()
    wait_for(lambda: kiosk.visit.state().printer is PrinterState.OUT_OF_PAPER, "it is known")
    assert words_en("print.trouble.out-of-paper") in _said(kiosk.shell)
    paper.state = PrinterState.READY
    kiosk.visit.refresh()
    wait_for(lambda: kiosk.visit.state().printer is PrinterState.READY, "there is paper again")
    assert words_en("print.trouble.out-of-paper") not in _said(kiosk.shell)


def test_a_stick_that_cannot_be_looked_for_ends_no_visit(make_kiosk: MakeKiosk) -> None:
    def lost() -> None:
        raise FileNotFoundError("/proc/self/mounts")

    kiosk = make_kiosk(find_stick=lost)
    to_the_result(kiosk)
    wait_for(lambda: not kiosk._parts.printing.busy, "it was looked for")
    assert kiosk.visit.state().step is Step.RESULT
    assert kiosk.visit.state().printer is PrinterState.UNKNOWN


def test_saving_to_a_stick(make_kiosk: MakeKiosk, tmp_path: Path, words_en: Words) -> None:
    class Folder:
        """A stick that is a folder of the test."""

        folder = tmp_path

        def save(self, pdf: bytes) -> str:
            (tmp_path / "summary.pdf").write_bytes(pdf)
            return "summary.pdf"

    kiosk = make_kiosk(find_stick=Folder)
    to_the_result(kiosk)
    wait_for(lambda: kiosk.visit.state().stick is not None, "the stick is seen")
    wait_for(lambda: kiosk.visit.state().handout is not None, "the pages are made")
    Visitor(kiosk, Finger()).want(Want.SAVE)
    wait_for(lambda: kiosk.visit.state().saved is True, "it is saved")
    assert (tmp_path / "summary.pdf").read_bytes() == kiosk.visit.state().handout
    assert words_en("stick.saved") in _said(kiosk.shell)


def _wait_for_prints(kiosk: Kiosk, count: int) -> None:
    wait_for(lambda: kiosk.visit.state().prints == count, f"print {count}")


def _said(root: QWidget) -> list[str]:
    return [label.text() for label in root.findChildren(QLabel) if label.isVisible()]
