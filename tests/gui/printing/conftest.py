"""A USB stick: a real file system on a loop device, mounted where desktops mount them."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

MEDIA = Path("/media")


class PluggedIn:
    """A stick with a small file system of its own."""

    def __init__(self, image: Path, folder: Path) -> None:
        self.image = image
        self.folder = folder

    def mount(self, options: str = "rw") -> None:
        subprocess.run(
            ["mount", "-o", f"loop,{options}", str(self.image), str(self.folder)], check=True
        )

    def pull(self) -> None:
        subprocess.run(["umount", str(self.folder)], check=True)


@pytest.fixture
def plugged_in(tmp_path: Path) -> Iterator[PluggedIn]:
    image = tmp_path / "stick.img"
    image.write_bytes(bytes(512 * 1024))
    subprocess.run(["/sbin/mkfs.ext2", "-q", str(image)], check=True)
    MEDIA.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="my stick ", dir=MEDIA) as folder:
        stick = PluggedIn(image, Path(folder))
        try:
            stick.mount()
        except subprocess.CalledProcessError:
            pytest.skip("this machine does not let the tests mount a file system")
        yield stick
        subprocess.run(["umount", folder], check=False, stderr=subprocess.DEVNULL)
