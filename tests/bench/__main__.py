"""The benchmarks: each of the program's waits beside its bare floor, as a table in Markdown.

    ./run bench [-n TIMES]

The floor is the same result reached with nothing but the tool underneath: the arithmetic alone,
a page of text, an empty window.  What lies between the two is what Homeward adds.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import sys
from pathlib import Path

from core.reference.store import open_reference
from tests.bench import compute, imports, paper, what_if
from tests.bench import window as windows
from tests.bench.money import growth, plot
from tests.bench.timing import Timing


def _machine() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return (
        f"{len(names)} cores of {names[0]}, {platform.system()}, Python {platform.python_version()}"
    )


def main() -> int:
    """Run every benchmark and print the table."""
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("-n", type=int, default=30, help="how often each is repeated (30)")
    times = parser.parse_args().n
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    rows: list[tuple[str, Timing, str, Timing | None]] = [
        *compute.rows(times),
        *paper.rows(times),
        *windows.rows(max(5, times // 3)),
        *what_if.rows(times),
        *imports.rows(),
    ]
    print(f"Machine: {_machine()}. Median of {times}")
    print(f"(windows: {max(5, times // 3)}), with the fastest and the slowest, in milliseconds of")
    print("processor time, which other work on the machine does not move.\n")
    print("| what | ms | fastest-slowest | the bare floor | ms | times the floor |")
    print("|---|---:|---:|---|---:|---:|")
    for what, mine, floor, bare in rows:
        ratio = f"{mine.median / bare.median:.1f}" if bare else ""
        print(
            f"| {what} | {mine.median:.2f} | {mine.fastest:.2f}-{mine.slowest:.2f}"
            f" | {floor} | {f'{bare.median:.2f}' if bare else ''} | {ratio} |"
        )
    plot(growth(open_reference(), max(5, times // 3)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nPeak memory of this process, core and screens together: {peak:.0f} MB.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
