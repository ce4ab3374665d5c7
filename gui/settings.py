"""What a clinic sets: one TOML file in the platform's own config folder, read once at start."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from core.words import languages

FILE = "settings.toml"


class SettingsError(ValueError):
    """A settings file that cannot be used; `problems` says all that is wrong with it."""

    def __init__(self, path: Path, problems: tuple[str, ...]) -> None:
        super().__init__(f"{path}: " + "; ".join(problems))
        self.path = path
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Settings:
    """A clinic's settings; every one has a default.

    `printer` is a CUPS queue ("" = the system's default).  `idle_seconds` (60 to 300)
    pass without a touch before the kiosk asks, and `answer_seconds` (20 to 120) before it
    erases the answers; `done_seconds` (5 to 120) show the last screen.
    """

    clinic: str = ""
    phone: str = ""
    hours: str = ""
    printer: str = ""
    languages: tuple[str, ...] = ("en", "es")
    idle_seconds: int = 120
    answer_seconds: int = 30
    done_seconds: int = 20


def _text(most: int) -> Callable[[Any], str | None]:
    def check(value: Any) -> str | None:
        if isinstance(value, str) and len(value) <= most and value.isprintable():
            return None
        return f"must be a text of at most {most} characters"

    return check


def _between(least: int, most: int) -> Callable[[Any], str | None]:
    def check(value: Any) -> str | None:
        whole = isinstance(value, int) and not isinstance(value, bool)
        return None if whole and least <= value <= most else f"must be {least} to {most}"

    return check


def _languages(value: Any) -> str | None:
    known = languages()
    fine = isinstance(value, list) and value and all(each in known for each in value)
    return None if fine else "must be a list of languages, such as " + str(list(known))


_CHECKS: dict[str, Callable[[Any], str | None]] = {
    "clinic": _text(60),
    "phone": _text(30),
    "hours": _text(60),
    "printer": _text(60),
    "languages": _languages,
    "idle_seconds": _between(60, 300),
    "answer_seconds": _between(20, 120),
    "done_seconds": _between(5, 120),
}


def settings_path() -> Path:
    """Where the settings file is looked for."""
    from platformdirs import user_config_path

    return user_config_path("homeward", appauthor=False) / FILE


def read_settings(path: Path | None = None) -> Settings:
    """Read the settings; a file that is not there gives the defaults.

    Raises SettingsError with every problem when it is there and cannot be used.
    """
    path = path or settings_path()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as trouble:
        raise SettingsError(path, (str(trouble),)) from trouble
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise SettingsError(path, (str(trouble),)) from trouble
    problems = [f"{name}: is not a setting" for name in data if name not in _CHECKS]
    for name, check in _CHECKS.items():
        if name in data and (wrong := check(data[name])):
            problems.append(f"{name}: {wrong}")
    if problems:
        raise SettingsError(path, tuple(problems))
    if "languages" in data:
        data["languages"] = tuple(dict.fromkeys(data["languages"]))
    return Settings(**data)


assert set(_CHECKS) == {field.name for field in fields(Settings)}
