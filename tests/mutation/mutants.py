"""Every mutant of a module: where it is, what is changed, and how it gets into the running code."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from tests.mutation.changes import changes

ROOT = Path(__file__).resolve().parents[2]
_SKIPPED = ("decorator_list", "annotation", "returns", "bases")


@dataclass(frozen=True)
class Mutant:
    """One change of one node.

    `holder` is the function, or the assignment in a module or class, that is made anew with
    it; `within` its name.
    """

    path: str
    within: str
    change: str
    lines: range
    holder: ast.stmt
    node: ast.AST
    instead: ast.AST

    @property
    def name(self) -> tuple[str, str, str]:
        """What it is known by: module, function, change."""
        return (self.path, self.within, self.change)

    @property
    def is_in_a_function(self) -> bool:
        """Whether it changes what happens in a call, not what is made at import."""
        return isinstance(self.holder, ast.FunctionDef)

    @property
    def lot(self) -> str:
        """Its place in the fixed order that samples are taken by."""
        return sha256(repr(self.name).encode()).hexdigest()

    def install(self) -> None:
        """Put it into the imported module, for all that is left of this process."""
        made = _Put(self.node, self.instead).visit(self.holder)
        module = import_module(self.path.removesuffix(".py").replace("/", "."))
        if isinstance(made, ast.FunctionDef):
            _into_function(made, _existing(module, self.within))
        elif "." in self.within:
            _into_default(made, getattr(module, self.within.split(".")[0]), module)
        else:
            _into_module(made, module)


def mutants_of(path: str) -> list[Mutant]:
    """The mutants of a module, in the order of its lines."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    found: list[Mutant] = []
    for within, holder in _holders(tree.body, ""):
        seen: Counter[str] = Counter()
        for node, parents in _nodes(holder, ()):
            lines = _lines(node, parents, holder)
            for instead, words in changes(node, parents):
                seen[words] += 1
                change = words if seen[words] == 1 else f"{words}  (no. {seen[words]})"
                found.append(Mutant(path, within, change, lines, holder, node, instead))
    return found


def _holders(body: list[ast.stmt], within: str) -> Iterator[tuple[str, ast.stmt]]:
    """Functions, methods, and what is assigned in a module or as a default of a dataclass."""
    for each in body:
        if isinstance(each, ast.FunctionDef):
            yield (f"{within}.{each.name}" if within else each.name), each
        elif isinstance(each, ast.ClassDef):
            bases = " ".join(ast.unparse(base) for base in each.bases)
            if "Protocol" in bases:
                continue
            inner = _holders(each.body, each.name)
            for name, holder in inner:
                if "Enum" not in bases or isinstance(holder, ast.FunctionDef):
                    yield name, holder
        elif isinstance(each, ast.Assign | ast.AnnAssign) and each.value is not None:
            target = ast.unparse(each.targets[0] if isinstance(each, ast.Assign) else each.target)
            if target != "__all__":
                yield f"{within}.{target}" if within else target, each


def _nodes(
    node: ast.AST, parents: tuple[ast.AST, ...]
) -> Iterator[tuple[ast.AST, tuple[ast.AST, ...]]]:
    """The nodes that may be changed, each with those around it, the nearest last."""
    if _is_docstring(node) or _is_message(node, parents):
        return
    if not (isinstance(node, ast.Assign) and not parents):  # a table is changed, not left out
        yield node, parents
    if isinstance(node, ast.Raise):
        return
    for field, value in ast.iter_fields(node):
        if field in _SKIPPED:
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, ast.AST):
                yield from _nodes(each, (*parents, node))


def _is_docstring(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and (isinstance(node.value.value, str) or node.value.value is ...)
    )


def _is_message(node: ast.AST, parents: tuple[ast.AST, ...]) -> bool:
    """Whether it is the call that gives an exception its words."""
    return isinstance(node, ast.Expr) and ast.unparse(node).startswith("super().__init__(")


def _lines(node: ast.AST, parents: tuple[ast.AST, ...], holder: ast.stmt) -> range:
    """Its own lines, and the first of the statement that it stands in; a function's, for a
    default of it."""
    if isinstance(holder, ast.FunctionDef) and parents[1:2] == (holder.args,):
        return range(holder.body[0].lineno, (holder.end_lineno or holder.lineno) + 1)
    placed = next(each for each in (node, *reversed(parents)) if hasattr(each, "lineno"))
    statement = next(each for each in (node, *reversed(parents)) if isinstance(each, ast.stmt))
    if isinstance(placed, ast.If | ast.While):
        return range(statement.lineno, (placed.test.end_lineno or placed.lineno) + 1)
    return range(
        statement.lineno,
        (placed.end_lineno or placed.lineno) + 1,  # type: ignore[attr-defined]
    )


class _Put(ast.NodeTransformer):
    def __init__(self, node: ast.AST, instead: ast.AST) -> None:
        self._node, self._instead = node, instead

    def visit(self, node: ast.AST) -> Any:
        if node is self._node:
            return ast.fix_missing_locations(ast.copy_location(self._instead, node))
        return self.generic_visit(node)


def _existing(module: ModuleType, within: str) -> FunctionType:
    found: Any = module
    for part in within.split("."):
        found = vars(found)[part]
    found = getattr(found, "fget", None) or getattr(found, "__func__", found)
    assert isinstance(found, FunctionType), within
    return found


def _into_function(made: ast.FunctionDef, existing: FunctionType) -> None:
    """Give the function that everybody holds another body."""
    made.decorator_list = []
    names = dict(existing.__globals__)
    exec(_compiled(made, existing.__code__.co_filename), names)
    function = names[made.name]
    existing.__code__ = function.__code__
    existing.__defaults__ = function.__defaults__
    existing.__kwdefaults__ = function.__kwdefaults__


def _into_default(made: ast.AST, owner: type, module: ModuleType) -> None:
    """Give a dataclass or a named tuple another default."""
    assert isinstance(made, ast.AnnAssign)
    assert isinstance(made.target, ast.Name)
    assert made.value is not None
    value = eval(compile(ast.Expression(made.value), "default", "eval"), vars(module))
    start: Any = owner.__new__ if issubclass(owner, tuple) else owner.__init__
    code = start.__code__
    names = code.co_varnames[: code.co_argcount]
    place = names.index(made.target.id) - (len(names) - len(start.__defaults__))
    defaults = start.__defaults__
    start.__defaults__ = (*defaults[:place], value, *defaults[place + 1 :])
    for statement in ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8")).body:
        # What was made of it when the module was read is made again.
        if isinstance(statement, ast.Assign) and _calls(statement.value, owner.__name__):
            _into_module(statement, module)


def _calls(value: ast.expr, name: str) -> bool:
    return isinstance(value, ast.Call) and ast.unparse(value.func) == name


def _into_module(made: ast.stmt, module: ModuleType) -> None:
    """Assign anew, and hand it to every module that has imported the name."""
    target = made.targets[0] if isinstance(made, ast.Assign) else made.target  # type: ignore[attr-defined]
    names = [each.id for each in ast.walk(target) if isinstance(each, ast.Name)]
    before = {name: vars(module)[name] for name in names}
    exec(_compiled(made, module.__file__ or ""), vars(module))
    for other in list(sys.modules.values()):
        for name in names:
            if getattr(other, "__dict__", {}).get(name) is before[name]:
                setattr(other, name, vars(module)[name])


def _compiled(made: ast.stmt, filename: str) -> Any:
    future = ast.ImportFrom("__future__", [ast.alias("annotations")], 0)
    tree = ast.Module([future, made], [])
    return compile(ast.fix_missing_locations(tree), filename, "exec")
