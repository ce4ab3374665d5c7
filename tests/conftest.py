"""What every test may use: the words and the reference, baked only when their inputs changed."""

from __future__ import annotations

import fcntl
import os

import pytest

# Before anything imports Qt: no test opens a window on somebody's screen by itself.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from core.bake import bake_changed
from core.reference.store import Reference, open_reference
from core.resources import BAKED
from core.words import Words, words

_trouble: list[Exception] = []


def pytest_configure(config: pytest.Config) -> None:
    """Bake before the first test is collected; the workers of xdist find it done."""
    if hasattr(config, "workerinput"):
        return
    BAKED.mkdir(parents=True, exist_ok=True)
    with (BAKED / ".lock").open("w") as lock:  # a second test run in this checkout waits
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            bake_changed()
        except Exception as trouble:  # raised by the `reference` fixture, for who needs it
            _trouble.append(trouble)


@pytest.fixture(scope="session")
def reference() -> Reference:
    """The real reference database, baked from the tree and opened."""
    if _trouble:
        raise _trouble[0]
    return open_reference()


@pytest.fixture(scope="session")
def words_en() -> Words:
    """The English words."""
    return words("en")


@pytest.fixture(scope="session")
def words_es() -> Words:
    """The Spanish words."""
    return words("es")
