"""`homeward reference keygen | pack | verify | install | rollback`: editions on their way."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from core.commands.console import DONE, PROBLEMS, complain, say
from core.editions.acceptance import is_reviewed
from core.editions.install import Receiver, roll_back
from core.editions.keys import KeyRing, make_key, read_signing_key, trusted_keys
from core.editions.limits import PROGRAM
from core.editions.manifest import Manifest
from core.editions.offers import install_newest, verify
from core.editions.office import Terms, pack_edition
from core.editions.refused import Refused
from core.machine import Machine
from core.output import NotWritten, write_files
from core.words import Words

PRIVATE = "homeward-signing-key.pem"
PUBLIC = "homeward-key-{key}.pem"


def run(options: argparse.Namespace, machine: Machine, words: Words) -> int:
    """Do what was asked; a refusal is one line on the standard error."""
    match options.action:
        case "keygen":
            return _keygen(options.folder, options.passphrase_file, machine, words)
        case "pack":
            return _pack(options, machine, words)
        case "verify":
            return _verify(options.file, machine, words)
        case "install":
            return _install(options.file, machine, words)
        case _:
            return _roll_back(machine, words)


def _keygen(folder: Path, secret: Path | None, machine: Machine, words: Words) -> int:
    """Make a key: the private part for nobody else to read, and never over another one."""
    try:
        key, private, public = make_key(_passphrase(secret))
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / PRIVATE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(private)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise NotWritten.of(error.filename or folder, error) from error
    name = PUBLIC.format(key=key)
    write_files({folder / name: public})
    say(words("pack.keygen", signer=key, private=PRIVATE, public=name, folder=str(machine.keys)))
    return DONE


def _pack(options: argparse.Namespace, machine: Machine, words: Words) -> int:
    if not is_reviewed(options.folder):
        complain(words("diff.not_reviewed", folder=str(options.folder)))
        return PROBLEMS
    terms = Terms(
        number=options.number,
        issued=options.issued or machine.today,
        expires=options.expires,
        least_program=options.program or PROGRAM,
    )
    try:
        key = read_signing_key(options.key, _passphrase(options.passphrase_file))
        manifest, written = pack_edition(options.folder, key, terms)
    except Refused as refused:
        complain(words("pack.not_sound", file=str(options.folder), why=refused.text))
        return PROBLEMS
    except OSError as error:
        complain(
            words("pack.not_sound", file=str(error.filename or options.folder), why=str(error))
        )
        return PROBLEMS
    write_files({options.out: written})
    _tell("pack.made", options.out, manifest, words)
    return DONE


def _verify(file: Path, machine: Machine, words: Words) -> int:
    try:
        manifest = verify(file, _receiver(machine))
    except Refused as refused:
        complain(words("pack.not_sound", file=str(file), why=refused.text))
        return PROBLEMS
    _tell("pack.sound", file, manifest, words)
    return DONE


def _install(file: Path, machine: Machine, words: Words) -> int:
    try:
        taken = install_newest(file, _receiver(machine))
    except Refused as refused:
        complain(words("pack.refused", why=refused.text))
        return PROBLEMS
    for name, why in taken.passed_over:
        complain(words("pack.passed_over", file=name, why=why))
    done = taken.installed
    say(words("pack.installed", file=taken.file, edition=done.edition, number=str(done.number)))
    if done.trouble is not None:
        complain(words.say(done.trouble))
    return DONE


def _roll_back(machine: Machine, words: Words) -> int:
    try:
        found = roll_back(_receiver(machine, keys=KeyRing((), frozenset())))
    except Refused as refused:
        complain(words.say(refused.text))
        return PROBLEMS
    say(words("pack.went_back", edition=found.reference.edition.id))
    found.reference.close()
    return DONE


def _receiver(machine: Machine, keys: KeyRing | None = None) -> Receiver:
    trusted = trusted_keys(machine.keys) if keys is None else keys
    return Receiver(machine.editions, trusted, machine.today)


def _passphrase(file: Path | None) -> bytes | None:
    """The first line of a file, without its end."""
    return file.read_bytes().partition(b"\n")[0].rstrip(b"\r") if file else None


def _tell(key: str, file: Path, manifest: Manifest, words: Words) -> None:
    say(
        words(
            key,
            file=str(file),
            edition=manifest.edition,
            number=str(manifest.number),
            issued=manifest.issued,
            expires=manifest.expires,
            signer=manifest.key,
        )
    )
