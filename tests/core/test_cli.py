"""The command line as its users meet it: a process, its arguments, its outputs and exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from core.case_code import encode
from core.case_file import read_case
from core.cli import GalleryOptions, KioskOptions, SelftestOptions, main
from core.resources import BAKED, TABLES
from gui.machine import this_machine
from tests.support.cases import MILRINONE

_PROGRAM = (
    "from datetime import date; from pathlib import Path; from core.cli import main; "
    "from core.machine import Machine; "
    "here = Machine(Path('editions'), Path('keys'), date(2026, 11, 24)); "
    "raise SystemExit(main(kiosk=lambda o: 90, gallery=lambda o: 91, selftest=lambda o: 92,"
    " set_pin=lambda o: 93,"
    " machine=lambda: here))"
)


def _run(
    *arguments: str | Path, folder: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", _PROGRAM, *map(str, arguments)],
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(TABLES.parents[1]), **environment},
        timeout=300,
    )


def _errors(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    return done.stderr.decode("utf-8").splitlines()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """The shown case, in a folder of its own."""
    path = tmp_path / "case.json"
    path.write_text(json.dumps(MILRINONE), "utf-8")
    return path


def _changed(case: Path, **fields: Any) -> Path:
    case.write_text(json.dumps({**MILRINONE, **fields}), "utf-8")
    return case


# -- estimate ------------------------------------------------------------------
def test_a_summary_to_read(case: Path) -> None:
    done = _run("estimate", case)
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode("utf-8")
    assert "Milrinone" in said
    assert "$350.14" in said  # pump: 283.00 + 20 % of 26.33, and 20 % of 309.33
    assert "2026Q4-" in said
    assert list(case.parent.iterdir()) == [case]  # nothing but what was asked for


def test_an_explanation_follows_the_summary(case: Path) -> None:
    done = _run("estimate", case, "--explain")
    assert (done.returncode, done.stderr) == (0, b"")
    plain = _run("estimate", case).stdout.decode("utf-8")
    said = done.stdout.decode("utf-8")
    assert said.startswith(plain.rstrip("\n"))
    assert "Line by line" in said
    assert "Line by line" not in plain
    assert "Published 2026-09-16" in said


def test_pages_for_staff_after_the_two_pages_or_alone(case: Path, tmp_path: Path) -> None:
    def pages(*options: str) -> int:
        assert _run("estimate", case, "--pdf", "out.pdf", *options, folder=tmp_path).returncode == 0
        return (tmp_path / "out.pdf").read_bytes().count(b"/Type /Page\n")

    assert (alone := pages("--edition", "annex")) >= 2
    assert pages("--annex") == 2 + alone
    assert pages() == 2


def test_the_letters_of_a_square_code_in_place_of_a_file(case: Path, tmp_path: Path) -> None:
    by_file = _run("estimate", case, "--json", "-")
    letters = encode(read_case(case)[0] or pytest.fail("not a case"))
    assert _run("estimate", "--from-code", letters, "--json", "-").stdout == by_file.stdout
    piped = subprocess.run(
        [sys.executable, "-c", _PROGRAM, "estimate", "--from-code", "-", "--json", "-"],
        input=f"{letters.lower()}\r\n".encode(),
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(TABLES.parents[1])},
        timeout=300,
    )
    assert piped.stdout == by_file.stdout


@pytest.mark.parametrize(
    ("letters", "told"),
    [
        ("hello", "HW1: must begin with HW1:"),
        (
            "HW1:ABCDEFG",
            "HW1: is not a whole code from a summary: part of it is missing or changed",
        ),
        ("HW1:", "HW1: is not a whole code from a summary: part of it is missing or changed"),
    ],
)
def test_letters_that_are_no_code(letters: str, told: str) -> None:
    done = _run("estimate", "--from-code", letters)
    assert (done.returncode, done.stdout, _errors(done)) == (2, b"", [told])


def test_a_file_and_a_code_at_once(case: Path) -> None:
    assert _run("estimate", case, "--from-code", "HW1:A").returncode == 2
    assert _run("estimate").returncode == 2


def test_a_summary_in_spanish(case: Path) -> None:
    done = _run("estimate", case, "--lang", "es")
    assert done.returncode == 0
    assert "Parte B" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_output_is_utf8_whatever_the_terminal_claims(case: Path, encoding: str) -> None:
    done = _run("estimate", case, "--lang=es", PYTHONIOENCODING=encoding, LC_ALL="C")
    assert done.returncode == 0
    assert "infusión" in done.stdout.decode("utf-8")


def test_the_result_on_the_standard_output_and_nothing_else(case: Path) -> None:
    done = _run("estimate", case, "--json", "-")
    assert (done.returncode, done.stderr) == (0, b"")
    result = json.loads(done.stdout)
    patient = result["totals"]["patient"]
    assert sum(float(line["patient"]["low"]) for line in result["lines"]) == pytest.approx(
        float(patient["low"])
    )


def test_files_are_written_and_the_summary_is_still_said(case: Path) -> None:
    done = _run("estimate", "case.json", "--json", "r.json", "--pdf", "r.pdf", folder=case.parent)
    assert done.returncode == 0
    assert "Milrinone" in done.stdout.decode("utf-8")
    assert sorted(path.name for path in case.parent.iterdir()) == ["case.json", "r.json", "r.pdf"]
    assert json.loads((case.parent / "r.json").read_text("utf-8"))["complete"] is True
    assert (case.parent / "r.pdf").read_bytes().startswith(b"%PDF-")


def test_the_same_case_makes_the_same_bytes(case: Path) -> None:
    made = []
    for name in ("one", "two"):
        files = [case.parent / f"{name}.json", case.parent / f"{name}.pdf"]
        assert _run("estimate", case, "--json", files[0], "--pdf", files[1]).returncode == 0
        made.append([path.read_bytes() for path in files])
    assert made[0] == made[1]


def test_large_print_is_another_document(case: Path) -> None:
    files = [case.parent / "usual.pdf", case.parent / "large.pdf"]
    assert _run("estimate", case, "--pdf", files[0]).returncode == 0
    assert _run("estimate", case, "--pdf", files[1], "--edition", "large").returncode == 0
    assert files[0].read_bytes() != files[1].read_bytes()
    again = case.parent / "again.pdf"
    assert _run("estimate", case, "--pdf", again, "--large-print").returncode == 0
    assert again.read_bytes() == files[1].read_bytes()
    both = _run("estimate", case, "--large-print", "--edition", "annex")
    assert (both.returncode, both.stdout) == (2, b"")


def test_all_problems_one_a_line_and_nothing_written(case: Path) -> None:
    pump = {**MILRINONE["therapy"], "pump": "K0455"}
    _changed(case, days=0, home={"zip": "6061"}, colour="red", therapy=pump)
    done = _run("estimate", case, "--json", case.parent / "r.json", "--pdf", case.parent / "r.pdf")
    assert (done.returncode, done.stdout) == (2, b"")
    assert sorted(_errors(done)) == [
        "colour: is not a field of the case file",
        "days: must be 1 or more",
        "home.zip: does not have the right form ([0-9]{5})",
        "therapy.pump: cannot be used with this medicine; it can be: E0781, E0779, E0780, E0791",
    ]
    assert list(case.parent.iterdir()) == [case]


def test_impossible_values_are_problems_too(case: Path) -> None:
    _changed(case, home={"zip": "00000"}, therapy={**MILRINONE["therapy"], "pump": "K0455"})
    done = _run("estimate", case, "--json", "-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert sorted(line.partition(":")[0] for line in _errors(done)) == ["home.zip", "therapy.pump"]


def test_a_case_that_knows_only_its_day_is_no_mistake(case: Path) -> None:
    """Any answer may be missing, the drug too: then all of it is a question, and nothing is no."""
    case.write_text('{"as_of": "2026-11-02"}', "utf-8")
    done = _run("estimate", case, "--pdf", case.parent / "r.pdf")
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode("utf-8")
    assert "We cannot tell yet." in said
    assert "Which drug did the doctor order?" in said
    assert "No, not by Medicare" not in said
    result = json.loads(_run("estimate", case, "--json", "-").stdout)
    assert (result["complete"], result["lines"], result["determinations"]) == (False, [], [])


def test_problems_are_said_in_spanish(case: Path) -> None:
    done = _run("estimate", _changed(case, days=0), "--lang", "es")
    assert (done.returncode, _errors(done)) == (2, ["days: debe ser 1 o más"])


def test_a_hostile_name_cannot_forge_a_line(case: Path) -> None:
    _changed(case, **{"a\nb: fine\r\x1b[2J\u2028": 1, "x" * 5000: 1})
    done = _run("estimate", case)
    assert done.returncode == 2
    lines = _errors(done)
    assert len(lines) == 2
    assert lines[0] == r"a\nb: fine\r\x1b[2J\u2028: is not a field of the case file"
    assert all(len(line) < 400 for line in lines)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[[[", b"\xff", b"[" * 100_000, b'{"as_of": 1, "as_of": 2}']
)
def test_a_broken_file_is_a_problem_not_a_traceback(case: Path, content: bytes) -> None:
    case.write_bytes(content)
    done = _run("estimate", case)
    assert (done.returncode, done.stdout) == (2, b"")
    assert _errors(done)
    assert b"Traceback" not in done.stderr


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    done = _run("estimate", tmp_path / "none.json")
    assert done.returncode == 2
    assert _errors(done)[0].startswith("none.json: cannot be read")


@pytest.mark.parametrize("option", ["--json", "--pdf"])
def test_the_case_is_never_overwritten(case: Path, option: str) -> None:
    before = case.read_bytes()
    done = _run("estimate", case, option, case.parent / ".." / case.parent.name / case.name)
    assert done.returncode == 2
    assert _errors(done)[0].startswith(f"{option}: ")
    assert case.read_bytes() == before


def test_one_output_does_not_overwrite_the_other(case: Path) -> None:
    done = _run("estimate", case, "--json", case.parent / "r", "--pdf", case.parent / "r")
    assert done.returncode == 2
    assert list(case.parent.iterdir()) == [case]


def test_a_place_that_cannot_be_written(case: Path) -> None:
    old = case.parent / "r.json"
    old.write_bytes(b"old")
    done = _run("estimate", case, "--json", old, "--pdf", case.parent / "none" / "r.pdf")
    assert (done.returncode, done.stdout) == (4, b"")
    assert len(_errors(done)) == 1
    assert old.read_bytes() == b"old"


def test_a_standard_output_that_is_full(case: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, "estimate", str(case), "--json", "-"],
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=TABLES.parents[1],
            timeout=300,
        )
    assert done.returncode == 4
    assert b"Traceback" not in done.stderr


# -- a damaged reference -------------------------------------------------------
@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The program copied elsewhere, so that its reference may be spoiled."""
    root = TABLES.parents[1]
    place = tmp_path / "installed"
    place.mkdir()
    (place / "core").symlink_to(root / "core")
    resources = place / "resources"
    resources.mkdir()
    for part in (root / "resources").iterdir():
        if part.name != "baked":
            (resources / part.name).symlink_to(part)
    baked = resources / "baked"
    baked.mkdir()
    for file in BAKED.iterdir():
        if not file.name.startswith("."):
            (baked / file.name).write_bytes(file.read_bytes())
    return place


