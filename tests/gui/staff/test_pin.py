"""Which PINs are refused and why; how one is kept; how often it can be tried."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gui.settings import Settings, read_settings, write_settings
from gui.staff.lock import FILE, FREE, MOST, Lock
from gui.staff.pin import is_record, make_record, matches, weakness
from tests.gui.conftest import Clock

ROOT = Path(__file__).parents[3]
KNOWN = ("(312) 555-0142", "60601")


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        ("", "digits"), ("83a251", "digits"), ("\u0664\u0668\u0663\u0662\u0665\u0661", "digits"),
        ("8362", "short"), ("83625", "short"), ("836251947", "long"),
        ("000000", "repeated"), ("111111", "repeated"), ("778778", "repeated"),
        ("121212", "repeated"), ("835835", "repeated"), ("83628362", "repeated"),
        ("123456", "run"), ("654321", "run"), ("345678", "run"), ("789012", "run"),
        ("024680", "run"), ("975319", "run"), ("123789", "run"), ("123321", "run"),
        ("12345678", "run"), ("147258", "pattern"), ("159357", "pattern"), ("741369", "pattern"),
        ("198436", "day"), ("361984", "day"), ("202699", "day"), ("073148", "day"),
        ("310748", "day"), ("480731", "day"), ("07311948", "day"), ("19480731", "day"),
        ("550142", "known"), ("125550", "known"), ("830142", "known"), ("606018", "known"),
    ],
)  # fmt: skip
def test_a_weak_pin_is_refused(pin: str, why: str) -> None:
    found = weakness(pin, KNOWN)
    assert found is not None
    assert found.key == f"staff.pin.weak.{why}"


@pytest.mark.parametrize("pin", ["836251", "902746", "47382956", "5829374"])
def test_a_good_pin_is_taken(pin: str) -> None:
    assert weakness(pin, KNOWN) is None


def test_most_pins_can_be_chosen() -> None:
    refused = sum(weakness(f"{number:06}") is not None for number in range(0, 1_000_000, 97))
    assert refused / (1_000_000 / 97) < 0.2


def test_a_record_holds_its_pin_and_no_other() -> None:
    record = make_record("836251", b"0123456789abcdef", cost=8)
    assert record.startswith("scrypt:8:8:1:")
    assert "836251" not in record
    assert is_record(record)
    assert matches("836251", record)
    assert not matches("836252", record)
    assert not matches("", record)
    assert make_record("836251", b"another salt 16b", cost=8) != record


def test_the_real_cost_is_what_it_should_be() -> None:
    record = make_record("836251", os.urandom(16))
    assert record.startswith("scrypt:17:8:1:")
    assert matches("836251", record)


@pytest.mark.parametrize(
    "record",
    ["", "scrypt", "scrypt:17:8:1:AAAA:AAAA", "scrypt:40:8:1:" + "A" * 24 + ":" + "A" * 44,
     "md5:17:8:1:" + "A" * 24 + ":" + "A" * 44, "scrypt:a:8:1:" + "A" * 24 + ":" + "A" * 44,
     "scrypt:17:8:1:" + "*" * 24 + ":" + "A" * 44],
)  # fmt: skip
def test_what_is_no_record_holds_no_pin(record: str) -> None:
    assert not is_record(record)
    assert not matches("", record)


# -- tries --------------------------------------------------------------------------------


class Times:
    """A kiosk's two clocks: the wall's may be set, the steady one begins anew at each start."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wall, self.steady = Clock(1_000_000.0), Clock(50.0)
        self.lock = self.start()

    def start(self) -> Lock:
        self.steady.now = 7.0
        self.lock = Lock(self.folder, self.wall, self.steady)
        return self.lock

    def pass_(self, seconds: float) -> None:
        self.wall.now += seconds
        self.steady.now += seconds


def test_the_waits_grow_and_the_fifteenth_try_is_the_last(tmp_path: Path) -> None:
    times, waits = Times(tmp_path), []
    for _ in range(MOST):
        assert times.lock.count()
        waits.append(times.lock.wait())
        times.pass_(waits[-1] if len(waits) < MOST else 10**9)
    assert waits[:-1] == [0] * (FREE - 1) + [15 * 2**n for n in range(MOST - FREE)]
    assert times.lock.is_shut
    assert not times.lock.count(), "not even after thirty years"
    assert times.start().is_shut, "nor after a restart"
    times.lock.forgive()
    assert times.start().wait() == 0


