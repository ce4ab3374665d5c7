"""The short form of the canary; `python -m tests.canary` is the long one."""

from __future__ import annotations

from pathlib import Path

from tests.canary.canary import Found, _files, _look_into, hunt
from tests.canary.run import ENDS, marks
from tests.support.cups import PrintService


def test_no_answer_is_in_any_file(tmp_path: Path) -> None:
    found = hunt(visits=2 * len(ENDS), folder=tmp_path, kills=1)
    assert found.failed == []
    assert found.hits == []
    assert found.spooled == []
    assert found.files > 0


def test_an_answer_in_a_file_would_be_found(tmp_path: Path) -> None:
    plain, wide = marks(3)[0].encode(), marks(4)[1].encode("utf-16-le")
    (tmp_path / "log").write_bytes(b"weight=" + plain + b";")
    (tmp_path / "wide").write_bytes(b"\x00\x00" + wide + b"\x00\x00")
    found = Found()
    _look_into(_files(tmp_path), 5, found, PrintService("kiosk", tmp_path / "none", {}))
    assert len(found.hits) == 2
