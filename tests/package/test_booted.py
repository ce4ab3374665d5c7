"""The installed package on a machine that systemd starts: the unit itself, not a likeness of it.

Stand-ins are the graphics card (X's own dummy driver) and the power switch; devices that are
plugged in are not there.  It takes root and minutes: HOMEWARD_DEBIAN=1 asks for it,
HOMEWARD_BOOT_ROOT=FOLDER lends a root that `bare` below made before, HOMEWARD_BUNDLE a program.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.package.machine import Machine
from tests.package.test_bundle import _build
from tests.package.test_debian import SYSTEM, _package

AFTER_A_CRASH, AFTER_A_HANG = 3.0, 25.0
"""Seconds that a machine may take to show the kiosk again."""

UP = "systemctl is-active --quiet homeward"
KIOSK = "pgrep -o -u homeward -f '^/opt/homeward/homeward'"
pytestmark = pytest.mark.package

STAND_IN = """#!/bin/sh
# The real server without a graphics card. The dummy driver leaves the terminal alone, so what a
# real one asks of it is asked here.
perl -e '
use Fcntl;
sysopen(my $tty, "/dev/tty7", O_RDWR | O_NDELAY) or die "open: $!";
my %asked = (VT_ACTIVATE => [0x5606, 7], VT_WAITACTIVE => [0x5607, 7], KDSETMODE => [0x4B3A, 1],
             KDSKBMODE => [0x4B45, 4]);
for my $name (sort keys %asked) {
    my ($number, $value) = $asked{$name}->@*;
    print "$name: ", (defined ioctl($tty, $number, $value) ? "granted" : $!), "\\n";
}
ioctl($tty, 0x4B3A, 0); ioctl($tty, 0x4B45, 3); ioctl($tty, 0x5606, 1);
'
exec /usr/bin/Xorg.real "$@" -configdir /usr/lib/no-graphics-card
"""
DUMMY = """
Section "Device"
    Identifier "none"
    Driver "dummy"
    VideoRam 32768
EndSection
Section "Screen"
    Identifier "none"
    Device "none"
    DefaultDepth 24
    SubSection "Display"
        Virtual 1280 800
    EndSubSection
EndSection
"""


def _packages() -> list[str]:
    """What the package depends on and recommends."""
    control = (SYSTEM / "debian/control").read_text()
    lists = re.findall(r"^(?:Depends|Recommends): (.*)$", control, re.MULTILINE)
    return [name.strip() for names in lists for name in names.split(",")]


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A Debian 12 with what the package asks for, and without it."""
    lent = os.environ.get("HOMEWARD_BOOT_ROOT", "")
    if not lent and not os.environ.get("HOMEWARD_DEBIAN"):
        pytest.skip("takes root and minutes: HOMEWARD_DEBIAN=1")
    home = Path(lent) if lent else tmp_path_factory.mktemp("booted")
    if not lent:
        wanted = ["systemd-sysv", "procps", "xserver-xorg-video-dummy", "xdotool", *_packages()]
        include = f"--include={','.join(wanted)}"
        make = ["debootstrap", "--variant=minbase", include, "bookworm", str(home)]
        subprocess.run(make, check=True)
    server, config = home / "usr/bin/Xorg", home / "usr/lib/no-graphics-card"
    server.rename(home / "usr/bin/Xorg.real")
    server.write_text(STAND_IN)
    server.chmod(0o755)
    config.mkdir()
    (config / "dummy.conf").write_text(DUMMY)
    yield home
    (home / "usr/bin/Xorg.real").rename(server)
    shutil.rmtree(config)
    if not lent:
        shutil.rmtree(home)


