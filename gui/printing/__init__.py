"""Paper and USB sticks: the ports through which a summary leaves the kiosk.

Everything here blocks for up to a few seconds, so it is called through
`gui.background`, never in the thread that draws; `watcher.PrintJob` does that.
"""

from gui.printing.cups import CupsPrinter
from gui.printing.find import find_printer, list_queues
from gui.printing.port import Job, Printer, PrintRefused
from gui.printing.stick import Stick, StickRefused, StickTrouble, find_stick

__all__ = [
    "CupsPrinter",
    "Job",
    "PrintRefused",
    "Printer",
    "Stick",
    "StickRefused",
    "StickTrouble",
    "find_printer",
    "find_stick",
    "list_queues",
]
