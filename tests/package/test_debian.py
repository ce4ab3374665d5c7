"""The Debian package: what is in it, and a whole life in a bare Debian root.

The bare root is made with debootstrap and needs root rights, a package mirror and minutes:
HOMEWARD_DEBIAN=1 asks for it, HOMEWARD_DEBIAN_ROOT=FOLDER lends one that was made before.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SYSTEM = ROOT / "resources" / "system"
UNIT = SYSTEM / "files/lib/systemd/system/homeward.service"
WORST_EXPOSURE = 1.5
pytestmark = pytest.mark.package


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
def test_the_unit_is_shut_in() -> None:
    check = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(UNIT)]
    done = subprocess.run(check, capture_output=True, text=True, check=True)
    found = re.search(r"exposure level for homeward.service: ([\d.]+)", done.stdout)
    assert found is not None, done.stdout
    assert float(found[1]) <= WORST_EXPOSURE


@pytest.mark.parametrize(
    "line",
    [
        "LimitCORE=0",
        "MemorySwapMax=0",
        "RestrictAddressFamilies=AF_UNIX AF_NETLINK",
        "Restart=always",
        "Type=notify",
        "SystemCallFilter=setuid setgid",  # or no X server starts
    ],
)
def test_the_unit_says(line: str) -> None:
    assert line in UNIT.read_text().splitlines()


def test_the_unit_stays_in_its_own_control_group() -> None:
    """A login session would take the kiosk out of it, and away from watchdog and limits."""
    assert "\nPAMName=" not in UNIT.read_text()


def test_sticks_are_mounted_so_that_nothing_on_them_runs() -> None:
    rules = (SYSTEM / "files/lib/udev/rules.d/90-homeward.rules").read_text()
    [options] = re.findall(r"--options=(\S+)", rules)
    assert {"noexec", "nosuid", "nodev"} <= set(options.split(","))


def test_the_scripts_are_sound_shell() -> None:
    shellcheck = Path(sys.executable).parent / "shellcheck"
    scripts = [SYSTEM / "debian" / name for name in ("postinst", "prerm", "postrm")]
    scripts.append(SYSTEM / "files/usr/lib/homeward/session")
    done = subprocess.run([shellcheck, *scripts], capture_output=True, text=True)
    assert done.stdout + done.stderr == ""


def _print_settings() -> list[str]:
    """What the package adds to the settings of the print service."""
    script = (SYSTEM / "debian/postinst").read_text()
    [block] = re.findall(
        r"^# homeward: begin\n(.*?)^# homeward: end$", script, re.MULTILINE | re.DOTALL
    )
    return str(block).splitlines()


def test_the_print_settings_are_those_of_the_document() -> None:
    """What they do for a print that is given up: tests/gui/printing/test_cups.py."""
    document = (ROOT / "docs/how-to-printing.md").read_text(encoding="utf-8")
    told = re.findall(r"^   ([A-Z]\w+ \w\S*)$", document, re.MULTILINE)
    assert set(told) == set(_print_settings())
    assert {"PreserveJobFiles No", "PreserveJobHistory 60", "ErrorPolicy abort-job"} <= set(told)


def _package(bundle: Path, out: Path) -> Path:
    make = [sys.executable, "-m", "resources.system.build_deb", str(bundle), str(out)]
    done = subprocess.run(make, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


def test_the_same_program_makes_the_same_package(tmp_path: Path) -> None:
    bundle = tmp_path / "homeward"
    bundle.mkdir()
    (bundle / "homeward").write_text("#!/bin/sh\n")
    (bundle / "homeward").chmod(0o755)
    first = _package(bundle, tmp_path / "1")
    os.utime(bundle / "homeward", (1, 1))
    assert first.read_bytes() == _package(bundle, tmp_path / "2").read_bytes()
    listed = subprocess.run(
        ["dpkg-deb", "--contents", str(first)], capture_output=True, text=True, check=True
    ).stdout
    for name in ("./opt/homeward/homeward", "./usr/bin/homeward", "homeward.service"):
        assert name in listed
    assert all("root/root" in line for line in listed.splitlines())


# -- a whole life --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A Debian 12 of the fewest packages."""
    lent = os.environ.get("HOMEWARD_DEBIAN_ROOT", "")
    if not lent and not os.environ.get("HOMEWARD_DEBIAN"):
        pytest.skip("takes root and minutes: HOMEWARD_DEBIAN=1")
    home = Path(lent) if lent else tmp_path_factory.mktemp("debian")
    if not lent:
        subprocess.run(["debootstrap", "--variant=minbase", "bookworm", str(home)], check=True)
    yield home
    if not lent:
        shutil.rmtree(home)


