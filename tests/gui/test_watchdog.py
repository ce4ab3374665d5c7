"""What the kiosk tells its supervisor, and that a stuck interface thread tells nothing."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from gui.application import make_application
from gui.walk import wait_for
from gui.watchdog import Watchdog, watched


@pytest.fixture
def supervisor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    make_application([])
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(tmp_path / "notify"))
        ear.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "150000")
        yield ear


def _heard(ear: socket.socket) -> list[bytes]:
    words = []
    while True:
        try:
            words.append(ear.recv(100))
        except BlockingIOError:
            return words


def _started() -> Watchdog:
    found = watched()
    assert found is not None
    return found


def test_it_says_ready_and_then_that_it_lives(supervisor: socket.socket) -> None:
    dog = _started()
    said = _heard(supervisor)
    assert said == [], "nothing before the event loop runs"

    def enough() -> bool:
        said.extend(_heard(supervisor))
        return len(said) > 2

    wait_for(enough, "words")
    assert said[:3] == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]
    dog.deleteLater()


def test_a_stuck_interface_thread_says_nothing(supervisor: socket.socket) -> None:
    dog = _started()
    wait_for(lambda: b"WATCHDOG=1" in _heard(supervisor), "the first word")
    _heard(supervisor)
    end = time.monotonic() + 0.4
    while time.monotonic() < end:  # stuck: no event is dealt with
        pass
    assert _heard(supervisor) == []
    wait_for(lambda: b"WATCHDOG=1" in _heard(supervisor), "it goes on")
    dog.deleteLater()


def test_nobody_listening_is_no_failure(tmp_path: Path) -> None:
    make_application([])
    dog = Watchdog(str(tmp_path / "nobody"), 10)
    QApplication.processEvents()
    dog.deleteLater()


@pytest.mark.parametrize("address", ["", "tcp:1", "relative"])
def test_where_nothing_supervises_there_is_none(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", address)
    assert watched() is None
