"""What the code of a test does with a value: whether anything looks at it, and what else a statement names.

It reads the source of the frame that asks. Python 3.11 and later say which expression of a line is running;
with 3.10 all expressions of that kind on the line have to agree. Where there is no source, or any doubt, a
value counts as looked at.
"""

from __future__ import annotations

import ast
import builtins
import dis
import linecache
import os
import sys
import types
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

_PACKAGE = __name__.partition(".")[0]
_PURE = (
    *(abs, all, any, bool, dict, enumerate, filter, float, frozenset, hash, int, isinstance, len, list, map),
    *(max, min, range, repr, reversed, round, set, sorted, str, sum, tuple, type, zip),
)
"""Built-in functions that only give a value: they do nothing else with what they are given."""
_SELECTING = ("all", "any", "filter", "iter", "map", "next")
_SEES_NAMES = ("locals", "vars", "eval", "exec", "dir", "breakpoint")
_OWN_METHODS = ("find", "count")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COLLECTIONS = (
    ast.List,
    ast.Tuple,
    ast.Set,
    ast.Dict,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_PASSING = (
    ast.Compare,
    ast.UnaryOp,
    ast.keyword,
    ast.Starred,
    ast.FormattedValue,
    ast.JoinedStr,
    *_COLLECTIONS,
)
_KINDS = {"CONTAINS_OP": ast.Compare, "COMPARE_OP": ast.Compare, "CALL": ast.Call, "UNARY": ast.UnaryOp}
_TRIES = tuple(getattr(ast, name) for name in ("Try", "TryStar") if hasattr(ast, name))
_JUMPS = (ast.Return, ast.Raise, ast.Break, ast.Continue)


def calling_frame() -> types.FrameType:
    """Return the innermost frame outside of this package and of the standard library's collections."""
    frame = sys._getframe(1)
    while frame.f_back is not None:
        name = frame.f_globals.get("__name__", "")
        if name.partition(".")[0] != _PACKAGE and name not in ("_collections_abc", "collections.abc"):
            break
        frame = frame.f_back
    return frame


def is_called_by_test() -> bool:
    """Whether the code that calls the calling function is outside of this package."""
    frame = sys._getframe(2)
    while frame.f_back is not None and frame.f_globals.get("__name__") == "collections.abc":
        frame = frame.f_back
    return str(frame.f_globals.get("__name__", "")).partition(".")[0] != _PACKAGE


def position(frame: types.FrameType) -> str:
    """Return the file and line that a frame is at."""
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"


def drops_result(frame: types.FrameType) -> bool:
    """Whether nothing looks at the result of what a frame is just doing.

    So it is in a bare expression statement, in an `assert` of a tuple, which is always true, or in an
    assignment to a local variable that no line reads.
    """
    place = _place(frame)
    if place.is_popped:
        return True
    nodes = _without_constructors(place, frame)
    return bool(nodes) and all(
        _is_own_result(node, frame) and _dropped(node, place.source, frame) for node in nodes
    )


def drops_expectation(frame: types.FrameType) -> bool:
    """Whether nothing can compare the expectation that a frame is just making."""
    place = _place(frame)
    calls = [node for node in place.nodes if isinstance(node, ast.Call) and _is_ours(node.func, frame)]
    return bool(calls) and all(_never_compared(node, place.source) for node in calls)


def collection_of(frame: types.FrameType) -> object | None:
    """Return what identifies the collection, written out where it is used, of which a frame makes an item.

    Args:
        frame: The frame that makes an expectation.

    Returns:
        A key that all items share, if the statement takes some of them, as `[a, b][number]` does, or
        `any(each in out for each in [a, b])`.
    """
    place = _place(frame)
    for node in place.nodes:
        outermost: ast.expr | None = None
        above: ast.AST | None = node
        while above is not None and isinstance(above, (ast.expr, ast.keyword, ast.comprehension)):
            if isinstance(above, (ast.List, ast.Tuple, ast.Set, ast.Dict, ast.ListComp, ast.SetComp)):
                outermost = above
            above = place.source.parents.get(above)
        if outermost is not None and _is_taken_from(outermost, place.source):
            return (id(frame), outermost.lineno, outermost.col_offset)
    return None


def escapes(frame: types.FrameType) -> bool:
    """Whether C code may read the number that a frame's call returns; none of its methods notices."""
    place = _place(frame)
    nodes = _without_constructors(place, frame)
    return not nodes or any(_escapes(node, place.source, frame) for node in nodes)


def skippable(frame: types.FrameType, *, partly: bool) -> Iterator[Any]:
    """Yield the objects that the running statements name, and of which they may have used only some.

    For `any(each in out for each in expected)` these are `each`, `out` and `expected`.

    Args:
        frame: The frame that compares something.
        partly: Whether the innermost operation itself may stop early, as a comparison of lists does.
    """
    current: types.FrameType | None = frame
    while current is not None and not _runs_tests(current):
        items = current.f_locals.get(".0")  # of a comprehension
        if items is not None:
            yield items
        place = _place(current)
        for statement in place.statements[-1:]:
            for path in _skippable_paths(place.source, statement, partly=partly and current is frame):
                yield _value(path, current)
        current = current.f_back


@dataclass(eq=False)
class _Source:
    """The syntax tree of a file.

    Attributes:
        tree: The module.
        parents: The node around each node.
        spans: The expressions by their first and last positions.
        ends: The calls by their last positions.
    """

    tree: ast.Module
    parents: dict[ast.AST, ast.AST] = field(default_factory=dict)
    spans: dict[tuple[int, int, int, int], ast.expr] = field(default_factory=dict)
    ends: dict[tuple[int, int], ast.Call] = field(default_factory=dict)


@dataclass(frozen=True)
class _Place:
    """What a frame is at: its source, the statement, and the expressions that may be running."""

    source: _Source
    statements: tuple[ast.stmt, ...] = ()
    nodes: tuple[ast.expr, ...] = ()
    is_popped: bool = False


_NOWHERE = _Source(ast.Module([], []))


def _place(frame: types.FrameType) -> _Place:
    return _place_in(frame.f_code, frame.f_lasti, frame.f_lineno)


@lru_cache(maxsize=4096)
def _place_in(code: types.CodeType, offset: int, line: int) -> _Place:
    operation, following = _operations(code).get(offset, ("", ""))
    is_popped = operation in ("CONTAINS_OP", "COMPARE_OP") and following == "POP_TOP"
    source = _source(code.co_filename, _modified(code.co_filename))
    if source is None or not line:
        return _Place(_NOWHERE, is_popped=is_popped)
    statements = tuple(_statements_at(source.tree.body, line))
    if hasattr(code, "co_positions"):
        first, last, column, end = [*code.co_positions()][offset // 2]
        if first is not None and last is not None and column is not None and end is not None:
            node = source.spans.get((first, column, last, end)) or (
                source.ends.get((last, end)) if "CALL" in operation else None
            )
            if node is not None:
                return _Place(source, (_statement_of(node, source),), (node,), is_popped)
            return _Place(source, statements[-1:], (), is_popped)
    return _Place(source, statements, tuple(_candidates(operation, line, statements)), is_popped)


@lru_cache(maxsize=1024)
def _operations(code: types.CodeType) -> dict[int, tuple[str, str]]:
    """Return the name of the operation at each offset, and of the one after it."""
    listed = [(each.offset, each.opname) for each in dis.get_instructions(code) if each.opname != "CACHE"]
    following = [*(name for _, name in listed[1:]), ""]
    return {offset: (name, after) for (offset, name), after in zip(listed, following, strict=True)}


def _modified(filename: str) -> int:
    try:
        return os.stat(filename).st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=256)
def _source(filename: str, modified: int) -> _Source | None:
    if filename.startswith("<"):  # a doctest, which compares what an expression gives
        return None
    linecache.checkcache(filename)
    text = "".join(linecache.getlines(filename))
    if not text:
        return None
    try:
        with warnings.catch_warnings():  # they were given when the file was imported
            warnings.simplefilter("ignore")
            source = _Source(ast.parse(text))
    except (SyntaxError, ValueError):
        return None
    for node in ast.walk(source.tree):
        for child in ast.iter_child_nodes(node):
            source.parents[child] = node
        if isinstance(node, ast.expr) and node.end_lineno is not None and node.end_col_offset is not None:
            source.spans[node.lineno, node.col_offset, node.end_lineno, node.end_col_offset] = node
            if isinstance(node, ast.Call):
                source.ends[node.end_lineno, node.end_col_offset] = node
    return source


def _statements_at(body: Iterable[ast.AST], line: int) -> Iterator[ast.stmt]:
    """Yield the statements at a line, with those around them first."""
    for statement in body:
        if isinstance(statement, ast.stmt) and statement.lineno <= line <= (statement.end_lineno or 0):
            yield statement
        yield from _statements_at(
            (
                child
                for child in ast.iter_child_nodes(statement)
                if isinstance(child, (ast.stmt, ast.ExceptHandler, ast.match_case))
            ),
            line,
        )


def _statement_of(node: ast.AST, source: _Source) -> ast.stmt:
    while not isinstance(node, ast.stmt):
        node = source.parents[node]
    return node


def _candidates(operation: str, line: int, statements: tuple[ast.stmt, ...]) -> list[ast.expr]:
    """Return the expressions at a line that may be running, for Python 3.10."""
    simple = [each for each in statements if not hasattr(each, "body")]
    # A compound statement's own line also runs its header.
    headers = [each for each in statements if hasattr(each, "body") and each.lineno == line]
    nodes = [node for each in [*simple, *headers] for node in ast.walk(each)]
    if operation == "GET_ITER":
        found = [node.iter for node in nodes if isinstance(node, (ast.comprehension, ast.For))]
    else:
        kind = next((kind for start, kind in _KINDS.items() if operation.startswith(start)), None)
        found = [node for node in nodes if isinstance(node, ast.expr) and type(node) is kind]
    return [node for node in found if node.lineno == line] or found


def _without_constructors(place: _Place, frame: types.FrameType) -> list[ast.expr]:
    """Return what may be running, without the calls that make the expectation on the same line."""
    return [node for node in place.nodes if not (isinstance(node, ast.Call) and _is_ours(node.func, frame))]


def _is_own_result(node: ast.expr, frame: types.FrameType) -> bool:
    """Whether the running expression gives the result, and hands it to no function that may keep it."""
    if not isinstance(node, ast.Call):
        return not isinstance(node, ast.Subscript)  # which fails where nothing is found
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr in _OWN_METHODS or function.attr.startswith("__")
    return _is_pure_function(function, frame)


def _dropped(node: ast.AST, source: _Source, frame: types.FrameType) -> bool:
    """Whether nothing looks at the value of the running expression."""
    if isinstance(node, ast.BoolOp) and not _is_pure(node, frame):
        return False
    if isinstance(node, ast.IfExp) and not (_is_pure(node.body, frame) and _is_pure(node.orelse, frame)):
        return False
    return _leads_nowhere(node, source, frame)


def _leads_nowhere(node: ast.AST, source: _Source, frame: types.FrameType) -> bool:
    above = source.parents.get(node)
    if isinstance(above, ast.Expr):
        return True
    if isinstance(above, ast.Assert):
        return isinstance(node, ast.Tuple) and bool(node.elts)
    if isinstance(above, (ast.Assign, ast.AnnAssign)):
        return node is above.value and _is_never_read(above, source)
    if isinstance(above, ast.BoolOp):
        later = [value for value in above.values if _starts(value) > _starts(node)]
        nothing_else = all(_is_pure(value, frame) for value in later)
    elif isinstance(above, ast.IfExp):
        nothing_else = node is not above.test or (
            _is_pure(above.body, frame) and _is_pure(above.orelse, frame)
        )
    elif isinstance(above, ast.comprehension):
        above = source.parents[above]
        nothing_else = _is_pure(above, frame)
    elif isinstance(above, ast.Call):
        nothing_else = node is not above.func and _is_pure_function(above.func, frame)
    elif isinstance(above, ast.BinOp):
        nothing_else = not isinstance(above.op, (ast.Div, ast.FloorDiv, ast.Mod))  # which may fail
    else:
        nothing_else = isinstance(above, _PASSING)
    return above is not None and nothing_else and _leads_nowhere(above, source, frame)


def _starts(node: ast.AST) -> tuple[int, int]:
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0)


