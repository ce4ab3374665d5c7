"""Where the home is: one fee area and locality, or all that an unknown home could lie in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.area import Area
from core.assumptions.unknown import Unknown, unknown
from core.case import Case, Home
from core.money import Range
from core.reference.model import Place
from core.reference.store import Reference
from core.settled import Bound, Settled
from core.trace import Quote, least_sure


def area_of(home: Home, day: date, reference: Reference) -> Area:
    """The fee areas and the locality factor of a home, as far as it is known."""
    places = _places(home, day, reference)
    said = _rural(home, day, reference)
    rural = (False, True) if said is None else (said,)
    states = sorted({place.state for place in places}) or [home.state or ""]
    locality = (places[0].carrier, places[0].locality) if len(places) == 1 else None
    return Area(
        tuple((state, each) for state in states for each in rural),
        _factor(places),
        home.zip,
        locality,
    )


def state_of(fee_areas: tuple[tuple[str, bool], ...]) -> str | None:
    """The one state that a home lies in; None when it is not known."""
    states = {state for state, _ in fee_areas}
    return states.pop() if len(states) == 1 else None


def _rural(home: Home, day: date, reference: Reference) -> bool | None:
    """What was answered, or else what the list of rural ZIP codes says."""
    if home.rural is not None or home.zip is None:
        return home.rural
    return reference.is_rural(home.zip, day)


def _places(home: Home, day: date, reference: Reference) -> tuple[Place, ...]:
    if home.zip is not None:
        return (reference.place(home.zip, day),)
    if home.locality is not None and home.state is not None:
        carrier, locality = home.locality
        return (replace(reference.locality(carrier, locality, day), state=home.state),)
    everywhere = reference.localities(day)
    if home.state is None:
        return everywhere
    return tuple(
        replace(each, state=home.state)
        for each in everywhere
        if reference.lies_in(home.state, each.carrier, each.locality)
    )


def _factor(places: tuple[Place, ...]) -> Quote | None:
    if not places:
        return None
    first = places[0].gaf
    return Quote(
        Range(
            min(place.gaf.value.low for place in places),
            max(place.gaf.value.high for place in places),
        ),
        least_sure(*(place.gaf.standing for place in places)),
        first.citation,
        first.published_through,
    )


def _fees(settled: Settled, bound: Bound) -> Settled:
    return replace(settled, fees=bound)


def _fees_and_factor(settled: Settled, bound: Bound) -> Settled:
    return replace(settled, fees=bound, factor=bound)


def _charged_fees(settled: Settled, bound: Bound) -> Settled:
    # Where the patient pays a charge less what Medicare pays, a lower fee is the dearer one.
    return replace(settled, charged_fees=bound.other)


def place_unknowns(case: Case, area: Area) -> tuple[Unknown, ...]:
    """The questions that a home leaves open."""
    home, supplier = case.home, case.supplier
    if home.zip is None and (home.state is None or home.locality is None):
        found = unknown("home.zip", _fees_and_factor)
    elif home.rural is None and len(area.fee_areas) > 1:
        found = unknown("home.rural", _fees)
    else:
        return ()
    if supplier.accepts_assignment is True or not supplier.charges:
        return (found,)
    charged = replace(found, id=f"{found.id}.charged", settle=_charged_fees, side_of=found.id)
    return (found, charged)
