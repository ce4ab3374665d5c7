"""What is asked of the system before a visitor comes, and what it does then."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from gui.alone import Alone
from gui.sealed import close_doors

ROOT = Path(__file__).parents[2]
PROGRAM = """
import os, resource, signal
from gui.sealed import seal
granted = seal()
status = open("/proc/self/status").read()
print(granted.no_core_files, granted.no_dumps, resource.getrlimit(resource.RLIMIT_CORE), flush=True)
from gui.printing.stick import find_stick
find_stick()
os.kill(os.getpid(), signal.SIGSEGV)
"""


def test_a_crash_leaves_no_core_file(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        preexec_fn=_allow_cores,
    )
    assert done.returncode == -11
    assert done.stdout == "True True (0, 0)\n", done.stderr
    assert list(tmp_path.iterdir()) == []


def _allow_cores() -> None:
    import resource

    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


def test_variables_that_open_doors_are_closed() -> None:
    environment = {
        "PATH": "/usr/bin",
        "DISPLAY": ":0",
        "QT_QPA_PLATFORM": "vnc:port=5900",
        "QT_PLUGIN_PATH": "/tmp",
        "QT_STYLE_OVERRIDE": "x",
        "QT_IM_MODULE": "x",
        "QT_LOGGING_RULES": "*=true",
        "QML_IMPORT_TRACE": "1",
        "PYTHONSTARTUP": "/tmp/x.py",
        "PYTHONPATH": "/tmp",
        "PYTHONINSPECT": "1",
        "LD_PRELOAD": "/tmp/x.so",
        "GTK_MODULES": "x",
    }
    gone = close_doors(environment)
    assert environment == {"PATH": "/usr/bin", "DISPLAY": ":0"}
    assert len(gone) == 11


def test_a_platform_that_draws_on_a_screen_is_kept() -> None:
    environment = {"QT_QPA_PLATFORM": "xcb"}
    assert close_doors(environment) == ()
    assert environment == {"QT_QPA_PLATFORM": "xcb"}


def test_a_second_one_is_refused_until_the_first_has_gone(tmp_path: Path) -> None:
    first, second = Alone(tmp_path), Alone(tmp_path)
    assert first.take()
    assert not second.take()
    first.give_back()
    assert second.take()
    second.give_back()


def test_a_folder_that_cannot_be_written_costs_the_lock_and_not_the_kiosk(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Alone(tmp_path / "file").take()
