"""The clinic's notice of help in other languages: printed exactly, or refused with the reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from core.handout import Clinic, render_notices
from core.handout.notices import NoticeRefused, read_notices
from core.resources import FONTS
from core.style import PageSize
from core.words import words
from tests.handout.reading import Sheet
from tests.handout.test_tagged import _failures

VIETNAMESE = (
    "Tiếng Việt\n\nChúng tôi có dịch vụ trợ giúp\nngôn ngữ miễn phí.\n\nGọi 217-555-0140.\n"
)
TAGALOG = "Tagalog\n\nMay libreng tulong sa wika.\n"


def _folder(tmp_path: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (tmp_path / f"{name.replace('_', '-')}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("paper", list(PageSize))
@pytest.mark.parametrize("large", [False, True])
def test_each_language_in_its_own_words_and_tag(
    tmp_path: Path, paper: PageSize, large: bool
) -> None:
    notices = read_notices(_folder(tmp_path, vi=VIETNAMESE, tl=TAGALOG))
    clinic = Clinic("Prairie Heart Clinic", paper=paper, notices=notices)
    read = Sheet(render_notices(words("es"), clinic=clinic, large_print=large))
    assert _failures(read.data) == []
    assert read.headings() == ["Ayuda gratis en su idioma", "Tagalog", "Tiếng Việt"]
    said = [(node.language, node.text) for node in read.root.walk() if node.tag == "P"]
    assert said == [
        ("tl", "May libreng tulong sa wika."),
        ("vi", "Chúng tôi có dịch vụ trợ giúp ngôn ngữ miễn phí."),
        ("vi", "Gọi 217-555-0140."),
    ]
    assert read.sizes == (paper.points,)
    assert min(c["size"] for c in read.chars[0]) > (17.99 if large else 11.99)


def test_a_typeface_beside_the_text_is_embedded(tmp_path: Path) -> None:
    folder = _folder(tmp_path, tl=TAGALOG)
    shutil.copy(FONTS / "HomewardSans-SemiBold.ttf", folder / "tl.ttf")
    (notice,) = read_notices(folder)
    assert notice.font == folder / "tl.ttf"
    read = Sheet(render_notices(words("en"), clinic=Clinic(notices=(notice,))))
    assert _failures(read.data) == []
    (folder / "tl.ttf").write_bytes(b"no typeface")
    with pytest.raises(NoticeRefused, match=r"tl.ttf is not a TrueType typeface"):
        read_notices(folder)


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("ar", "العربية\n\nمجانا", "right to left"),
        ("hi", "हिन्दी\n\nमुफ़्त", "change by their neighbours"),
        ("zh", "中文\n\n免费", "no letter 中 .* as zh.ttf"),
        ("vi", "Tiếng Việt", "needs a title in its first line"),
        ("vi", "", "needs a title"),
        ("vi", "T\n\n" + "a " * 20_000, "more than 20000 bytes"),
        ("notice for all", "T\n\nt", "no tag of a language"),
    ],
)
def test_what_cannot_be_printed_exactly_is_refused(
    tmp_path: Path, name: str, text: str, why: str
) -> None:
    with pytest.raises(NoticeRefused, match=why):
        read_notices(_folder(tmp_path, **{name: text}))


def test_every_problem_at_once_and_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(NoticeRefused, match="no text files"):
        read_notices(tmp_path)
    (tmp_path / "ko.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(NoticeRefused) as caught:
        read_notices(_folder(tmp_path, ar="العربية\n\nمجانا"))
    assert [problem.split(":")[0] for problem in caught.value.problems] == ["ar.txt", "ko.txt"]
