"""Cases made from what differs: everything not named is milrinone at home, all in order."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from core.binding import read
from core.case import Case
from tests.support.cases import MILRINONE


def situation(**changes: Any) -> Case:
    """The milrinone case with changes put in, object by object.

    A change of the drug takes the order of milrinone away: its indication, route, pump,
    dose, minutes, containers and criteria.
    """
    data = deepcopy(MILRINONE)
    if "drug" in changes.get("therapy", {}):
        data["therapy"] = {"delivery": "pump"}
        data["criteria"] = {}
    _put(data, changes)
    case, problems = read(Case, data)
    assert case is not None, problems
    return case


def _put(data: dict[str, Any], changes: Mapping[str, Any]) -> None:
    for name, change in changes.items():
        if isinstance(change, Mapping) and isinstance(data.get(name), dict):
            _put(data[name], change)
        else:
            data[name] = change


def yes(*criteria: str) -> dict[str, bool]:
    """These criteria, all answered yes."""
    return dict.fromkeys(criteria, True)


# The criteria of some indications, all met.
INFECTION_BY_LONG_INFUSION = yes(
    "infection-home-needed",
    "infection-pump-for-safety",
    "infection-eight-hours",
    "infection-better-long",
)
IMMUNE_DEFICIENCY = yes("immune-pi-diagnosis", "immune-home-right")
IVIG = yes("immune-pi-diagnosis", "ivig-home-right")
CIDP = yes("cidp-diagnosis", "cidp-ivig-helped", "immune-home-right")
INSULIN = yes(
    "insulin-diabetes",
    "insulin-lab-test",
    "insulin-four-tests-or-sensor",
    "insulin-doctor-team",
    "insulin-three-month-visit",
    "insulin-pump-before-medicare",
)
SPINAL_PAIN = yes("pain-severe-chronic", "pain-spinal-needed", "pain-other-treatments-failed")
PARKINSON = yes("parkinson-diagnosis", "parkinson-not-controlled")
CANCER_PAIN = yes("pain-from-cancer", "pain-intractable")
COLORECTAL = yes("cancer-liver-or-colorectal", "cancer-not-removed")
