"""A widget whose spaces are those of the look that it wears."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class Spaced(QWidget):
    """Sets its spaces anew when it is dressed in another look."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._space()

    def _space(self) -> None:
        """Set margins and distances from the look."""
        raise NotImplementedError