def _spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("name", ["reference.sqlite", "edition.json", "en.mo"])
@pytest.mark.parametrize("command", ["estimate", "info"])
def test_a_missing_part_is_exit_3(installed: Path, case: Path, name: str, command: str) -> None:
    (installed / "resources" / "baked" / name).unlink()
    arguments = (
        ("estimate", case, "--json", "-") if command == "estimate" else ("reference", "info")
    )
    done = _run(*arguments, folder=installed, PYTHONPATH=str(installed))
    assert (done.returncode, done.stdout) == (3, b"")
    assert len(_errors(done)) == 1


def test_a_damaged_reference_is_exit_3_and_no_estimate(installed: Path, case: Path) -> None:
    _spoil(installed / "resources" / "baked" / "reference.sqlite")
    done = _run(
        "estimate",
        case,
        "--json",
        case.parent / "r.json",
        folder=installed,
        PYTHONPATH=str(installed),
    )
    assert (done.returncode, done.stdout) == (3, b"")
    assert _errors(done)[0].startswith("reference.sqlite: the reference database is missing or")
    assert not (case.parent / "r.json").exists()


# -- reference -----------------------------------------------------------------
def test_info_says_which_edition_this_is() -> None:
    done = _run("reference", "info")
    assert (done.returncode, done.stderr) == (0, b"")
    label = json.loads((BAKED / "edition.json").read_text("utf-8"))
    said = done.stdout.decode("utf-8")
    assert label["id"] in said
    assert label["sha256"] in said
    assert "fees: 1,942 rows, published through December 31, 2026" in said


