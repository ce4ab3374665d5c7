"""Work off the screen's thread: one worker, and results that come back as a queued signal."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")
Done = Callable[[T], None]
Failed = Callable[[Exception], None]


class Background(QObject):
    """Runs functions one after another; `done` and `failed` are called on the screen's thread."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="homeward")
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._closed = False
        self._waiting = 0

    def run(self, work: Callable[[], T], done: Done[T], failed: Failed) -> None:
        """Do `work` on the worker, which must not touch a widget; then tell of its result."""
        if self._closed:
            return
        self._waiting += 1
        future = self._worker.submit(work)

        def come_back(finished: Future[T]) -> None:
            if not finished.cancelled():
                self._finished.emit((finished, done, failed))

        future.add_done_callback(come_back)

    @property
    def busy(self) -> bool:
        """Whether any work has not come back yet."""
        return self._waiting > 0

    def close(self) -> None:
        """Take no more work and wait for what was given, such as taking a print back."""
        self._closed = True
        self._worker.shutdown(wait=True)

    def _deliver(self, what: tuple[Future[T], Done[T], Failed]) -> None:
        future, done, failed = what
        self._waiting -= 1
        if self._closed:
            return
        trouble = future.exception()
        if trouble is None:
            done(future.result())
        elif isinstance(trouble, Exception):
            failed(trouble)
