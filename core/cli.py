"""The command line: how a clinic's own system asks for an estimate, and anyone checks one.

Exit codes: 0 done; 2 problems in what was given, one a line on stderr; 3 the reference is
missing or damaged; 4 a file could not be written.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from core.commands.console import DAMAGED, NOT_WRITTEN, PROBLEMS, complain
from core.commands.pack_arguments import ACTIONS, add_pack_parsers
from core.machine import Machine
from core.output import NotWritten
from core.reference.damaged import EditionDamaged
from core.resources import BAKED, TABLES
from core.style import PageSize
from core.words import DEFAULT_LANGUAGE, Words, languages, words

Size = tuple[int, int]
TEXT_SIZES = (100, 125, 150)
THEMES = ("light", "contrast")
EDITIONS = ("standard", "large", "annex", "notices")
"""The names of core.summary.Pages, which need not be loaded for anything else."""


@dataclass(frozen=True, slots=True)
class KioskOptions:
    """How the kiosk opens: full screen unless windowed; a size in pixels; a first language."""

    windowed: bool
    size: Size | None
    language: str | None


@dataclass(frozen=True, slots=True)
class GalleryOptions:
    """Which pictures to draw into a folder; an empty choice means all that there are.

    Sizes are in pixels, text sizes in percent.
    """

    folder: Path
    languages: tuple[str, ...]
    sizes: tuple[Size, ...]
    texts: tuple[int, ...]
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SelftestOptions:
    """Where the findings of the self-test go as JSON; None: only words on stdout."""

    json: Path | None
    language: str


@dataclass(frozen=True, slots=True)
class Screens:
    """The commands that need screens, handed in so that the core needs none, and the machine.

    Each command answers the exit code.
    """

    kiosk: Callable[[KioskOptions], int]
    gallery: Callable[[GalleryOptions], int]
    selftest: Callable[[SelftestOptions], int]
    set_pin: Callable[[str], int]
    """Told the language."""
    machine: Callable[[], Machine]


def main(
    argv: Sequence[str] | None = None,
    *,
    kiosk: Callable[[KioskOptions], int],
    gallery: Callable[[GalleryOptions], int],
    selftest: Callable[[SelftestOptions], int],
    set_pin: Callable[[str], int],
    machine: Callable[[], Machine],
) -> int:
    """Do what the arguments ask and answer the exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    try:
        said = words(_language(given))
    except FileNotFoundError as missing:  # never baked, so there are no words to say it in
        complain(str(missing))
        return DAMAGED
    try:
        if not given:  # the start of a kiosk does not wait for a parser of what was not said
            return kiosk(KioskOptions(windowed=False, size=None, language=None))
        options = _parser(said).parse_args(given)
        return _run(options, said, Screens(kiosk, gallery, selftest, set_pin, machine))
    except EditionDamaged as damaged:
        complain(said("cli.damaged", path=damaged.path, details=str(damaged)))
        return DAMAGED
    except NotWritten as trouble:
        complain(said("cli.not_written", path=str(trouble.path), why=trouble.why))
        return NOT_WRITTEN


