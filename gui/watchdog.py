"""Telling systemd that the interface thread still works, over the socket that it names.

The socket is one of this machine's own (AF_UNIX); nothing here can reach a network.  A hang
stops the words, and systemd then starts the kiosk anew: resources/system/.
"""

from __future__ import annotations

import os

from PySide6.QtCore import QObject, QTimer

_PART = 3
"""So many words are sent in the time after which systemd acts, so that one may be late."""


class Watchdog(QObject):
    """Says READY=1 when the event loop first runs, then WATCHDOG=1 again and again from it.

    `every_ms` are the milliseconds between two; 0 for no second one.
    """

    def __init__(self, address: str, every_ms: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # "@" stands for the zero byte of an abstract address.
        self._address = "\0" + address[1:] if address.startswith("@") else address
        self._timer = QTimer(self)
        self._timer.timeout.connect(lambda: self._say("WATCHDOG=1"))
        QTimer.singleShot(0, self, lambda: self._say("READY=1"))
        if every_ms:
            self._timer.start(every_ms)

    def _say(self, word: str) -> None:
        import socket  # the first picture does not wait for it

        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
            out.setblocking(False)
            try:
                out.sendto(word.encode("ascii"), self._address)
            except OSError:
                # Nobody listens, or does not keep up: if that lasts, systemd starts us anew.
                return


def watched(parent: QObject | None = None) -> Watchdog | None:
    """The watchdog that the environment asks for; None where nothing supervises the kiosk."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return None
    limit = os.environ.get("WATCHDOG_USEC", "")
    return Watchdog(address, int(limit) // 1000 // _PART if limit.isdigit() else 0, parent)
