"""Printing where there is no CUPS: the pages are drawn, and the system's own way takes them.

The system tells nothing more of them.  So a job is never SENT, only HANDED_OVER: it can neither
be watched nor taken back, and whoever stands there is told so.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from gui.pages import POINTS_AN_INCH, draw_pages
from gui.printing.port import TITLE, Job, PrintRefused
from gui.state import PrinterState

_DOTS = 300
"""Dots an inch: fine for text, and a page of them takes 34 MB while it is drawn."""

_PAPER = {"letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}


class DrawnPrinter:
    """The printer named, or the system's default; or a file, for tests.

    Each call may be made in any thread: Qt paints on a printer wherever one is.
    """

    def __init__(self, name: str = "", paper: str = "letter", file: str = "") -> None:
        self._name = name
        self._paper = _PAPER[paper]
        self._file = file

    def status(self) -> PrinterState:
        """READY or NO_QUEUE; of paper and jams the system says nothing."""
        if self._file:
            return PrinterState.READY
        found = QPrinterInfo.printerInfo(self._name) if self._name else _usual()
        if found.isNull():
            return PrinterState.NO_QUEUE
        failed = found.state() is QPrinter.PrinterState.Error
        return PrinterState.UNKNOWN if failed else PrinterState.READY

    def submit(self, pdf: bytes, copies: int = 1) -> Job:
        """Draw the pages in their own size, each dot where it belongs.  Raises PrintRefused."""
        state = self.status()
        if state is PrinterState.NO_QUEUE:
            raise PrintRefused(state)
        printer = self._prepared()
        if printer.supportsMultipleCopies():
            printer.setCopyCount(copies)
            copies = 1
        painter = QPainter()
        if not painter.begin(printer):
            raise PrintRefused(PrinterState.FAILED)
        try:
            fine = all(_draw(pdf, printer, painter, number == 0) for number in range(copies))
        finally:
            painter.end()
        if not fine or printer.printerState() is QPrinter.PrinterState.Error:
            raise PrintRefused(PrinterState.FAILED)
        return Job(TITLE)

    def poll(self, job: Job) -> PrinterState:
        """HANDED_OVER: that is all there is to know."""
        return PrinterState.HANDED_OVER

    def cancel(self, job: Job) -> None:
        """Nothing: the system has it."""

    def _prepared(self) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if self._file:
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(self._file)
        elif self._name:
            printer.setPrinterName(self._name)
        printer.setDocName(TITLE)
        printer.setCreator("")
        printer.setResolution(_DOTS)
        printer.setPageSize(QPageSize(self._paper))
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        printer.setFullPage(True)  # a point of the page is a point of the paper
        printer.setColorMode(QPrinter.ColorMode.Color)
        return printer


def list_printers() -> tuple[str, ...]:
    """Every printer of the system, by name."""
    return tuple(QPrinterInfo.availablePrinterNames())


def _usual() -> QPrinterInfo:
    return QPrinterInfo.defaultPrinter()


def _draw(pdf: bytes, printer: QPrinter, painter: QPainter, first: bool) -> bool:
    """Draw every page on a sheet of its own; whether the printer took them."""
    scale = printer.resolution() / POINTS_AN_INCH
    for number, page in enumerate(draw_pages(pdf, lambda _: scale)):
        if not (first and number == 0) and not printer.newPage():
            return False
        painter.drawImage(QRectF(QPointF(0, 0), page.points * scale), page.image)
    return True
