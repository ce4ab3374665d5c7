"""The bars of speed, short: ratios within one run and processor time, so that no noise decides."""

from __future__ import annotations

from core.estimate import estimate
from core.handout import render_summary
from core.reference.store import Reference
from core.summary import summarise
from core.words import words
from tests.bench.money import (
    THIRTEEN_MONTHS,
    UNSURE,
    case_of,
    elsewhere,
    fastest,
    importing,
    pair,
    runs_of,
)
from tests.bench.window import starts

_TIMES = 15
_LEDGER = 4.0
"""Times the bare loop: 3.1 to 3.3 were measured (docs/benchmarks.md), the rest is for noise."""
_WHOLE = 5.0
"""Times the bare loop x its runs: 2.4, and 3.7 on a crowded machine, were measured."""


def test_a_ledger_of_13_months_stays_near_the_bare_loop(reference: Reference) -> None:
    both = pair(case_of(days=THIRTEEN_MONTHS), reference)
    assert both.lines >= 150
    assert fastest(both.mine, _TIMES, 5) < _LEDGER * fastest(both.bare, _TIMES, 5)


def test_a_whole_estimate_of_13_months_stays_near_the_bare_loops(reference: Reference) -> None:
    case = elsewhere(case_of(days=THIRTEEN_MONTHS))
    runs, bare = runs_of(case, reference), pair(case, reference).bare
    assert runs >= 2 * (4 + 8)  # four places and at least eight supplements, low and high
    least = fastest(bare, _TIMES, 5) * runs
    assert fastest(lambda: estimate(case, reference), _TIMES) < _WHOLE * least


def test_four_places_with_ranges_and_every_supplement_take_half_of_150_ms(
    reference: Reference,
) -> None:
    case = elsewhere(case_of(days=THIRTEEN_MONTHS, **UNSURE))
    assert estimate(case, reference).assumptions
    assert fastest(lambda: estimate(case, reference), 5) < 75


def test_time_grows_with_the_months_and_no_faster(reference: Reference) -> None:
    """Twelve months take at most 5 times as long as three: 4 and a margin.  Where each month
    cost as much as all before it, it would be 16."""
    few, many = (elsewhere(case_of(days=days)) for days in (90, 360))
    for case in (few, many):
        estimate(case, reference)
    least = fastest(lambda: estimate(few, reference), _TIMES)
    assert fastest(lambda: estimate(many, reference), _TIMES) < 5 * least


def test_importing_the_core_is_light() -> None:
    """66 ms and 22 MB were measured; on a crowded machine it took 132 ms."""
    spent, peak = importing(8)
    assert spent < 160
    assert peak < 30


def test_the_first_picture_is_there_in_little_more_than_a_bare_window_takes() -> None:
    """1.54 to 1.78 times the bare window were measured, and 1.15 times its memory."""
    kiosk, bare = starts(3)
    assert kiosk[1].fastest < 2.4 * bare[1].fastest
    assert kiosk[2].fastest < 1.6 * bare[2].fastest
    assert kiosk[3].fastest < 4.0 * bare[1].fastest, "until a visitor is listened to"


def test_the_pages_are_made_while_a_finger_is_lifted(reference: Reference) -> None:
    """20 ms were measured, and 26 on a crowded machine; lines broken by ReportLab took 58."""
    summary = summarise(estimate(case_of(days=42), reference), reference)
    render_summary(summary, words("en"))
    assert fastest(lambda: render_summary(summary, words("en")), 10) < 45
