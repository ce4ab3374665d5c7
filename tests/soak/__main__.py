"""The long soak.

python -m tests.soak [-n VISITS]
"""

from __future__ import annotations

import argparse
import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.soak.soak import MOST_GROWTH, growth, soak


def main() -> int:
    """Tell each look; 1 when more is held at the end than may be."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("-n", type=int, default=10_000, help="how many visits (10,000)")
    visits = parser.parse_args().n
    start, looks = time.monotonic(), []
    print("visit | own MB | objects | widgets | threads | files | None")
    for look in soak(visits, max(1, visits // 10)):
        held = look.held
        print(
            f"{look.visit} | {held.own / 2**20:.2f} | {held.objects} | {held.widgets}"
            f" | {held.threads} | {held.files} | {look.none}",
            flush=True,
        )
        looks.append(look)
    grown, lost = growth(looks)
    print(f"{visits} visits in {time.monotonic() - start:.0f} s: {grown / 2**20:+.2f} MB,")
    print(f"{lost} references to None lost since visit {looks[0].visit}")
    return 0 if grown <= MOST_GROWTH and lost <= 100 else 1


if __name__ == "__main__":
    sys.exit(main())
