"""Looks for marked answers in every file that the kiosk could write, and in what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.canary.run import marks
from tests.support.cups import PrintService, print_service

ROOT = Path(__file__).parents[2]
_IN_ONE_PROCESS = 100
_FOLDERS = {
    "HOME": "home",
    "TMPDIR": "tmp",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "runtime",
}


@dataclass
class Found:
    """What came of it."""

    visits: int = 0
    killed: int = 0
    files: int = 0
    """Files that were looked through."""

    hits: list[str] = field(default_factory=list)
    spooled: list[str] = field(default_factory=list)
    """Prints that CUPS still kept after their end."""

    failed: list[str] = field(default_factory=list)


def hunt(visits: int, folder: Path, kills: int) -> Found:
    """Make visits in processes of a hundred, and so many more that are killed; then look."""
    found = Found()
    environment = dict(os.environ)
    for name, place in _FOLDERS.items():
        (folder / place).mkdir(mode=0o700, exist_ok=True)
        environment[name] = str(folder / place)
    with print_service() as service:
        environment.update(service.environment)
        number = 1
        for size, kill in _processes(visits, kills):
            done = subprocess.run(
                [sys.executable, "-m", "tests.canary.run", str(size), str(number)]
                + ["kill"] * kill,
                cwd=ROOT,
                env=environment,
                capture_output=True,
                timeout=1200,
            )
            if done.returncode != (-9 if kill else 0):
                found.failed.append(done.stderr.decode(errors="replace")[-2000:])
            found.visits += size
            found.killed += kill
            number += size
            (folder / f"said-{number}").write_bytes(done.stdout + done.stderr)
        _look_at_spool(service, found)
        _look_into(_files(folder, service.home), number, found, service)
    return found


def _processes(visits: int, kills: int) -> Iterator[tuple[int, bool]]:
    left = visits
    while left > 0:
        yield min(left, _IN_ONE_PROCESS), False
        left -= _IN_ONE_PROCESS
    for _ in range(kills):
        yield 2, True


def _look_at_spool(service: PrintService, found: Found) -> None:
    service.waiting_jobs()
    found.spooled += [path.name for path in (service.home / "spool").glob("d*")]


def _files(*folders: Path) -> list[Path]:
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def _look_into(files: list[Path], most: int, found: Found, service: PrintService) -> None:
    sought = [mark for number in range(1, most + 1) for mark in marks(number)]
    wanted = {form for mark in sought for form in _forms(mark)}
    amount = rb"\d\x00?\d\x00?\d?\x00?\.\x00?(?:\d\x00?){4}"
    pattern = re.compile(rb"(?<![\d.])(?:" + amount + rb"|0\x00?(?:\d\x00?){4}(?!\d))")
    for path in files:
        if service.tray in path.parents:
            continue  # the paper that came out of the printer
        found.files += 1
        content = path.read_bytes()
        seen = {match.rstrip(b"\x00") for match in pattern.findall(content)}
        found.hits += [f"{path}: {each!r}" for each in seen & wanted]


def _forms(mark: str) -> tuple[bytes, bytes]:
    return mark.encode(), mark.encode("utf-16-le").rstrip(b"\x00")
