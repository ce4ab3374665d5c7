"""Breaks in the use of a pump, and pumps that were rented before (42 CFR 414.230)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from core.case_check import check
from core.reference.store import Reference
from core.result import Estimate, Line, LineKind
from tests.support.money import estimated
from tests.support.situations import situation

D = Decimal
_ENDS = ("low", "high")


def _pump(made: Estimate) -> list[Line]:
    return [line for line in made.lines if line.kind is LineKind.PUMP]


def _broken(reference: Reference, last: str, resumed: str, **more: Any) -> Estimate:
    pause = {"last_use": last, "resumed": resumed, **more}
    return estimated(
        reference,
        as_of="2026-01-05",
        start="2026-01-05",
        days=200,
        therapy={"breaks": [pause]},
        visits={"per_week": "1", "first": "initial"},
    )


# Rental months begin on the 5th: use stops on 10 March, 25 days before that month ends, so
# 25 + 60 = 85 days, to 3 June, are temporary.
def test_a_temporary_break_goes_on_counting(reference: Reference) -> None:
    pump = _pump(_broken(reference, "2026-03-10", "2026-06-04", new_order=True))
    assert [line.date for line in pump] == [
        *(date(2026, 1, 5), date(2026, 2, 5), date(2026, 3, 5)),
        *(date(2026, 6, 4), date(2026, 7, 4)),
    ]
    assert [line.modifiers[1] for line in pump] == ["KH", "KI", "KI", "KJ", "KJ"]
    assert pump[3].allowed.high == D("232.00")  # month 4: 75 % of 309.33


def test_one_day_more_starts_a_new_count_with_a_new_order(reference: Reference) -> None:
    pump = _pump(_broken(reference, "2026-03-10", "2026-06-05", new_order=True))
    assert [line.modifiers[1] for line in pump] == ["KH", "KI", "KI", "KH", "KI"]
    assert pump[3].allowed.high == D("309.33")


def test_without_a_new_order_the_old_count_goes_on(reference: Reference) -> None:
    pump = _pump(_broken(reference, "2026-03-10", "2026-06-05", new_order=False))
    assert [line.modifiers[1] for line in pump] == ["KH", "KI", "KI", "KJ", "KJ"]


def test_an_order_that_is_not_known_is_asked_only_after_a_long_break(
    reference: Reference,
) -> None:
    long = _broken(reference, "2026-03-10", "2026-06-05")
    short = _broken(reference, "2026-03-10", "2026-06-04")
    name = "therapy.breaks.new_order"
    asked = {each.id: each for each in long.assumptions}
    assert asked[name].patient_effect > 0
    assert name not in {each.id for each in short.assumptions}
    low, high = (sum(getattr(each.allowed, end) for each in _pump(long)) for end in _ENDS)
    assert high - low == 2 * (D("309.33") - D("232.00"))


def test_use_again_within_the_rental_month_waits_for_the_next(reference: Reference) -> None:
    pump = _pump(_broken(reference, "2026-03-10", "2026-03-20", new_order=False))
    assert [line.date.day for line in pump] == [5] * 7


def test_nothing_is_billed_in_a_break(reference: Reference) -> None:
    made = _broken(reference, "2026-03-10", "2026-06-04")
    away = [date(2026, 3, 11) + timedelta(days=n) for n in range(85)]
    assert not {line.date for line in made.lines} & set(away)
    kinds = {line.kind for line in made.lines if line.date > away[-1]}
    assert {LineKind.DRUG, LineKind.SUPPLIES, LineKind.RESERVOIRS} <= kinds


def test_a_visit_after_more_than_60_days_is_a_first_one_again(reference: Reference) -> None:
    made = _broken(reference, "2026-03-10", "2026-06-04")
    first = [line.date for line in made.lines if line.hcpcs == "G0088"]
    assert first == [date(2026, 1, 5), date(2026, 6, 4)]
    called_first = [line.date for line in made.lines if line.kind is LineKind.FIRST_VISIT]
    assert called_first == first
    short = _broken(reference, "2026-03-10", "2026-04-04")
    assert [line.date for line in short.lines if line.hcpcs == "G0088"] == [date(2026, 1, 5)]
    assert [each.date for each in short.lines if each.kind is LineKind.FIRST_VISIT] == [
        date(2026, 1, 5)
    ]


def test_a_pump_that_was_rented_before_goes_on_counting(reference: Reference) -> None:
    made = estimated(reference, start="2026-01-02", days=120, therapy={"pump_months_used": 11})
    pump = _pump(made)
    assert [line.allowed.high for line in pump] == [D("232.00")] * 2  # months 12 and 13
    assert "money.note.title" in {each.key for each in made.notes}
    later = {line.kind for line in made.lines if line.date > pump[-1].date + timedelta(days=40)}
    assert {LineKind.DRUG, LineKind.SUPPLIES, LineKind.VISIT} <= later


def test_a_pump_that_is_paid_off_costs_nothing(reference: Reference) -> None:
    made = estimated(reference, therapy={"pump_months_used": 13})
    assert _pump(made) == []
    assert made.totals.patient.high < estimated(reference).totals.patient.high


def test_months_that_are_not_known_are_asked(reference: Reference) -> None:
    made = estimated(reference, therapy={"pump_months_used": None})
    assert [line.allowed.low for line in _pump(made)] == [D("0.00")] * 2
    assert [line.allowed.high for line in _pump(made)] == [D("309.33")] * 2
    assert "therapy.pump_months_used" in {each.id for each in made.assumptions}


def test_a_pump_with_frequent_servicing_has_no_count(reference: Reference) -> None:
    therapy = {"drug": "treprostinil", "pump": "K0455", "pump_months_used": None}
    made = estimated(reference, days=30, therapy=therapy)
    assert len(_pump(made)) == 1
    assert "therapy.pump_months_used" not in {each.id for each in made.assumptions}


def test_an_inexpensive_item_goes_on_towards_its_price(reference: Reference) -> None:
    # Illinois: pole 18.37 a month, 183.72 to buy: 0.02 is left after ten months.
    therapy = {"pump": "E0791", "pump_months_used": 10}
    made = estimated(reference, days=20, start="2026-01-02", therapy=therapy)
    (pole,) = (line for line in made.lines if line.hcpcs == "E0776")
    assert pole.allowed.high == D("0.02")


@pytest.mark.parametrize(
    ("breaks", "paths"),
    [
        ([{"last_use": "2026-11-10"}], ["therapy.breaks[0]"]),
        ([{"last_use": "2026-11-10", "resumed": "2026-11-10"}], ["therapy.breaks[0]"]),
        ([{"last_use": "2026-10-10", "resumed": "2026-11-10"}], ["therapy.breaks[0]"]),
        ([{"last_use": "2026-11-10", "resumed": "2027-11-10"}], ["therapy.breaks[0]"]),
        (
            [
                {"last_use": "2026-11-10", "resumed": "2026-11-20"},
                {"last_use": "2026-11-19", "resumed": "2026-11-25"},
            ],
            ["therapy.breaks[1]"],
        ),
        ([{"last_use": "2026-11-10", "resumed": "2026-11-20"}], []),
    ],
)
def test_breaks_lie_in_order_inside_of_the_treatment(
    reference: Reference, breaks: list[dict[str, str]], paths: list[str]
) -> None:
    found = check(situation(therapy={"breaks": breaks}), reference)
    assert [each.path for each in found] == paths


def _units(made: Estimate, first: date, last: date) -> Decimal:
    """Billing units of the drug from one day to another."""
    lines = (line for line in made.lines if line.hcpcs == "J2260" and first <= line.date <= last)
    return sum((line.units for line in lines), D(0))


def test_the_last_day_of_use_and_the_first_day_again_are_paid(reference: Reference) -> None:
    # 40 mg a day are 8 units.  5 January to 10 March are 65 days; 4 June to 23 July are 50.
    made = _broken(reference, "2026-03-10", "2026-06-04")
    assert _units(made, date(2026, 1, 5), date(2026, 3, 10)) == 65 * 8
    assert _units(made, date(2026, 6, 4), date(2026, 7, 23)) == 50 * 8


def test_a_break_may_follow_the_first_day_and_leave_one_day(reference: Reference) -> None:
    made = _broken(reference, "2026-01-05", "2026-07-23")
    assert [(line.date, line.units) for line in made.lines if line.hcpcs == "J2260"] == [
        (date(2026, 1, 5), D(8)),
        (date(2026, 7, 23), D(8)),
    ]


def test_use_may_resume_for_a_single_day_between_two_breaks(reference: Reference) -> None:
    breaks = [
        {"last_use": "2026-01-11", "resumed": "2026-02-02"},
        {"last_use": "2026-02-02", "resumed": "2026-03-02"},
    ]
    made = estimated(reference, start="2026-01-05", days=63, therapy={"breaks": breaks})
    drug = [(line.date, line.units) for line in made.lines if line.hcpcs == "J2260"]
    assert drug == [
        (date(2026, 1, 5), D(56)),
        (date(2026, 2, 2), D(8)),
        (date(2026, 3, 2), D(56)),
    ]


def test_one_long_break_of_several_is_asked_about(reference: Reference) -> None:
    long = {"last_use": "2026-01-11", "resumed": "2026-05-04"}
    short = {"last_use": "2026-05-10", "resumed": "2026-05-18"}
    made = estimated(reference, start="2026-01-05", days=200, therapy={"breaks": [long, short]})
    assert "therapy.breaks.new_order" in {each.id for each in made.assumptions}


def test_a_visit_is_a_first_one_from_the_61st_day_after_the_last(reference: Reference) -> None:
    # Weekly visits: the last before the break is on 9 March; 8 May is the 60th day after it.
    def first_again(resumed: str, first: str) -> list[date]:
        made = estimated(
            reference,
            start="2026-01-05",
            days=200,
            therapy={"breaks": [{"last_use": "2026-03-10", "resumed": resumed}]},
            visits={"per_week": "1", "first": first},
        )
        return [line.date for line in made.lines if line.hcpcs == "G0088"]

    assert first_again("2026-05-08", "subsequent") == []
    # Also for somebody who had visits before the treatment.
    assert first_again("2026-05-09", "subsequent") == [date(2026, 5, 9)]
    assert first_again("2026-05-09", "initial") == [date(2026, 1, 5), date(2026, 5, 9)]


def test_a_break_without_visits_has_none_after_it(reference: Reference) -> None:
    made = estimated(
        reference,
        start="2026-01-05",
        days=200,
        therapy={"breaks": [{"last_use": "2026-03-10", "resumed": "2026-06-04"}]},
        visits={"per_week": "0"},
    )
    assert not {LineKind.VISIT, LineKind.FIRST_VISIT} & {line.kind for line in made.lines}


def test_rent_goes_on_where_it_stopped_after_each_of_two_breaks(reference: Reference) -> None:
    # Months begin on the 5th.  Use again on 20 January: the next rent is due on 5 February;
    # again on 2 May, when the month of 5 March is long over: due at once.
    breaks = [
        {"last_use": "2026-01-11", "resumed": "2026-01-20"},
        {"last_use": "2026-03-15", "resumed": "2026-05-02"},
    ]
    made = estimated(reference, start="2026-01-05", days=180, therapy={"breaks": breaks})
    assert [(line.date, line.modifiers[1]) for line in _pump(made)] == [
        (date(2026, 1, 5), "KH"),
        (date(2026, 2, 5), "KI"),
        (date(2026, 3, 5), "KI"),
        (date(2026, 5, 2), "KJ"),
        (date(2026, 6, 2), "KJ"),
        (date(2026, 7, 2), "KJ"),
    ]


def test_rent_begins_on_the_day_of_use_when_a_month_has_ended_the_day_before(
    reference: Reference,
) -> None:
    made = _broken(reference, "2026-03-10", "2026-04-05", new_order=False)
    assert [line.date for line in _pump(made)][3] == date(2026, 4, 5)


@pytest.mark.parametrize("pause", [{"last_use": "2026-03-10"}, {"resumed": "2026-03-20"}, {}])
def test_a_break_of_which_one_day_is_missing_is_none(
    pause: dict[str, str], reference: Reference
) -> None:
    made = estimated(reference, start="2026-01-05", days=100, therapy={"breaks": [pause]})
    assert made.lines == estimated(reference, start="2026-01-05", days=100).lines


def test_breaks_count_in_the_order_of_their_days(reference: Reference) -> None:
    breaks = [
        {"last_use": "2026-01-11", "resumed": "2026-01-20"},
        {"last_use": "2026-03-15", "resumed": "2026-05-02"},
    ]

    def lines(told: list[dict[str, str]]) -> object:
        made = estimated(reference, start="2026-01-05", days=180, therapy={"breaks": told})
        return made.lines

    assert lines(breaks[::-1]) == lines(breaks)


@pytest.mark.parametrize(
    ("last", "resumed"),
    [
        ("2025-12-20", "2026-01-20"),  # begun before the treatment
        ("2026-04-01", "2026-04-15"),  # 100 days from 5 January end on 14 April
        ("2026-04-01", "2026-05-15"),
    ],
)
def test_a_break_that_reaches_out_of_the_treatment_is_none(
    last: str, resumed: str, reference: Reference
) -> None:
    pause = {"last_use": last, "resumed": resumed}
    made = estimated(reference, start="2026-01-05", days=100, therapy={"breaks": [pause]})
    assert made.lines == estimated(reference, start="2026-01-05", days=100).lines


def test_breaks_within_each_other_are_none(reference: Reference) -> None:
    breaks = [
        {"last_use": "2026-01-11", "resumed": "2026-02-20"},
        {"last_use": "2026-02-19", "resumed": "2026-03-02"},
    ]
    made = estimated(reference, start="2026-01-05", days=100, therapy={"breaks": breaks})
    assert made.lines == estimated(reference, start="2026-01-05", days=100).lines


def test_after_two_short_breaks_rent_keeps_to_the_days_that_it_moved_to(
    reference: Reference,
) -> None:
    # Away until 20 February, past the rent of the 5th: the months begin on the 20th from then.
    breaks = [
        {"last_use": "2026-01-31", "resumed": "2026-02-20"},
        {"last_use": "2026-03-01", "resumed": "2026-03-10"},
    ]
    made = estimated(reference, start="2026-01-05", days=120, therapy={"breaks": breaks})
    assert [line.date for line in _pump(made)] == [
        date(2026, 1, 5),
        date(2026, 2, 20),
        date(2026, 3, 20),
        date(2026, 4, 20),
    ]
    # Away within the month that was paid: its days stay.
    breaks = [
        {"last_use": "2026-01-11", "resumed": "2026-01-20"},
        {"last_use": "2026-03-08", "resumed": "2026-03-12"},
    ]
    made = estimated(reference, start="2026-01-05", days=100, therapy={"breaks": breaks})
    assert [line.date.day for line in _pump(made)] == [5, 5, 5, 5]
