"""What is asked of the system before a visitor comes: no dumps, no swapping, no open doors.

Everything here works for an ordinary user, but for one thing: holding the memory in place
takes the right to lock as much as the program needs (systemd: `LimitMEMLOCK=infinity`).
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TextIO

PLATFORMS = ("xcb", "wayland", "wayland-egl", "eglfs", "linuxfb", "offscreen", "windows", "cocoa")
"""What Qt may draw on.  Others open a port to the network ("vnc") or draw nothing."""

_DOORS = ("QT_", "QML", "QSG_", "PYTHON", "LD_", "GTK_", "GST_", "MALLOC_")
"""Variables that start so load code, write files or change how the screens look."""

_KEPT = ("QT_QPA_PLATFORM",)

_PR_SET_DUMPABLE = 4
_LOCK_ALL_AS_TOUCHED = 1 | 2 | 4  # MCL_CURRENT, MCL_FUTURE, MCL_ONFAULT
_PRIVATE = 0o077


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the system granted."""

    no_core_files: bool
    no_dumps: bool
    """Neither a dump nor a debugger of another program of the same user."""

    not_swapped: bool


def close_doors(environment: dict[str, str] | os._Environ[str]) -> tuple[str, ...]:
    """Take out of the environment what could open a door; the names that went."""
    gone = [name for name in list(environment) if name.startswith(_DOORS) and name not in _KEPT]
    if environment.get("QT_QPA_PLATFORM", "xcb") not in PLATFORMS:
        gone.append("QT_QPA_PLATFORM")
    for name in gone:
        del environment[name]
    return tuple(gone)


def seal() -> Sealed:
    """Ask the system to keep this process's memory to itself; what it does not know is False."""
    os.umask(_PRIVATE)
    if not sys.platform.startswith("linux"):
        return Sealed(False, False, False)
    return Sealed(_no_core_files(), _no_dumps(), _hold_memory())


def _no_core_files() -> bool:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)


def _no_dumps() -> bool:
    import ctypes

    return bool(ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)


def _hold_memory() -> bool:
    """Lock each page as it is touched, if there is no limit that this could run into later."""
    import ctypes
    import resource

    soft, _ = resource.getrlimit(resource.RLIMIT_MEMLOCK)
    if soft != resource.RLIM_INFINITY and not _may_lock():
        return False
    return bool(ctypes.CDLL(None).mlockall(_LOCK_ALL_AS_TOUCHED) == 0)


def _may_lock(status: TextIO | None = None) -> bool:
    """Whether this process has CAP_IPC_LOCK, so that no limit counts."""
    with status or open("/proc/self/status", encoding="ascii") as lines:
        for line in lines:
            if line.startswith("CapEff:"):
                return bool(int(line.split()[1], 16) >> 14 & 1)
    return False
