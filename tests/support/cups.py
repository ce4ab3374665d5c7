"""A real print service of the tests' own: cupsd on a unix socket, with a printer that keeps files.

It opens no network port and touches nothing of the machine's own print service.
The printer is a backend of a few lines that writes what it is sent into a folder, and
that can be told, while it runs, to be out of paper, jammed, offline or broken.
"""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_CUPSD = shutil.which("cupsd", path=os.defpath + ":/usr/sbin:/sbin") or "cupsd"
_ADMIN = os.defpath + ":/usr/sbin:/sbin"

_BACKEND = """#!/bin/sh
# CUPS backend: job user title copies options [file].  DEVICE_URI is homewardtest:FOLDER.
[ $# -gt 0 ] || { echo 'direct homewardtest "Unknown" "A folder"'; exit 0; }
folder=${DEVICE_URI#homewardtest:}
# A printer says what is wrong with it as long as it is, and takes it back when it is over.
for trouble in $(cat "$folder/told" 2>/dev/null); do echo "STATE: -$trouble" >&2; done
while [ -s "$folder/trouble" ]; do
    read -r trouble <"$folder/trouble"
    [ "$trouble" != broken ] || { echo "ERROR: broken" >&2; exit 1; }
    echo "STATE: +$trouble" >&2
    echo "$trouble" >"$folder/told"
    sleep 0.1
done
for trouble in $(cat "$folder/told" 2>/dev/null); do echo "STATE: -$trouble" >&2; done
if [ $# -ge 6 ]; then cat "$6"; else cat; fi >"$folder/unfinished"
printf '%s\\n%s\\n%s\\n' "$3" "$4" "$5" >"$folder/$1.job"
mv "$folder/unfinished" "$folder/$1.pdf"
"""

_CUPSD_CONF = """
Listen {home}/cups.sock
Browsing No
WebInterface No
DefaultAuthType None
LogLevel warn
MaxLogSize 0
PreserveJobFiles No
PreserveJobHistory {history}
ErrorPolicy {policy}
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  SubscriptionPrivateAccess all
  SubscriptionPrivateValues none
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""

_CUPS_FILES_CONF = """
ServerRoot {home}
RequestRoot {home}/spool
TempDir {home}/spool/tmp
CacheDir {home}/cache
StateDir {home}/state
DataDir {home}/data
ServerBin {home}/bin
AccessLog {home}/access_log
ErrorLog {home}/error_log
PageLog {home}/page_log
SystemGroup {system_group}
User {user}
Group {group}
Sandboxing relaxed
FileDevice No
"""


@dataclass(frozen=True)
class PrintService:
    """A running print service with one queue; `environment` is what its clients need."""

    queue: str
    home: Path
    environment: dict[str, str]

    @property
    def tray(self) -> Path:
        """The folder that the printer writes to."""
        return self.home / "tray"

    def printed(self) -> list[bytes]:
        """What came out, oldest first."""
        files = sorted(self.tray.glob("*.pdf"), key=lambda path: int(path.stem))
        return [path.read_bytes() for path in files]

    def tickets(self) -> list[tuple[str, int, str]]:
        """Title, copies and options of each print, oldest first."""
        jobs = sorted(self.tray.glob("*.job"), key=lambda path: int(path.stem))
        lines = [path.read_text().splitlines() for path in jobs]
        return [(title, int(copies), options) for title, copies, options in lines]

    def trouble(self, reason: str = "") -> None:
        """Make the printer report a reason ("media-empty-error") or break; "" ends it."""
        fresh = self.home / "trouble.new"
        fresh.write_text(reason and reason + "\n")
        fresh.chmod(0o644)
        fresh.replace(self.tray / "trouble")

    def admin(self, *command: str) -> str:
        """Run a command of CUPS (lpadmin, cupsdisable, lpstat) against this service."""
        done = subprocess.run(
            command,
            env={**os.environ, **self.environment, "PATH": _ADMIN, "LC_ALL": "C"},
            check=True,
            capture_output=True,
            text=True,
            timeout=120,
        )
        return done.stdout

    def waiting_jobs(self) -> list[str]:
        """The jobs that are still in the queue."""
        lines = self.admin("lpstat", "-W", "not-completed", "-o", self.queue).splitlines()
        return [line.split()[0] for line in lines if line.strip()]


@contextmanager
def print_service(history: str = "60", policy: str = "stop-printer") -> Iterator[PrintService]:
    """Start the service with an empty, enabled queue; stop it and remove its folder after."""
    with tempfile.TemporaryDirectory(prefix="hw-cups-") as folder:
        home = Path(folder)  # a short path: a unix socket's may have 107 bytes
        _lay_out(home, history, policy)
        process = subprocess.Popen(
            [_CUPSD, "-f", "-c", str(home / "cupsd.conf"), "-s", str(home / "cups-files.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        service = PrintService("kiosk", home, {"CUPS_SERVER": str(home / "cups.sock")})
        try:
            _wait_until_up(process, service)
            uri = f"homewardtest:{service.tray}"
            service.admin("lpadmin", "-p", "kiosk", "-v", uri, "-m", "raw", "-E")
            yield service
        finally:
            process.terminate()
            process.wait(timeout=120)


def _lay_out(home: Path, history: str, policy: str) -> None:
    root = os.getuid() == 0
    user = "lp" if root else pwd.getpwuid(os.getuid()).pw_name
    group = "lp" if root else grp.getgrgid(os.getgid()).gr_name
    for name in ("spool/tmp", "cache", "state", "data", "bin/backend", "bin/filter", "tray", "ppd"):
        (home / name).mkdir(parents=True)
    backend = home / "bin/backend/homewardtest"
    backend.write_text(_BACKEND)
    backend.chmod(0o755)
    (home / "bin/daemon").symlink_to("/usr/lib/cups/daemon")
    (home / "data/mime").symlink_to("/usr/share/cups/mime")
    home.chmod(0o755)
    if root:  # cupsd works as root and its backends as lp
        for name in ("spool", "spool/tmp", "cache", "state"):
            os.chown(home / name, 0, grp.getgrnam("lp").gr_gid)
            (home / name).chmod(0o770)
    (home / "tray").chmod(0o777)
    system_group = "lpadmin" if root else group
    values = {"home": home, "user": user, "group": group, "system_group": system_group}
    (home / "cupsd.conf").write_text(_CUPSD_CONF.format(home=home, history=history, policy=policy))
    (home / "cups-files.conf").write_text(_CUPS_FILES_CONF.format(**values))


def _wait_until_up(process: subprocess.Popen[bytes], service: PrintService) -> None:
    limit = time.monotonic() + 120
    while "is running" not in service.admin("lpstat", "-r"):
        log = service.home / "error_log"
        told = log.read_text() if log.exists() else ""
        assert process.poll() is None, f"cupsd ended: {told}"
        assert time.monotonic() < limit, f"cupsd does not answer: {told}"
        time.sleep(0.05)
