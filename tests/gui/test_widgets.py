"""The small parts: what may be typed, how an amount is written, how a page is drawn."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gui.application import make_application
from gui.background import Background
from gui.pages import render_pages
from gui.state import TextSize, Theme
from gui.theme import make_look
from gui.walk import wait_for
from gui.widgets.cards import ChoiceList, Option
from gui.widgets.fields import DELETE, NumberField, TextField
from gui.widgets.look import set_look
from gui.widgets.pads import Keypad, LetterPad


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("40", "40"),
        ("0.375", "0.375"),
        (".5", "0.5"),
        ("05", "5"),
        ("00", "0"),
        ("1.2.3", "1.23"),
        ("1234567", "123456"),
        ("0.12345", "0.1234"),
        ("-4e2x", "42"),
    ],
)
def test_only_a_plain_number_can_be_typed(qtbot: QtBot, keys: str, text: str) -> None:
    make_application([])
    field = NumberField(whole=6, decimals=4)
    qtbot.addWidget(field)
    for key in keys:
        field.press(key)
    assert field.value() == text


def test_whole_numbers_take_no_point(qtbot: QtBot) -> None:
    make_application([])
    field = NumberField(whole=3, decimals=0)
    qtbot.addWidget(field)
    for key in "1.5":
        field.press(key)
    assert field.value() == "15"


def test_a_field_tells_what_is_typed_and_not_what_it_is_shown(qtbot: QtBot) -> None:
    make_application([])
    field = NumberField()
    qtbot.addWidget(field)
    told: list[str] = []
    field.changed.connect(told.append)
    field.show_value("12")
    field.press("3")
    field.press(DELETE)
    field.press("x")
    assert told == ["123", "12"]


def test_a_pad_types_into_the_field_that_had_the_keyboard_last(qtbot: QtBot) -> None:
    make_application([])
    first, second, pad = NumberField(), NumberField(), Keypad()
    for widget in (first, second, pad):
        qtbot.addWidget(widget)
    pad.serve(first, second)
    pad.key("7").click()
    second.focused.emit()
    pad.key("8").click()
    pad.key("9").click()
    pad.key(DELETE).click()
    assert (first.value(), second.value()) == ("7", "8")


def test_letters_for_the_search(qtbot: QtBot) -> None:
    make_application([])
    field, pad = TextField(), LetterPad()
    qtbot.addWidget(field)
    qtbot.addWidget(pad)
    pad.serve(field)
    for key in "J2260":
        pad.key(key).click()
    field.press(";")
    assert field.value() == "J2260"


def test_pages_are_drawn_at_the_width_asked_for(qtbot: QtBot) -> None:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    buffer = BytesIO()
    paper = Canvas(buffer, pagesize=(612, 792))
    paper.rect(0, 0, 612, 396, fill=1)
    paper.showPage()
    paper.showPage()
    paper.save()
    first, second = render_pages(buffer.getvalue(), 306)
    assert (first.width(), first.height()) == (306, 396)
    assert first.pixelColor(150, 390).lightness() == 0
    assert first.pixelColor(150, 10).lightness() == 255
    assert second.pixelColor(150, 390).lightness() == 255


def test_background_work_comes_back_and_failures_too(qtbot: QtBot) -> None:
    make_application([])
    work = Background()
    told: list[object] = []

    def fail() -> int:
        raise KeyError("lost")

    work.run(lambda: 7, told.append, told.append)
    work.run(fail, told.append, told.append)
    wait_for(lambda: not work.busy, "both came back")
    assert told[0] == 7
    assert isinstance(told[1], KeyError)
    work.run(lambda: 8, told.append, told.append)
    work.close()
    qtbot.wait(0)
    assert len(told) == 2, "closed, it tells nobody any more"


@pytest.mark.parametrize(
    ("size", "titles", "columns"),
    [
        (TextSize.NORMAL, ("Yes", "No"), 2),
        (TextSize.LARGEST, ("Yes", "No"), 2),
        (TextSize.LARGEST, ("Yes, it is approved by the plan", "No, the plan said no to it"), 1),
    ],
)
def test_short_answers_stand_side_by_side_and_the_last_takes_the_row(
    qtbot: QtBot, size: TextSize, titles: tuple[str, ...], columns: int
) -> None:
    make_application([])
    set_look(make_look(Theme.LIGHT, size, 1280, 800))
    cards = ChoiceList()
    qtbot.addWidget(cards)
    options = [Option(title, title) for title in titles]
    cards.show_options([*options, Option("not-sure", "I'm not sure", wide=True)], None)
    cards.resize(1168, 600)
    cards.show()
    first, second, last = cards.cards()
    assert (first.y() == second.y()) == (columns == 2)
    assert last.y() > second.y()
    assert last.width() == cards.width()
    set_look(make_look(Theme.LIGHT, TextSize.NORMAL, 1920, 1080))


def test_many_answers_are_seen_at_once_on_a_wide_window(qtbot: QtBot) -> None:
    make_application([])
    set_look(make_look(Theme.LIGHT, TextSize.NORMAL, 1920, 1080))
    cards = ChoiceList()
    qtbot.addWidget(cards)
    cards.show_options([Option(str(n), f"Answer {n}") for n in range(11)], None)
    cards.resize(1680, 700)
    cards.show()
    assert len({card.x() for card in cards.cards()}) == 3


def test_header_and_footer_leave_the_room_to_what_is_read_on_a_low_window() -> None:
    low = make_look(Theme.LIGHT, TextSize.LARGEST, 1280, 800)
    high = make_look(Theme.LIGHT, TextSize.LARGEST, 1920, 1080)
    assert low.type_px("bar") < low.type_px("button") == high.type_px("bar")
    assert low.type_px("bar") > make_look(Theme.LIGHT, TextSize.NORMAL, 1280, 800).type_px("bar")