def _never_compared(node: ast.AST, source: _Source) -> bool:
    above = source.parents.get(node)
    if isinstance(above, ast.Expr):
        return True
    if isinstance(above, (ast.Assert, ast.If, ast.While)):
        return node is above.test
    if isinstance(above, (ast.Assign, ast.AnnAssign)):
        return _is_never_read(above, source)
    if isinstance(above, (ast.BoolOp, ast.UnaryOp, ast.BinOp, *_COLLECTIONS, ast.Starred)):
        return _never_compared(above, source)
    return False


def _is_never_read(statement: ast.Assign | ast.AnnAssign, source: _Source) -> bool:
    """Whether a statement assigns to local variables only, and nothing in the function reads any of them."""
    names = _assigned_names(statement)
    function = _function_of(statement, source)
    if names is None or not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    for node in ast.walk(function):
        if isinstance(node, (ast.Global, ast.Nonlocal)) and names & {*node.names}:
            return False
        read = node.id if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Store) else ""
        if read in names or read in _SEES_NAMES:
            return False
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) and node.target.id in names:
            return False
    return True


def _assigned_names(statement: ast.Assign | ast.AnnAssign) -> set[str] | None:
    """Return the names that a statement assigns to; None if it also assigns to anything else."""
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    names: set[str] = set()
    for target in targets:
        for each in target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]:
            if not isinstance(each, ast.Name):
                return None
            names.add(each.id)
    return names


