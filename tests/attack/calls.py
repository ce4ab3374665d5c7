"""Every system call of a real `homeward reference install` made to fail, and killed, by strace."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from core.editions.install import install
from core.editions.pointer import POINTER, POINTER_PART, Entry
from core.editions.upkeep import INCOMING, LOCK, tidy
from tests.attack.editions import two_editions
from tests.support.packs import KEY, Kiosk, public_pem

ROOT = Path(__file__).parents[2]
CALLS = (
    "openat", "read", "pread64", "write", "fsync", "rename", "unlink", "close", "flock",
    "fstat", "newfstatat", "lseek", "mkdir", "chmod", "getdents64",
)  # fmt: skip
EACH = {"pread64": 17}
"""SQLite reads every page of the database: of those calls each 17th is tried."""

WAYS = ("error=EIO", "error=ENOSPC", "error=EMFILE", "signal=KILL")
OLD, NEW = 2, 3


def run(home: Path, ways: Sequence[str] = WAYS) -> None:
    """Try them all, each on a fresh copy of a kiosk.

    Raises AssertionError when an edition was lost, or the message was not true.
    """
    if shutil.which("strace") is None:
        raise SystemExit("strace is not installed")
    first, second = two_editions(home / "editions")
    original = Kiosk(home / "original")
    install(original.bring(first.pack(OLD)), original.receiver)
    pack = second.pack(NEW, issued=date(2020, 1, 1), expires=date(2099, 12, 31))
    original.bring(pack)
    keys = home / "original" / "config" / "homeward" / "keys"
    keys.mkdir(parents=True)
    (keys / "key.pem").write_bytes(public_pem(KEY))
    database = Entry(NEW, second.sha256).name
    for way in ways:
        tried = 0
        for call in CALLS:
            at = 1
            while _one(home, database, f"{call}:{way}:when={at}"):
                at += EACH.get(call, 1)
                tried += 1
        print(f"{tried} calls with {way}: none lost", flush=True)
        assert tried > 30


def _one(home: Path, database: str, injected: str) -> bool:
    """Install on a copy with one call tampered with; whether it came to that call."""
    copy = home / "copy"
    shutil.copytree(home / "original", copy)
    kiosk = Kiosk(copy)
    # The program looks below its data folder, as the kiosk of the tests does below its own.
    (copy / "data" / "homeward").symlink_to(copy / "data")
    pack = copy / "stick" / "new.homeward"
    watched = [
        folder / name
        for folder in (kiosk.folder, copy / "data" / "homeward" / "editions")
        for name in ("", INCOMING, f"{INCOMING}-journal", POINTER, POINTER_PART, LOCK, database)
    ]
    paths = [argument for path in (*watched, pack) for argument in ("-P", str(path))]
    log = copy / "strace"
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", str(log), *paths, "-e", f"inject={injected}",
         sys.executable, "-m", "gui", "reference", "install", str(pack)],
        cwd=ROOT,
        env={**os.environ, "XDG_DATA_HOME": str(copy / "data"),
             "XDG_CONFIG_HOME": str(copy / "config")},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    came_to_it = "INJECTED" in log.read_text() or done.returncode < 0
    found = kiosk.number
    assert "Traceback" not in done.stderr, (injected, done.stderr)
    assert found in (OLD, NEW), (injected, found)
    if done.returncode >= 0:  # it lived to say something
        assert (done.returncode == 0) == (found == NEW), (injected, found, done.stdout, done.stderr)
    tidy(kiosk.folder)
    assert kiosk.number == found, injected
    if found == OLD:
        install(pack, kiosk.receiver)
        assert kiosk.number == NEW, injected
    shutil.rmtree(copy)
    return came_to_it
