"""The Qt application, as every window of the program needs it."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from core.resources import FONTS


def make_application(arguments: list[str]) -> QApplication:
    """The Qt application with the program's own typeface, and nothing of the desktop's looks."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # As an argument: PySide takes 4 ms to find out what `setStyle` answers.
        app = QApplication([*arguments, "-style", "fusion"])
    if FONTS.name not in str(app.property("homeward-fonts")):
        app.setApplicationName("homeward")
        # Every tap is one of its own.  To Qt a quick second one, wherever it is, doubles the
        # first, and the scrolling of pages by a finger loses it: the patient's tap did nothing.
        app.setDoubleClickInterval(0)
        files = sorted(FONTS.glob("*.ttf"))
        if not files:
            raise RuntimeError("the fonts are missing")
        for file in files:
            if QFontDatabase.addApplicationFont(str(file)) < 0:
                raise RuntimeError(f"the font {file.name} cannot be used")
        app.setProperty("homeward-fonts", FONTS.name)
    return app
