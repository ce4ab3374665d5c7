"""Everything that is built from the tree and not committed: the reference database and the words.

`python -m core.bake` is run by ./run, the wheel and the bundle; the tests call `bake_changed`.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from core.resources import BAKED, EDITION, LOCALE, REFERENCE, TABLES


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


def bake_reference() -> None:
    """Build the reference database and its edition file."""
    from core.reference.build import build

    build()


def bake_changed() -> None:
    """Bake what is missing, or was baked from other inputs than the tree holds now."""
    code = Path(__file__).parent
    catalogues = tuple(BAKED / f"{path.name}.mo" for path in LOCALE.iterdir() if path.is_dir())
    _bake_if_changed("words", bake_words, (LOCALE, code / "bake.py"), catalogues)
    tables = (TABLES, code / "reference", code / "money.py")
    _bake_if_changed("reference", bake_reference, tables, (REFERENCE, EDITION))


def _bake_if_changed(
    name: str, make: Callable[[], None], inputs: tuple[Path, ...], outputs: tuple[Path, ...]
) -> None:
    stamp = BAKED / f".{name}.inputs"
    now = _digest(inputs)
    baked = stamp.exists() and stamp.read_text(encoding="ascii") == now
    if not baked or not all(path.exists() for path in outputs):
        make()
        stamp.write_text(now, encoding="ascii")


def _digest(inputs: tuple[Path, ...]) -> str:
    """One hash over the names and contents of all files given or found in the folders given."""
    whole = hashlib.sha256()
    for top in inputs:
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                content = path.read_bytes()
                whole.update(f"{path.relative_to(top.parent)} {len(content)}\n".encode())
                whole.update(content)
    return whole.hexdigest()


def main() -> int:
    """Bake for the launcher; tables with faults are told line by line.  Answers the exit code."""
    from core.commands.console import PROBLEMS
    from core.commands.reference import tell_faults
    from core.reference.build import TablesRefused
    from core.words import DEFAULT_LANGUAGE, words

    try:
        bake_changed()
    except TablesRefused as refused:
        tell_faults(refused.faults, words(DEFAULT_LANGUAGE))  # the words were baked before
        return PROBLEMS
    return 0


if __name__ == "__main__":
    sys.exit(main())
