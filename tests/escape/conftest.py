"""The kiosk of tests/gui."""

from __future__ import annotations

from tests.gui.conftest import clock, make_kiosk, paper

__all__ = ["clock", "make_kiosk", "paper"]
