"""A newcomer's trial: a made-up drug and a made-up language by the documents alone, seen on paper
and on screen.

It follows docs/how-to-drug.md and docs/how-to-language.md step by step in a copy of the tree, with
the packages of this environment in place of an installation.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cases import MILRINONE

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.package

DRUG, LANGUAGE = "imaginol", "fil"
TITLE = "Magkano po ang gamutan sa bahay?"
ROWS = {
    "sources": {"id": "made-up", "title": "A page that nobody wrote", "publisher": "Nobody"},
    "drugs": {"id": DRUG, "generic": DRUG, "brands": "Neverol", "way": "pump", "routes": "iv"},
    "drug_codes": {"hcpcs": "J2999", "drug": DRUG, "general": "yes"},
    "payment_limits": {"hcpcs": "J2999"},
    "drug_pumps": {"drug": DRUG},
    "drug_indications": {"drug": DRUG},
}
"""What a row says otherwise than the one it is copied from, milrinone's."""


def _add_row(tree: Path, table: str, changes: dict[str, str]) -> None:
    file = tree / "resources" / "reference" / f"{table}.csv"
    with file.open(encoding="utf-8", newline="") as read:
        rows = list(csv.DictReader(read))
    # Step by step as the document says; the pattern is the rows of a drug that is there.
    of_milrinone = {"milrinone", "J2260", "l33794"}
    like = [
        row for row in rows if {row.get("id"), row.get("drug"), row.get("hcpcs")} & of_milrinone
    ]
    new = [{**row, **changes, **({"source": "made-up"} if "source" in row else {})} for row in like]
    with file.open("a", encoding="utf-8", newline="") as out:
        csv.DictWriter(out, list(rows[0]), lineterminator="\n").writerows(new)


def _run(tree: Path, *arguments: str) -> str:
    done = _try(tree, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _try(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tree)}
    environment.pop("PYTHONPATH", None)
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("newcomer")
    without = shutil.ignore_patterns("__pycache__", "baked")
    for name in ("core", "gui", "resources"):
        shutil.copytree(ROOT / name, home / name, ignore=without)
    locale = home / "resources" / "locale"
    shutil.copytree(locale / "en", locale / LANGUAGE)
    for file in (locale / LANGUAGE).glob("*.po"):
        text = file.read_text(encoding="utf-8").replace("Language: en", f"Language: {LANGUAGE}")
        file.write_text(text.replace("What will home infusion cost you?", TITLE), encoding="utf-8")
    for table, changes in ROWS.items():
        _add_row(home, table, changes)
    for words in locale.iterdir():
        with (words / "drugs.po").open("a", encoding="utf-8") as out:
            out.write(f'\nmsgid "drug.{DRUG}"\nmsgstr "{DRUG}"\n')
    _run(home, "-m", "core.bake")  # as ./run does first
    _run(home, "-m", "gui", "reference", "check")
    return home


def test_the_drug_on_paper_in_the_new_language(tree: Path) -> None:
    case = json.loads(json.dumps(MILRINONE).replace('"milrinone"', f'"{DRUG}"'))
    (tree / "case.json").write_text(json.dumps(case))
    wanted = ("estimate", "case.json", "--json", "out.json", "--pdf", "out.pdf")
    _run(tree, "-m", "gui", *wanted, "--lang", LANGUAGE)
    made = json.loads((tree / "out.json").read_text())
    assert "J2999" in {line["hcpcs"] for line in made["lines"]}
    text = subprocess.run(
        ["pdftotext", str(tree / "out.pdf"), "-"], capture_output=True, text=True, check=True
    )
    assert DRUG in text.stdout


def test_a_slip_in_a_table_is_told_by_its_line(tree: Path) -> None:
    """`./run reference check` bakes first, and so meets the fault there."""
    file = tree / "resources" / "reference" / "drugs.csv"
    right = file.read_text(encoding="utf-8")
    before, _, after = right.rpartition(",pump,")
    file.write_text(f"{before},pomp,{after}", encoding="utf-8")
    try:
        done = _try(tree, "-m", "core.bake")
    finally:
        file.write_text(right, encoding="utf-8")
    assert done.returncode == 2
    line = len(right.splitlines())
    assert "drugs" in done.stderr
    assert str(line) in done.stderr
    assert "pomp" in done.stderr
    assert "Traceback" not in done.stderr


LOOK = f"""
from dataclasses import replace
from gui import sample
sample.ANSWERS = replace(sample.ANSWERS, drug={DRUG!r})
from core.reference.store import open_reference
from core.words import languages
from gui.application import make_application
from gui.scenes import scenes
from gui.screens.registry import SCREENS
from gui.shell import Shell
from gui.state import Prefs
from gui.widgets.cards import ChoiceCard
from gui.widgets.fields import Field
from PySide6.QtWidgets import QApplication, QLabel
make_application([])
shell = Shell(SCREENS, languages())
shell.resize(1920, 1080)
shell.show()
shown = iter(scenes(open_reference(), Prefs({LANGUAGE!r})))
wanted = ["start", "medicine", "review", "result-covered"]
while wanted:
    scene = next(shown)
    if scene.name not in wanted:
        continue
    wanted.remove(scene.name)
    shell.show_state(scene.state)
    if scene.name == "medicine":
        field, = shell.current().findChildren(Field)
        for sign in "NEVEROL":
            field.press(sign)
    QApplication.processEvents()
    labels = [each.text() for each in shell.findChildren(QLabel) if each.isVisible()]
    cards = [each.option.title for each in shell.findChildren(ChoiceCard) if each.isVisible()]
    print(scene.name, *labels, *cards, sep=" | ")
    shell.grab().save(scene.name + ".png")
shell.let_close()
shell.close()
"""


def test_the_drug_and_the_language_on_screen(tree: Path) -> None:
    """A visit for the new drug, as the start screen, the search by brand, the review and the
    result show it."""
    lines = _run(tree, "-c", LOOK).splitlines()
    said = "\n".join(lines)
    assert TITLE in said
    for name in ("medicine", "review", "result-covered"):
        at = next(index for index, line in enumerate(lines) if line.startswith(f"{name} | "))
        assert DRUG in lines[at].lower(), lines[at]
        assert (tree / f"{name}.png").stat().st_size > 10_000