def _run(options: argparse.Namespace, said: Words, screens: Screens) -> int:
    # Each command loads what it needs: the kiosk's first picture must not wait for the rest.
    match options.command:
        case "estimate":
            from core.commands import estimate
            from core.summary import Pages

            chosen = estimate.EstimateOptions(
                options.case,
                options.from_code,
                options.json,
                options.pdf,
                estimate.Paper(
                    Pages(options.edition),
                    options.annex,
                    PageSize(options.paper),
                    options.notices,
                ),
                options.explain,
            )
            return estimate.run(chosen, screens.machine(), said)
        case "reference":
            from core.commands import reference

            match options.action:
                case "info":
                    return reference.info(screens.machine(), said)
                case "check":
                    return reference.check(options.folder, said)
                case "import":
                    from core.commands import editions

                    return editions.make(options.files, options.base, options.out, said)
                case "diff":
                    from core.commands import editions

                    return editions.diff(
                        editions.DiffOptions(
                            options.before,
                            options.after,
                            options.html,
                            options.pdf,
                            tuple(options.accept),
                        ),
                        said,
                    )
                case action if action in ACTIONS:
                    from core.commands import packs

                    return packs.run(options, screens.machine(), said)
                case _:
                    return reference.build(options.folder, options.out, said)
        case "gallery":
            return screens.gallery(
                GalleryOptions(
                    folder=options.folder,
                    languages=tuple(options.lang),
                    sizes=tuple(options.size),
                    texts=tuple(options.text),
                    themes=tuple(options.theme),
                )
            )
        case "selftest":
            return screens.selftest(SelftestOptions(options.json, said.language))
        case "staff":
            return screens.set_pin(said.language)
        case _:
            return screens.kiosk(KioskOptions(options.windowed, options.size, options.lang))


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line, as every other problem is."""

    def error(self, message: str) -> NoReturn:
        complain(f"{self.prog}: {message}")
        raise SystemExit(PROBLEMS)


def _language(given: Sequence[str]) -> str:
    """The language that --help and problems are said in, before the arguments are parsed."""
    for this, following in zip(given, [*given, ""][1:], strict=True):
        name, _, value = this.partition("=")
        wanted = value or following
        if name == "--lang" and wanted in languages():
            return wanted
    return DEFAULT_LANGUAGE


def _size(text: str) -> Size:
    found = re.fullmatch(r"(\d{3,5})x(\d{3,5})", text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r}: WIDTHxHEIGHT")
    return int(found[1]), int(found[2])


def _parser(said: Words) -> _Parser:
    """The whole command line; its explanations are said in the language asked for."""
    parser = _Parser(prog="homeward", description=said("cli.about"), epilog=said("cli.exit_codes"))
    _add_language(parser, said)
    parser.add_argument("--windowed", action="store_true", help=said("cli.windowed"))
    parser.add_argument("--size", type=_size, metavar="WxH", help=said("cli.size"))
    commands = parser.add_subparsers(dest="command", metavar=said("cli.command"))

    estimate = commands.add_parser("estimate", help=said("cli.estimate"))
    given = estimate.add_mutually_exclusive_group(required=True)
    given.add_argument("case", type=Path, nargs="?", metavar="CASE.json", help=said("cli.case"))
    given.add_argument("--from-code", metavar="CODE", help=said("cli.from_code"))
    estimate.add_argument("--json", type=Path, metavar="FILE", help=said("cli.json"))
    estimate.add_argument("--pdf", type=Path, metavar="FILE", help=said("cli.pdf"))
    estimate.add_argument("--explain", action="store_true", help=said("cli.explain"))
    pages = estimate.add_mutually_exclusive_group()
    pages.add_argument("--edition", choices=EDITIONS, default=EDITIONS[0], help=said("cli.edition"))
    pages.add_argument(
        "--large-print",
        action="store_const",
        const="large",
        dest="edition",
        help=said("cli.large_print"),
    )
    estimate.add_argument("--annex", action="store_true", help=said("cli.annex"))
    estimate.add_argument(
        "--paper", choices=[*PageSize], default=PageSize.LETTER, help=said("cli.paper")
    )
    estimate.add_argument("--notices", type=Path, metavar="FOLDER", help=said("cli.notices"))
    _add_language(estimate, said)

    gallery = commands.add_parser("gallery", help=said("cli.gallery"))
    gallery.add_argument("folder", type=Path, metavar="DIR", help=said("cli.gallery.folder"))
    _add_several(gallery, "--lang", said("cli.lang"), choices=languages())
    _add_several(gallery, "--size", said("cli.size"), type=_size, metavar="WxH")
    _add_several(gallery, "--text", said("cli.text"), type=int, choices=TEXT_SIZES)
    _add_several(gallery, "--theme", said("cli.theme"), choices=THEMES)

    selftest = commands.add_parser("selftest", help=said("cli.selftest"))
    selftest.add_argument("--json", type=Path, metavar="FILE", help=said("cli.selftest.json"))
    _add_language(selftest, said)

    staff = commands.add_parser("staff", help=said("cli.staff"))
    tasks = staff.add_subparsers(dest="action", required=True, metavar=said("cli.command"))
    _add_language(tasks.add_parser("set-pin", help=said("cli.staff.set_pin")), said)

    reference = commands.add_parser("reference", help=said("cli.reference"))
    actions = reference.add_subparsers(dest="action", required=True, metavar=said("cli.command"))
    info = actions.add_parser("info", help=said("cli.reference.info"))
    _add_language(info, said)
    for packs in add_pack_parsers(
        lambda name: actions.add_parser(name, help=said(f"cli.reference.{name}")), said
    ):
        _add_language(packs, said)
    check = actions.add_parser("check", help=said("cli.reference.check"))
    build = actions.add_parser("build", help=said("cli.reference.build"))
    for action in (check, build):
        action.add_argument(
            "--folder", type=Path, default=TABLES, metavar="DIR", help=said("cli.tables")
        )
        _add_language(action, said)
    build.add_argument("--out", type=Path, default=BAKED, metavar="DIR", help=said("cli.out"))
    _add_editions(actions, said)
    return parser


def _add_editions(actions: argparse._SubParsersAction[_Parser], said: Words) -> None:
    """New editions: made of CMS's files, and compared."""
    importing = actions.add_parser("import", help=said("cli.import"))
    importing.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help=said("cli.import.files")
    )
    importing.add_argument(
        "--base", type=Path, default=TABLES, metavar="EDITION", help=said("cli.import.base")
    )
    importing.add_argument(
        "--out", type=Path, required=True, metavar="EDITION", help=said("cli.import.out")
    )
    diff = actions.add_parser("diff", help=said("cli.diff"))
    diff.add_argument("before", type=Path, metavar="EDITION", help=said("cli.diff.before"))
    diff.add_argument("after", type=Path, metavar="NEW_EDITION", help=said("cli.diff.after"))
    diff.add_argument("--html", type=Path, metavar="FILE", help=said("cli.diff.html"))
    diff.add_argument("--pdf", type=Path, metavar="FILE", help=said("cli.diff.pdf"))
    diff.add_argument(
        "--accept",
        action="extend",
        nargs="+",
        default=[],
        metavar="ID",
        help=said("cli.diff.accept"),
    )
    for action in (importing, diff):
        _add_language(action, said)


def _add_language(parser: argparse.ArgumentParser, said: Words) -> None:
    parser.add_argument("--lang", choices=languages(), default=None, help=said("cli.lang"))


def _add_several(parser: argparse.ArgumentParser, name: str, told: str, **kind: object) -> None:
    """An option that may be given several times; not given, it means all."""
    parser.add_argument(name, action="append", default=[], help=told, **kind)  # type: ignore[arg-type]
