"""Printing through CUPS with its own commands, as a person at a terminal would.

`lp` answers 0 for a printer with no paper and for a paused one, so what it says is
never taken as success: the queue and the job are looked up afterwards.  The PDF
goes in on standard input, so no file of ours is left behind.

The kiosk's CUPS should keep no files and a minute of history (docs/how-to-printing.md):
with no history at all, a job that CUPS gave up cannot be told from one that was printed.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess

from gui.printing.port import TITLE, Job, PrintRefused
from gui.state import PrinterState

_MEDIA = {"letter": "Letter", "a4": "A4"}
"""What CUPS calls the two papers."""
_PATIENCE = 10  # seconds that one command may take
_TROUBLES = (
    # What the reasons of RFC 8011, section 5.4.12, mean at the kiosk; the first that fits counts.
    (("media-jam",), PrinterState.JAM),
    (("cover-open", "door-open", "interlock-open"), PrinterState.COVER_OPEN),
    (("toner-empty", "marker-supply-empty", "ink-empty"), PrinterState.NO_TONER),
    (("media-empty", "media-needed", "input-tray-missing"), PrinterState.OUT_OF_PAPER),
    (("offline", "shutdown", "timed-out", "connecting-to-device"), PrinterState.OFFLINE),
    (("paused", "moving-to-paused", "stopped"), PrinterState.PAUSED),
)
_STOPPED = "5"  # printer-state of RFC 8011, section 5.4.11


class CupsPrinter:
    """One CUPS queue: the one named, or the machine's default, or its only one."""

    def __init__(self, queue: str = "", paper: str = "letter", sides: str = "one-sided") -> None:
        self._named = queue
        self._media = _MEDIA[paper]
        self._sides = sides

    def status(self) -> PrinterState:
        """Whether the queue takes jobs, and the last that the printer said of itself."""
        queue = self._queue()
        options = _options(queue) if queue else {}
        if not options:
            running = "is running" in _run("lpstat", "-r").stdout
            return PrinterState.NO_QUEUE if running else PrinterState.SERVICE_DOWN
        if options.get("printer-is-accepting-jobs") == "false":
            return PrinterState.REJECTING
        if options.get("printer-state") == _STOPPED:
            return _trouble(options) or PrinterState.PAUSED
        return _trouble(options) or PrinterState.READY

    def submit(self, pdf: bytes, copies: int = 1) -> Job:
        """Send a PDF to the queue.  Raises PrintRefused."""
        queue = self._queue()
        if not queue:
            raise PrintRefused(self.status())
        wanted = (
            "-o",
            f"media={self._media}",
            "-o",
            f"sides={self._sides}",
            "-o",
            "job-sheets=none",
        )
        said = _run("lp", "-d", queue, "-n", str(copies), "-t", TITLE, *wanted, "-", given=pdf)
        found = re.search(r"request id is (\S+)", said.stdout)
        if not found:
            state = self.status()
            raise PrintRefused(PrinterState.FAILED if state is PrinterState.READY else state)
        return Job(found[1])

    def poll(self, job: Job) -> PrinterState:
        """How a job fares."""
        queue = job.id.rpartition("-")[0]
        waiting = _run("lpstat", "-W", "not-completed", "-o", queue)
        if waiting.returncode != 0:
            return self.status()
        if job.id in _jobs(waiting.stdout):
            return _trouble(_options(queue)) or PrinterState.SENDING
        ended = _jobs(_run("lpstat", "-W", "completed", "-l", "-o", queue).stdout).get(job.id, "")
        # CUPS clears a job's status line when it was printed and keeps it when it gave up.
        gave_up = re.search(r"Status:[ \t]*\S|Alerts:.*(canceled|aborted)", ended)
        return PrinterState.FAILED if gave_up else PrinterState.SENT

    def cancel(self, job: Job) -> None:
        """Take a job back with its file.  Raises PrintRefused when it is still queued."""
        _run("cancel", "-x", job.id)
        waiting = _run("lpstat", "-W", "not-completed", "-o", job.id.rpartition("-")[0])
        if job.id in _jobs(waiting.stdout):
            raise PrintRefused(PrinterState.UNKNOWN)

    def take_back_all(self) -> None:
        """Take back what an earlier run of the kiosk left behind, as when its power went.

        Only the jobs of this user are taken, and those of this queue alone.
        """
        queue = self._queue()
        if queue:
            _run("cancel", "-a", "-x", "-u", _user(), queue)

    def _queue(self) -> str:
        """The queue to print to, or "" when there is none to choose."""
        if self._named:
            return self._named
        default = re.search(r"default destination: (\S+)", _run("lpstat", "-d").stdout)
        queues = _run("lpstat", "-e").stdout.split()
        if default:
            return default[1]
        return queues[0] if len(queues) == 1 else ""


def list_queues() -> tuple[str, ...]:
    """Every queue that can be printed to; none when there is no print service."""
    return tuple(_run("lpstat", "-e").stdout.split())


def _run(*command: str, given: bytes = b"") -> subprocess.CompletedProcess[str]:
    """Run a command of CUPS in plain English; a missing or stuck one is a failed one."""
    try:
        done = subprocess.run(
            command,
            input=given,
            capture_output=True,
            timeout=_PATIENCE,
            env={**os.environ, "LC_ALL": "C"},
            check=False,
        )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return subprocess.CompletedProcess(command, 127, "", "")
    out, err = (text.decode("utf-8", "replace") for text in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(command, done.returncode, out, err)


def _user() -> str:
    """The name that CUPS knows this program's jobs by."""
    import getpass

    return getpass.getuser()


def _options(queue: str) -> dict[str, str]:
    """What CUPS knows of a queue; empty when there is no such queue or no service."""
    words = shlex.split(_run("lpoptions", "-p", queue).stdout)
    options = dict(word.partition("=")[::2] for word in words)
    return options if "printer-state" in options else {}


def _trouble(options: dict[str, str]) -> PrinterState | None:
    """What stops the printer, by its state reasons; None when nothing does."""
    reasons = [
        reason
        for reason in options.get("printer-state-reasons", "none").split(",")
        if reason != "none" and not reason.endswith("-warning")
    ]
    for starts, state in _TROUBLES:
        if any(reason.startswith(starts) for reason in reasons):
            return state
    serious = [reason for reason in reasons if not reason.endswith("-report")]
    return PrinterState.UNKNOWN if serious else None


def _jobs(listed: str) -> dict[str, str]:
    """The jobs of an lpstat list, each with the indented lines below it."""
    jobs: dict[str, str] = {}
    current = ""
    for line in listed.splitlines():
        if line[:1].isspace():
            jobs[current] = jobs.get(current, "") + line + "\n"
        elif line:
            current = line.split()[0]
            jobs[current] = ""
    return jobs
