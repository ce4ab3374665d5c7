"""The kiosk where nobody can see it: the sample patient walks through and leaves pictures."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from core.cli import KioskOptions
from core.output import NotWritten
from core.reference.store import open_reference
from core.words import DEFAULT_LANGUAGE, Words, words
from gui import sample
from gui.display import draw_unseen

OUT = Path("out")
PDF = "summary.pdf"
_SIZE = (1920, 1080)


def run(options: KioskOptions, out: Path = OUT) -> int:
    """Walk the sample patient from start to done; pictures and the PDF go to `out`.

    Raises EditionDamaged, and NotWritten when `out` cannot be written.
    """
    draw_unseen()
    language = options.language or DEFAULT_LANGUAGE
    say = words(language)
    try:
        out.mkdir(parents=True, exist_ok=True)
        for old in (*out.glob("[0-9][0-9]-*.png"), out / PDF):
            old.unlink(missing_ok=True)
        count = _walk(language, options.size or _SIZE, out)
    except OSError as trouble:
        raise NotWritten(out, trouble.strerror or str(trouble)) from trouble
    _tell(say, out, count)
    return 0


def _walk(language: str, size: tuple[int, int], out: Path) -> int:
    """Walk and give the number of pictures."""
    from gui.app import Kiosk, real_parts
    from gui.application import make_application
    from gui.screens.base import Want
    from gui.settings import Settings
    from gui.walk import Finger, Visitor, wait_for

    make_application(sys.argv[:1])
    parts = real_parts(open_reference(), Settings())
    # Nobody's hand trembles here.
    parts = replace(parts, today=lambda: sample.TODAY, settle=0.0)
    kiosk = Kiosk(parts)
    kiosk.shell.resize(*size)
    kiosk.start()
    kiosk.shell.show()
    take = _camera(kiosk.shell.grab, out)
    visitor = Visitor(kiosk, Finger())
    take("start")
    visitor.begin(language)
    visitor.answer(sample.GESTURES, seen=lambda place: take("-".join(filter(None, place))))
    wait_for(lambda: kiosk.visit.state().handout is not None, "the pages are made")
    take("result")
    for want in (Want.WHY, Want.PREVIEW):
        kiosk.visit.want(want)
        take(want.value)
        kiosk.visit.want(Want.BACK)
    pdf = kiosk.visit.state().handout
    assert pdf is not None
    (out / PDF).write_bytes(pdf)
    kiosk.visit.want(Want.DONE)
    take("done")
    kiosk.stop()
    return len(list(out.glob("[0-9][0-9]-*.png")))


def _camera(grab: Callable[[], object], out: Path) -> Callable[[str], None]:
    """A function that saves what is shown as a picture under the next number."""
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication

    taken = 0

    def take(name: str) -> None:
        nonlocal taken
        taken += 1
        QApplication.processEvents()
        picture = grab()
        assert isinstance(picture, QPixmap)
        file = out / f"{taken:02}-{name}.png"
        if not picture.save(str(file)):
            raise NotWritten(file, "PNG")

    return take


def _tell(say: Words, out: Path, count: int) -> None:
    told = (
        say("tour.no_display"),
        say("tour.walked", n=count, folder=f"{out}/"),
        say("tour.pdf", file=f"{out}/{PDF}"),
    )
    sys.stdout.write("\n".join(told) + "\n")