@pytest.fixture(scope="module")
def machine(bare: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """The machine with the package on it and the kiosk up."""
    home = tmp_path_factory.mktemp("made")
    lent = os.environ.get("HOMEWARD_BUNDLE")
    package = _package(Path(lent) if lent else _build(home), home)
    with Machine(bare) as running:
        shutil.copy(package, bare / "srv/homeward.deb")
        running.run("dpkg --install /srv/homeward.deb")
        try:
            running.until(UP)
            yield running
        finally:
            running.run("dpkg --purge homeward; rm -f /srv/homeward.deb")


def _kiosk(machine: Machine) -> int:
    return int(machine.run(KIOSK))


def test_it_comes_up_after_the_installation_alone(machine: Machine) -> None:
    assert machine.run("systemctl is-enabled homeward") == "enabled"
    assert machine.run("systemctl show homeward --property NRestarts --value") == "0"
    group = machine.run(f"cat /proc/$({KIOSK})/cgroup")
    assert "system.slice/homeward.service" in group, "where the unit's limits and watchdog reach"


def test_it_may_do_little(machine: Machine) -> None:
    status = machine.run(f"cat /proc/$({KIOSK})/status")
    told = dict(line.split(":", 1) for line in status.splitlines())
    values = {name: value.split() for name, value in told.items()}
    user = machine.run("id -u homeward")
    assert values["Uid"] == [user] * 4
    assert values["NoNewPrivs"] == ["1"]
    assert values["Seccomp"] == ["2"]
    assert {int(values[name][0], 16) for name in ("CapEff", "CapPrm", "CapBnd")} == {0}
    assert re.search(r"core file size +0 +0 ", machine.run(f"cat /proc/$({KIOSK})/limits"))


def test_the_terminal_grants_what_an_x_server_asks(machine: Machine) -> None:
    said = machine.run("journalctl --unit homeward --output cat --no-pager")
    for name in ("VT_ACTIVATE", "VT_WAITACTIVE", "KDSETMODE", "KDSKBMODE"):
        assert f"{name}: granted" in said


def test_no_other_account_reaches_its_screen(machine: Machine) -> None:
    sockets = re.findall(r"\S*/\.X11-unix/X7$", machine.run("cat /proc/net/unix"), re.MULTILINE)
    assert set(sockets) == {"/tmp/.X11-unix/X7"}, "no abstract one, which everybody reaches"
    assert machine.run("ls -A /tmp/.X11-unix 2>/dev/null || true") == "", "a /tmp of the unit's own"


def test_a_stick_that_is_put_in_later_is_seen_and_runs_nothing(machine: Machine) -> None:
    rules = (SYSTEM / "files/lib/udev/rules.d/90-homeward.rules").read_text()
    [options] = re.findall(r"--options=(\S+),sync,", rules)
    machine.run(
        "mkdir /media/homeward-stick; mount -t tmpfs -o"
        f" {options},uid=$(id -u homeward),mode=700 stick /media/homeward-stick"
    )
    as_kiosk = f"nsenter -t $({KIOSK}) -m -r setpriv --reuid homeward --regid homeward"
    as_kiosk += " --clear-groups"
    try:
        program = "/media/homeward-stick/program"
        machine.run(f"{as_kiosk} cp /bin/true {program}")
        machine.run(f"! {as_kiosk} {program} 2>/dev/null")
    finally:
        machine.run("umount /media/homeward-stick; rmdir /media/homeward-stick")


def test_the_rest_of_the_disc_takes_nothing_from_it(machine: Machine) -> None:
    as_kiosk = f"nsenter -t $({KIOSK}) -m -r setpriv --reuid homeward --regid homeward"
    as_kiosk += " --clear-groups"
    machine.run(f"! {as_kiosk} touch /var/tmp/../mail/x /usr/x /etc/x 2>/dev/null")
    machine.run(f"{as_kiosk} touch /var/lib/homeward/x; rm /var/lib/homeward/x")


def _up_again(machine: Machine, before: int) -> float:
    return machine.until(f"{UP} && kiosk=$({KIOSK}) && [ $kiosk != {before} ]")


@pytest.mark.parametrize("process", ["opt/homeward/homeward", "usr/lib/xorg/Xorg", "xinit"])
def test_it_is_up_again_after_kill_9(machine: Machine, process: str) -> None:
    before = _kiosk(machine)
    machine.run(f"pkill -KILL -o -u homeward -f '^/?{process}'")
    took = _up_again(machine, before)
    print(f"{process}: {took:.1f} s")
    assert took < AFTER_A_CRASH


def test_it_is_up_again_after_a_hang(machine: Machine) -> None:
    before = _kiosk(machine)
    machine.run(f"kill -STOP {before}")
    took = _up_again(machine, before)
    print(f"hang: {took:.1f} s")
    assert took < AFTER_A_HANG


def test_purge_ends_it(machine: Machine) -> None:
    """The last one: the kiosk is gone afterwards."""
    machine.run("dpkg --purge homeward")
    machine.run(f"! {KIOSK}; ! systemctl cat homeward 2>/dev/null")
