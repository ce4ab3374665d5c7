"""`homeward reference`: what the bundled edition is, and the tables checked and baked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from core.commands.console import DONE, PROBLEMS, complain, say
from core.editions.installed import open_best
from core.machine import Machine
from core.output import NotWritten
from core.reference.check import check_folder
from core.reference.info import describe
from core.reference.tables import Fault
from core.staleness import ended
from core.words import Words


def info(machine: Machine, words: Words) -> int:
    """Print the edition in use and why it is, what it holds, and what to fetch."""
    found = open_best(machine.editions)
    reference = found.reference
    lines = [words(f"editions.in-use.{found.chosen}", edition=reference.edition.id)]
    lines += [words.say(notice) for notice in found.notices(machine.today)]
    lines += ["", *describe(reference, words)]
    stale = ended(reference.edition, machine.today)
    if stale:
        lines.append("")
    for table, day in stale:
        fetch = words(f"editions.fetch.{table}")
        lines.append(words("editions.fetch", what=table, day=day, fetch=fetch))
    reference.close()
    say("\n".join(lines))
    return DONE


def check(folder: Path, words: Words) -> int:
    """Check the tables of a folder: each fault on a line of the standard error."""
    faults = check_folder(folder)
    if faults:
        tell_faults(faults, words)
        return PROBLEMS
    say(words("cli.reference.sound", folder=str(folder)))
    return DONE


def build(folder: Path, out: Path, words: Words) -> int:
    """Check the tables of a folder and bake them into another."""
    # Not with the others: sqlite-utils takes longer to load than an estimate takes to make.
    from core.reference.build import TablesRefused
    from core.reference.build import build as bake

    try:
        edition = bake(folder, out)
    except TablesRefused as refused:
        tell_faults(refused.faults, words)
        return PROBLEMS
    except OSError as error:
        raise NotWritten.of(out, error) from error
    say(words("cli.reference.built", edition=edition, folder=str(out)))
    return DONE


def tell_faults(faults: Iterable[Fault], words: Words) -> None:
    """Each fault of the tables on a line of the standard error."""
    for fault in faults:
        key = "check.at" if fault.line else "check.at_file"
        complain(
            words(
                key,
                table=fault.table,
                line=fault.line,
                column=fault.column or words("check.row"),
                text=fault.text,
            )
        )
