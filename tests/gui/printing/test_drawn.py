"""Printing without CUPS: the pages drawn on Qt's printer, into a PDF that is looked at."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from pytestqt.qtbot import QtBot

from core.binding import read
from core.case import Case
from core.estimate import estimate
from core.handout import render_summary
from core.reference.store import Reference
from core.style import PageSize
from core.summary import Clinic, summarise
from core.words import words
from gui import sample
from gui.background import Background
from gui.printing import CupsPrinter, PrintRefused, find_printer
from gui.printing.drawn import DrawnPrinter
from gui.printing.watcher import PrintJob
from gui.scenes import scenes
from gui.screens.base import Want
from gui.state import GONE_OUT, Prefs, PrinterState, Step
from gui.walk import wait_for
from tests.gui.conftest import MakeKiosk
from tests.support.cases import MILRINONE

_DPI = 300
"""As the printer draws, so that each dot can be held beside its own."""

pytestmark = pytest.mark.usefixtures("qapp")  # Qt's printer wants a program around it


@pytest.fixture(scope="module", params=["letter", "a4"])
def paper(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def handout(reference: Reference, paper: str) -> bytes:
    case, _ = read(Case, MILRINONE)
    assert case is not None
    summary = summarise(estimate(case, reference), reference)
    return render_summary(summary, words("es"), clinic=Clinic("Lakeside", paper=PageSize(paper)))


def _pictures(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    found = [page.render(scale=_DPI / 72).to_pil().convert("L") for page in document]
    document.close()
    return found


def _ink(picture: Image.Image) -> tuple[int, int, int, int]:
    box = ImageChops.invert(picture).point(lambda dark: 255 if dark > 90 else 0).getbbox()
    assert box is not None
    return box


def _sizes(pdf: bytes) -> list[tuple[int, int]]:
    document = pypdfium2.PdfDocument(pdf)
    found = [(round(page.get_width()), round(page.get_height())) for page in document]
    document.close()
    return found


def test_the_drawn_pages_are_the_pages(handout: bytes, paper: str, tmp_path: Path) -> None:
    """So many, of the same paper, nothing scaled, moved or cut, and the same to look at."""
    file = tmp_path / "out.pdf"
    printer = DrawnPrinter("", paper, str(file))
    assert printer.status() is PrinterState.READY
    job = printer.submit(handout)
    assert printer.poll(job) is PrinterState.HANDED_OVER
    printer.cancel(job)
    drawn = file.read_bytes()
    assert _sizes(drawn) == _sizes(handout) == [_sizes(handout)[0]] * 2
    assert _sizes(drawn)[0] == {"letter": (612, 792), "a4": (595, 842)}[paper]
    for mine, theirs in zip(_pictures(handout), _pictures(drawn), strict=True):
        sides = zip(mine.size, theirs.size, strict=True)
        assert all(abs(a - b) <= 1 for a, b in sides), "A4 is no whole number of points"
        off = [abs(a - b) for a, b in zip(_ink(mine), _ink(theirs), strict=True)]
        assert max(off) <= 3, "the outermost marks are where they were, to a quarter millimetre"
        theirs = theirs.crop((0, 0, *mine.size))
        apart = ImageStat.Stat(ImageChops.difference(mine, theirs)).mean[0]
        shifted = ImageChops.difference(mine, ImageChops.offset(theirs, 6, 6))
        assert apart < 5, "of 255, on the average; an A4 of whole points moves edges by a dot"
        assert apart < ImageStat.Stat(shifted).mean[0] / 3, "and nowhere near as when moved"
    assert b"summary" in drawn or b"s\x00u\x00m" in drawn
    assert b"Lakeside" not in drawn, "pictures alone: no text of it stands in the file"


def test_copies_are_whole_sets(handout: bytes, paper: str, tmp_path: Path) -> None:
    file = tmp_path / "out.pdf"
    DrawnPrinter("", paper, str(file)).submit(handout, copies=2)
    first, second, third, fourth = _pictures(file.read_bytes())
    assert ImageStat.Stat(ImageChops.difference(first, third)).mean[0] < 0.1
    assert ImageStat.Stat(ImageChops.difference(second, fourth)).mean[0] < 0.1
    assert ImageStat.Stat(ImageChops.difference(first, second)).mean[0] > 2


@pytest.mark.qt_log_ignore("open file", "QPainter::begin")
def test_a_file_that_cannot_be_written_is_a_refusal(handout: bytes, tmp_path: Path) -> None:
    with pytest.raises(PrintRefused) as refused:
        DrawnPrinter("", "letter", str(tmp_path / "gone" / "out.pdf")).submit(handout)
    assert refused.value.state is PrinterState.FAILED


def test_a_printer_that_is_not_there_is_said() -> None:
    printer = DrawnPrinter("no such printer at all")
    assert printer.status() is PrinterState.NO_QUEUE
    with pytest.raises(PrintRefused):
        printer.submit(b"%PDF-1.7")


def test_it_is_chosen_only_where_there_is_no_cups(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert isinstance(find_printer(), CupsPrinter)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert isinstance(find_printer("front", "a4"), DrawnPrinter)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert isinstance(find_printer(), CupsPrinter), "the bundle: it says that nothing prints"


def test_with_cups_nothing_of_it_is_loaded() -> None:
    code = (
        "import sys; from core.reference.store import open_reference;"
        "from gui.app import real_parts; from gui.application import make_application;"
        "from gui.settings import Settings;"
        "make_application([]); real_parts(open_reference(), Settings()).printer.status();"
        "print([each for each in sys.modules if 'PrintSupport' in each])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert done.stdout.strip() == "[]"


def test_off_the_screens_thread_it_ends_handed_over(
    handout: bytes, paper: str, tmp_path: Path, qtbot: QtBot
) -> None:
    worker = Background()
    file = tmp_path / "out.pdf"
    job = PrintJob(DrawnPrinter("", paper, str(file)), worker)
    told: list[PrinterState] = []
    job.changed.connect(told.append)
    job.finished.connect(told.append)
    with qtbot.waitSignal(job.finished, timeout=120_000):
        job.start(handout)
    worker.close()
    assert told == [PrinterState.SENDING, PrinterState.HANDED_OVER]
    assert len(_pictures(file.read_bytes())) == 2


def test_who_leaves_before_it_is_drawn_prints_nothing(
    handout: bytes, tmp_path: Path, qtbot: QtBot
) -> None:
    """It cannot be taken back: so it must not begin."""
    worker = Background()
    go_on: list[Callable[[], None]] = []
    file = tmp_path / "out.pdf"
    job = PrintJob(DrawnPrinter("", "letter", str(file)), worker)
    worker.run(lambda: wait_until_left(go_on), lambda _: None, lambda _: None)
    job.start(handout)
    job.leave()
    go_on.append(lambda: None)
    qtbot.waitUntil(lambda: not worker.busy, timeout=120_000)
    worker.close()
    assert not file.exists()


def wait_until_left(go_on: list[Callable[[], None]]) -> None:
    while not go_on:
        pass


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_visitor_is_told_what_nobody_knows(
    make_kiosk: MakeKiosk, tmp_path: Path, language: str
) -> None:
    """Never "Sent to the printer": that it waits, that it may come later, and whom to tell."""
    file = tmp_path / "out.pdf"
    kiosk = make_kiosk(printer=DrawnPrinter("", "letter", str(file)))
    visit, say = kiosk.visit, words(language)
    visit.want(f"{Want.BEGIN}:{language}")
    visit.answer(sample.ANSWERS)
    visit.want(f"{Want.GO}:{Step.REVIEW}")
    visit.want(Want.NEXT)
    wait_for(lambda: visit.state().handout is not None, "the pages are made")
    visit.want(Want.PRINT)
    wait_for(lambda: visit.state().printer is PrinterState.HANDED_OVER, "it is handed over")
    screen = kiosk.shell.current()
    said = {screen.big.text(), screen.more.text()}  # type: ignore[attr-defined]
    assert said == {say("print.handed_over"), say("print.handed_over.more")}
    assert say("print.sent") not in said
    footer = kiosk.shell.footer
    assert footer.want_of(footer.primary) == Want.DONE
    assert visit.state().prints == 1
    assert file.stat().st_size > 10_000


def test_both_ends_of_a_print_have_their_scene(reference: Reference) -> None:
    shown = {
        scene.state.printer
        for scene in scenes(reference, Prefs())
        if scene.state.step is Step.PRINT and scene.state.prints
    }
    assert shown == set(GONE_OUT)
