"""The whole matrix: every scene in every language, text size, palette and window.

python -m tests.screens
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.screens.matrix import WHOLE, look_whole


def main() -> int:
    """Look at everything, tell what is wrong, and answer the exit code."""
    began, scenes, wrong = time.monotonic(), 0, 0
    workers = min(4, os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        for combination, count, found in pool.map(look_whole, WHOLE):
            scenes += count
            wrong += len(found)
            print(f"{combination}: {count} scenes, {len(found)} wrong", flush=True)
            for each in found:
                print(f"  {each}")
    seconds = time.monotonic() - began
    print(f"{len(WHOLE)} combinations, {scenes} pictures, {wrong} wrong, {seconds:.0f} s")
    return 1 if wrong or scenes == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
