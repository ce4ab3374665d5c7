"""The importers under anything at all, shortly; for ten minutes each:

python -m tests.fuzz --minutes 10
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz.harness import feed
from tests.fuzz.strategies import files_with
from tests.support.layouts import small, small_files


@pytest.mark.parametrize("name", small_files())
def test_a_good_file_is_taken(name: str) -> None:
    # Localities of a few states are not all: that is refused when they are held together.
    partly = name in ("GPCI2026.csv", "Addendum D 2026.csv", "Home Infusion Therapy Rates 2026.csv")
    lone = name.startswith("Former CBA Fee")
    assert feed(name, small(name)) == ("refused" if partly or lone else "taken")


@pytest.mark.parametrize("name", small_files())
def test_only_a_refusal_escapes(name: str) -> None:
    @settings(
        max_examples=250,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(files_with([name]))
    def anything(made: tuple[str, bytes]) -> None:
        feed(*made)

    anything()
