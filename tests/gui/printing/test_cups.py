"""Printing against a real print service: a private cupsd, through `lp`, `lpstat` and `cancel`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest

from gui.printing.cups import CupsPrinter
from gui.printing.port import Job, PrintRefused
from gui.state import PrinterState
from tests.support.cups import PrintService, print_service

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF\n"


@pytest.fixture(scope="module")
def running() -> Iterator[PrintService]:
    with print_service() as service:
        yield service


@pytest.fixture
def service(running: PrintService, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrintService]:
    """The service as new: no job, no trouble, an empty tray, and this process its client."""
    for name, value in running.environment.items():
        monkeypatch.setenv(name, value)
    yield running
    running.trouble()
    running.admin("cancel", "-a", "-x", "kiosk")
    running.admin("cupsaccept", "kiosk")
    running.admin("cupsenable", "kiosk")
    for path in (*running.tray.glob("*.pdf"), *running.tray.glob("*.job")):
        path.unlink()


def until(printer: CupsPrinter, job: Job, wanted: PrinterState) -> PrinterState:
    """Poll as the kiosk does until the state is the wanted one; give up after 20 seconds."""
    wait_for(lambda: printer.poll(job) is wanted)
    return printer.poll(job)


def wait_for(true: Callable[[], bool]) -> None:
    limit = time.monotonic() + 20
    while not true() and time.monotonic() < limit:
        time.sleep(0.05)


def test_a_summary_arrives_byte_for_byte(service: PrintService) -> None:
    printer = CupsPrinter("kiosk")
    assert printer.status() is PrinterState.READY
    job = printer.submit(PDF)
    assert until(printer, job, PrinterState.SENT) is PrinterState.SENT
    assert service.printed() == [PDF]
    assert service.waiting_jobs() == []


@pytest.mark.parametrize(("paper", "media"), [("letter", "Letter"), ("a4", "A4")])
def test_the_ticket_is_neutral_and_asks_for_the_paper_of_the_clinic(
    service: PrintService, paper: str, media: str
) -> None:
    printer = CupsPrinter("kiosk", paper, sides="two-sided-long-edge")
    job = printer.submit(PDF, copies=2)
    until(printer, job, PrinterState.SENT)
    [(title, copies, options)] = service.tickets()
    assert title == "summary"
    assert copies == 2
    assert f"media={media}" in options
    assert "sides=two-sided-long-edge" in options


def test_the_only_queue_is_found_without_a_name(service: PrintService) -> None:
    printer = CupsPrinter()
    assert printer.status() is PrinterState.READY
    assert until(printer, printer.submit(PDF), PrinterState.SENT) is PrinterState.SENT


def test_the_default_queue_is_taken_when_there_are_several(service: PrintService) -> None:
    service.admin("lpadmin", "-p", "other", "-v", f"homewardtest:{service.tray}", "-m", "raw", "-E")
    try:
        assert CupsPrinter().status() is PrinterState.NO_QUEUE, "two queues and no default"
        service.admin("lpadmin", "-d", "kiosk")
        assert CupsPrinter().submit(PDF).id.startswith("kiosk-")
    finally:
        service.admin("lpadmin", "-x", "other")


@pytest.mark.parametrize(
    ("reason", "state"),
    [
        ("media-empty-error", PrinterState.OUT_OF_PAPER),
        ("media-needed-error", PrinterState.OUT_OF_PAPER),
        ("media-jam-error", PrinterState.JAM),
        ("offline-report", PrinterState.OFFLINE),
        ("cover-open-error", PrinterState.COVER_OPEN),
        ("door-open-report", PrinterState.COVER_OPEN),
        ("toner-empty-error", PrinterState.NO_TONER),
        ("marker-supply-empty-error", PrinterState.NO_TONER),
        ("fuser-over-temp-error", PrinterState.UNKNOWN),
    ],
)
def test_a_printer_in_trouble_is_told_and_its_job_can_be_taken_back(
    service: PrintService, reason: str, state: PrinterState
) -> None:
    printer = CupsPrinter("kiosk")
    service.trouble(reason)
    job = printer.submit(PDF)
    assert until(printer, job, state) is state
    printer.cancel(job)
    assert service.waiting_jobs() == []
    service.trouble()
    again = printer.submit(PDF + b"next person")
    assert until(printer, again, PrinterState.SENT) is PrinterState.SENT
    assert service.printed() == [PDF + b"next person"], "the first summary never came out"
    assert printer.status() is PrinterState.READY


def test_low_toner_does_not_stop_anybody(service: PrintService) -> None:
    printer = CupsPrinter("kiosk")
    service.trouble("toner-low-warning")
    job = printer.submit(PDF)
    wait_for(lambda: "toner-low-warning" in service.admin("lpoptions", "-p", "kiosk"))
    assert printer.poll(job) is PrinterState.SENDING
    service.trouble()
    assert until(printer, job, PrinterState.SENT) is PrinterState.SENT


def test_paper_added_in_time_lets_the_same_job_out(service: PrintService) -> None:
    printer = CupsPrinter("kiosk")
    service.trouble("media-empty-error")
    job = printer.submit(PDF)
    until(printer, job, PrinterState.OUT_OF_PAPER)
    service.trouble()
    assert until(printer, job, PrinterState.SENT) is PrinterState.SENT
    assert service.printed() == [PDF]


def test_a_paused_queue_takes_the_job_and_says_so(service: PrintService) -> None:
    printer = CupsPrinter("kiosk")
    service.admin("cupsdisable", "kiosk")
    assert printer.status() is PrinterState.PAUSED
    job = printer.submit(PDF)
    assert printer.poll(job) is PrinterState.PAUSED
    printer.cancel(job)
    assert service.waiting_jobs() == []


def test_a_rejecting_queue_refuses_with_a_reason(service: PrintService) -> None:
    printer = CupsPrinter("kiosk")
    service.admin("cupsreject", "kiosk")
    assert printer.status() is PrinterState.REJECTING
    with pytest.raises(PrintRefused) as refused:
        printer.submit(PDF)
    assert refused.value.state is PrinterState.REJECTING
    assert service.waiting_jobs() == []


def test_what_a_killed_kiosk_left_in_the_queue_is_taken_back(service: PrintService) -> None:
    printer = CupsPrinter("kiosk")
    service.trouble("media-empty-error")
    printer.submit(PDF)
    printer.submit(PDF)
    # The kiosk is killed here, and started again.
    CupsPrinter("kiosk").take_back_all()
    assert service.waiting_jobs() == []
    service.trouble()
    job = printer.submit(PDF + b"next person")
    assert until(printer, job, PrinterState.SENT) is PrinterState.SENT
    assert service.printed() == [PDF + b"next person"]


def test_a_printer_that_breaks_stops_the_queue(service: PrintService) -> None:
    printer = CupsPrinter("kiosk")
    service.trouble("broken")
    job = printer.submit(PDF)
    assert until(printer, job, PrinterState.PAUSED) is PrinterState.PAUSED
    printer.cancel(job)
    assert service.waiting_jobs() == []


def test_a_job_that_the_service_gave_up_is_not_called_sent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with print_service(policy="abort-job") as service:
        for name, value in service.environment.items():
            monkeypatch.setenv(name, value)
        printer = CupsPrinter("kiosk")
        service.trouble("broken")
        job = printer.submit(PDF)
        assert until(printer, job, PrinterState.FAILED) is PrinterState.FAILED
        service.trouble()
        good = printer.submit(PDF)
        assert until(printer, good, PrinterState.SENT) is PrinterState.SENT


def test_a_job_that_staff_cancelled_is_not_called_sent(service: PrintService) -> None:
    printer = CupsPrinter("kiosk")
    service.trouble("media-empty-error")
    job = printer.submit(PDF)
    service.admin("cancel", job.id)
    assert until(printer, job, PrinterState.FAILED) is PrinterState.FAILED
    printer.cancel(job)  # over already: no error


def test_no_such_queue(service: PrintService) -> None:
    printer = CupsPrinter("nosuch")
    assert printer.status() is PrinterState.NO_QUEUE
    with pytest.raises(PrintRefused) as refused:
        printer.submit(PDF)
    assert refused.value.state is PrinterState.NO_QUEUE


def test_no_print_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "/nonexistent/cups.sock")
    printer = CupsPrinter("kiosk")
    assert printer.status() is PrinterState.SERVICE_DOWN
    assert CupsPrinter().status() is PrinterState.SERVICE_DOWN
    with pytest.raises(PrintRefused) as refused:
        printer.submit(PDF)
    assert refused.value.state is PrinterState.SERVICE_DOWN
    assert printer.poll(Job("kiosk-1")) is PrinterState.SERVICE_DOWN


def test_no_print_commands_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    assert CupsPrinter("kiosk").status() is PrinterState.SERVICE_DOWN
