"""Where CMS's own whole files are, for the tests that hold the tables against them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).parents[2].parent / "shared" / "cms"


def cms_file(name: str) -> Path:
    """A file of CMS's, or skip: they are too large, and not ours, to be in the project."""
    folder = Path(os.environ.get("HOMEWARD_CMS", BESIDE))
    path = folder / name
    if not path.is_file():
        pytest.skip(f"{name} is not here; HOMEWARD_CMS names the folder of CMS's files")
    return path
