"""What is compiled into the program about editions: its version, its own edition, and bounds."""

from __future__ import annotations

PROGRAM = (0, 1, 0)
"""This program's version, as in pyproject.toml."""

FLOOR = 1
"""The number of the edition inside the program: no pack with this number or a lower one is
ever taken, whatever became of the data folder.  Raised with every release of the tables."""

STEP = 1000
"""How far a number may rise at once, so that no pack can use up all numbers that follow."""

MOST_NUMBER = 99_999_999
MOST_MANIFEST = 64 * 1024
MOST_BYTES = 256 * 1024 * 1024
"""The largest manifest, and the largest database and pack, in bytes."""

CHUNK = 64 * 1024
"""How many bytes are read, unpacked and written at a time."""
