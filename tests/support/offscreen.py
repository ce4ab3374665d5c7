"""A program of a test's own in a process of its own, with nothing of this machine's settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def run_offscreen(program: str, home: Path) -> None:
    """Run Python code that draws into memory; what it says when it fails is the test's failure."""
    folders = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
