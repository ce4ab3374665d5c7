"""The test page goes to a real queue and its state is told in words; the readiness ladder."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest

from core.handout.printer_page import printer_page
from core.words import words
from gui.printing import CupsPrinter
from gui.printing.cups import list_queues
from gui.state import GONE_OUT, PrinterState
from gui.walk import wait_for
from tests.gui.conftest import PaperPrinter
from tests.gui.staff.conftest import MakeStaff
from tests.support.cups import PrintService, print_service


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrintService]:
    with print_service() as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        yield running


@pytest.mark.journey
def test_a_test_page_to_a_real_queue(make_staff: MakeStaff, service: PrintService) -> None:
    assert list_queues() == ("kiosk",)
    staff = make_staff(printer=lambda settings: CupsPrinter(settings.printer))
    staff.sign_in()
    staff.choose("printer")
    staff.press("print-test")
    wait_for(lambda: staff.say("staff.printer.sent") in staff.seen(), "it was sent")
    [printed] = service.printed()
    text = pypdfium2.PdfDocument(printed)[0].get_textpage().get_text_range()
    assert staff.say("staff.test_page.title") in text
    assert "Lakeside" in text
    service.trouble("media-empty-error")
    staff.press("print-test")
    wait_for(lambda: staff.say("staff.printer.is.out-of-paper") in staff.seen(), "no paper")
    staff.press("menu")
    staff.press("out")
    wait_for(lambda: service.waiting_jobs() == [], "leaving takes the page back")
    service.trouble("")
    assert len(service.printed()) == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_is_one_letter_page(language: str) -> None:
    document = pypdfium2.PdfDocument(printer_page("Lakeside", words(language)))
    assert len(document) == 1
    assert document[0].get_size() == (612, 792)


@pytest.mark.parametrize(
    "state",
    [each for each in PrinterState if each not in (PrinterState.SENDING, *GONE_OUT)],
)
def test_each_state_in_its_own_words(
    make_staff: MakeStaff, paper: PaperPrinter, state: PrinterState
) -> None:
    staff = make_staff()
    paper.state = state
    staff.sign_in()
    staff.choose("printer")
    ready = state is PrinterState.READY
    said = staff.say("staff.ready.printer.ready" if ready else f"staff.printer.is.{state}")
    wait_for(lambda: said in staff.seen(), said)


def test_the_ladder_says_what_is_missing_and_what_to_do(
    make_staff: MakeStaff, paper: PaperPrinter
) -> None:
    staff = make_staff()
    paper.state = PrinterState.NO_QUEUE
    (staff.home / "keys" / "office.pem").unlink()
    staff.sign_in()
    staff.choose("readiness")
    wait_for(lambda: staff.here() == "readiness", "it is looked up")
    signs = {line.text: line.shape for line in staff.area.page().lines}
    assert signs[staff.say("staff.ready.edition.ready")] == "tick"
    assert signs[staff.say("staff.ready.keys.missing")] == "question"
    assert signs[staff.say("staff.printer.is.no-queue")] == "question"
    assert signs[staff.say("staff.ready.disc.ready")] == "tick"
    assert staff.say("staff.ready.keys.do") in staff.seen()
