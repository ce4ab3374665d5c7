"""Mutants are put where they should be, and a fixed sample of them is noticed by the tests.

The short form of `./run mutants`, which tries them all.
"""

from __future__ import annotations

import subprocess
import sys

from tests.mutation.__main__ import PACKAGES, all_mutants, explained
from tests.mutation.mutants import ROOT

SAMPLE = 30


def test_a_fixed_sample_is_noticed() -> None:
    command = [sys.executable, "-m", "tests.mutation", "--sample", str(SAMPLE)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]


def test_no_two_mutants_have_the_same_name() -> None:
    names = [mutant.name for mutant in all_mutants(list(PACKAGES))]
    assert len(names) == len(set(names)) > 1000


def test_every_explanation_is_of_a_mutant_that_there_is() -> None:
    names = {mutant.name for mutant in all_mutants(list(PACKAGES))}
    assert [name for name in explained() if name not in names] == []
    assert all(explained().values())
