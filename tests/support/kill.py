"""Install a pack again and again, each time killed one call later, and see what a start finds.

    python -m tests.support.kill FOLDER PACK

FOLDER is copied for each try.  Prints what each start found and "whole" at the end; anything
else than the old or the new edition is an error.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from unittest import mock

from core.editions.install import Receiver, install
from core.editions.installed import Chosen, open_best
from core.editions.upkeep import tidy
from tests.support.faults import Counted, killed
from tests.support.packs import TODAY, id_of, ring


def main(folder: Path, pack: Path) -> int:
    """Kill at every call, before and after it; answer the exit code."""
    # The database check has its own tests, and takes most of the time.
    with mock.patch("core.editions.install.check_database", id_of):
        for after in (False, True):
            at = 0
            while _one(folder, pack, killed(at, after=after)):
                at += 1
    print("whole")
    return 0


def _one(original: Path, pack: Path, files: Counted) -> bool:
    """One try; whether it was killed."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "editions"
        shutil.copytree(original, folder)
        receiver = Receiver(folder, ring(), TODAY)
        child = os.fork()
        if child == 0:
            try:
                install(pack, replace(receiver, files=files))
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        was_killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        before = _found(folder, receiver)
        tidy(folder)
        if _found(folder, receiver) != before:
            raise AssertionError("clearing up changed the edition")
        if [path for path in folder.iterdir() if path.name in (".incoming", ".CURRENT.part")]:
            raise AssertionError("something was left over")
        if not was_killed and before != "new":
            raise AssertionError("it ended by itself and is not installed")
        if before == "old":
            install(pack, receiver)
            if _found(folder, receiver) != "new":
                raise AssertionError("it cannot be tried again")
        print(before)
        return was_killed


def _found(folder: Path, receiver: Receiver) -> str:
    found = open_best(folder)
    found.reference.close()
    if found.chosen is not Chosen.CURRENT or found.entry is None:
        raise AssertionError(f"lost: {found.chosen}")
    return {3: "old", 4: "new"}[found.entry.number]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
