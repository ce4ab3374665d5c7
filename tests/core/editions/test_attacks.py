"""Everything that a pack may try, by the numbers of the attack list: U01 to U19, U38 to U43.

The hostile databases (U20 to U32) are in test_hostile.py; faults and power cuts (U33 to U37)
in test_faults.py and test_power.py.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.editions.closed import encode
from core.editions.files import Files
from core.editions.install import Receiver, install, roll_back
from core.editions.installed import Chosen, open_best
from core.editions.keys import KeyRing
from core.editions.limits import FLOOR, STEP
from core.editions.manifest import KIND, signed_message, write_manifest
from core.editions.offers import install_newest, verify
from core.editions.pack import MAGIC, make_pack, pack_database
from core.editions.refused import Refused, Why
from core.words import words
from tests.support.packs import (
    KEY,
    SPARE,
    STRANGER,
    TODAY,
    Edition,
    Kiosk,
    answers,
    manifest_of,
    pack_of,
    ring,
)

WRONG: tuple[object, ...] = (None, [], {}, True, -1, "", "\0", "x" * 100, 1e9)


@pytest.fixture
def kiosk(kiosk: Kiosk, first: Edition) -> Iterator[Kiosk]:
    """A kiosk with number 2 in use, and a good edition at the end of whatever was tried."""
    install(kiosk.bring(first.pack(2)), kiosk.receiver)
    yield kiosk
    assert kiosk.start().chosen in (Chosen.CURRENT, Chosen.OWN, Chosen.FOUND)


def refused(kiosk: Kiosk, content: bytes, receiver: Receiver | None = None) -> Why:
    """Try to install bytes; they must be refused and leave everything as it was."""
    return refused_file(kiosk, kiosk.bring(content), receiver)


def refused_file(kiosk: Kiosk, path: Path, receiver: Receiver | None = None) -> Why:
    before = kiosk.state()
    with pytest.raises(Refused) as caught:
        install(path, receiver or kiosk.receiver)
    assert kiosk.state() == before
    for language in ("en", "es"):
        assert words(language).say(caught.value.text)
    return caught.value.why


def signed(written: bytes, packed: bytes, kind: str = KIND) -> bytes:
    """A pack of any manifest at all, with a signature that holds."""
    signature = KEY.sign(signed_message(written, kind))
    return MAGIC + struct.pack(">I", len(written)) + written + signature + packed


def fields_of(edition: Edition, number: int = 3) -> dict[str, Any]:
    fields = json.loads(write_manifest(manifest_of(edition.database, edition.id, number)))
    assert isinstance(fields, dict)
    return fields


# -- the bytes of a pack -----------------------------------------------------------------


def test_u00_a_good_pack_is_taken(kiosk: Kiosk, second: Edition) -> None:
    done = install(kiosk.bring(second.pack(3)), kiosk.receiver)
    assert (done.edition, done.number, done.trouble) == (second.id, 3, None)
    assert kiosk.number == 3


def test_u01_every_flipped_byte_of_a_small_pack_is_refused(kiosk: Kiosk) -> None:
    small = bytearray(pack_of(hashlib.sha512(b"small").digest() * 4, "2026Q4-00000000", 3))
    # Unchanged, it fails at the very last door, the database check: all others are open to it.
    assert refused(kiosk, bytes(small)) is Why.DATABASE
    found: set[Why] = set()
    for place in range(len(small)):
        small[place] ^= 1 << place % 8
        found.add(refused(kiosk, bytes(small)))
        small[place] ^= 1 << place % 8
    assert Why.DATABASE not in found
    assert {Why.NOT_A_PACK, Why.SIGNATURE, Why.HASH} <= found


def test_u01_a_flipped_byte_of_a_whole_pack_is_refused(kiosk: Kiosk, second: Edition) -> None:
    whole = bytearray(second.pack(3))
    for place in range(0, len(whole), len(whole) // 101):
        whole[place] ^= 0x10
        refused(kiosk, bytes(whole))
        whole[place] ^= 0x10
    install(kiosk.bring(bytes(whole)), kiosk.receiver)


def test_u02_every_truncation_is_refused(kiosk: Kiosk) -> None:
    small = pack_of(bytes(range(256)), "2026Q4-00000000", 3)
    assert refused(kiosk, small) is Why.DATABASE
    found = {refused(kiosk, small[:length]) for length in range(len(small))}
    assert found <= {Why.NOT_A_PACK, Why.CUT_SHORT}


def test_u03_what_is_added_at_the_end_is_refused(kiosk: Kiosk, second: Edition) -> None:
    pack = second.pack(3)
    for more in (b"\0", b"more", pack):
        assert refused(kiosk, pack + more) is Why.TOO_LONG


def test_u04_another_key_is_refused(kiosk: Kiosk, second: Edition) -> None:
    manifest = manifest_of(second.database, second.id, 3)
    packed = pack_database(second.database)
    assert refused(kiosk, make_pack(manifest, packed, STRANGER)) is Why.SIGNATURE
    # The other trusted key may sign, but not in the name of this one.
    assert refused(kiosk, make_pack(manifest, packed, SPARE)) is Why.MANIFEST


def test_u04_no_key_at_all_is_said(kiosk: Kiosk, second: Edition) -> None:
    nobody = replace(kiosk.receiver, keys=KeyRing((), frozenset()))
    assert refused(kiosk, second.pack(3), nobody) is Why.NO_KEYS


def test_u05_a_signature_for_another_purpose_is_refused(kiosk: Kiosk, second: Edition) -> None:
    written = write_manifest(manifest_of(second.database, second.id, 3))
    packed = pack_database(second.database)
    length = struct.pack(">I", len(written))
    for message in (written, b"homeward report 1\nreference\n" + written, MAGIC + written):
        pack = MAGIC + length + written + KEY.sign(message) + packed
        assert refused(kiosk, pack) is Why.SIGNATURE


def test_u06_a_pack_of_another_kind_is_refused(kiosk: Kiosk, second: Edition) -> None:
    packed = pack_database(second.database)
    fields = fields_of(second)
    assert refused(kiosk, signed(encode(fields), packed, kind="program")) is Why.SIGNATURE
    fields["kind"] = "program"
    assert refused(kiosk, signed(encode(fields), packed, kind="program")) is Why.SIGNATURE
    assert refused(kiosk, signed(encode(fields), packed)) is Why.KIND


# -- numbers and days ----------------------------------------------------------------------


def test_u07_an_older_one_is_refused(kiosk: Kiosk, first: Edition, second: Edition) -> None:
    install(kiosk.bring(second.pack(9)), kiosk.receiver)
    assert refused(kiosk, first.pack(8)) is Why.OLDER


def test_u07_what_was_gone_back_from_stays_refused(kiosk: Kiosk, second: Edition) -> None:
    pack = kiosk.bring(second.pack(3))
    install(pack, kiosk.receiver)
    roll_back(kiosk.receiver).reference.close()
    assert kiosk.number == 2
    assert refused_file(kiosk, pack) is Why.SAME
    install(kiosk.bring(second.pack(4)), kiosk.receiver)
    assert kiosk.number == 4


def test_u08_the_same_one_is_refused(kiosk: Kiosk, first: Edition, second: Edition) -> None:
    assert refused(kiosk, first.pack(2)) is Why.SAME
    assert refused(kiosk, second.pack(2)) is Why.SAME


def test_u09_an_expired_one_is_refused_and_one_day_earlier_taken(
    kiosk: Kiosk, second: Edition
) -> None:
    pack = second.pack(3, expires=TODAY)
    for late in (1, 400):
        kiosk.today = TODAY + timedelta(days=late)
        assert refused(kiosk, pack) is Why.EXPIRED
    kiosk.today = TODAY
    install(kiosk.bring(pack), kiosk.receiver)


def test_u10_a_clock_before_the_edition_in_use_is_told(kiosk: Kiosk, second: Edition) -> None:
    found = kiosk.start()
    assert found.notices(TODAY) == ()
    (notice,) = found.notices(date(2026, 10, 31))
    assert notice.key == "editions.clock"
    kiosk.today = date(2026, 10, 31)
    assert refused(kiosk, second.pack(3)) is Why.FUTURE


def test_u11_one_of_tomorrow_is_refused_until_then(kiosk: Kiosk, second: Edition) -> None:
    pack = second.pack(3, issued=TODAY + timedelta(days=1))
    assert refused(kiosk, pack) is Why.FUTURE
    kiosk.today += timedelta(days=1)
    install(kiosk.bring(pack), kiosk.receiver)


@pytest.mark.parametrize(
    "number",
    ["100000000", "1" + "0" * 400, "1" + "0" * 5000, "true", '"3"', "3.0", "3e0", "NaN", "-3", "0"],
)
def test_u12_a_number_that_is_none_is_refused(kiosk: Kiosk, second: Edition, number: str) -> None:
    written = encode(fields_of(second)).replace(b'"number":3', f'"number":{number}'.encode())
    assert refused(kiosk, signed(written, pack_database(second.database))) is Why.MANIFEST


def test_u12_a_number_too_far_ahead_is_refused(kiosk: Kiosk, second: Edition) -> None:
    assert refused(kiosk, second.pack(2 + STEP + 1)) is Why.JUMP
    install(kiosk.bring(second.pack(2 + STEP)), kiosk.receiver)


def test_u12_the_unchanged_one_is_taken(kiosk: Kiosk, second: Edition) -> None:
    pack = signed(encode(fields_of(second)), pack_database(second.database))
    install(kiosk.bring(pack), kiosk.receiver)


# -- the manifest --------------------------------------------------------------------------


def test_u13_a_field_missing_or_too_many_is_refused(kiosk: Kiosk, second: Edition) -> None:
    packed = pack_database(second.database)
    for name in fields_of(second):
        fields = fields_of(second)
        del fields[name]
        assert refused(kiosk, signed(encode(fields), packed)) is Why.MANIFEST
    more = {**fields_of(second), "path": "../../etc/passwd"}
    assert refused(kiosk, signed(encode(more), packed)) is Why.MANIFEST


def test_u13_a_field_of_another_type_is_refused(kiosk: Kiosk, second: Edition) -> None:
    packed = pack_database(second.database)
    for name in fields_of(second):
        for value in WRONG:
            fields = {**fields_of(second), name: value}
            assert refused(kiosk, signed(encode(fields), packed)) is Why.MANIFEST


def test_u13_another_way_to_write_the_same_is_refused(kiosk: Kiosk, second: Edition) -> None:
    packed = pack_database(second.database)
    right = encode(fields_of(second))
    others = {
        "twice": right[:-1] + b',"number":3}',
        "twice, first": b'{"number":2,' + right[1:],
        "space": right.replace(b":", b": ", 1),
        "line end": right + b"\n",
        "order": json.dumps(
            dict(reversed(fields_of(second).items())), separators=(",", ":")
        ).encode(),
        "escape": right.replace(b"reference", b"\\u0072eference"),
        "mark": b"\xef\xbb\xbf" + right,
        "latin": right.replace(b"reference", b"r\xe9f"),
        "list": b"[" + right + b"]",
        "text": b'"' + b"x" * 50 + b'"',
        "null": b"null",
        "deep": b"[" * 30_000 + b"]" * 30_000,
        "deep objects": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    }
    for written in others.values():
        assert refused(kiosk, signed(written, packed)) is Why.MANIFEST


def test_u13_a_manifest_too_long_or_empty_is_refused(kiosk: Kiosk, second: Edition) -> None:
    packed = pack_database(second.database)
    assert refused(kiosk, signed(b" " * (64 * 1024 + 1), packed)) is Why.NOT_A_PACK
    assert refused(kiosk, signed(b" " * (64 * 1024), packed)) is Why.MANIFEST
    assert refused(kiosk, signed(b"", packed)) is Why.NOT_A_PACK


def test_u13_days_that_are_none_are_refused(kiosk: Kiosk, second: Edition) -> None:
    packed = pack_database(second.database)
    for day in (
        "2026-02-30",
        "20261101",
        "2026-W45-1",
        "0000-01-01",
        "2026-11-1",
        "２０２６-11-01",
    ):
        fields = {**fields_of(second), "issued": day}
        assert refused(kiosk, signed(encode(fields), packed)) is Why.MANIFEST
    turned = {**fields_of(second), "issued": "2027-02-01"}
    assert refused(kiosk, signed(encode(turned), packed)) is Why.MANIFEST


# -- sizes and hashes -------------------------------------------------------------------------


def test_u14_a_bomb_is_refused_before_it_bursts(kiosk: Kiosk, second: Edition) -> None:
    bomb = zlib.compress(bytes(300 * 1024 * 1024), 9)
    changes = {"packed_size": len(bomb), "packed_sha256": hashlib.sha256(bomb).hexdigest()}
    written: list[int] = []

    class Counting(Files):
        def write(self, handle: int, content: bytes) -> int:
            written.append(len(content))
            return super().write(handle, content)

    kiosk.files = Counting()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    manifest = manifest_of(second.database, second.id, 3, size=1_000_000, **changes)
    assert refused(kiosk, make_pack(manifest, bomb, KEY)) is Why.SIZE
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak
    assert sum(written) <= 1_000_000
    assert grown <= 16 * 1024


@pytest.mark.parametrize(("of", "by"), [("size", 1), ("size", -1), ("packed_size", -1)])
def test_u15_a_size_that_is_not_so_is_refused(
    kiosk: Kiosk, second: Edition, of: str, by: int
) -> None:
    right = getattr(manifest_of(second.database, second.id, 3), of)
    expected = {Why.SIZE, Why.TOO_LONG}
    assert refused(kiosk, second.pack(3, **{of: right + by})) in expected


def test_u15_more_signed_for_than_there_is(kiosk: Kiosk, second: Edition) -> None:
    right = manifest_of(second.database, second.id, 3).packed_size
    assert refused(kiosk, second.pack(3, packed_size=right + 1)) is Why.CUT_SHORT


def test_u15_a_second_stream_behind_the_first_is_refused(kiosk: Kiosk, second: Edition) -> None:
    packed = pack_database(second.database) + zlib.compress(b"more")
    digest = hashlib.sha256(packed).hexdigest()
    changes = {"packed_size": len(packed), "packed_sha256": digest}
    manifest = manifest_of(second.database, second.id, 3, **changes)
    assert refused(kiosk, make_pack(manifest, packed, KEY)) is Why.SIZE


@pytest.mark.parametrize("of", ["sha256", "packed_sha256"])
def test_u16_a_hash_that_is_not_so_is_refused(kiosk: Kiosk, second: Edition, of: str) -> None:
    assert refused(kiosk, second.pack(3, **{of: "0" * 64})) is Why.HASH


def test_u16_another_edition_than_it_says_is_refused(kiosk: Kiosk, second: Edition) -> None:
    pack = pack_of(second.database, "2026Q4-00000000", 3)
    assert refused(kiosk, pack) is Why.DATABASE


# -- the file that holds it ----------------------------------------------------------------


def test_u17_only_a_plain_file_is_read(kiosk: Kiosk, second: Edition) -> None:
    good = kiosk.bring(second.pack(3), "good.homeward")
    link = good.with_name("link.homeward")
    link.symlink_to(good)
    folder = good.with_name("folder.homeward")
    folder.mkdir()
    pipe = good.with_name("pipe.homeward")
    os.mkfifo(pipe)
    device = Path("/dev/zero")
    for path in (link, folder, pipe, device):
        assert refused_file(kiosk, path) is Why.NOT_A_FILE
    assert refused_file(kiosk, good.with_name("none.homeward")) is Why.UNREADABLE
    assert refused_file(kiosk, good.with_name("nul\0.homeward")) is Why.UNREADABLE


def test_u17_a_link_in_the_data_folder_is_not_written_through(
    kiosk: Kiosk, second: Edition, tmp_path: Path
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine")
    for name in (".incoming", ".CURRENT.part"):
        (kiosk.folder / name).symlink_to(victim)
    install(kiosk.bring(second.pack(3)), kiosk.receiver)
    assert victim.read_text() == "mine"
    assert kiosk.number == 3


def test_u18_of_several_packs_the_newest_that_holds_is_taken(
    kiosk: Kiosk, first: Edition, second: Edition
) -> None:
    broken = bytearray(second.pack(7))
    broken[-1] ^= 1  # its signature holds; its content does not
    for name, content in (
        ("a.homeward", first.pack(3)),
        ("b.homeward", second.pack(6)),
        ("c.homeward", bytes(broken)),
        ("d.homeward", second.pack(9000)),
        ("e.homeward", b"something else"),
        ("readme.txt", b"not looked at"),
    ):
        stick = kiosk.bring(content, name).parent
    taken = install_newest(stick, kiosk.receiver)
    assert (taken.file, taken.installed.number) == ("b.homeward", 6)
    told = {name: why.key for name, why in taken.passed_over}
    assert told == {
        "c.homeward": "pack.refused.hash",
        "d.homeward": "pack.refused.jump",
        "e.homeward": "pack.refused.not-a-pack",
        "new.homeward": "pack.refused.same",
    }
    with pytest.raises(Refused) as none:
        install_newest(stick, kiosk.receiver)
    assert none.value.why is Why.NONE_HOLDS
    (stick / "empty").mkdir()
    with pytest.raises(Refused) as empty:
        install_newest(stick / "empty", kiosk.receiver)
    assert empty.value.why is Why.NO_PACK


def test_u19_a_pack_swapped_while_it_is_read_changes_nothing(
    kiosk: Kiosk, first: Edition, second: Edition
) -> None:
    path = kiosk.bring(second.pack(3))
    other = kiosk.bring(first.pack(3), "other.homeward")

    class Swapping(Files):
        def open_given(self, given: Path) -> int:
            handle = super().open_given(given)
            if given == path:
                other.replace(path)
            return handle

    kiosk.files = Swapping()
    assert install(path, kiosk.receiver).edition == second.id
    assert kiosk.start().reference.edition.id == second.id


def test_u19_a_pack_written_over_while_it_is_read_is_refused(kiosk: Kiosk, second: Edition) -> None:
    path = kiosk.bring(second.pack(3))
    size = path.stat().st_size

    class Overwriting(Files):
        reads = 0

        def read(self, handle: int, most: int) -> bytes:
            self.reads += 1
            if self.reads == 6:  # the manifest has been checked
                with path.open("r+b") as file:
                    file.seek(size // 2)
                    file.write(bytes(64))
            return super().read(handle, most)

    kiosk.files = Overwriting()
    before = kiosk.names()
    with pytest.raises(Refused) as caught:
        install(path, kiosk.receiver)
    assert caught.value.why in (Why.HASH, Why.SIZE)
    assert kiosk.names() == before


# -- the kiosk ------------------------------------------------------------------------------


def test_u38_an_edition_in_use_answers_alike_while_newer_ones_come(
    kiosk: Kiosk, first: Edition, second: Edition
) -> None:
    with_it = open_best(kiosk.folder).reference
    assert answers(with_it) == first.answers
    for number, edition in ((3, second), (4, first), (5, second)):
        install(kiosk.bring(edition.pack(number)), kiosk.receiver)
        assert answers(with_it) == first.answers  # its file is gone by now
        newer = open_best(kiosk.folder).reference
        assert answers(newer) == edition.answers
        newer.close()
    with_it.close()


def test_u39_of_two_installations_at_once_the_second_waits_outside(
    kiosk: Kiosk, second: Edition
) -> None:
    path = kiosk.bring(second.pack(3))
    told: list[Why] = []

    class Impatient(Files):
        def rename(self, old: Path, new: Path) -> None:
            for attempt in (
                lambda: install(path, replace(kiosk.receiver, files=Files())),
                lambda: roll_back(replace(kiosk.receiver, files=Files())),
            ):
                with pytest.raises(Refused) as caught:
                    attempt()
                told.append(caught.value.why)
            super().rename(old, new)

    kiosk.files = Impatient()
    install(path, kiosk.receiver)
    assert told == [Why.BUSY] * 4
    assert kiosk.number == 3


def test_u40_a_data_folder_that_cannot_be_written_is_said(tmp_path: Path, second: Edition) -> None:
    kiosk = Kiosk(tmp_path)
    kiosk.folder.parent.parent.mkdir(exist_ok=True)
    kiosk.folder.parent.write_text("a file where a folder should be")
    with pytest.raises(Refused) as caught:
        install(kiosk.bring(second.pack(3)), kiosk.receiver)
    assert caught.value.why is Why.NOT_WRITTEN
    found = kiosk.start()
    assert found.entry is None
    assert found.chosen is Chosen.OWN_INSTEAD


def test_u41_a_pack_for_a_newer_program_is_refused(kiosk: Kiosk, second: Edition) -> None:
    pack = second.pack(3, least_program=(1, 0, 0))
    assert refused(kiosk, pack) is Why.PROGRAM
    for newer in ((1, 0, 0), (1, 10, 0), (2, 0, 0)):
        verify(kiosk.bring(pack), replace(kiosk.receiver, program=newer))


def test_u41_a_pack_of_another_schema_is_refused(kiosk: Kiosk, second: Edition) -> None:
    assert refused(kiosk, second.pack(3, schema=2)) is Why.SCHEMA


def test_u42_a_revoked_key_is_refused_and_the_spare_takes_over(
    kiosk: Kiosk, second: Edition
) -> None:
    kiosk.keys = ring(KEY)
    assert refused(kiosk, second.pack(3)) is Why.REVOKED
    packed = pack_database(second.database)
    spare = ring(keys=(SPARE,)).keys[0][0]
    manifest = manifest_of(second.database, second.id, 3, key=spare)
    install(kiosk.bring(make_pack(manifest, packed, SPARE)), kiosk.receiver)
    kiosk.keys = ring(KEY, SPARE)
    assert refused(kiosk, second.pack(4)) is Why.REVOKED
    kiosk.keys = ring(KEY, keys=(KEY,))
    assert refused(kiosk, second.pack(4)) is Why.REVOKED


def test_u43_the_programs_own_number_is_the_floor(kiosk: Kiosk, second: Edition) -> None:
    for number in range(1, FLOOR + 1):
        assert refused(kiosk, second.pack(number)) is Why.FLOOR


def test_u43_an_edition_under_the_floor_of_a_newer_program_is_not_used(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.editions.installed.FLOOR", 2)
    found = kiosk.start()
    assert found.entry is None
    assert found.notices(TODAY) == ()
    # Nor when a lost pointer lets the files speak for themselves.
    (kiosk.folder / "CURRENT").unlink()
    assert kiosk.start().entry is None
