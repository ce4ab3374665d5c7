"""What a clinic sets: one TOML file in the platform's own config folder.

It is read at start, and written by nothing but the staff pages and `homeward staff set-pin`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from core.style import PageSize
from core.trace import Text, text
from core.words import DEFAULT_LANGUAGE, languages, words

FILE = "settings.toml"
MOST_LETTERS = {"clinic": 60, "phone": 30, "hours": 60, "printer": 60, "ask_staff": 100}
"""The longest texts, in characters."""

LIMITS = {
    "idle_seconds": (60, 300),
    "answer_seconds": (20, 120),
    "done_seconds": (5, 120),
    "staff_idle_minutes": (1, 15),
    "staff_total_minutes": (5, 120),
}
"""The least and the most of each number, both included."""

SCREEN_INCHES = (7, 65)
"""The smallest and the largest screen."""


class SettingsError(ValueError):
    """A settings file that cannot be used; `problems` says all that is wrong with it."""

    def __init__(self, path: Path, problems: tuple[Text, ...]) -> None:
        say = words(DEFAULT_LANGUAGE)
        super().__init__(f"{path}: " + "; ".join(say.say(problem) for problem in problems))
        self.path = path
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Settings:
    """A clinic's settings; every one has a default.

    `printer` is a CUPS queue ("" = the system's default).  `idle_seconds` (60 to 300)
    pass without a touch before the kiosk asks, and `answer_seconds` (20 to 120) before it
    erases the answers; `done_seconds` (5 to 120) show the last screen.  The staff pages close
    after `staff_idle_minutes` without a touch, and after `staff_total_minutes` anyhow.
    `screen_inches` is the diagonal of the screen (0 = not told).  `ask_staff` is said when
    somebody asks for help.  `logo` names a picture beside the settings file.  `paper` is
    letter or a4.  `notices` names a folder beside the settings file with the clinic's notice of
    help in other languages (core.handout.notices; "" = none).  `pin` is a record of
    gui.staff.pin ("" = not set yet: the kiosk begins with the first start).
    """

    clinic: str = ""
    phone: str = ""
    hours: str = ""
    zip_code: str = ""
    logo: str = ""
    ask_staff: str = ""
    printer: str = ""
    languages: tuple[str, ...] = ("en", "es")
    idle_seconds: int = 120
    answer_seconds: int = 30
    done_seconds: int = 20
    staff_idle_minutes: int = 5
    staff_total_minutes: int = 30
    screen_inches: float = 0
    pin: str = ""
    paper: str = "letter"
    notices: str = ""


def _text(name: str) -> Callable[[Any], Text | None]:
    most = MOST_LETTERS[name]

    def check(value: Any) -> Text | None:
        if isinstance(value, str) and len(value) <= most and value.isprintable():
            return None
        return text("settings.wrong.text", most=most)

    return check


def _between(name: str) -> Callable[[Any], Text | None]:
    least, most = LIMITS[name]

    def check(value: Any) -> Text | None:
        whole = isinstance(value, int) and not isinstance(value, bool)
        wrong = text("settings.wrong.between", least=least, most=most)
        return None if whole and least <= value <= most else wrong

    return check


def _languages(value: Any) -> Text | None:
    known = languages()
    fine = isinstance(value, list) and value and all(each in known for each in value)
    return None if fine else text("settings.wrong.languages", known=", ".join(known))


def _zip(value: Any) -> Text | None:
    digits = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) == 5
    return None if digits or value == "" else text("settings.wrong.zip")


def _inches(value: Any) -> Text | None:
    least, most = SCREEN_INCHES
    number = isinstance(value, int | float) and not isinstance(value, bool)
    fine = number and (value == 0 or least <= value <= most)
    return None if fine else text("settings.wrong.between", least=least, most=most)


def _logo(value: Any) -> Text | None:
    # A name and no path: nothing outside the folder of the settings is ever opened.
    fine = value in ("", "logo.png")
    return None if fine else text("settings.wrong.logo")


def _paper(value: Any) -> Text | None:
    return None if value in [*PageSize] else text("settings.wrong.paper", known=", ".join(PageSize))


def _notices(value: Any) -> Text | None:
    fine = value in ("", "notices")
    return None if fine else text("settings.wrong.notices")


def _pin(value: Any) -> Text | None:
    from gui.staff.pin import is_record

    fine = value == "" or (isinstance(value, str) and is_record(value))
    return None if fine else text("settings.wrong.pin")


_CHECKS: dict[str, Callable[[Any], Text | None]] = {
    "clinic": _text("clinic"),
    "phone": _text("phone"),
    "hours": _text("hours"),
    "zip_code": _zip,
    "logo": _logo,
    "ask_staff": _text("ask_staff"),
    "printer": _text("printer"),
    "languages": _languages,
    **{name: _between(name) for name in LIMITS},
    "screen_inches": _inches,
    "pin": _pin,
    "paper": _paper,
    "notices": _notices,
}


def settings_path() -> Path:
    """Where the settings file is looked for."""
    from platformdirs import user_config_path

    return user_config_path("homeward", appauthor=False) / FILE


def logo_path(settings: Settings) -> str:
    """The file of the clinic's picture; "" when there is none."""
    return str(settings_path().parent / settings.logo) if settings.logo else ""


def read_settings(path: Path | None = None) -> Settings:
    """Read the settings; a file that is not there gives the defaults.

    Raises SettingsError with every problem when it is there and cannot be used.
    """
    path = path or settings_path()
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as trouble:
        raise SettingsError(path, (text("settings.unreadable", why=str(trouble)),)) from trouble
    import tomllib

    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as trouble:
        raise SettingsError(path, (text("settings.unreadable", why=str(trouble)),)) from trouble
    problems = [text("settings.unknown", name=name) for name in data if name not in _CHECKS]
    for name, check in _CHECKS.items():
        if name in data and (wrong := check(data[name])):
            problems.append(text("settings.wrong", name=name, what=wrong))
    if not problems and data.get("notices"):
        problems += _refused_notices(path.with_name(data["notices"]))
    if problems:
        raise SettingsError(path, tuple(problems))
    if "languages" in data:
        data["languages"] = tuple(dict.fromkeys(data["languages"]))
    return Settings(**data)


def with_language(settings: Settings, language: str | None) -> Settings:
    """The settings with another first language."""
    if language is None:
        return settings
    others = tuple(each for each in settings.languages if each != language)
    return replace(settings, languages=(language, *others))


def _refused_notices(folder: Path) -> list[Text]:
    """Why the clinic's notices cannot be printed: known before anybody needs them."""
    from core.handout.notices import NoticeRefused, read_notices

    try:
        read_notices(folder)
    except NoticeRefused as refused:
        return [text("problem.notice", why=each) for each in refused.problems]
    return []


def write_settings(settings: Settings, path: Path | None = None) -> None:
    """Write the settings, whole or not at all, for this account alone to read.

    Only what is not the default is written.  Raises core.output.NotWritten, and ValueError for
    settings that could not be read back.
    """
    import json

    from core.output import write_files

    path = path or settings_path()
    lines = []
    for field in fields(Settings):
        value = getattr(settings, field.name)
        plain = list(value) if isinstance(value, tuple) else value
        if _CHECKS[field.name](plain) is not None:
            raise ValueError(field.name)
        if value != field.default:
            # A JSON text is a TOML text too, and so are numbers and lists of texts.
            lines.append(f"{field.name} = {json.dumps(plain, ensure_ascii=False)}\n")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_files({path: "".join(lines).encode()})
    path.chmod(0o600)


assert set(_CHECKS) == {field.name for field in fields(Settings)}
