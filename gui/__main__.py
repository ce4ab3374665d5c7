"""The program: `python -m gui`, or `homeward` once it is installed."""

from __future__ import annotations

import gc
import sys

# Next to all that is loaded stays, and most commands are over soon: looking for what does not
# stay would only take time.  What goes on for long switches it on again.
gc.disable()

from core.cli import GalleryOptions, KioskOptions, SelftestOptions  # noqa: E402
from core.cli import main as command_line  # noqa: E402
from gui.machine import this_machine  # noqa: E402


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

    gc.enable()
    return run(options)


def _selftest(options: SelftestOptions) -> int:
    from gui.selftest import run

    return run(options)


def _set_pin(language: str) -> int:
    from gui.staff.command import set_pin

    return set_pin(language)


if __name__ == "__main__":
    sys.exit(main())
