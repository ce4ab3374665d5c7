"""Run the tests on each mutant: one warm pytest, and a fork of it for every mutant.

The tests run once as they are, and coverage notes which of them reach which line. Each mutant
then gets the tests that reach its lines, the quickest first, until one fails. For a few mutants
that does not pay: they get all tests, those of their own package first. A child that takes too
long or too much memory has been stopped by the mutant: that counts as killed.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import sys
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

import pytest
from coverage import Coverage

from tests.mutation.mutants import ROOT, Mutant

_SURVIVED, _KILLED = 0, 1
_MORE_MEMORY = 1 << 30
_MORE_SECONDS = 5.0
"""Seconds of processor time beyond three times what the same tests take as they are."""
_ENOUGH = 5.0
"""Seconds of tests that a mutant must survive, by how long they take as the code is."""
_QUICK_LIMIT = 60.0


@dataclass
class Trial:
    """A pytest plugin that tries mutants in the place of a test run."""

    mutants: list[Mutant]
    processes: int
    quick: bool
    survivors: list[Mutant] = field(default_factory=list)
    stopped: list[Mutant] = field(default_factory=list)
    broken: bool = False
    _in_child: bool = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """As the code is; then one fork for each mutant."""
        if self.quick:
            self._try(lambda mutant: (_nearest_first(mutant, session.items), _QUICK_LIMIT))
            return True
        items = session.items
        seconds, reached = self._as_it_is(items)
        if self.broken:
            return True
        items.sort(key=lambda item: seconds[item.nodeid])
        taken = sum(seconds.values())
        self.say(f"{len(items)} tests, {taken:.0f} s; {len(self.mutants):,} mutants")
        if self._result(self._fork(None, items, 3 * taken + _MORE_SECONDS)) != _SURVIVED:
            raise AssertionError("the tests do not pass in a fork of the code as it is")

        def chosen(mutant: Mutant) -> tuple[list[pytest.Item], float]:
            tests = _reaching(mutant, items, reached)
            spent = list(accumulate(seconds[item.nodeid] for item in tests))
            tests = tests[: bisect_left(spent, _ENOUGH) + 1]
            return tests, 3 * min(sum(spent[-1:]), 2 * _ENOUGH) + _MORE_SECONDS

        self._try(chosen)
        return True

    def _try(self, chosen: Callable[[Mutant], tuple[list[pytest.Item], float]]) -> None:
        gc.freeze()
        running: dict[int, Mutant] = {}
        for mutant in self.mutants:
            if len(running) == self.processes:
                self._take_one(running)
            running[self._fork(mutant, *chosen(mutant))] = mutant
        while running:
            self._take_one(running)
        self.survivors.sort(key=self.mutants.index)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, call: pytest.CallInfo[None]) -> None:
        """The first failure ends a child."""
        if call.excinfo is None or call.excinfo.errisinstance(pytest.skip.Exception):
            return
        if self._in_child:
            os._exit(_KILLED)
        self.broken = True

    def say(self, line: str) -> None:
        """On a line of its own, in spite of what pytest prints."""
        print(f"\n{line}", file=sys.stderr, flush=True)

    def _as_it_is(
        self, items: list[pytest.Item]
    ) -> tuple[dict[str, float], dict[tuple[str, int], set[str]]]:
        """How long each test takes, and which tests reach a line."""
        paths = sorted({mutant.path for mutant in self.mutants})
        # Without the settings of `./run coverage`, which count other files and every process.
        only = [str(ROOT / path) for path in paths]
        seen = Coverage(data_file=None, config_file=False, include=only)
        seconds: dict[str, float] = {}
        seen.start()
        for item in items:
            seen.switch_context(item.nodeid)
            before = time.process_time()
            _run(item)
            seconds[item.nodeid] = time.process_time() - before
            if self.broken:
                sys.stderr.write(f"Without any mutant, this fails: {item.nodeid}\n")
                break
        seen.stop()
        reached: dict[tuple[str, int], set[str]] = {}
        for path in paths:
            for line, tests in seen.get_data().contexts_by_lineno(str(ROOT / path)).items():
                reached[path, line] = set(tests)
        return seconds, reached

    def _fork(self, mutant: Mutant | None, chosen: list[pytest.Item], limit: float) -> int:
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child:
            return child
        self._in_child = True
        try:
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            _hold(limit)
            if mutant is not None:
                mutant.install()
            for item in chosen:
                _run(item)
        except BaseException:
            os._exit(_KILLED)
        os._exit(_SURVIVED)

    def _take_one(self, running: dict[int, Mutant]) -> None:
        child, status = os.wait()
        mutant = running.pop(child)
        code = os.waitstatus_to_exitcode(status)
        if code == _SURVIVED:
            self.survivors.append(mutant)
            path, within, change = mutant.name
            self.say(f"survived: {path}:{mutant.lines.start} {within}: {change}")
        elif code < 0:
            self.stopped.append(mutant)

    @staticmethod
    def _result(child: int) -> int:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _run(item: pytest.Item) -> None:
    # The session as the next: what it shares, as the open reference, stays, and nothing else.
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=item.session)


def _hold(seconds: float) -> None:
    """Not longer than so much processor time, nor with much more memory than now."""
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    whole = round(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole))
    with open("/proc/self/statm") as now:
        size = int(now.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + _MORE_MEMORY, size + _MORE_MEMORY))


def _reaching(
    mutant: Mutant, items: list[pytest.Item], reached: dict[tuple[str, int], set[str]]
) -> list[pytest.Item]:
    """The tests that reach the lines of a mutant; all, for what is read when it is imported."""
    if not mutant.is_in_a_function:
        return items
    tests: set[str] = set().union(*(reached.get((mutant.path, line), ()) for line in mutant.lines))
    return [item for item in items if item.nodeid in tests]


def _nearest_first(mutant: Mutant, items: list[pytest.Item]) -> list[pytest.Item]:
    """All tests: those of its own package first, those of whole cases last."""
    package = mutant.path.split("/")[1].removesuffix(".py")
    near = (f"tests/core/{package}/", f"tests/core/test_{package}", "tests/core/", "tests/cases/")

    def distance(item: pytest.Item) -> int:
        starts = [place for place, start in enumerate(near) if item.nodeid.startswith(start)]
        return starts[0] if starts else len(near)

    return sorted(items, key=distance)


def options() -> Iterator[str]:
    """What pytest is told beside the tests to run."""
    yield from ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "faulthandler_timeout=0")
    # hypothesis is here already: its profile is chosen before a test is read.
    yield from ("-W", "ignore::pytest.PytestAssertRewriteWarning")