def _function_of(node: ast.AST, source: _Source) -> ast.AST:
    """Return the function around a node, or the class or the module."""
    above = source.parents.get(node, source.tree)
    while not isinstance(above, (*_FUNCTIONS, ast.ClassDef, ast.Module)):
        above = source.parents[above]
    return above


def _escapes(node: ast.AST, source: _Source, frame: types.FrameType) -> bool:
    above = source.parents.get(node)
    if isinstance(
        above, (ast.Compare, ast.UnaryOp, ast.FormattedValue, ast.Assert, ast.If, ast.While, ast.Expr)
    ):
        return False
    if isinstance(above, ast.BinOp):
        return isinstance(above.op, ast.Mod)
    if isinstance(above, (ast.BoolOp, ast.IfExp, ast.List, ast.Tuple, ast.Set, ast.Dict, ast.Starred)):
        return _escapes(above, source, frame)
    if isinstance(above, (ast.Assign, ast.AnnAssign)):
        names = _assigned_names(above)
        if names is None:
            return True
        loads = (
            each
            for each in ast.walk(_function_of(above, source))
            if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load) and each.id in names
        )
        return any(
            isinstance(source.parents[each], (ast.Assign, ast.AnnAssign)) or _escapes(each, source, frame)
            for each in loads
        )
    if isinstance(above, ast.Call):
        return not (_is_pure_function(above.func, frame) and _dropped(above, source, frame))
    return True


