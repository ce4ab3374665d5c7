"""The arguments of the commands around packs; kept apart, so that --help loads nothing else."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from core.words import Words

ACTIONS = ("keygen", "pack", "verify", "install", "rollback")
Add = Callable[[str], argparse.ArgumentParser]


def add_pack_parsers(add: Add, said: Words) -> Iterable[argparse.ArgumentParser]:
    """Add a parser for each action; answer them for what all commands have."""
    keygen = add("keygen")
    keygen.add_argument(
        "folder", type=Path, metavar="DIR", help=said("cli.reference.keygen.folder")
    )
    _add_passphrase(keygen, said)

    pack = add("pack")
    pack.add_argument(
        "folder", type=Path, metavar="EDITION", help=said("cli.reference.pack.folder")
    )
    for name, kind, shown, needed in (
        ("out", Path, "FILE", True),
        ("key", Path, "FILE", True),
        ("number", int, "N", True),
        ("expires", _day, "DATE", True),
        ("issued", _day, "DATE", False),
        ("program", _version, "VERSION", False),
    ):
        told = said(f"cli.reference.pack.{name}")
        pack.add_argument(f"--{name}", type=kind, metavar=shown, required=needed, help=told)
    _add_passphrase(pack, said)

    verify = add("verify")
    verify.add_argument("file", type=Path, metavar="FILE", help=said("cli.reference.verify.file"))
    install = add("install")
    install.add_argument("file", type=Path, metavar="FILE", help=said("cli.reference.install.file"))
    return keygen, pack, verify, install, add("rollback")


def _add_passphrase(parser: argparse.ArgumentParser, said: Words) -> None:
    told = said("cli.reference.pack.passphrase")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help=told)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{said!r}: YYYY-MM-DD") from None


def _version(said: str) -> tuple[int, ...]:
    if not re.fullmatch(r"\d{1,4}\.\d{1,4}\.\d{1,4}", said):
        raise argparse.ArgumentTypeError(f"{said!r}: 1.2.3")
    return tuple(map(int, said.split(".")))
