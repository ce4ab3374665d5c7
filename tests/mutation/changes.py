"""The small faults that are put into the code: one changed expression or statement each.

What is left alone: docstrings, annotations, decorators, imports and `__all__`, the members of an
enum, what a Protocol declares, and the words of an exception (that it is raised is tried).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import deepcopy

Change = tuple[ast.AST, str]
"""What stands in the place of a node (None is `pass`), and the change in words."""

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
}
_OTHER_FUNCTION = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "ceil": "int",
    "cents_up": "cents",
}
_OTHER_END = {"LOW": "HIGH", "HIGH": "LOW", "low": "high", "high": "low"}
_WITHOUT_THE_CALL = ("cents", "sorted", "set")
_EACH_ARGUMENT = ("min", "max", "least_sure")


def changes(node: ast.AST, parents: tuple[ast.AST, ...]) -> Iterator[Change]:
    """Every change of one node, itself and not what stands in it."""
    for kind, change in _CHANGES.items():
        if isinstance(node, kind):
            yield from change(node, parents)


def _words(node: ast.AST) -> str:
    """A node on one line; a statement by its head."""
    return " ".join(ast.unparse(node).split())


def _instead(node: ast.AST, other: ast.AST) -> Change:
    return other, f"{_words(node)}  ->  {_words(other)}"


def _changed(node: ast.AST, **fields: object) -> ast.AST:
    made = deepcopy(node)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def _compare(node: ast.AST, _: tuple[ast.AST, ...]) -> Iterator[Change]:
    assert isinstance(node, ast.Compare)
    for place, operator in enumerate(node.ops):
        for other in _COMPARISONS[type(operator)]:
            ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            yield _instead(node, _changed(node, ops=ops))
        listed = node.comparators[place]
        if isinstance(operator, ast.In | ast.NotIn) and isinstance(listed, ast.Tuple):
            for fewer in _fewer(listed):
                comparators = [*node.comparators[:place], fewer, *node.comparators[place + 1 :]]
                yield _instead(node, _changed(node, comparators=comparators))


def _arithmetic(node: ast.AST, _: tuple[ast.AST, ...]) -> Iterator[Change]:
    assert isinstance(node, ast.BinOp)
    if type(node.op) in _ARITHMETIC:
        yield _instead(node, _changed(node, op=_ARITHMETIC[type(node.op)]()))


def _logic(node: ast.AST, _: tuple[ast.AST, ...]) -> Iterator[Change]:
    assert isinstance(node, ast.BoolOp)
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield _instead(node, _changed(node, op=other))
    for place in range(len(node.values)):
        rest = [*node.values[:place], *node.values[place + 1 :]]
        yield _instead(node, rest[0] if len(rest) == 1 else _changed(node, values=rest))


def _sign(node: ast.AST, _: tuple[ast.AST, ...]) -> Iterator[Change]:
    assert isinstance(node, ast.UnaryOp)
    if isinstance(node.op, ast.Not | ast.USub):
        yield _instead(node, node.operand)


def _constant(node: ast.AST, _: tuple[ast.AST, ...]) -> Iterator[Change]:
    assert isinstance(node, ast.Constant)
    value = node.value
    if isinstance(value, bool):
        yield _instead(node, ast.Constant(not value))
    elif isinstance(value, int):
        yield _instead(node, ast.Constant(value + 1))
        yield _instead(node, ast.Constant(value - 1))
    elif isinstance(value, str):
        number = value.replace(".", "", 1).isdigit()
        yield _instead(node, ast.Constant(f"1{value}" if number else f"{value}~"))


def _either(node: ast.AST, _: tuple[ast.AST, ...]) -> Iterator[Change]:
    assert isinstance(node, ast.IfExp)
    yield _instead(node, node.body)
    yield _instead(node, node.orelse)


def _condition(node: ast.AST, _: tuple[ast.AST, ...]) -> Iterator[Change]:
    assert isinstance(node, ast.If | ast.While)
    word = "if" if isinstance(node, ast.If) else "while"
    for forced in (True, False):
        if forced and isinstance(node, ast.While):
            continue  # it would only never end
        made = _changed(node, test=ast.Constant(forced))
        yield made, f"{word} {_words(node.test)}  ->  {word} {forced}"


def _filter(node: ast.AST, _: tuple[ast.AST, ...]) -> Iterator[Change]:
    assert isinstance(node, ast.comprehension)
    for place, test in enumerate(node.ifs):
        for forced in (True, False):
            ifs = [*node.ifs[:place], ast.Constant(forced), *node.ifs[place + 1 :]]
            yield _changed(node, ifs=ifs), f"for ... if {_words(test)}  ->  if {forced}"


def _return(node: ast.AST, _: tuple[ast.AST, ...]) -> Iterator[Change]:
    assert isinstance(node, ast.Return)
    if node.value is not None and not (
        isinstance(node.value, ast.Constant) and node.value.value is None
    ):
        yield _instead(node, ast.Return(ast.Constant(None)))


def _left_out(node: ast.AST, _: tuple[ast.AST, ...]) -> Iterator[Change]:
    yield ast.Pass(), f"without: {_words(node)}"


def _assigned_again(node: ast.AST, parents: tuple[ast.AST, ...]) -> Iterator[Change]:
    """An assignment without which the name would keep what it had."""
    assert isinstance(node, ast.Assign)
    target = node.targets[0]
    if not isinstance(target, ast.Name):
        yield from _left_out(node, parents)
        return
    for parent in parents:
        if isinstance(parent, ast.FunctionDef):
            set_here = [
                each
                for each in ast.walk(parent)
                if isinstance(each, ast.Name)
                and each.id == target.id
                and isinstance(each.ctx, ast.Store)
            ]
            names = {each.arg for each in parent.args.args}
            if len(set_here) > 1 or target.id in names:
                yield from _left_out(node, parents)


def _call(node: ast.AST, _: tuple[ast.AST, ...]) -> Iterator[Change]:
    assert isinstance(node, ast.Call)
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in _WITHOUT_THE_CALL and len(node.args) == 1 and not node.keywords:
        yield _instead(node, node.args[0])
    for place in range(len(node.keywords)):
        keywords = [*node.keywords[:place], *node.keywords[place + 1 :]]
        yield _instead(node, _changed(node, keywords=keywords))
    if len(node.args) > 1:
        first = 0 if name in _EACH_ARGUMENT else len(node.args) - 1
        for place in range(first, len(node.args)):
            args = [*node.args[:place], *node.args[place + 1 :]]
            if not (len(args) == 1 and name in ("min", "max")):
                yield _instead(node, _changed(node, args=args))
            else:
                yield _instead(node, args[0])


def _name(node: ast.AST, _: tuple[ast.AST, ...]) -> Iterator[Change]:
    assert isinstance(node, ast.Name)
    if isinstance(node.ctx, ast.Load) and node.id in _OTHER_FUNCTION:
        yield _instead(node, _changed(node, id=_OTHER_FUNCTION[node.id]))


def _attribute(node: ast.AST, _: tuple[ast.AST, ...]) -> Iterator[Change]:
    """The other end of a range, but not of a figure of the reference that has only one."""
    assert isinstance(node, ast.Attribute)
    if node.attr in _OTHER_END and not _words(node).endswith(".value.high"):
        yield _instead(node, _changed(node, attr=_OTHER_END[node.attr]))


def _fewer(listed: ast.Tuple | ast.Set) -> Iterator[ast.AST]:
    for place in range(len(listed.elts)):
        yield _changed(listed, elts=[*listed.elts[:place], *listed.elts[place + 1 :]])


def _set(node: ast.AST, _: tuple[ast.AST, ...]) -> Iterator[Change]:
    assert isinstance(node, ast.Set)
    for fewer in _fewer(node):
        if fewer.elts:  # type: ignore[attr-defined]
            yield _instead(node, fewer)


def _table(node: ast.AST, _: tuple[ast.AST, ...]) -> Iterator[Change]:
    assert isinstance(node, ast.Dict)
    for place, key in enumerate(node.keys):
        keys = [*node.keys[:place], *node.keys[place + 1 :]]
        values = [*node.values[:place], *node.values[place + 1 :]]
        what = _words(key) if key else _words(node.values[place])
        yield _changed(node, keys=keys, values=values), f"{{...}} without {what}"


_CHANGES = {
    ast.Compare: _compare,
    ast.BinOp: _arithmetic,
    ast.BoolOp: _logic,
    ast.UnaryOp: _sign,
    ast.Constant: _constant,
    ast.IfExp: _either,
    ast.If: _condition,
    ast.While: _condition,
    ast.comprehension: _filter,
    ast.Return: _return,
    ast.AugAssign: _left_out,
    ast.Expr: _left_out,
    ast.Raise: _left_out,
    ast.Continue: _left_out,
    ast.Break: _left_out,
    ast.Assign: _assigned_again,
    ast.Call: _call,
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.Set: _set,
    ast.Dict: _table,
}