def test_no_try_is_made_while_it_waits(tmp_path: Path) -> None:
    times = Times(tmp_path)
    for _ in range(FREE):
        assert times.lock.count()
    for _ in range(10):
        assert not times.lock.count()
    times.pass_(14)
    assert not times.lock.count()
    times.pass_(1)
    assert times.lock.count()


def test_a_restart_gains_nothing(tmp_path: Path) -> None:
    times = Times(tmp_path)
    for _ in range(FREE):
        assert times.lock.count()
    times.pass_(5)
    for _ in range(4):
        assert times.start().wait() == 10
        assert not times.lock.count()


@pytest.mark.parametrize("back", [1, 3600, 900_000])
def test_a_clock_set_back_gains_nothing(tmp_path: Path, back: int) -> None:
    times = Times(tmp_path)
    for _ in range(FREE):
        assert times.lock.count()
    times.pass_(14)
    times.wall.now -= back
    assert times.start().wait() == (15 if back > 14 else 2)
    assert not times.lock.count()
    times.pass_(15)
    assert times.lock.wait() == 0, "nor does it lock anybody out for good"


def test_a_clock_set_on_gains_nothing_while_it_runs(tmp_path: Path) -> None:
    times = Times(tmp_path)
    for _ in range(FREE):
        assert times.lock.count()
    times.wall.now += 10**6
    assert times.lock.wait() == 15


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b'{"count":-1,"at":0}', b'{"count":true,"at":1}',
        b'{"count":1e9,"at":0}', b"\xff\x00", b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_damaged_count_is_taken_for_the_free_tries_used_up(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / FILE).write_bytes(content)
    times = Times(tmp_path)
    assert times.lock.wait() == 15
    times.pass_(15)
    assert times.lock.count()


def test_where_the_count_cannot_be_kept_there_is_a_try_a_minute(tmp_path: Path) -> None:
    blocked = tmp_path / "state"
    blocked.write_text("a file where the folder should be")
    times = Times(blocked)
    assert times.lock.wait() == 60, "or a restart would gain one"
    times.pass_(60)
    assert times.lock.count()
    assert times.lock.wait() == 60
    assert not times.lock.count()
    times.pass_(60)
    assert times.lock.count()


_TRY_AND_DIE = """
import os, signal, sys, time
from pathlib import Path
from gui.staff import door
from gui.staff.lock import Lock
lock = Lock(Path(sys.argv[1]), time.time, time.monotonic)
print(lock.count(), flush=True)
os.kill(os.getpid(), signal.SIGKILL)  # before the PIN is looked at
"""


def test_a_process_killed_between_the_count_and_the_check_has_used_its_try(tmp_path: Path) -> None:
    said = []
    for _ in range(FREE + 2):
        done = subprocess.run(
            [sys.executable, "-c", _TRY_AND_DIE, str(tmp_path)],
            cwd=ROOT, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert done.returncode == -signal.SIGKILL, done.stderr
        said.append(done.stdout.strip())
    assert said == ["True"] * FREE + ["False"] * 2
    kept: dict[str, Any] = json.loads((tmp_path / FILE).read_text())
    assert kept["count"] == FREE


# -- at the machine -----------------------------------------------------------------------


def _set_pin(home: Path, given: str) -> subprocess.CompletedProcess[str]:
    folders = {"XDG_CONFIG_HOME": str(home / "config"), "XDG_STATE_HOME": str(home / "state")}
    return subprocess.run(
        [sys.executable, "-m", "gui", "staff", "set-pin"],
        cwd=ROOT, input=given, env={**os.environ, **folders},
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip


def test_a_new_pin_at_the_machine_lifts_the_lock(tmp_path: Path) -> None:
    state = tmp_path / "state" / "homeward"
    times = Times(state)
    while not times.lock.is_shut:
        times.lock.count()
        times.pass_(10_000)
    file = tmp_path / "config" / "homeward" / "settings.toml"
    write_settings(Settings(clinic="Lakeside", phone="312-555-0142"), file)
    for weak in ("123456\n", "550142\n", "\n"):
        refused = _set_pin(tmp_path, weak)
        assert refused.returncode == 2, refused.stdout
        assert "Traceback" not in refused.stderr
    assert times.start().is_shut
    done = _set_pin(tmp_path, "836251\n")
    assert done.returncode == 0, done.stderr
    kept = read_settings(file)
    assert kept.clinic == "Lakeside"
    assert matches("836251", kept.pin)
    assert not times.start().is_shut
