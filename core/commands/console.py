"""Lines on the two outputs of a program, which a windowed bundle may lack."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TextIO

from core.output import NotWritten
from core.trace import Problem
from core.words import Words

DONE = 0
PROBLEMS = 2
DAMAGED = 3
NOT_WRITTEN = 4
"""The exit codes."""

_LONGEST = 300
_MOST_READ = 100_000


def say(text: str) -> None:
    """Write a text and a line end to the standard output.  Raises NotWritten."""
    _write(sys.stdout, f"{text}\n")


def listen() -> str:
    """The start of the standard input, more than any code holds; what is no text becomes "?"."""
    if sys.stdin is None:
        return ""
    return sys.stdin.buffer.read(_MOST_READ).decode("ascii", "replace")


def complain(line: str) -> None:
    """Write one line to the standard error, whatever the text holds."""
    _write(sys.stderr, f"{one_line(line)}\n")


def tell(problems: Iterable[Problem], words: Words) -> None:
    """Each problem on a line of the standard error: its path and what is wrong."""
    for problem in problems:
        complain(f"{problem.path}: {words.say(problem.text)}")


def one_line(text: str) -> str:
    """A text as one line of bounded length: a hostile name must not forge a second line."""
    shown = "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")
        for letter in text
    )
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}..."


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:
        return
    try:
        stream.buffer.write(text.encode("utf-8", "backslashreplace"))
        stream.buffer.flush()
    except OSError as error:  # a closed pipe, a full disk
        raise NotWritten.of("-", error) from error
