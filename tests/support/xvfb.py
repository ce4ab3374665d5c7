"""A screen of the tests' own: an X server in memory, on no network."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def screen(width: int = 1920, height: int = 1080) -> Iterator[dict[str, str]]:
    """Start an X server and give the environment that programs need to show themselves on it."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [
            "Xvfb",
            *("-displayfd", str(writing)),
            *("-screen", "0", f"{width}x{height}x24"),
            *("-nolisten", "tcp"),
            "-noreset",
        ],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            display = number.readline().strip()  # ends when the server is ready, or has ended
        assert display, "Xvfb did not start"
        yield {"DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        server.terminate()
        server.wait(timeout=120)
