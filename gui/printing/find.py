"""Which way to paper this machine has."""

from __future__ import annotations

import importlib.util
import shutil

from gui.printing import cups
from gui.printing.port import Printer


def find_printer(name: str = "", paper: str = "letter") -> Printer:
    """CUPS where it is; elsewhere the system's own way, if this program has what that takes."""
    if not _draws():
        return cups.CupsPrinter(name, paper)
    from gui.printing.drawn import DrawnPrinter

    return DrawnPrinter(name, paper)


def list_queues() -> tuple[str, ...]:
    """Every printer to choose from, by name; none when there is no print service."""
    if not _draws():
        return cups.list_queues()
    from gui.printing.drawn import list_printers

    return list_printers()


def _draws() -> bool:
    """Whether pages are drawn here.  The Linux bundle leaves out what that takes."""
    return shutil.which("lp") is None and bool(importlib.util.find_spec("PySide6.QtPrintSupport"))
