"""The clinic's notice of help in other languages: taken from a stick, read closely, kept whole."""

from __future__ import annotations

import shutil
from pathlib import Path

from core.output import NotWritten, write_files
from core.trace import Text, text
from gui.staff.files import content_of

FOLDER = "notices"
"""The folder's name on the stick, and beside the settings."""

_KINDS = {".txt": 20_000, ".ttf": 20 * 1024 * 1024}
"""What is taken, and the most bytes of each."""
_MOST_FILES = 60


def is_on(stick: Path) -> bool:
    """Whether a stick has such a folder; a link to one does not count."""
    folder = stick / FOLDER
    return folder.is_dir() and not folder.is_symlink()


def take(stick: Path, place: Path) -> Text | None:
    """Keep the notices of a stick in a folder beside the settings; why not, or None.

    They are read as the pages read them before they take the place of those before.
    """
    from core.handout.notices import NoticeRefused, read_notices

    new, old = place / f".{FOLDER}.new", place / FOLDER
    try:
        contents = _contents(stick / FOLDER)
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700, parents=True)
        write_files({new / name: content for name, content in contents.items()})
        read_notices(new)
        shutil.rmtree(old, ignore_errors=True)
        new.rename(old)
    except NoticeRefused as refused:
        return text("staff.notices.refused", why=refused.problems[0].removeprefix(f"{new}: "))
    except NotWritten as trouble:
        return text("staff.setup.not_saved", why=trouble.why)
    except OSError as trouble:
        return text("staff.notices.unreadable", why=trouble.strerror or "")
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return None


def _contents(folder: Path) -> dict[str, bytes]:
    """The files of the folder by name.  Raises OSError."""
    if folder.is_symlink():
        raise NotADirectoryError
    wanted = [
        each
        for each in sorted(folder.iterdir())
        if each.suffix in _KINDS and not each.name.startswith(".")
    ]
    return {each.name: content_of(each, _KINDS[each.suffix]) for each in wanted[:_MOST_FILES]}
