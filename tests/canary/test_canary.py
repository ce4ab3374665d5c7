"""The short form of the canary; `python -m tests.canary` is the long one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.canary.canary import Found, _files, _look_into, hunt
from tests.canary.run import ENDS, marks
from tests.support.cups import PrintService


def test_no_answer_is_in_any_file(tmp_path: Path) -> None:
    found = hunt(visits=2 * len(ENDS), folder=tmp_path, kills=1)
    assert found.failed == []
    assert found.hits == []
    assert found.spooled == []
    assert found.files > 0


@pytest.mark.parametrize("which", range(len(marks(1))), ids=["weight", "dose", "paid", "zip"])
@pytest.mark.parametrize("code", ["utf-8", "utf-16-le"])
def test_an_answer_in_a_file_would_be_found(tmp_path: Path, which: int, code: str) -> None:
    (tmp_path / "log").write_bytes(f"answer={marks(3)[which]};".encode(code))
    (tmp_path / "harmless").write_bytes("0.02108 12345.6789 021080 2108".encode(code))
    found = Found()
    _look_into(_files(tmp_path), 5, found, PrintService("kiosk", tmp_path / "none", {}))
    assert len(found.hits) == 1
