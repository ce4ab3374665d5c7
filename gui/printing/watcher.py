"""One print from button to paper, told in steps, without ever holding up the screen."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from gui.background import Background
from gui.printing.port import Job, Printer, PrintRefused
from gui.state import GONE_OUT, PrinterState

EVERY = 500
"""Milliseconds between two looks at a job."""

PATIENCE = 120.0
"""Seconds after which a job that is not printed is taken back."""


class PrintJob(QObject):
    """One summary on its way to paper.

    `changed` tells each new state while it is on its way; `finished` the last one, once:
    SENT or HANDED_OVER, or what kept it from being printed.  Whatever else happens, the job is
    taken back, so that no summary comes out for the next person.
    """

    changed = Signal(PrinterState)
    finished = Signal(PrinterState)

    def __init__(
        self,
        printer: Printer,
        background: Background,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._printer = printer
        self._background = background
        self._clock = clock
        self._left = threading.Event()
        self._job: Job | None = None
        self._state = PrinterState.SENDING
        self._asking = False
        self._over = False
        self._started = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._look)

    def start(self, pdf: bytes, copies: int = 1) -> None:
        """Send it; once for each PrintJob."""
        self._started = self._clock()
        self.changed.emit(PrinterState.SENDING)
        self._background.run(lambda: self._send(pdf, copies), self._sent, self._refused)

    def leave(self) -> None:
        """Give it up, at whatever point it is; nothing is told any more."""
        if self._over:
            return
        self._over = True
        self._timer.stop()
        self._take_back()

    def _send(self, pdf: bytes, copies: int) -> Job:
        """In the other thread.  The visit may end meanwhile, and `_sent` never be called."""
        if self._left.is_set():
            raise PrintRefused(PrinterState.FAILED)  # before it began: there is nobody to tell
        self._job = job = self._printer.submit(pdf, copies)
        if self._left.is_set():
            self._printer.cancel(job)
        return job

    def _sent(self, job: Job) -> None:
        if not self._over:
            self._timer.start()

    def _look(self) -> None:
        job = self._job
        if job is None or self._asking:
            return
        self._asking = True
        self._background.run(lambda: self._printer.poll(job), self._seen, self._refused)

    def _seen(self, state: PrinterState) -> None:
        self._asking = False
        if self._over:
            return
        if state in GONE_OUT:
            self._finish(state)
        elif state is PrinterState.FAILED:
            self._take_back()
            self._finish(state)
        elif self._clock() - self._started > PATIENCE:
            self._take_back()
            self._finish(PrinterState.FAILED if state is PrinterState.SENDING else state)
        elif state is not self._state:
            self._state = state
            self.changed.emit(state)

    def _refused(self, error: Exception) -> None:
        self._asking = False
        if self._over:
            return
        self._take_back()
        self._finish(error.state if isinstance(error, PrintRefused) else PrinterState.FAILED)

    def _finish(self, state: PrinterState) -> None:
        self._over = True
        self._timer.stop()
        self.finished.emit(state)

    def _take_back(self) -> None:
        self._left.set()  # before _job is read: `_send` sets _job before it reads this
        job = self._job
        if job is not None:
            self._background.run(lambda: self._printer.cancel(job), _nothing, _nothing)


def _nothing(_result: object) -> None:
    """The job is gone, or CUPS keeps it whatever is asked: there is nobody left to tell."""
