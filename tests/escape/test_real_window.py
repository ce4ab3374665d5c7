"""The whole program on a screen of its own: window manager's messages, signals, a second one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.escape.closed import children_of
from tests.support.xvfb import screen

pytestmark = pytest.mark.journey
ROOT = Path(__file__).parents[2]
_CHORDS = (
    "alt+F4 ctrl+q ctrl+w ctrl+n ctrl+o ctrl+p ctrl+s F1 F5 F10 F11 F12 Escape alt+space alt+Tab"
    " ctrl+Escape super Menu shift+F10 Print ctrl+alt+Delete ctrl+alt+BackSpace ctrl+alt+F1"
    " ctrl+shift+Escape alt+F2 ctrl+alt+t XF86HomePage XF86Calculator XF86PowerOff"
)


class Program:
    """A kiosk that fills a screen, and hands from outside."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gui"],
            cwd=ROOT,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        until(lambda: len(self.windows()) == 1, "one window")
        self.window = self.windows()[0]
        until(lambda: "1280x800" in self.geometry(), "the whole screen")

    def x(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=300,
        )
        return done.stdout

    def windows(self) -> list[str]:
        found = self.x("search", "--onlyvisible", "--name", ".").split()
        return [each for each in found if "Geometry: 1x1" not in self.x("getwindowgeometry", each)]

    def geometry(self) -> str:
        return self.x("getwindowgeometry", self.window)

    def is_closed(self) -> bool:
        shown = self.geometry()
        return (
            self.process.poll() is None
            and self.windows() == [self.window]
            and "Position: 0,0" in shown
            and "1280x800" in shown
        )


def until(true: Callable[[], bool], what: str) -> None:
    limit = time.monotonic() + 300
    while not true():
        assert time.monotonic() < limit, f"this did not happen: {what}"
        time.sleep(0.05)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    with screen(1280, 800) as display:
        homes = ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR")
        tmp_path.chmod(0o700)
        environment = {**os.environ, **display, **dict.fromkeys(homes, str(tmp_path))}
        running = Program(environment)
        try:
            yield running
        finally:
            running.process.kill()
            running.process.communicate()


def test_an_order_to_end_before_it_serves_anybody_is_not_lost(program: Program) -> None:
    """The window is there before the rest is loaded; what comes until then is kept."""
    program.process.send_signal(signal.SIGTERM)
    assert program.process.wait(timeout=300) == 0


def test_keys_messages_and_signals(program: Program) -> None:
    process = program.process
    for chord in _CHORDS.split():
        program.x("key", "--clearmodifiers", chord)
    until(program.is_closed, "closed after every chord")
    program.x("windowmove", program.window, "300", "200")
    program.x("windowsize", program.window, "300", "200")
    until(program.is_closed, "back on the whole screen")
    program.x("windowminimize", program.window)
    program.x("windowquit", program.window)
    until(program.is_closed, "neither hidden nor ended")
    for number in (signal.SIGQUIT, signal.SIGTSTP, signal.SIGUSR1):
        process.send_signal(number)
    until(program.is_closed, "signals that would stop it do nothing")
    second = subprocess.run(
        [sys.executable, "-m", "gui"],
        cwd=ROOT,
        env=program.environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert second.returncode == 4
    assert len(second.stderr.splitlines()) == 1
    assert children_of(process.pid) == []
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=300) == 0, "the system's own way to end it is an orderly one"
