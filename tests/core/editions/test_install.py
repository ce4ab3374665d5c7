"""Installing, keeping one back, going back: what a clinic does with good packs and keys."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.editions.install import install, roll_back
from core.editions.installed import Chosen, open_best
from core.editions.keys import REVOKED, make_key, read_keys, read_signing_key
from core.editions.limits import FLOOR, PROGRAM
from core.editions.manifest import version_of
from core.editions.offers import install_newest, verify
from core.editions.office import Terms, pack_edition
from core.editions.refused import Refused, Why
from core.editions.upkeep import tidy
from core.reference.damaged import EditionDamaged
from core.reference.store import Reference
from core.resources import BAKED, KEYS
from tests.support.packs import KEY, SPARE, TODAY, Edition, Kiosk, answers, pack_of, public_pem


def _databases(kiosk: Kiosk) -> list[int]:
    return sorted(int(name[:8]) for name in kiosk.names() if name.endswith(".sqlite"))


def test_nothing_installed_is_the_programs_own_and_no_matter(kiosk: Kiosk, first: Edition) -> None:
    found = open_best(kiosk.folder)
    assert (found.entry, found.chosen, found.notices(TODAY)) == (None, Chosen.OWN, ())
    assert answers(found.reference) == first.answers
    found.reference.close()
    tidy(kiosk.folder)
    assert not kiosk.folder.exists()


def test_one_older_edition_is_kept(kiosk: Kiosk, first: Edition, second: Edition) -> None:
    kept = []
    for number, edition in ((2, first), (3, second), (5, first), (9, second)):
        install(kiosk.bring(edition.pack(number)), kiosk.receiver)
        kept.append(_databases(kiosk))
    assert kept == [[2], [2, 3], [3, 5], [5, 9]]
    assert kiosk.start().chosen is Chosen.CURRENT


def test_an_installed_file_can_only_be_read(kiosk: Kiosk, first: Edition) -> None:
    install(kiosk.bring(first.pack(2)), kiosk.receiver)
    (path,) = kiosk.folder.glob("*.sqlite")
    assert path.stat().st_mode & 0o777 == 0o444
    assert path.read_bytes() == first.database
    assert kiosk.folder.stat().st_mode & 0o777 == 0o700


def test_going_back_step_by_step(kiosk: Kiosk, first: Edition, second: Edition) -> None:
    for number, edition in ((2, first), (3, second)):
        install(kiosk.bring(edition.pack(number)), kiosk.receiver)
    back = roll_back(kiosk.receiver)
    assert back.entry is not None
    assert (back.entry.number, back.entry.issued) == (2, date(2026, 11, 1))
    assert answers(back.reference) == first.answers
    back.reference.close()
    assert _databases(kiosk) == [2]
    own = roll_back(kiosk.receiver)
    own.reference.close()
    assert (own.entry, own.chosen) == (None, Chosen.WENT_BACK)
    assert own.notices(TODAY) == ()
    with pytest.raises(Refused) as caught:
        roll_back(kiosk.receiver)
    assert caught.value.why is Why.NO_OLDER
    with pytest.raises(Refused) as again:
        install(kiosk.bring(second.pack(3)), kiosk.receiver)
    assert again.value.why is Why.SAME


def test_a_damaged_one_is_gone_back_over(kiosk: Kiosk, first: Edition, second: Edition) -> None:
    for number in (2, 3):
        install(kiosk.bring(first.pack(number)), kiosk.receiver)
    (older,) = kiosk.folder.glob("00000002-*")
    older.chmod(0o600)
    older.write_bytes(b"damaged")
    back = roll_back(kiosk.receiver)
    back.reference.close()
    assert back.entry is None
    install(kiosk.bring(second.pack(4)), kiosk.receiver)
    assert kiosk.number == 4


def test_with_the_programs_own_damaged_an_edition_can_still_be_installed(
    kiosk: Kiosk, first: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged() -> Reference:
        raise EditionDamaged("reference.sqlite", "SHA-256", "another")

    monkeypatch.setattr("core.editions.installed.open_reference", damaged)
    with pytest.raises(EditionDamaged):
        kiosk.start()
    install(kiosk.bring(first.pack(2)), kiosk.receiver)
    assert kiosk.number == 2


@pytest.mark.parametrize(
    "body",
    [
        b'{"current":null,"highest":0,"previous":null}',
        b'{"current":7,"highest":7,"previous":null}',
        b'{"current":{"issued":null,"number":0,"sha256":""},"highest":7,"previous":null}',
        b'{"current":null}',
        b"",
    ],
)
def test_a_pointer_that_says_nothing_of_use_is_damaged(kiosk: Kiosk, body: bytes) -> None:
    kiosk.folder.mkdir(parents=True)
    digest = hashlib.sha256(body).hexdigest().encode()
    (kiosk.folder / "CURRENT").write_bytes(digest + b"\n" + body)
    assert kiosk.start().chosen is Chosen.OWN_INSTEAD


def test_a_pointer_that_is_a_link_is_damaged(kiosk: Kiosk, first: Edition) -> None:
    install(kiosk.bring(first.pack(2)), kiosk.receiver)
    pointer = kiosk.folder / "CURRENT"
    pointer.rename(kiosk.home / "elsewhere")
    pointer.symlink_to(kiosk.home / "elsewhere")
    assert (kiosk.number, kiosk.start().chosen) == (2, Chosen.FOUND)
    install(kiosk.bring(first.pack(3)), kiosk.receiver)
    assert (kiosk.number, kiosk.start().chosen) == (3, Chosen.CURRENT)


def test_a_pointer_that_cannot_be_read_stops_an_installation(kiosk: Kiosk, first: Edition) -> None:
    """Without it nobody can say which numbers were ever in use here."""
    (kiosk.folder / "CURRENT").mkdir(parents=True)
    for attempt in (install, verify):
        with pytest.raises(Refused) as caught:
            attempt(kiosk.bring(first.pack(2)), kiosk.receiver)
        assert caught.value.why is Why.NOT_WRITTEN
    with pytest.raises(Refused) as several:
        install_newest(kiosk.home / "stick", kiosk.receiver)
    assert several.value.why is Why.NOT_WRITTEN


def test_verifying_another_edition_than_it_says(kiosk: Kiosk, first: Edition) -> None:
    with pytest.raises(Refused) as caught:
        verify(kiosk.bring(pack_of(first.database, "2026Q4-00000000", 2)), kiosk.receiver)
    assert caught.value.why is Why.DATABASE


def test_a_stick_that_cannot_be_listed(
    kiosk: Kiosk, first: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = kiosk.bring(first.pack(2)).parent

    def pulled(self: Path) -> Iterator[Path]:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(self))

    monkeypatch.setattr(Path, "iterdir", pulled)
    with pytest.raises(Refused) as caught:
        install_newest(stick, kiosk.receiver)
    assert caught.value.why is Why.UNREADABLE


def test_verifying_leaves_nothing(kiosk: Kiosk, second: Edition) -> None:
    manifest = verify(kiosk.bring(second.pack(3)), kiosk.receiver)
    assert (manifest.edition, manifest.number) == (second.id, 3)
    assert not kiosk.folder.exists()


# -- keys ----------------------------------------------------------------------------------


def test_no_key_comes_with_the_program() -> None:
    ring = read_keys(KEYS)
    assert (ring.keys, ring.revoked) == ((), frozenset())


def test_keys_of_both_folders_count_and_a_revocation_in_either(tmp_path: Path) -> None:
    program, clinic = tmp_path / "program", tmp_path / "clinic"
    for folder, key in ((program, KEY), (clinic, SPARE)):
        folder.mkdir()
        (folder / "key.pem").write_bytes(public_pem(key))
    message = b"message"
    signer = read_keys(program, clinic).signer(message, SPARE.sign(message))
    (program / REVOKED).write_text(f"# lost in a taxi\n\n {signer}  # 2026-11-01\n")
    with pytest.raises(Refused) as caught:
        read_keys(program, clinic).signer(message, SPARE.sign(message))
    assert caught.value.why is Why.REVOKED
    read_keys(program, clinic).signer(message, KEY.sign(message))
    read_keys(program, tmp_path / "not there")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("key.pem", b"not a key"),
        ("key.pem", b""),
        ("key.pem", b"x" * 20_000),
        ("revoked.txt", b"deadbeef\n"),
        ("revoked.txt", b"\xff\xfe"),
        ("revoked.txt", b"#" * 20_000),
    ],
)
def test_a_file_that_is_no_key_stops_everything(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused) as caught:
        read_keys(tmp_path)
    assert caught.value.why is Why.BAD_KEY


def test_a_key_of_another_kind_is_none(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    other = generate_private_key(SECP256R1()).public_key()
    pem = other.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "key.pem").write_bytes(pem)
    with pytest.raises(Refused):
        read_keys(tmp_path)


def test_a_new_key_with_and_without_a_passphrase(tmp_path: Path) -> None:
    for secret in (None, b"correct horse"):
        _, private, public = make_key(secret)
        (tmp_path / "private").write_bytes(private)
        (tmp_path / "public.pem").write_bytes(public)
        key = read_signing_key(tmp_path / "private", secret)
        read_keys(tmp_path).signer(b"m", key.sign(b"m"))
        for wrong in (b"wrong", None if secret else b"needless"):
            with pytest.raises(Refused):
                read_signing_key(tmp_path / "private", wrong)


@pytest.mark.parametrize("name", ["key.pem", "revoked.txt"])
def test_a_folder_in_a_keys_place_stops_everything(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(Refused):
        read_keys(tmp_path)


def test_a_file_in_the_keys_folders_place_stops_everything(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("x")
    with pytest.raises(Refused):
        read_keys(tmp_path / "keys")


def test_a_signing_key_of_another_kind_is_none(tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    other = generate_private_key(SECP256R1())
    pem = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "key").write_bytes(pem)
    with pytest.raises(Refused) as caught:
        read_signing_key(tmp_path / "key", None)
    assert caught.value.why is Why.BAD_KEY


# -- the office ------------------------------------------------------------------------------


def test_the_office_packs_only_what_kiosks_take(kiosk: Kiosk, first: Edition) -> None:
    terms = Terms(2, date(2026, 11, 1), date(2027, 1, 31), PROGRAM)
    manifest, pack = pack_edition(BAKED, KEY, terms)
    assert pack == first.pack(2)
    assert install(kiosk.bring(pack), kiosk.receiver).edition == manifest.edition
    spoiled = kiosk.home / "edition"
    spoiled.mkdir()
    (spoiled / "reference.sqlite").write_bytes(first.database[:-4096])
    with pytest.raises(Refused) as caught:
        pack_edition(spoiled, KEY, terms)
    assert caught.value.why is Why.DATABASE
    for number in (0, FLOOR, 100_000_000):
        with pytest.raises(Refused):
            pack_edition(BAKED, KEY, Terms(number, TODAY, TODAY, PROGRAM))


def test_the_version_here_is_the_programs() -> None:
    import tomllib

    root = Path(__file__).parents[3]
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    assert version_of(project["version"]) == PROGRAM
