"""The long forms of the attacks on editions; CI runs short ones (tests/core/editions).

python -m tests.attack flips [COUNT]     random one-byte changes to the installed database
python -m tests.attack bytes             every byte of a whole pack flipped
python -m tests.attack calls [WAY...]    every system call of a real installation made to
                                         fail, and killed, by strace
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from core.bake import bake_changed
from core.editions.install import install
from core.editions.refused import Refused
from tests.attack import calls, flips
from tests.attack.editions import two_editions
from tests.support.packs import Kiosk


def main() -> int:
    """Run one of them; 0 when everything held."""
    parser = argparse.ArgumentParser(prog="python -m tests.attack")
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("flips").add_argument("count", type=int, nargs="?", default=3000)
    actions.add_parser("bytes")
    actions.add_parser("calls").add_argument("ways", nargs="*", metavar="|".join(calls.WAYS))
    options = parser.parse_args()
    bake_changed()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        match options.action:
            case "flips":
                _flips(Path(home), options.count)
            case "bytes":
                _bytes(Path(home))
            case _:
                calls.run(Path(home), options.ways or calls.WAYS)
    print(f"{time.monotonic() - started:.0f} s")
    return 0


def _flips(home: Path, count: int) -> None:
    first, second = two_editions(home / "editions")
    kiosk = Kiosk(home)
    install(kiosk.bring(first.pack(2)), kiosk.receiver)
    install(kiosk.bring(second.pack(3)), kiosk.receiver)
    (path,) = kiosk.folder.glob("00000003-*.sqlite")
    good = {0: first.answers, 2: first.answers, 3: second.answers}
    found = flips.start_on_each(kiosk.folder, path, flips.places(path, count, seed=1), good)
    for (number, chosen), times in found.items():
        print(f"{times} starts on number {number} ({chosen})")
    assert set(found) == {(2, "previous")}


def _bytes(home: Path) -> None:
    first, second = two_editions(home / "editions")
    kiosk = Kiosk(home)
    install(kiosk.bring(first.pack(2)), kiosk.receiver)
    pack = bytearray(second.pack(3))
    taken = 0
    for place in range(len(pack)):
        pack[place] ^= 1 << place % 8
        try:
            install(kiosk.bring(bytes(pack)), kiosk.receiver)
            taken += 1
        except Refused:
            pack[place] ^= 1 << place % 8
    print(f"{len(pack)} bytes flipped, {taken} taken")
    assert taken == 0
    assert kiosk.number == 2
    install(kiosk.bring(bytes(pack)), kiosk.receiver)


if __name__ == "__main__":
    sys.exit(main())
