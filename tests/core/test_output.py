"""Files are written whole or not at all, and what stood there before stays until then."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from core.output import NotWritten, write_files


def test_new_files_are_written(tmp_path: Path) -> None:
    write_files({tmp_path / "a.json": b"{}", tmp_path / "b.pdf": b"%PDF"})
    assert (tmp_path / "a.json").read_bytes() == b"{}"
    assert (tmp_path / "b.pdf").read_bytes() == b"%PDF"
    assert len(list(tmp_path.iterdir())) == 2


def test_an_old_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_files({path: b"new"})
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    write_files({tmp_path / "a.json": b""})
    (tmp_path / "plain").touch()
    assert (tmp_path / "a.json").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_one_that_cannot_be_written_leaves_all_as_they_were(tmp_path: Path) -> None:
    first = tmp_path / "a.json"
    first.write_bytes(b"old")
    with pytest.raises(NotWritten) as trouble:
        write_files({first: b"new", tmp_path / "no such folder" / "b.pdf": b"%PDF"})
    assert trouble.value.path == tmp_path / "no such folder" / "b.pdf"
    assert first.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [first]


@pytest.mark.parametrize("name", ["", "a folder"])
def test_a_folder_is_no_file(tmp_path: Path, name: str) -> None:
    (tmp_path / "a folder").mkdir()
    with pytest.raises(NotWritten):
        write_files({tmp_path / name: b"x"})
    assert [path.name for path in tmp_path.iterdir()] == ["a folder"]


def test_a_link_keeps_pointing_where_it_did(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    real = tmp_path / "folder" / "real.json"
    real.write_bytes(b"old")
    link = tmp_path / "link.json"
    link.symlink_to(real)
    write_files({link: b"new"})
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_files({pipe: b"through"})
    reader.join(10)
    assert got == [b"through"]
    assert pipe.is_fifo()


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full on this system")
    with pytest.raises(NotWritten, match="No space"):
        write_files({tmp_path / "a.json": b"{}", full: b"x"})
    assert list(tmp_path.iterdir()) == []
    assert full.exists()
