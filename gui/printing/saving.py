"""Saving to a stick, off the screen's thread."""

from __future__ import annotations

from collections.abc import Callable

from gui.background import Background
from gui.printing.stick import Stick, StickRefused


def save(stick: Stick, pdf: bytes, work: Background, told: Callable[[bool, str], None]) -> None:
    """Save the pages; `told` hears whether that was done, and if not, the trouble's name."""

    def failed(trouble: Exception) -> None:
        if not isinstance(trouble, StickRefused):
            raise trouble
        told(False, trouble.trouble)

    work.run(lambda: stick.save(pdf), lambda _name: told(True, ""), failed)
