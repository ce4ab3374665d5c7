"""Reading a file that somebody brought on a stick."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def content_of(path: Path, most: int) -> bytes:
    """What is in a file, to one byte more than `most`.  Raises OSError.

    Another stick may be in by now: a link is not followed, and what is no file is not read.
    """
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    with open(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError("not a file")
        return file.read(most + 1)
