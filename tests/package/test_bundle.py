"""The one-folder program, with nothing around it: an empty environment, no checkout, no Python.

HOMEWARD_BUNDLE=FOLDER lends one that was built before; HOMEWARD_TWICE=1 builds a second one and
compares them.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.cases import MILRINONE
from tests.support.xvfb import screen

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.package

_STARTS = 5
_TIMES_THE_SOURCE = 1.3
NO_SCREEN: dict[str, str] = {}
"""No DISPLAY: the program has to see for itself that it can show nothing."""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lent = os.environ.get("HOMEWARD_BUNDLE")
    return (Path(lent) if lent else _build(tmp_path_factory.mktemp("bundle"))) / "homeward"


def _build(home: Path) -> Path:
    """Build as ./run bundle does; the folder that came of it."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    folders = ["--distpath", str(home / "dist"), "--workpath", str(home / "build")]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    subprocess.run(
        [*command, *folders, str(ROOT / "build.spec")], check=True, cwd=home, env=environment
    )
    return home / "dist" / "homeward"


def _run(
    program: Path, *arguments: str, cwd: Path, environment: dict[str, str] = NO_SCREEN
) -> subprocess.CompletedProcess[str]:
    """Run it as `env -i` would, with a home of its own."""
    return subprocess.run(
        [program, *arguments],
        cwd=cwd,
        env={"HOME": str(cwd), "PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        timeout=600,
    )


def test_it_is_slim(program: Path) -> None:
    files = [path for path in program.parent.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files if not path.is_symlink())
    assert size < 140_000_000
    names = {path.name for path in files}
    assert {"libqxcb.so", "libqoffscreen.so", "reference.sqlite", "en.mo", "es.mo"} <= names
    assert {"LICENSE", "THIRD_PARTY.md", "OFL.txt"} <= names
    unwanted = ("libQt6Quick", "libQt6Qml", "libQt6Pdf", "libQt6VirtualKeyboard", "libqgtk3")
    assert [name for name in names if name.startswith(unwanted)] == []
    links = [path for path in program.parent.rglob("*") if path.is_symlink()]
    assert [path.name for path in links if not path.exists()] == []


def test_two_builds_are_the_same(program: Path, tmp_path: Path) -> None:
    if not os.environ.get("HOMEWARD_TWICE"):
        pytest.skip("takes a second build: HOMEWARD_TWICE=1")
    one, two = _digests(program.parent), _digests(_build(tmp_path))
    assert {name for name in one.keys() | two.keys() if one.get(name) != two.get(name)} == set()


def _digests(folder: Path) -> dict[str, str]:
    """Each file or link of a folder, and what it holds or leads to."""
    found = {}
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = os.readlink(path)
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def test_every_library_in_it_is_named_with_its_licence(program: Path) -> None:
    told = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\blib[\w+.-]+", told))
    found = {
        re.split(r"\.so|\.abi3", path.name)[0]
        for path in program.parent.rglob("lib*.so*")
        if "plugins" not in path.parts
    }
    unnamed = {name for name in found if not any(name.startswith(each) for each in named)}
    assert unnamed == set()


def test_its_selftest_is_green_without_a_screen(program: Path, tmp_path: Path) -> None:
    done = _run(program, "selftest", "--json", "told.json", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    json.loads((tmp_path / "told.json").read_text())


def test_its_selftest_is_green_on_a_screen(program: Path, tmp_path: Path) -> None:
    with screen() as environment:
        done = _run(program, "selftest", cwd=tmp_path, environment=environment)
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_makes_the_same_estimate_and_handout_as_the_source(
    program: Path, tmp_path: Path
) -> None:
    (tmp_path / "case.json").write_text(json.dumps(MILRINONE))
    wanted = ("estimate", "case.json", "--json", "out.json", "--pdf", "out.pdf")
    done = _run(program, *wanted, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    bundled = (tmp_path / "out.json").read_text(), (tmp_path / "out.pdf").read_bytes()
    source = [sys.executable, "-m", "gui", "estimate", str(tmp_path / "case.json")]
    subprocess.run(
        [*source, "--json", str(tmp_path / "s.json"), "--pdf", str(tmp_path / "s.pdf")],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    assert bundled[0] == (tmp_path / "s.json").read_text()
    assert bundled[1] == (tmp_path / "s.pdf").read_bytes()


def test_without_a_screen_the_sample_patient_walks_through_it(
    program: Path, tmp_path: Path
) -> None:
    done = _run(program, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((tmp_path / "out").glob("*.png"))) > 20
    assert (tmp_path / "out" / "summary.pdf").read_bytes().startswith(b"%PDF-")


def test_on_a_screen_it_opens_its_window_until_it_is_told_to_end(
    program: Path, tmp_path: Path
) -> None:
    with screen(1280, 800) as display:
        kiosk = subprocess.Popen(
            [program],
            cwd=tmp_path,
            env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "DISPLAY": display["DISPLAY"]},
        )
        try:
            _xdotool(display, "search", "--sync", "--onlyvisible", "--name", "^Homeward$")
            kiosk.terminate()  # as systemd does
            kiosk.wait(timeout=300)
        finally:
            kiosk.kill()
    assert kiosk.returncode == 0


def _xdotool(display: dict[str, str], *arguments: str) -> None:
    subprocess.run(["xdotool", *arguments], env={**os.environ, **display}, check=True, timeout=300)


def test_it_is_up_nearly_as_soon_as_the_source(program: Path, tmp_path: Path) -> None:
    """In processor time until it listens, which other work on the machine does not move."""
    source = [sys.executable, "-m", "gui"]
    with screen(1280, 800) as display:
        started = [
            [_seconds_until_ready(command, display, tmp_path) for command in ([program], source)]
            for _ in range(_STARTS)
        ]
    bundled, plain = (min(each) for each in zip(*started, strict=True))
    print(f"{bundled:.2f} s of the bundle, {plain:.2f} s of the source")
    assert bundled < _TIMES_THE_SOURCE * plain


def _seconds_until_ready(
    command: Sequence[str | Path], display: dict[str, str], home: Path
) -> float:
    """Start it as systemd would; the processor time that it took to say that it is ready."""
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    environment["PYTHONPATH"] = str(ROOT)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        address = home / "notify"
        heard.bind(str(address))
        heard.settimeout(300)
        environment |= {"NOTIFY_SOCKET": str(address), **display}
        kiosk = subprocess.Popen([*command, "--windowed"], cwd=home, env=environment)
        try:
            while heard.recv(100) != b"READY=1":
                pass
        finally:
            kiosk.kill()
            _, _, used = os.wait4(kiosk.pid, 0)
            kiosk.returncode = 0
            address.unlink()
    return used.ru_utime + used.ru_stime


def test_a_damaged_reference_is_refused(program: Path, tmp_path: Path) -> None:
    [database] = program.parent.rglob("reference.sqlite")
    whole = database.read_bytes()
    try:
        database.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        (tmp_path / "case.json").write_text(json.dumps(MILRINONE))
        done = _run(program, "estimate", "case.json", cwd=tmp_path)
    finally:
        database.write_bytes(whole)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
