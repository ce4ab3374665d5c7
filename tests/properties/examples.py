"""How many examples each property gets, and the random cases that they are tried on.

500 each by default, always the same ones; `./run properties` gives each 10,000 new ones.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.model.draw import drawn

_COMMON = 500
EXAMPLES = int(os.environ.get("HOMEWARD_EXAMPLES", _COMMON))

many = settings(
    max_examples=EXAMPLES,
    derandomize=EXAMPLES == _COMMON,
    database=None,
    deadline=None,  # the machine may be busy: time is what tests/bench measures
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""The settings of every property."""


randoms = st.randoms(use_true_random=False)


def cases(longest: int = 45, *drugs: str) -> st.SearchStrategy[dict[str, Any]]:
    """Cases in which everything is known, as `tests.model.draw` makes them."""
    return randoms.map(lambda random: drawn(random, longest, drugs))