def test_the_projects_tables_are_sound() -> None:
    assert _run("reference", "check").returncode == 0


def test_faults_are_told_one_a_line_and_nothing_is_built(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    for path in TABLES.glob("*.csv"):
        content = path.read_text("utf-8")
        if path.name == "fees.csv":
            assert content.count(",309.33,") > 2
            content = content.replace(",309.33,", ",3093.3,", 2)
        (folder / path.name).write_text(content, "utf-8")
    for arguments in (("check",), ("build", "--out", tmp_path / "out")):
        done = _run("reference", *arguments, "--folder", folder)
        assert (done.returncode, done.stdout) == (2, b"")
        lines = _errors(done)
        assert len(lines) == 2
        assert lines[0].startswith("fees.csv, line ")
        assert lines[0].endswith(", amount: must be from 200 to 600; found 3093.3")
    assert not (tmp_path / "out").exists()


def test_building_makes_what_the_program_uses(tmp_path: Path) -> None:
    done = _run("reference", "build", "--out", tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    for name in ("reference.sqlite", "edition.json"):
        assert (tmp_path / name).read_bytes() == (BAKED / name).read_bytes()


def test_building_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = _run("reference", "build", "--out", tmp_path / "file" / "out")
    assert (done.returncode, done.stdout) == (4, b"")
    assert len(_errors(done)) == 1


# -- the rest --------------------------------------------------------------------
@pytest.mark.parametrize(
    "arguments",
    [
        ("estimate",),
        ("estimate", "a.json", "b.json"),
        ("estimate", "a.json", "--lang", "tlh"),
        ("fly",),
        ("reference",),
        ("reference", "install"),
        ("gallery",),
        ("gallery", "out", "--text", "300"),
        ("gallery", "out", "--size", "big"),
        ("--size", "1280"),
    ],
)
def test_a_wrong_command_is_one_line_and_exit_2(arguments: tuple[str, ...]) -> None:
    done = _run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert len(_errors(done)) == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_help_explains_every_option(language: str) -> None:
    done = _run("estimate", "--help", "--lang", language)
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode("utf-8")
    for option in ("--json", "--pdf", "--lang", "--edition"):
        assert option in said


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], KioskOptions(windowed=False, size=None, language=None)),
        (
            ["--windowed", "--size", "1080x1920", "--lang", "es"],
            KioskOptions(windowed=True, size=(1080, 1920), language="es"),
        ),
        (["gallery", "out"], GalleryOptions(Path("out"), (), (), (), ())),
        (
            ["gallery", "out", "--lang", "es", "--lang", "en", "--size", "1280x800", "--text",
             "150", "--theme", "contrast"],
            GalleryOptions(Path("out"), ("es", "en"), ((1280, 800),), (150,), ("contrast",)),
        ),
        (["selftest"], SelftestOptions(None, "en")),
        (["selftest", "--json", "s.json", "--lang", "es"], SelftestOptions(Path("s.json"), "es")),
    ],
)  # fmt: skip
def test_screens_are_given_what_was_asked_for(arguments: list[str], expected: object) -> None:
    got: list[object] = []

    def take(options: object) -> int:
        got.append(options)
        return 7

    assert (
        main(arguments, kiosk=take, gallery=take, selftest=take, set_pin=take, machine=this_machine)
        == 7
    )
    assert got == [expected]
    # a second reading: an option given several times must not pile up in the parser
    assert (
        main(arguments, kiosk=take, gallery=take, selftest=take, set_pin=take, machine=this_machine)
        == 7
    )
    assert got == [expected, expected]


def test_the_paper_and_the_notices_of_the_clinic(case: Path, tmp_path: Path) -> None:
    def pages(*options: str) -> subprocess.CompletedProcess[bytes]:
        return _run("estimate", case, "--pdf", "out.pdf", *options, folder=tmp_path)

    assert pages("--paper", "a4").returncode == 0
    assert b"595.28 841.89" in (tmp_path / "out.pdf").read_bytes()
    (tmp_path / "said").mkdir()
    (tmp_path / "said" / "vi.txt").write_text("Tiếng Việt\n\nMiễn phí.\n", encoding="utf-8")
    assert pages("--edition", "notices", "--notices", "said").returncode == 0
    (tmp_path / "out.pdf").unlink()
    (tmp_path / "said" / "ar.txt").write_text("العربية\n\nمجانا\n", encoding="utf-8")
    refused = pages("--edition", "notices", "--notices", "said")
    assert refused.returncode == 2
    assert "ar.txt: is written from right to left" in refused.stderr.decode()
    assert pages("--edition", "notices").returncode == 2
    assert not (tmp_path / "out.pdf").exists()
