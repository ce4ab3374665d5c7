"""Two real editions that differ in one price, and a kiosk that has neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.reference.store import Reference
from tests.attack.editions import dearer_edition, own_edition
from tests.support.packs import Edition, Kiosk


@pytest.fixture(scope="session")
def first(reference: Reference) -> Edition:
    """The edition that comes with the program, as a pack's content."""
    return own_edition()


@pytest.fixture(scope="session")
def second(reference: Reference, tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The same with one drug price a little higher."""
    return dearer_edition(tmp_path_factory.mktemp("second") / "edition")


@pytest.fixture
def kiosk(tmp_path: Path) -> Kiosk:
    """A kiosk on which nothing was ever installed."""
    return Kiosk(tmp_path)
