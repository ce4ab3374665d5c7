"""The long run of the monkey.

python -m tests.escape [-n EVENTS] [--seed SEED]
"""

from __future__ import annotations

import argparse
import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.escape.monkey import let_loose


def main() -> int:
    """Say what came of it; 1 when something was open or failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.escape", description=__doc__)
    parser.add_argument("-n", type=int, default=100_000, help="how many events (100,000)")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    start = time.monotonic()
    report = let_loose(asked.n, asked.seed)
    print(f"{report.events} events in {time.monotonic() - start:.0f} s; seed {asked.seed}")
    print(f"{len(report.steps)} of the screens: {', '.join(sorted(report.steps))}")
    print(f"uncaught exceptions: {len(report.failures)} {report.failures[:3]}")
    print(f"ways out: {len(report.open)} {report.open[:3]}")
    print(f"wiped at the end: {report.wiped}")
    return 0 if report.wiped and not report.failures and not report.open else 1


if __name__ == "__main__":
    sys.exit(main())
