"""What every test may use: the words and the reference, baked only when their inputs changed."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# Before anything imports Qt: no test opens a window on somebody's screen by itself.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from core.bake import bake_words
from core.reference.store import Reference, open_reference
from core.resources import BAKED, LOCALE, TABLES
from core.words import Words, words

ROOT = Path(__file__).parent.parent
_BUILDER = (ROOT / "core" / "reference", ROOT / "core" / "bake.py", ROOT / "core" / "money.py")
_reference_trouble: list[Exception] = []


def pytest_configure(config: pytest.Config) -> None:
    """Bake before the first test is collected; the workers of xdist find it done."""
    if hasattr(config, "workerinput"):
        return
    with _alone():
        _when_changed("words", (LOCALE, ROOT / "core" / "bake.py"), bake_words)
        try:
            _when_changed("reference", (TABLES, *_BUILDER), _build_reference)
        except Exception as trouble:  # told by the `reference` fixture, to the tests that need it
            _reference_trouble.append(trouble)


def _build_reference() -> None:
    from core.reference.build import build

    build()


@contextmanager
def _alone() -> Iterator[None]:
    """Hold a lock that a second test run in the same checkout waits for."""
    BAKED.mkdir(parents=True, exist_ok=True)
    with (BAKED / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _when_changed(name: str, inputs: tuple[Path, ...], make: object) -> None:
    assert callable(make)
    stamp = BAKED / f".{name}.stamp"
    now = _digest(inputs)
    if stamp.exists() and stamp.read_text() == now:
        return
    make()
    stamp.write_text(now)


def _digest(inputs: tuple[Path, ...]) -> str:
    files = sorted(
        file
        for path in inputs
        for file in ([path] if path.is_file() else path.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    )
    whole = hashlib.sha256()
    for file in files:
        whole.update(str(file.relative_to(ROOT)).encode())
        whole.update(file.read_bytes())
    return whole.hexdigest()


@pytest.fixture(scope="session")
def reference() -> Reference:
    """The real reference database, baked from the tree and opened."""
    if _reference_trouble:
        raise _reference_trouble[0]
    return open_reference()


@pytest.fixture(scope="session")
def words_en() -> Words:
    """The English words."""
    return words("en")


@pytest.fixture(scope="session")
def words_es() -> Words:
    """The Spanish words."""
    return words("es")
