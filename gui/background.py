"""Work off the screen's thread: one worker, and results that come back as a queued signal."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")
Done = Callable[[T], None]
Failed = Callable[[Exception], None]
_Told = Callable[[], None]
_Task = Callable[[], _Told]


class Background(QObject):
    """Runs functions one after another; `done` and `failed` are called on the screen's thread.

    One thread and one queue: `concurrent.futures` does the same, and costs the start screen
    more to load than all of the printing code.
    """

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._worker: threading.Thread | None = None
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._closed = False
        self._waiting = 0

    def run(self, work: Callable[[], T], done: Done[T], failed: Failed) -> None:
        """Do `work` on the worker, which must not touch a widget; then tell of its result.

        Anything that `work` raises comes to `failed`; what is no Exception, wrapped in one.
        """
        if self._closed:
            return
        if self._worker is None:
            # A daemon: a program that fails before `close` must end, not wait for work.
            self._worker = threading.Thread(target=self._serve, name="homeward", daemon=True)
            self._worker.start()
        self._waiting += 1
        self._tasks.put(lambda: _outcome(work, done, failed))

    @property
    def busy(self) -> bool:
        """Whether any work has not come back yet."""
        return self._waiting > 0

    def close(self) -> None:
        """Take no more work and wait for what was given, such as taking a print back."""
        self._closed = True
        self._tasks.put(None)
        if self._worker is not None:
            self._worker.join()
            self._worker = None

    def _serve(self) -> None:
        while (task := self._tasks.get()) is not None:
            self._finished.emit(task())
            # While it waits for the next visitor, a worker holds nothing of the last one.
            task = None

    def _deliver(self, told: _Told) -> None:
        self._waiting -= 1
        if not self._closed:
            told()


def _outcome(work: Callable[[], Any], done: Done[Any], failed: Failed) -> _Told:
    """Do a piece of work; what is to be done with its result on the screen's thread."""
    try:
        result = work()
    except Exception as trouble:
        # The frames of a failure hold whatever its functions were given.
        kept = trouble
        return lambda: failed(kept)
    except BaseException as trouble:
        ended = RuntimeError(f"background work ended by {type(trouble).__name__}")
        return lambda: failed(ended)
    return lambda: done(result)


def raise_it(trouble: Exception) -> None:
    """A failure of background work that has no words of its own reaches the excepthook."""
    raise trouble
