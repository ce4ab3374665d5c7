"""A whole import: every file that CMS ships for an edition, beside reading its workbooks alone."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

from tests.bench.timing import Timing, of, timed
from tests.support.cms import BESIDE
from tests.support.layouts import (
    as_csv,
    as_xlsx,
    dmepos_rows,
    gpci_rows,
    payment_limits,
    prices_of,
    rows_of,
    zip5,
)
from tests.support.tables import real_tables

_TIMES = 3


@dataclass(frozen=True)
class _Run:
    """Milliseconds by the clock and of the processor; megabytes at the peak."""

    clock: float
    processor: float
    peak: int


def rows() -> Iterator[tuple[str, Timing, str, Timing | None]]:
    """One import as a process: its processor time, its time by the clock, its peak of memory."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = _cms_files() or _made_files(folder)
        runs = [_import(files, folder / "edition") for _ in range(_TIMES)]
        books = [file for file in files if file.suffix == ".xlsx"]
        whose = "CMS's" if _cms_files() else "made"
        what = f"import of {len(files)} whole files, {whose}"
        yield (
            f"{what} (peak {max(run.peak for run in runs)} MB)",
            of([run.processor for run in runs]),
            f"read the cells of its {len(books)} workbooks",
            timed(lambda: [_read(book) for book in books], 2),
        )
        yield f"{what}, by the clock", of([run.clock for run in runs]), "", None


def _cms_files() -> list[Path]:
    """The whole files that CMS ships and that are here."""
    folder = Path(os.environ.get("HOMEWARD_CMS", BESIDE))
    kinds = ("DMEPOS26*.xlsx", "ZIP5_JAN2026.xlsx", "GPCI2025.csv", "section 508*.csv")
    return sorted(file for kind in kinds for file in folder.glob(kind))


def _made_files(folder: Path) -> list[Path]:
    """Files of the same size, written from the project's tables."""
    tables = real_tables()
    fees = as_xlsx(dmepos_rows(tables, "January 2026"))
    lines = zip5(tables, "20261").decode("cp1252").splitlines()
    heading = ["STATE", "ZIP CODE", "CARRIER", "LOCALITY", "YEAR/QTR"]
    places = [[line[:2], line[2:7], line[7:12], line[12:14], line[75:]] for line in lines]
    limits = payment_limits(
        "January 1, 2026 through March 31, 2026", prices_of(tables, "2026-01-01")
    )
    made = {
        "DMEPOS26_JAN.xlsx": fees,
        "ZIP5_JAN2026.csv": as_csv([heading, *places]),
        "GPCI2026.csv": as_csv(gpci_rows(tables, "2026")),
        "January 2026 Payment Limit File.csv": as_csv(rows_of(limits)),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in made]


def _import(files: list[Path], out: Path) -> _Run:
    """Run the command."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "gui", "reference", "import", *map(str, files)]
    quiet = os.open(os.devnull, os.O_WRONLY)
    start = time.perf_counter()
    process = os.posix_spawn(
        sys.executable,
        [*command, "--out", str(out)],
        os.environ,
        file_actions=[(os.POSIX_SPAWN_DUP2, quiet, 1), (os.POSIX_SPAWN_DUP2, quiet, 2)],
    )
    _, status, used = os.wait4(process, 0)
    clock = (time.perf_counter() - start) * 1000
    os.close(quiet)
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError("the import did not succeed")
    return _Run(clock, (used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss // 1024)


def _read(book: Path) -> int:
    sheet = openpyxl.load_workbook(book, read_only=True).worksheets[0]
    return sum(len(row) for row in sheet.iter_rows(values_only=True))
