"""A Debian in a folder, started by systemd as its first process, in namespaces of its own.

It takes root.  It has this machine's network and terminals, and no other of its devices.
"""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

_PATIENCE = 120
"""Seconds that a busy machine may take to come up or to reach a state."""

_BEFORE = """
root=$1
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs -o ro sysfs "$root/sys"  # its udev leaves the devices of this machine alone
mount -t tmpfs tmpfs "$root/run"
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    mount -t cgroup2 cgroup "$root/sys/fs/cgroup"
else
    mount -t tmpfs tmpfs "$root/sys/fs/cgroup"
    for name in memory pids devices; do
        mkdir "$root/sys/fs/cgroup/$name"
        mount -t cgroup -o "$name" cgroup "$root/sys/fs/cgroup/$name"
    done
    mkdir "$root/sys/fs/cgroup/systemd"
    mount -t cgroup -o none,name=systemd,xattr cgroup "$root/sys/fs/cgroup/systemd"
fi
mount -t tmpfs tmpfs "$root/dev"
for name in null zero full random urandom tty; do
    touch "$root/dev/$name"
    mount --bind "/dev/$name" "$root/dev/$name"
done
mknod -m 620 "$root/dev/tty0" c 4 0
mknod -m 620 "$root/dev/tty7" c 4 7
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
mount -t tmpfs tmpfs "$root/dev/shm"
mount --make-rshared "$root"  # as of any machine: what is mounted later is seen by the services
exec env -i container=test PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    chroot "$root" /lib/systemd/systemd --log-target=console </dev/null >/dev/null 2>&1
"""


class Machine:
    """The machine while it runs; leaving the context switches it off."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def __enter__(self) -> Machine:
        apart = "unshare --pid --mount --fork --uts --ipc --cgroup --kill-child"
        self._outer = subprocess.Popen([*apart.split(), "sh", "-ec", _BEFORE, "sh", str(self.root)])
        try:
            self.until("systemctl is-system-running | grep -Ex 'running|degraded'")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._outer.kill()
        self._outer.wait()

    def run(self, command: str) -> str:
        """Run a line as root in it; answer what it said.  Raises AssertionError when it fails."""
        done = self._run(command)
        assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        return done.stdout.strip()

    def until(self, command: str) -> float:
        """Ask again until a line succeeds; the seconds that it took.  Raises AssertionError."""
        began = time.monotonic()
        while self._run(command).returncode != 0:
            assert time.monotonic() - began < _PATIENCE, f"never: {command}"
            time.sleep(0.1)  # it is another machine: nothing here tells when it is so
        return time.monotonic() - began

    def _run(self, command: str) -> subprocess.CompletedProcess[str]:
        clean = "env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8"
        clean += " DEBIAN_FRONTEND=noninteractive"
        return subprocess.run(
            ["nsenter", f"--target={self._first()}", *"-m -p -u -i -C chroot".split(),
             str(self.root), *clean.split(), "sh", "-c", command],
            capture_output=True, text=True, timeout=900,
        )  # fmt: skip

    def _first(self) -> int:
        """The process that is number 1 in there."""
        pid = self._outer.pid
        children = Path(f"/proc/{pid}/task/{pid}/children")
        began = time.monotonic()
        while not (found := children.read_text().split()):
            assert time.monotonic() - began < _PATIENCE, "it does not start"
            time.sleep(0.05)
        return int(found[0])
