"""Whatever is installed or shipped with Homeward is named in THIRD_PARTY.md, with its licence."""

from __future__ import annotations

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOLD = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
PINS = re.findall(r"^([a-z0-9][\w.-]*)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
CALLED = {"pyside6-essentials": "PySide6 (Essentials)"}
FREE = re.compile(
    r"MIT|BSD|Apache|LGPL|Unicode|PSF|Python Software|MPL|public domain|HPND|unlicen[cs]e",
    re.IGNORECASE,
)


@pytest.mark.parametrize("pin", PINS)
def test_every_locked_package_is_named(pin: str) -> None:
    name = CALLED.get(pin, pin)
    assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", TOLD, re.IGNORECASE)


@pytest.mark.parametrize("pin", [pin for pin in PINS if pin != "tzdata"])  # Windows alone has it
def test_its_own_licence_is_a_free_one(pin: str) -> None:
    about = distribution(pin).metadata.json
    said = [about.get(name, "") for name in ("license_expression", "license", "classifier")]
    assert FREE.search(str(said)[:2000]), said
