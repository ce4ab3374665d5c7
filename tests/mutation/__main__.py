"""Put small faults into the code of the money, one at a time, and see a test fail for each.

./run mutants                  every mutant of money, ledger, payers, pricing and schedule
./run mutants payers schedule  those of some of them
./run mutants --sample 40      the 40 that CI tries, always the same while the code is

A mutant that no test notices is an error, unless tests/mutation/explained.csv says why it
changes nothing; and so is an explanation of a mutant that a test does notice, or that is gone.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from tests.mutation.mutants import ROOT, Mutant, mutants_of
from tests.mutation.trial import Trial, options

PACKAGES = ("money", "ledger", "payers", "pricing", "schedule")
TESTS = (
    "tests/core/test_money.py",
    *(f"tests/core/{part}" for part in ("ledger", "payers", "pricing", "schedule", "estimate")),
    "tests/cases",
    "tests/model",
)
NOT_WORTH_IT = (
    "tests/core/estimate/test_nesting.py",
    "tests/core/estimate/test_result_json.py",
    "tests/core/estimate/test_words_of_money.py",
    *(
        f"tests/model/test_second_model.py::{name}"
        for name in (
            "test_each_line_of_a_run_is_the_same[3]",
            "test_each_line_of_a_run_is_the_same[4]",
            "test_each_line_of_a_run_is_the_same[5]",
            "test_the_cases_reach_every_drug_pump_and_supplement",
            "test_the_cases_are_possible_ones",
        )
    ),
)
"""They take long, and notice next to nothing that the others do not."""
EXPLAINED = Path(__file__).with_name("explained.csv")

Name = tuple[str, str, str]


def explained() -> dict[Name, str]:
    """The reason why a mutant changes nothing, by its name."""
    with EXPLAINED.open(encoding="utf-8", newline="") as file:
        return {
            (row["path"], row["within"], row["change"]): row["reason"]
            for row in csv.DictReader(file)
        }


def all_mutants(packages: list[str]) -> list[Mutant]:
    """The mutants of some packages of core, or modules."""
    found: list[Mutant] = []
    for package in packages:
        module = ROOT / "core" / f"{package}.py"
        paths = [module] if module.exists() else sorted((ROOT / "core" / package).rglob("*.py"))
        for path in paths:
            found += mutants_of(path.relative_to(ROOT).as_posix())
    return found


def _figures(tried: list[Mutant], trial: Trial, reasons: dict[Name, str]) -> None:
    print(f"{'':12}{'mutants':>9}{'killed':>9}{'':>8}{'explained':>11}{'unexplained':>13}")
    rows = [(name, [each for each in tried if _package(each) == name]) for name in PACKAGES]
    for name, mutants in [*rows, ("together", tried)]:
        if not mutants:
            continue
        left = [each for each in mutants if each in trial.survivors]
        told = sum(each.name in reasons for each in left)
        killed = len(mutants) - len(left)
        percent = f"{100 * killed / len(mutants):.1f} %"
        print(f"{name:12}{len(mutants):9,}{killed:9,}{percent:>8}{told:11,}{len(left) - told:13,}")


def _package(mutant: Mutant) -> str:
    return mutant.path.split("/")[1].removesuffix(".py")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="./run mutants",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    named = parser.add_argument("packages", nargs="*", metavar="PACKAGE")
    named.help = f"some of {', '.join(PACKAGES)} (all)"
    parser.add_argument("--sample", type=int, metavar="N", help="only N of them")
    parser.add_argument("--processes", type=int, default=2, help="at once (%(default)s)")
    chosen = parser.parse_args()
    if strange := set(chosen.packages) - set(PACKAGES):
        parser.error(f"no such package: {', '.join(strange)}")
    chosen.packages = chosen.packages or list(PACKAGES)
    return chosen


def main() -> int:
    """Try them, print the survivors and the figures."""
    chosen = _arguments()
    began = time.monotonic()
    mutants = all_mutants(chosen.packages)
    if chosen.sample is not None:
        mutants = sorted(mutants, key=lambda each: each.lot)[: chosen.sample]
    # A failure need not be made small, and must not hang on chance.
    settings.register_profile(
        "mutants",
        phases=(Phase.explicit, Phase.generate),
        derandomize=True,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
    )
    settings.load_profile("mutants")
    os.chdir(ROOT)
    trial = Trial(mutants, chosen.processes, quick=chosen.sample is not None)
    left_out = (f"--deselect={name}" for name in NOT_WORTH_IT)
    ended = pytest.main([*options(), *left_out, *TESTS], plugins=[trial])
    if ended != pytest.ExitCode.OK or trial.broken:
        print("The tests themselves do not pass: see ./run tests", file=sys.stderr)
        return 2
    return _report(mutants, trial, began, chosen.sample is None)


def _report(mutants: list[Mutant], trial: Trial, began: float, is_whole: bool) -> int:
    reasons = explained()
    left = {each.name for each in trial.survivors}
    tried = {each.name for each in mutants}
    paths = {each.path for each in mutants}
    wrong = [each for each in trial.survivors if each.name not in reasons]
    for mutant in wrong:
        path, within, change = mutant.name
        print(f"survived: {path}:{mutant.lines.start} {within}\n    {change}")
    stale = [name for name in reasons if name in tried and name not in left]
    if is_whole:
        stale += [name for name in reasons if name[0] in paths and name not in tried]
    for name in stale:
        print(f"explained, but not a survivor: {name}")
    _figures(mutants, trial, reasons)
    print(f"{len(trial.stopped)} ran out of time or memory; {time.monotonic() - began:.0f} s")
    return 1 if wrong or stale else 0


if __name__ == "__main__":
    sys.exit(main())
