"""The long hunt.

python -m tests.canary [-n VISITS] [--kills K]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.canary.canary import hunt


def main() -> int:
    """Tell what was found; 1 when anything was."""
    parser = argparse.ArgumentParser(prog="python -m tests.canary", description=__doc__)
    parser.add_argument("-n", type=int, default=1000, help="how many visits (1,000)")
    parser.add_argument("--kills", type=int, default=10, help="processes that are killed (10)")
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="hw-canary-") as folder:
        found = hunt(asked.n, Path(folder), asked.kills)
    print(f"{found.visits} visits, {found.killed} processes killed, {found.files} files")
    print(f"hits: {len(found.hits)} {found.hits[:5]}; left in the spool: {found.spooled}")
    print(f"failed: {found.failed[:1]}")
    return 1 if found.hits or found.spooled or found.failed else 0


if __name__ == "__main__":
    sys.exit(main())
