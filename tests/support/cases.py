"""The case that the whole program is shown with: milrinone at home for six weeks."""

from __future__ import annotations

from typing import Any

MILRINONE: dict[str, Any] = {
    "as_of": "2026-11-02",
    "start": "2026-11-02",
    "days": 42,
    "home": {"zip": "60612", "rural": False},
    "therapy": {
        "drug": "milrinone",
        "indication": "advanced-heart-failure",
        "started_at": "home",
        "route": "iv",
        "delivery": "pump",
        "pump": "E0781",
        "dose": {"amount": "40", "unit": "mg", "per": "day"},
        "administrations_per_week": "7",
        "minutes": 1440,
        "reservoir": {"kind": "cassette", "per_week": "7"},
    },
    "criteria": {
        "hf-stage-d": True,
        "hf-symptoms-despite-treatment": True,
        "hf-bridge-or-comfort": True,
        "hf-specialist-evaluation": True,
        "hf-better-on-drug": True,
        "hf-three-month-review": True,
    },
    "visits": {"per_week": "1", "first": "initial", "supplier_qualified": True},
    "coverage": {
        "medicare": "original",
        "deductible_met": "0.00",
        "supplement": {"kind": "none"},
    },
}