def _is_pure(node: ast.AST, frame: types.FrameType) -> bool:
    """Whether an expression does nothing but give a value."""
    for each in ast.walk(node):
        if isinstance(each, (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr, ast.Subscript)):
            return False
        if isinstance(each, ast.Call):
            is_search = isinstance(each.func, ast.Attribute) and each.func.attr in _OWN_METHODS
            if not (is_search or _is_pure_function(each.func, frame) or _is_ours(each.func, frame)):
                return False
    return True


def _is_pure_function(node: ast.AST, frame: types.FrameType) -> bool:
    if not isinstance(node, ast.Name):
        return False
    function = _value((node.id,), frame) or getattr(builtins, node.id, None)
    return any(function is each for each in _PURE)


def _is_ours(node: ast.AST, frame: types.FrameType) -> bool:
    """Whether an expression is a function or a class of this package."""
    if isinstance(node, ast.Attribute):
        module = _value(_path(node.value), frame)
        found = vars(module).get(node.attr) if isinstance(module, types.ModuleType) else None
    else:
        found = _value(_path(node), frame)
    return str(getattr(found, "__module__", "")).partition(".")[0] == _PACKAGE and callable(found)


def _is_taken_from(collection: ast.expr, source: _Source) -> bool:
    """Whether a statement may use only some items of a collection that is written out in it."""
    above = source.parents.get(collection)
    if isinstance(above, ast.Subscript):
        return above.value is collection and not isinstance(above.slice, ast.Constant)
    if isinstance(above, (ast.For, ast.AsyncFor)):
        return above.iter is collection and any(isinstance(each, _JUMPS) for each in ast.walk(above))
    if isinstance(above, ast.Call):
        return isinstance(above.func, ast.Name) and above.func.id in dir(builtins)
    return isinstance(above, (ast.comprehension, ast.Attribute, ast.Compare))


