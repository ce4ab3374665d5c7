"""A kiosk under a supervisor that does what the unit asks of systemd: it comes back by itself.

How fast is held on a machine that does nothing else, by HOMEWARD_QUIET=1.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.supervisor import Supervisor
from tests.support.xvfb import screen

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "resources/system/files/lib/systemd/system/homeward.service"
AFTER_A_CRASH, AFTER_A_HANG = 3.0, 25.0
"""Seconds that a quiet machine may take to be up again."""

pytestmark = pytest.mark.journey


def _seconds(name: str) -> float:
    [found] = re.findall(rf"^{name}=(\d+)$", UNIT.read_text(), re.MULTILINE)
    return float(found)


def _environment(home: Path, display: dict[str, str]) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, **display, "HOME": str(home), "PYTHONPATH": str(ROOT)}


@pytest.fixture
def kiosk(tmp_path: Path) -> Iterator[Supervisor]:
    command = [sys.executable, "-m", "gui", "--windowed"]
    pace = _seconds("WatchdogSec"), _seconds("RestartSec")
    with (
        screen(1280, 800) as display,
        Supervisor(command, _environment(tmp_path, display), tmp_path, *pace) as running,
    ):
        running.until_ready()
        running.until(lambda: "WATCHDOG=1" in running.said)
        yield running


def _again(kiosk: Supervisor) -> float:
    return kiosk.until(lambda: kiosk.starts == 2 and "READY=1" in kiosk.said)


def _in_time(took: float, most: float) -> None:
    print(f"up again after {took:.1f} s")
    assert took < most or not os.environ.get("HOMEWARD_QUIET"), took


def test_it_is_up_again_after_kill_9(kiosk: Supervisor) -> None:
    assert kiosk.process is not None
    kiosk.process.kill()
    _in_time(_again(kiosk), AFTER_A_CRASH)


def test_it_is_up_again_after_a_hang(kiosk: Supervisor) -> None:
    assert kiosk.process is not None
    # A process that is stopped does nothing at all, as one whose interface thread is stuck.
    os.kill(kiosk.process.pid, signal.SIGSTOP)
    _in_time(_again(kiosk), AFTER_A_HANG)


def test_the_unit_has_room_for_both() -> None:
    most = _seconds("WatchdogSec") + _seconds("TimeoutAbortSec") + _seconds("RestartSec")
    assert most + AFTER_A_CRASH < AFTER_A_HANG
