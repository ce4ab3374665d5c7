"""The short form of the monkey; `python -m tests.escape` is the long one."""

from __future__ import annotations

import sys

import pytest

from tests.escape.monkey import let_loose


# Of a finger whose window was turned under it; Qt then drops that gesture.
@pytest.mark.qt_log_ignore("could not find the target for gesture")
@pytest.mark.parametrize(("events", "seed"), [(1500, 20261124), (300, 14)])
def test_a_monkey_finds_no_way_out(
    events: int, seed: int, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    report = let_loose(events, seed)
    assert report.failures == []
    assert report.open == []
    assert report.wiped
    assert len(report.steps) >= 4, "it came somewhere"
