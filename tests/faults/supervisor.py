"""What systemd does for the kiosk, in a few lines: start it, listen, end what hangs, start again.

Type=notify, WatchdogSec, Restart=always and RestartSec of resources/system/.../homeward.service
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 300
"""Seconds that a busy machine may take to open the kiosk."""


@dataclass
class Supervisor:
    """Keeps one command running; `watchdog` and `pause` are seconds, as in the unit."""

    command: list[str]
    environment: dict[str, str]
    folder: Path
    watchdog: float
    pause: float
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0
    said: list[str] = field(default_factory=list)

    def __enter__(self) -> Supervisor:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(self.folder / "notify"))
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        self._socket.close()

    def until(self, done: Callable[[], bool]) -> float:
        """Supervise until something is so; the seconds that it took.  Raises AssertionError."""
        began = time.monotonic()
        while not done():
            assert time.monotonic() - began < PATIENCE, f"{self.starts} starts, {self.said[-5:]}"
            self._listen()
            self._act()
        return time.monotonic() - began

    def until_ready(self) -> float:
        """Supervise until the kiosk of the newest start says that it is ready."""
        return self.until(lambda: "READY=1" in self.said)

    def _start(self) -> None:
        self.said.clear()
        self.starts += 1
        told = {
            "NOTIFY_SOCKET": str(self.folder / "notify"),
            "WATCHDOG_USEC": str(int(self.watchdog * 1e6)),
        }
        self.process = subprocess.Popen(self.command, env={**self.environment, **told})
        self._heard = time.monotonic()

    def _listen(self) -> None:
        self._socket.settimeout(0.1)
        try:
            self.said.append(self._socket.recv(200).decode())
        except TimeoutError:
            return
        self._heard = time.monotonic()

    def _act(self) -> None:
        assert self.process is not None
        silent = time.monotonic() - self._heard
        if "READY=1" in self.said and silent > self.watchdog:
            os.kill(self.process.pid, signal.SIGKILL)  # after TimeoutAbortSec at the latest
        if self.process.poll() is not None:
            time.sleep(self.pause)  # RestartSec, not a wait for something
            self._start()
