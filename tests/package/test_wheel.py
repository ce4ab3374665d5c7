"""What `pipx install` would do: the wheel alone, in a fresh environment, with no checkout near."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.support.cases import MILRINONE

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.package


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index")
    subprocess.run([*pip, "--no-build-isolation", "-w", str(out), str(ROOT)], check=True)
    [built] = out.glob("homeward-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `homeward` of a fresh environment.

    The packages that it needs are lent by this environment, so that nothing is downloaded;
    pip refuses the wheel if one that it declares is not there.
    """
    home = tmp_path_factory.mktemp("fresh environment")
    venv.create(home, with_pip=True, symlinks=True)
    python = home / "bin" / "python"
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = (str(python), "-m", "pip", "install", "--quiet", "--no-index")
    subprocess.run([*pip, str(wheel)], check=True, cwd=home)
    return home / "bin" / "homeward"


def _run(command: Path, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    # Nothing of the checkout, and no screen.
    environment = {"PATH": os.defpath, "HOME": str(cwd), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [command, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, timeout=300
    )


def test_the_wheel_holds_the_program_and_what_was_baked(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"resources/baked/reference.sqlite", "resources/baked/edition.json"} <= names
    assert {"resources/baked/en.mo", "resources/baked/es.mo"} <= names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {
        "core",
        "gui",
        "resources",
        "homeward",
    }
    assert [name for name in names if "/." in name or name.endswith(".pyc")] == []


def test_its_selftest_is_green(installed: Path, tmp_path: Path) -> None:
    done = _run(installed, "selftest", "--json", "told.json", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "told.json").exists()


def test_it_makes_an_estimate_and_a_handout(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text(json.dumps(MILRINONE))
    done = _run(
        installed, "estimate", "case.json", "--json", "out.json", "--pdf", "out.pdf", cwd=tmp_path
    )
    assert done.returncode == 0, done.stdout + done.stderr
    estimate = json.loads((tmp_path / "out.json").read_text())
    pump = [line for line in estimate["lines"] if line["hcpcs"] == "E0781"]
    assert [line["allowed"]["low"] for line in pump] == ["309.33", "309.33"]
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")


def test_it_comes_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    python = installed.parent / "python"
    code = "import core.estimate, gui; print(core.estimate.__file__, gui.__file__)"
    done = _run(python, "-c", code, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert str(ROOT) not in done.stdout
