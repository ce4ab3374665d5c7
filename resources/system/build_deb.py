"""The Debian package from the one-folder program: `./run package`.

    python -m resources.system.build_deb BUNDLE OUT

BUNDLE is the folder that PyInstaller made, OUT the folder that gets homeward_VERSION_amd64.deb.
The same folder and the same SOURCE_DATE_EPOCH give the same bytes.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]
_STAMP = "1767225600"
"""Seconds that files are dated with where nothing else is asked for: 2026-01-01."""


def build(bundle: Path, out: Path) -> Path:
    """Make the package of a one-folder program and answer where it is.

    Raises CalledProcessError when dpkg-deb refuses, and OSError.
    """
    version = _version()
    with tempfile.TemporaryDirectory() as name:
        tree = Path(name) / "tree"
        shutil.copytree(_HERE / "files", tree)
        shutil.copytree(bundle, tree / "opt" / "homeward", symlinks=True)
        command = tree / "usr" / "bin" / "homeward"
        command.parent.mkdir(parents=True, exist_ok=True)
        command.symlink_to("/opt/homeward/homeward")
        _add_documents(tree / "usr" / "share" / "doc" / "homeward")
        _add_control(tree / "DEBIAN", version)
        _dress(tree)
        package = out / f"homeward_{version}_amd64.deb"
        out.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(package)],
            check=True,
            env={"SOURCE_DATE_EPOCH": _STAMP, **os.environ},
            stdout=subprocess.DEVNULL,
        )
    return package


def _version() -> str:
    return str(tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def _add_documents(folder: Path) -> None:
    folder.mkdir(parents=True)
    for name in ("installing.md", "privacy-and-security.md"):
        shutil.copy(_ROOT / "docs" / name, folder / name)
    shutil.copy(_ROOT / "LICENSE", folder / "copyright")
    shutil.copy(_ROOT / "THIRD_PARTY.md", folder / "THIRD_PARTY.md")
    changes = (_ROOT / "CHANGELOG.md").read_bytes()
    (folder / "changelog.gz").write_bytes(gzip.compress(changes, mtime=0))


def _add_control(folder: Path, version: str) -> None:
    shutil.copytree(_HERE / "debian", folder)
    control = folder / "control"
    control.write_text(control.read_text("utf-8").replace("@VERSION@", version), "utf-8")


def _dress(tree: Path) -> None:
    """One date and two modes for all, whoever built it."""
    stamp = int(os.environ.get("SOURCE_DATE_EPOCH", _STAMP))
    for path in (tree, *sorted(tree.rglob("*"))):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (stamp, stamp), follow_symlinks=False)


if __name__ == "__main__":
    sys.stdout.write(f"{build(Path(sys.argv[1]), Path(sys.argv[2]))}\n")