def _inside(root: Path, command: str) -> str:
    """Run a line in the root, with nothing of this environment; answer what it said."""
    clean = ["env", "-i", "HOME=/tmp", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8"]
    clean.append("DEBIAN_FRONTEND=noninteractive")
    done = subprocess.run(
        ["unshare", "--mount", "--pid", "--fork", "chroot", str(root), *clean, "sh", "-ec",
         f"mount -t proc proc /proc; {command}"],
        capture_output=True, text=True, timeout=900,
    )  # fmt: skip
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
    return done.stdout


def _everything(root: Path) -> set[str]:
    """Every file but what packages in general write: lists, logs, caches, backups of accounts."""
    found = _inside(root, "find / -xdev -not -path '/proc/*' -not -path '/tmp/*'").splitlines()
    general = re.compile(r"^/var/(lib/(apt|dpkg)|cache|log)/|^/(etc/)?.*(passwd|group|shadow)-$")
    return {path for path in found if not general.search(path)}


def test_install_use_and_purge_in_a_bare_debian(bare: Path, tmp_path: Path) -> None:
    bundle = os.environ.get("HOMEWARD_BUNDLE")
    if not bundle:
        folders = ["--distpath", str(tmp_path / "d"), "--workpath", str(tmp_path / "w")]
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
        subprocess.run([*command, *folders, str(ROOT / "build.spec")], check=True, cwd=tmp_path)
        bundle = str(tmp_path / "d" / "homeward")
    package = _package(Path(bundle), tmp_path)
    # What it depends on stays when it goes; a file of the print service's own stands there.
    depends = re.search(r"^Depends: (.*)$", (SYSTEM / "debian/control").read_text(), re.MULTILINE)
    assert depends is not None
    _inside(
        bare,
        f"apt-get -qq update; apt-get -qq install -y --no-install-recommends xvfb xauth"
        f" {depends[1].replace(',', '')}; mkdir -p /etc/cups;"
        " test -f /etc/cups/cupsd.conf || echo 'Listen /run/cups.sock' > /etc/cups/cupsd.conf",
    )
    before, conf = _everything(bare), (bare / "etc/cups/cupsd.conf").read_text()
    shutil.copy(package, bare / "tmp" / "homeward.deb")
    _inside(bare, "apt-get -qq install -y --no-install-recommends /tmp/homeward.deb")
    changed = (bare / "etc/cups/cupsd.conf").read_text()
    assert set(_print_settings()) <= set(changed.splitlines())
    assert "homeward:" in (bare / "etc/passwd").read_text()
    # As the kiosk's own user, in its own home.
    example = ROOT / "docs" / "examples" / "milrinone.json"
    shutil.copy(example, bare / "tmp" / "case.json")
    user = "runuser -u homeward -- env HOME=/var/lib/homeward"
    told = _inside(bare, f"cd /var/lib/homeward; {user} homeward selftest --json told.json")
    assert "Typeface: works" in told
    assert "Pages of the summary: works" in told
    _inside(bare, f"cd /var/lib/homeward; {user} homeward estimate /tmp/case.json --pdf out.pdf")
    assert (bare / "var/lib/homeward/out.pdf").read_bytes().startswith(b"%PDF-")
    _inside(bare, f"cd /var/lib/homeward; {user} homeward")  # the sample patient, without a screen
    assert len(list((bare / "var/lib/homeward/out").glob("*.png"))) > 20
    on_screen = "xvfb-run -a -s '-screen 0 1920x1080x24 -nolisten tcp' homeward selftest"
    _inside(bare, f"cd /var/lib/homeward; {user} {on_screen}")
    _inside(bare, "apt-get -qq purge -y homeward; rm -f /tmp/homeward.deb")
    assert _everything(bare) - before == set(), "purge leaves nothing"
    assert (bare / "etc/cups/cupsd.conf").read_text() == conf
    assert "homeward" not in (bare / "etc/passwd").read_text()
    assert "homeward" not in (bare / "etc/group").read_text()
