"""The program: `python -m gui`, or `homeward` once it is installed."""

from __future__ import annotations

import sys

from core.cli import GalleryOptions, KioskOptions, SelftestOptions
from core.cli import main as command_line
from gui.machine import this_machine


def main() -> int:
    """Do what the command line asks; answers the exit code."""
    return command_line(
        kiosk=_kiosk, gallery=_gallery, selftest=_selftest, set_pin=_set_pin, machine=this_machine
    )


# Qt is loaded only by the commands that draw.


def _kiosk(options: KioskOptions) -> int:
    from gui.kiosk import run

    return run(options)


def _gallery(options: GalleryOptions) -> int:
    from gui.gallery import run

    return run(options)


def _selftest(options: SelftestOptions) -> int:
    from gui.selftest import run

    return run(options)


def _set_pin(language: str) -> int:
    from gui.staff.command import set_pin

    return set_pin(language)


if __name__ == "__main__":
    sys.exit(main())
