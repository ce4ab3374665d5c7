"""Guards against a release of PySide6 that ends the kiosk after some thousand calls.

PySide6 6.12.0 gave back one reference too many to None with each call that returns
nothing; on Python 3.11 the program then dies without any exception (pyproject.toml).
"""

from __future__ import annotations

import os
import subprocess
import sys

PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel()
label.setText("")
before = sys.getrefcount(None)
for number in range(20000):
    label.setText("a" if number % 2 else "b")
lost = before - sys.getrefcount(None)
print(lost)
"""


def test_calls_into_qt_lose_no_reference_to_none() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 100
