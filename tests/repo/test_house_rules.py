"""The rules of the house that a reader would otherwise have to remember, checked in the tree."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORE = sorted((ROOT / "core").rglob("*.py"))
GUI = sorted((ROOT / "gui").rglob("*.py"))
LOCKS = ("requirements.lock", "requirements-dev.lock")


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _at(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def _calls(path: Path) -> Iterator[tuple[str, str]]:
    """Each call in a file: what is called, as written, and where."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), _at(path, node)


def _committed() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def _is_layout(path: Path) -> bool:
    return str(path.relative_to(ROOT)).startswith(LAYOUT)


# -- the core --------------------------------------------------------------------------

LAYOUT = (
    "core/handout/",
    "core/style.py",
    "core/editions/report_files.py",
)  # sizes in points and pixels, not money
FORBIDDEN_CALLS = {
    "float": "money and doses are exact decimals",
    "date.today": "the day is part of the case",
    "datetime.now": "the day is part of the case",
    "datetime.today": "the day is part of the case",
    "time.time": "the core has no clock",
    "random.random": "the core has no randomness",
    "uuid.uuid4": "the core has no randomness",
    "os.urandom": "the core has no randomness",
    "eval": "nothing is run that was read",
    "exec": "nothing is run that was read",
}
FORBIDDEN_IMPORTS = {"PySide6", "gui", "random", "secrets", "socket", "ssl", "time", "urllib"}


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_core_has_no_clock_no_chance_no_float_and_no_screen(path: Path) -> None:
    wrong = []
    for called, where in _calls(path):
        name = ".".join(called.split(".")[-2:])
        why = FORBIDDEN_CALLS.get(called) or FORBIDDEN_CALLS.get(name)
        if why and not (called == "float" and _is_layout(path)):
            wrong.append(f"{where}: {called}: {why}")
    for node in ast.walk(_tree(path)):
        modules = []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules = [node.module]
        wrong += [
            f"{_at(path, node)}: imports {module}"
            for module in modules
            if module.partition(".")[0] in FORBIDDEN_IMPORTS
        ]
    assert wrong == []


@pytest.mark.parametrize(
    "path",
    [path for path in CORE if not _is_layout(path)],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_the_core_writes_no_number_as_a_float(path: Path) -> None:
    wrong = [
        f"{_at(path, node)}: {node.value!r}"
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", [*CORE, *GUI], ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_swallows_an_error(path: Path) -> None:
    wrong = []
    for node in ast.walk(_tree(path)):
        if not isinstance(node, ast.ExceptHandler):
            continue
        everything = node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
        silent = all(isinstance(step, ast.Pass) for step in node.body)
        if everything and silent:
            wrong.append(_at(path, node))
    assert wrong == []


def test_no_file_is_longer_than_one_can_hold_in_the_head() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in (*CORE, *GUI)
    }
    del lengths["core/reference/schema.py"]  # one long table
    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}


# -- what is installed -------------------------------------------------------------------


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_hashes_and_no_address(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in lock
    assert not re.search(r"^\s*--(extra-)?index-url|^\s*--find-links|^\s*-i ", lock, re.MULTILINE)
    pins = re.findall(r"^[a-z0-9][\w.-]*==.*$", lock, re.MULTILINE)
    blocks = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(pins) > 10
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


def _pins(name: str) -> dict[str, str]:
    lock = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9][\w.-]*)==(\S+)", lock, re.MULTILINE))


def test_the_tests_run_against_what_the_kiosk_gets() -> None:
    kiosk, tests = (_pins(name) for name in LOCKS)
    assert {name: tests.get(name) for name in kiosk} == kiosk


def _declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {_plain(re.split(r"[<>=!~\[; ]", each)[0]) for each in project["dependencies"]}


def _plain(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def test_every_package_that_is_used_is_declared_and_the_other_way_round() -> None:
    from_module = packages_distributions()
    used: dict[str, str] = {}
    for path in (*CORE, *GUI):
        for node in ast.walk(_tree(path)):
            modules: list[str] = []
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
                modules = [node.module]
            for top in (module.partition(".")[0] for module in modules):
                if top in sys.stdlib_module_names or top in ("core", "gui", "resources"):
                    continue
                distributions = {_plain(each) for each in from_module.get(top, [top])}
                if not distributions & _declared():
                    used[top] = _at(path, node)
                used.update(dict.fromkeys(distributions & _declared(), ""))
    assert {name: where for name, where in used.items() if where} == {}, "used, not declared"
    assert _declared() - used.keys() == set(), "declared, not used"


def test_the_launchers_are_sound_shell() -> None:
    shellcheck = Path(sys.executable).parent / "shellcheck"
    done = subprocess.run(
        [shellcheck, ROOT / "run", ROOT / ".ci" / "run"], capture_output=True, text=True
    )
    assert done.stdout + done.stderr == ""


# -- what is committed -------------------------------------------------------------------

# Put together here, so that this file does not find itself.
MACHINE_PATHS = re.compile(
    rb"(?<![\w.-])/(?:" + rb"|".join([b"wo" + b"rk", b"ro" + b"ot", b"home/" + rb"\w+"]) + rb")/\w"
)
REGISTRIES = re.compile(rb"//[a-z.]*(?:py" + rb"pi|np" + rb"mjs|artifact)[a-z.-]*[./]")


def test_no_path_of_one_machine_and_no_registry_is_committed() -> None:
    wrong = []
    for path in _committed():
        content = path.read_bytes()
        for pattern in (MACHINE_PATHS, REGISTRIES):
            found = pattern.search(content)
            # Fonts and pictures are not text; a chance match in them means nothing.
            if found and b"\0" not in content[:8000]:
                wrong.append(f"{path.relative_to(ROOT)}: {found[0]!r}")
    assert wrong == []


def test_nothing_that_is_built_is_committed() -> None:
    built = [
        str(path.relative_to(ROOT))
        for path in _committed()
        if path.suffix in (".sqlite", ".mo", ".pyc", ".pdf", ".whl")
    ]
    assert built == []


def test_no_committed_file_is_huge() -> None:
    large = {
        str(path.relative_to(ROOT)): path.stat().st_size
        for path in _committed()
        if path.stat().st_size > 1_500_000
    }
    assert large == {}
