"""Write the golden set into a folder, to be looked at or given to another checker.

.venv/bin/python -m tests.handout FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from core.estimate import estimate
from core.handout import render
from core.reference.store import open_reference
from core.words import words
from tests.handout.conftest import CLINIC
from tests.handout.real_cases import real_cases
from tests.handout.samples import samples


def main() -> int:
    """Every case in both languages and sizes, one file each."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    reference = open_reference()
    real = {
        f"real {name}": estimate(case, reference) for name, case in real_cases(reference).items()
    }
    for name, made in (samples(reference) | real).items():
        for language in ("en", "es"):
            for size, large in (("standard", False), ("large", True)):
                data = render(
                    made, words(language), reference=reference, clinic=CLINIC, large_print=large
                )
                file = folder / f"{name.replace(' ', '-')}-{language}-{size}.pdf"
                file.write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
