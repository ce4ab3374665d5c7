"""Files written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path


class NotWritten(OSError):
    """A file that could not be written; what stood there before still stands."""

    def __init__(self, path: Path | str, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why

    @classmethod
    def of(cls, path: Path | str, error: OSError) -> NotWritten:
        """Why the system would not write a file."""
        return cls(path, error.strerror or type(error).__name__)


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write files, each in full before any of them takes its place.  Raises NotWritten."""
    ready: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            with _told(path):
                target = path.resolve()  # a link keeps pointing where it did
                if not target.exists() or target.is_file():
                    ready[target] = _write_beside(target, content)
                else:  # a pipe or a device takes its bytes as they come; a folder refuses
                    target.write_bytes(content)
        for target, temporary in ready.items():
            with _told(target):
                os.replace(temporary, target)
    finally:
        for temporary in ready.values():
            temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotWritten.of(path, error) from error


def _write_beside(path: Path, content: bytes) -> Path:
    """Write a temporary file in the folder of the one wanted, so that it can take its place."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(path))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _mode(path: Path) -> int:
    """The permissions of the file that stands there, or those of any new file."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
