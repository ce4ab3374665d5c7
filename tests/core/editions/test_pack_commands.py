"""The commands around packs, as an office and a clinic use them: from a key to a kiosk."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from core.cli import main
from core.editions.files import Files
from core.machine import Machine
from core.resources import BAKED, EDITION
from tests.support.packs import KEY, Edition, public_pem

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path / "data" / "editions", tmp_path / "config" / "keys", date(2026, 11, 24))


@pytest.fixture
def run(machine: Machine, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command here; answers its exit code and what it wrote."""

    def no_screen(_options: object) -> int:
        raise AssertionError("no screen is wanted")

    def run(*arguments: object, today: date = machine.today) -> tuple[int, str, str]:
        here = Machine(machine.editions, machine.keys, today)
        code = main(
            ["reference", *map(str, arguments)],
            kiosk=no_screen,
            gallery=no_screen,
            selftest=no_screen,
            set_pin=no_screen,
            machine=lambda: here,
        )
        written = capfd.readouterr()
        return code, written.out, written.err

    return run


def _label() -> str:
    return str(json.loads(EDITION.read_text("utf-8"))["id"])


def test_from_a_key_to_a_kiosk_and_back(run: Run, machine: Machine, tmp_path: Path) -> None:
    office, stick = tmp_path / "office", tmp_path / "stick"
    stick.mkdir()
    secret = tmp_path / "secret"
    secret.write_text("correct horse\n")
    code, out, _ = run("keygen", office, "--passphrase-file", secret)
    assert code == 0
    private = office / "homeward-signing-key.pem"
    (public,) = office.glob("homeward-key-*.pem")
    assert private.stat().st_mode & 0o777 == 0o600
    assert public.name in out
    assert str(machine.keys) in out
    signing = ("--key", private, "--passphrase-file", secret)

    pack = stick / "2026q4.homeward"
    terms = ("--number", 2, "--expires", "2027-01-31", "--out", pack)
    code, out, err = run("pack", BAKED, *signing, *terms)
    assert (code, err) == (0, "")
    assert "through January 31, 2027" in out

    code, _, err = run("verify", pack)
    assert code == 2
    assert "no key" in err
    machine.keys.mkdir(parents=True)
    (machine.keys / public.name).write_bytes(public.read_bytes())
    assert run("verify", pack)[0] == 0
    assert not machine.editions.exists()

    code, out, err = run("install", stick)
    assert (code, err) == (0, "")
    assert out.startswith(f"Installed {pack.name}: edition {_label()}, number 2.")
    assert run("info")[1].startswith(f"This kiosk uses edition {_label()}, the newest one")
    code, out, err = run("install", pack)
    assert (code, out) == (2, "")
    assert err.startswith("Not installed. Number 2 has been installed")
    assert "still in use" in err

    code, out, _ = run("rollback")
    assert (code, out) == (0, f"Went back to edition {_label()}.\n")
    assert "Staff went back to it" in run("info")[1]
    assert run("rollback")[0] == 2


def test_a_key_is_never_written_over(run: Run, tmp_path: Path) -> None:
    assert run("keygen", tmp_path)[0] == 0
    before = (tmp_path / "homeward-signing-key.pem").read_bytes()
    code, out, err = run("keygen", tmp_path)
    assert (code, out) == (4, "")
    assert len(err.splitlines()) == 1
    assert (tmp_path / "homeward-signing-key.pem").read_bytes() == before


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_cannot_be_packed_is_one_line(run: Run, tmp_path: Path, language: str) -> None:
    assert run("keygen", tmp_path)[0] == 0
    key = tmp_path / "homeward-signing-key.pem"
    out = tmp_path / "out.homeward"
    right = {"--key": key, "--number": 2, "--expires": "2027-01-31", "--out": out}
    for folder, wrong in (
        (tmp_path / "nothing", {}),
        (BAKED, {"--number": 1}),
        (BAKED, {"--expires": "2026-01-31"}),
        (BAKED, {"--key": tmp_path / "nothing"}),
        (BAKED, {"--key": BAKED / "edition.json"}),
        (BAKED, {"--passphrase-file": tmp_path / "nothing"}),
    ):
        arguments = [part for pair in {**right, **wrong}.items() for part in pair]
        code, said, err = run("pack", folder, *arguments, "--lang", language)
        assert (code, said) == (2, ""), wrong
        assert len(err.splitlines()) == 1
        assert not out.exists()


def test_a_file_name_cannot_forge_a_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a\nInstalled.homeward"
    path.write_bytes(b"x")
    code, out, err = run("verify", path)
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_of_a_sticks_packs_those_passed_over_are_told(
    run: Run, machine: Machine, tmp_path: Path, first: Edition
) -> None:
    machine.keys.mkdir(parents=True)
    (machine.keys / "key.pem").write_bytes(public_pem(KEY))
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "good.homeward").write_bytes(first.pack(2))
    (stick / "old.homeward").write_bytes(first.pack(1))
    code, out, err = run("install", stick)
    assert (code, out.count("\n")) == (0, 1)
    assert err.startswith("old.homeward was not taken: Its number is 1.")


def test_a_disc_that_complains_too_late_is_told(
    run: Run, machine: Machine, tmp_path: Path, first: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.keys.mkdir(parents=True)
    (machine.keys / "key.pem").write_bytes(public_pem(KEY))
    pack = tmp_path / "pack"
    pack.write_bytes(first.pack(2))
    real = Files.rename

    def late(self: Files, old: Path, new: Path) -> None:
        real(self, old, new)
        if new.name == "CURRENT":
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(Files, "rename", late)
    code, out, err = run("install", pack)
    assert (code, out.startswith("Installed")) == (0, True)
    assert err.startswith("The new edition is in use, but the disc reported a problem:")
    assert run("info")[1].startswith("This kiosk uses edition")


def test_info_says_what_to_fetch_once_a_day_has_passed(run: Run) -> None:
    assert "fetch" not in run("info")[1]
    assert "To bring it up to date" not in run("info")[1]
    said = run("info", today=date(2027, 1, 1))[1]
    assert "payment_limits: through December 31, 2026. To bring it up to date: CMS's Part B" in said
    spanish = run("info", "--lang", "es", today=date(2027, 1, 1))[1]
    assert "Para actualizarlo" in spanish


def test_info_says_that_an_older_edition_is_in_use(
    run: Run, machine: Machine, first: Edition, second: Edition
) -> None:
    from core.editions.install import Receiver, install
    from tests.support.packs import ring

    receiver = Receiver(machine.editions, ring(), machine.today)
    machine.editions.parent.mkdir(parents=True)
    for number, edition in ((2, first), (3, second)):
        pack = machine.editions.parent / "pack"
        pack.write_bytes(edition.pack(number))
        install(pack, receiver)
    (path,) = machine.editions.glob("00000003-*")
    path.chmod(0o600)
    path.write_bytes(b"damaged")
    code, out, _ = run("info")
    assert code == 0
    assert out.startswith(f"This kiosk uses edition {first.id}, an older one.")
    assert "Staff: install the newest pack again." in out
