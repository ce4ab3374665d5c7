"""What the documents tell a reader to type is understood by the program."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from core.cli import _parser
from core.words import Words

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LAUNCHER = (ROOT / "run").read_text(encoding="utf-8")
OWN = set(re.findall(r"^    ([a-z]+)\)$", LAUNCHER, re.MULTILINE))


FENCE = re.compile(r"^ *```sh\n(.*?)^ *```", re.MULTILINE | re.DOTALL)


def _commands() -> list[tuple[str, str]]:
    found = []
    for document in DOCUMENTS:
        for block in FENCE.findall(document.read_text(encoding="utf-8")):
            for line in block.replace("\\\n", " ").splitlines():
                words = shlex.split(line, comments=True)
                if words and words[0] in ("./run", "homeward"):
                    found.append((document.name, shlex.join(words)))
    return found


@pytest.mark.parametrize(("document", "command"), _commands())
def test_the_program_understands_it(document: str, command: str, words_en: Words) -> None:
    first, *arguments = shlex.split(command)
    if first == "./run" and arguments and arguments[0] in OWN:
        paths = [each for each in arguments[1:] if each.startswith("tests/")]
        assert [each for each in paths if not (ROOT / each.partition("::")[0]).exists()] == []
        return
    shown = [re.sub(r"^<code>$|^CODE$", "en", each) for each in arguments if each != "..."]
    _parser(words_en).parse_args(shown)  # ends the test when it does not


def test_the_example_of_the_readme_runs(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [line] = re.findall(r"^\./run (estimate docs/examples\S+ .*)$", readme, re.MULTILINE)
    arguments = [each if each != "out.pdf" else str(tmp_path / each) for each in line.split()]
    done = subprocess.run(
        [sys.executable, "-m", "gui", *arguments], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")