@lru_cache(maxsize=4096)
def _skippable_paths(source: _Source, statement: ast.stmt, *, partly: bool) -> list[tuple[str, ...]]:
    regions: list[ast.AST] = [statement] if partly or _may_skip(statement) else []
    around: ast.AST = statement
    while not isinstance(around, (*_FUNCTIONS, ast.ClassDef, ast.Module)):
        jumps = {type(each) for each in ast.walk(around) if isinstance(each, _JUMPS)}
        if isinstance(around, (ast.If, ast.While, ast.Match)):
            regions.append(around)
            if jumps & {ast.Return, ast.Raise}:
                regions.append(_function_of(around, source))
        elif isinstance(around, (ast.For, ast.AsyncFor)) and jumps:
            regions.append(around)
        elif isinstance(around, _TRIES):
            regions += [*getattr(around, "handlers", ()), *getattr(around, "orelse", ())]
        around = source.parents[around]
    return sorted({_path(node) for region in regions for node in ast.walk(region)} - {()})


def _may_skip(statement: ast.stmt) -> bool:
    for node in ast.walk(statement):
        if isinstance(node, (ast.BoolOp, ast.IfExp, ast.Lambda, *_COMPREHENSIONS)):
            return True
        if isinstance(node, ast.Compare) and len(node.ops) > 1:
            return True
        if isinstance(node, ast.Subscript) and not isinstance(node.slice, ast.Constant):
            return True
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in _SELECTING:
                return True
            if isinstance(node.func, ast.Attribute) and node.func.attr in ("get", "pop"):
                return True
    return False


def _path(node: ast.AST) -> tuple[str, ...]:
    """Return `("self", "expected")` for `self.expected`; nothing for what is no such path."""
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        before = _path(node.value)
        return (*before, node.attr) if before else ()
    return ()


def _value(path: tuple[str, ...], frame: types.FrameType) -> Any:
    """Return what a path leads to, without running any code of the test; None if that is not known."""
    if not path:
        return None
    first, *rest = path
    value = frame.f_locals.get(first, frame.f_globals.get(first))
    for name in rest:
        try:
            attributes = object.__getattribute__(value, "__dict__")
        except AttributeError:
            return None
        value = attributes.get(name)
        if value is None and not isinstance(attributes, types.MappingProxyType):
            return None
    return value


def _runs_tests(frame: types.FrameType) -> bool:
    return frame.f_globals.get("__name__", "").partition(".")[0] in ("_pytest", "pluggy", "unittest")
