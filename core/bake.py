"""Everything that is built from the tree and not committed: the reference database and the words.

`python -m core.bake` is run by ./run, the tests, the wheel and the bundle.
"""

from __future__ import annotations

import os
from pathlib import Path

from core.resources import BAKED, LOCALE


def bake_words(locale: Path = LOCALE, out: Path = BAKED) -> None:
    """Compile each language's .po files (one a room of the house) into <language>.mo."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    out.mkdir(parents=True, exist_ok=True)
    for folder in sorted(path for path in locale.iterdir() if path.is_dir()):
        merged = Catalog(locale=folder.name)
        for po in sorted(folder.glob("*.po")):
            with po.open("rb") as file:
                for message in read_po(file, locale=folder.name, abort_invalid=True):
                    if not message.id:
                        continue
                    key = message.id[0] if isinstance(message.id, tuple) else message.id
                    if key in merged:
                        raise ValueError(f"{po}: {key} stands twice")
                    merged[message.id] = message
        # Renamed into place, so that a running kiosk or test never reads half a file.
        unfinished = out / f".{folder.name}.mo.{os.getpid()}"
        with unfinished.open("wb") as file:
            write_mo(file, merged)
        unfinished.replace(out / f"{folder.name}.mo")


def bake() -> None:
    """Bake the words, then the reference database."""
    bake_words()
    from core.reference.build import build

    build()


if __name__ == "__main__":
    bake()
