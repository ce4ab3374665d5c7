"""One print from button to paper: real print service, real worker thread, a clock of the test's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from gui.background import Background
from gui.printing.cups import CupsPrinter
from gui.printing.watcher import PATIENCE, PrintJob
from gui.state import PrinterState
from tests.support.cups import PrintService, print_service

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 40


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrintService]:
    with print_service() as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        yield running


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    worker = Background()
    yield worker
    worker.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def print_job(background: Background, clock: Clock) -> Iterator[PrintJob]:
    job = PrintJob(CupsPrinter("kiosk"), background, clock=clock)
    yield job
    job.leave()


def _told(job: PrintJob) -> list[PrinterState]:
    states: list[PrinterState] = []
    job.changed.connect(states.append)
    job.finished.connect(states.append)
    return states


def test_a_good_print(service: PrintService, print_job: PrintJob, qtbot: QtBot) -> None:
    told = _told(print_job)
    with qtbot.waitSignal(print_job.finished, timeout=120_000):
        print_job.start(PDF)
    assert told == [PrinterState.SENDING, PrinterState.SENT]
    assert service.printed() == [PDF]


def test_no_paper_is_told_and_adding_paper_ends_well(
    service: PrintService, print_job: PrintJob, qtbot: QtBot
) -> None:
    told = _told(print_job)
    service.trouble("media-empty-error")
    print_job.start(PDF)
    qtbot.waitUntil(lambda: PrinterState.OUT_OF_PAPER in told, timeout=120_000)
    with qtbot.waitSignal(print_job.finished, timeout=120_000):
        service.trouble()
    assert told[-1] is PrinterState.SENT
    assert service.printed() == [PDF]


def test_when_nobody_adds_paper_the_job_is_taken_back(
    service: PrintService, print_job: PrintJob, clock: Clock, qtbot: QtBot
) -> None:
    told = _told(print_job)
    service.trouble("media-empty-error")
    print_job.start(PDF)
    qtbot.waitUntil(lambda: PrinterState.OUT_OF_PAPER in told, timeout=120_000)
    with qtbot.waitSignal(print_job.finished, timeout=120_000):
        clock.now += PATIENCE + 1
    assert told[-1] is PrinterState.OUT_OF_PAPER, "the reason stays, so that it can be said"
    qtbot.waitUntil(_empty(service), timeout=120_000)
    service.trouble()
    assert service.printed() == []


def test_leaving_takes_the_job_back(
    service: PrintService, print_job: PrintJob, qtbot: QtBot
) -> None:
    told = _told(print_job)
    service.trouble("media-empty-error")
    print_job.start(PDF)
    qtbot.waitUntil(lambda: PrinterState.OUT_OF_PAPER in told, timeout=120_000)
    print_job.leave()
    qtbot.waitUntil(_empty(service), timeout=120_000)
    assert told[-1] is PrinterState.OUT_OF_PAPER, "nothing is told to the next person"


def test_leaving_while_it_is_being_sent_takes_the_job_back(
    service: PrintService, print_job: PrintJob, background: Background, qtbot: QtBot
) -> None:
    service.trouble("media-empty-error")
    print_job.start(PDF)
    print_job.leave()  # before the worker can have told of the job
    qtbot.waitUntil(lambda: not background.busy, timeout=120_000)
    assert service.waiting_jobs() == []
    service.trouble()
    assert service.printed() == []


def test_a_refusal_is_told_with_its_reason(
    service: PrintService, print_job: PrintJob, qtbot: QtBot
) -> None:
    service.admin("cupsreject", "kiosk")
    told = _told(print_job)
    with qtbot.waitSignal(print_job.finished, timeout=120_000):
        print_job.start(PDF)
    assert told == [PrinterState.SENDING, PrinterState.REJECTING]


def _empty(service: PrintService) -> Callable[[], bool]:
    return lambda: service.waiting_jobs() == []
