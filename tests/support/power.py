"""What a disc may hold after a power cut: a model of what has been written and not yet synced.

A file's bytes are safe after a sync of the file; its name after a sync of the folder.  Until
then each may have reached the disc or not, in any order, and a file may hold half of what was
written.  That is harsher than any one file system, and what the rules allow.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.editions.files import Files

Names = tuple[tuple[str, bytes], ...]
"""A folder on the disc: each file's name and content."""


@dataclass
class _Inode:
    """A file: its bytes on the disc, and those that only the system has."""

    safe: bytes = b""
    written: bytes = b""

    def contents(self) -> tuple[bytes, ...]:
        """What may be found in it after a power cut."""
        if self.safe == self.written:
            return (self.safe,)
        half = (len(self.safe) + len(self.written)) // 2
        return tuple(dict.fromkeys((self.safe, self.written[:half], self.written)))


@dataclass
class _Change:
    """A change of the folder that is not on the disc yet: names taken away, a name given."""

    gone: str | None
    name: str | None
    inode: _Inode | None


@dataclass
class Disc(Files):
    """The real calls on one folder, with a note of what a power cut would leave of them.

    `found` collects every folder that could be found after a cut at any moment.  Without
    `file_sync` or `folder_sync` that call does nothing, as in a program that forgot it.
    """

    folder: Path
    file_sync: bool = True
    folder_sync: bool = True
    found: list[Names] = field(default_factory=list)
    _safe: dict[str, _Inode] = field(default_factory=dict)
    _now: dict[str, _Inode] = field(default_factory=dict)
    _changes: list[_Change] = field(default_factory=list)
    _open: dict[int, _Inode | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in self.folder.iterdir():
            content = path.read_bytes()
            self._safe[path.name] = _Inode(content, content)
        self._now = dict(self._safe)

    # -- the calls ---------------------------------------------------------------------
    def open_new(self, path: Path) -> int:
        handle = super().open_new(path)
        inode = _Inode()
        self._open[handle] = inode
        self._change(None, path.name, inode)
        return handle

    def open_folder(self, path: Path) -> int:
        handle = super().open_folder(path)
        self._open[handle] = None
        return handle

    def write(self, handle: int, content: bytes) -> int:
        count = super().write(handle, content)
        inode = self._open[handle]
        assert inode is not None
        inode.written += content[:count]
        self._note()
        return count

    def sync(self, handle: int) -> None:
        inode = self._open[handle]
        if inode is not None and self.file_sync:
            super().sync(handle)
            inode.safe = inode.written
        if inode is None and self.folder_sync:
            super().sync(handle)
            self._safe, self._changes = dict(self._now), []
        self._note()

    def close(self, handle: int) -> None:
        super().close(handle)
        self._open.pop(handle, None)

    def rename(self, old: Path, new: Path) -> None:
        super().rename(old, new)
        self._change(old.name, new.name, self._now[old.name])

    def remove(self, path: Path) -> None:
        super().remove(path)
        self._change(path.name, None, None)

    # -- the model ---------------------------------------------------------------------
    def _change(self, gone: str | None, name: str | None, inode: _Inode | None) -> None:
        change = _Change(gone, name, inode)
        self._changes.append(change)
        _apply(self._now, change)
        self._note()

    def _note(self) -> None:
        self.found += self.after_a_cut()

    def after_a_cut(self) -> Iterator[Names]:
        """Every folder that a power cut at this moment could leave."""
        for chosen in itertools.product((False, True), repeat=len(self._changes)):
            names = dict(self._safe)
            for change in itertools.compress(self._changes, chosen):
                _apply(names, change)
            unsure = sorted(names)
            for contents in itertools.product(*(names[name].contents() for name in unsure)):
                yield tuple(zip(unsure, contents, strict=True))


def _apply(names: dict[str, _Inode], change: _Change) -> None:
    if change.gone is not None:
        names.pop(change.gone, None)
    if change.name is not None and change.inode is not None:
        names[change.name] = change.inode


def lay_out(names: Names, folder: Path) -> None:
    """Make a folder as it would be found."""
    folder.mkdir(parents=True)
    for name, content in names:
        (folder / name).write_bytes(content)
