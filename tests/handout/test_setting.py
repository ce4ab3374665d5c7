"""Lines of text: what they hold, where they end, and what is never left alone."""

from __future__ import annotations

import pytest

from core.handout.setting import LONGEST_LINE, Word, set_text, text_of
from core.handout.style import BOLD, REGULAR, TextStyle

STYLE = TextStyle(REGULAR, 12.5, 16, "#000000")
LONG = (
    "Each year you pay the first part of Part B costs yourself. That is your deductible."
    " After that, you pay $20 of each $100, and Medicare pays the other part of the price."
)


def _said(lines: object) -> list[str]:
    assert isinstance(lines, list | tuple)
    return ["".join(_word(word) for word in line).strip() for line in lines]


def _word(word: Word) -> str:
    return "".join(run.text for run in word.runs) + (" " if word.space else "")


@pytest.mark.parametrize("room", [120.0, 200.0, 260.0, 400.0, 522.0])
def test_lines_hold_every_word_in_its_order_and_no_more_than_fits(room: float) -> None:
    lines = set_text(LONG, STYLE, room)
    assert " ".join(_said(lines)) == LONG
    assert max(len(line) for line in _said(lines)) <= LONGEST_LINE
    for line in lines:
        wide = sum(word.width + word.space for word in line) - line[-1].space
        assert wide * STYLE.size <= room + 1e-3


def test_a_wide_page_does_not_make_a_long_line() -> None:
    assert max(len(line) for line in _said(set_text(LONG, STYLE, 2000.0))) <= LONGEST_LINE


def test_no_word_is_alone_on_the_last_of_a_few_lines() -> None:
    text = "Call your pump supplier and ask for the price today"
    rooms = [float(room) for room in range(120, 320, 4)]
    broken = [_said(set_text(text, STYLE, room)) for room in rooms]
    few = [lines for lines in broken if 1 < len(lines) <= 3]
    assert few
    assert min(len(lines[-1].split()) for lines in few) > 1


def test_a_lone_capital_keeps_to_the_word_before_it() -> None:
    for room in range(60, 500, 3):
        for line in _said(set_text(LONG, STYLE, float(room)))[1:]:
            assert not line.startswith("B costs")
    plans = _said(set_text("Medigap A, B, C, D, F, G, M, N", STYLE, 90.0))
    assert len(plans) > 1  # a list of plans may still be divided between two


def test_looks_begin_and_end_inside_a_word() -> None:
    marked = 'Pay <b>$283</b>. <font color="#ff0000">Not &lt;now&gt;</font>'
    (line,) = set_text(marked, STYLE, 400.0)
    runs = [(run.text, run.font, run.color) for word in line for run in word.runs]
    assert runs == [
        ("Pay", REGULAR, "#000000"),
        ("$283", BOLD, "#000000"),
        (".", REGULAR, "#000000"),
        ("Not", REGULAR, "#ff0000"),
        ("<now>", REGULAR, "#ff0000"),
    ]
    assert text_of(marked) == "Pay $283. Not <now>"


def test_an_address_is_divided_at_its_strokes_and_another_long_word_anywhere() -> None:
    address = "https://www.example.org/article/releases-details-on-medicare-premiums"
    parts = _said(set_text(f"See {address}", STYLE, 200.0))
    assert "".join(parts) == f"See {address}"
    assert all(part[-1] in "/-" for part in parts[:-1])
    assert "".join(_said(set_text("x" * 200, STYLE, 100.0))) == "x" * 200


def test_chinese_may_end_a_line_between_letters_but_not_before_a_stop() -> None:
    text = "如果您使用中文，我们免费提供语言帮助。请致电。"
    lines = _said(set_text(text, STYLE, 60.0))
    assert "".join(lines) == text
    assert len(lines) > 2
    assert not any(line[0] in "，。" for line in lines)


def test_a_text_without_words_is_one_empty_line() -> None:
    assert [list(line) for line in set_text("", STYLE, 100.0)] == [[]]
