"""The short form of the soak: things are counted exactly, memory roughly."""

from __future__ import annotations

from tests.soak.soak import growth, soak


def test_visits_leave_nothing_behind(qapp: object) -> None:
    looks = list(soak(visits=180, every=60))
    first, last = looks[0], looks[-1]
    grown, lost = growth(looks)
    assert grown < 3 * 1024 * 1024
    assert lost < 100
    assert last.held.widgets == first.held.widgets
    assert last.held.threads == first.held.threads
    assert last.held.files == first.held.files
    assert last.held.objects - first.held.objects < 500
