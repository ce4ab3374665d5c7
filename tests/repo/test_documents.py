"""The documents speak of this tree: every file, link and command that they name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LOOKS_LIKE_A_PATH = re.compile(
    r"(?:[\w.-]+/)*[\w-]+\.(?:py|csv|po|toml|md|spec|json|lock)|[\w./-]+/"
)


def _quoted(document: Path) -> list[str]:
    fences = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
    return re.findall(r"`([^`\n]+)`", fences.sub("", document.read_text(encoding="utf-8")))


def _tree() -> set[str]:
    """Every file and folder of the project, and every shorter name that it may be called by."""
    tops = [ROOT / name for name in ("core", "gui", "resources", "tests", "docs")]
    paths = [*ROOT.glob("*"), *(path for top in tops for path in top.rglob("*"))]
    whole = (str(path.relative_to(ROOT)) + "/" * path.is_dir() for path in paths)
    parts = (name.split("/") for name in whole)
    return {"/".join(part[at:]) for part in parts for at in range(len(part))}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text)
    local = [target for target in targets if "://" not in target]
    assert [target for target in local if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_files_that_are_named_exist(document: Path) -> None:
    made = {"CASE.json", "out.pdf", "out/", "dist/", "resources/baked/", "edition.json"}
    made.add("homeward/settings.toml")  # in the configuration of whoever runs the kiosk
    made |= {"events.jsonl", "summaries.json", "pin-tries.json", "logo.png"}  # at the kiosk
    named = {name for name in _quoted(document) if LOOKS_LIKE_A_PATH.fullmatch(name)}
    assert named - made - _tree() == set()


def test_tests_that_are_named_exist() -> None:
    tests = [file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py")]
    there = {
        name for text in tests for name in re.findall(r"^def (test_\w+)\(", text, re.MULTILINE)
    }
    quoted = {name.rpartition("::")[2] for document in DOCUMENTS for name in _quoted(document)}
    named = {name for name in quoted if re.fullmatch(r"test_\w+", name)}
    assert len(named) > 30, "or this finds nothing"
    assert named - there == set()


def test_readme_names_the_two_commands_and_the_launcher_knows_them() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [first, second] = re.findall(r"^(\./run[^#\n]*)", readme, re.MULTILINE)[:2]
    assert (first.split(), second.split()) == (["./run"], ["./run", "tests"])
    launcher = (ROOT / "run").read_text(encoding="utf-8")
    assert all(f"\n    {name})" in launcher for name in ("tests", "bench", "bundle"))
