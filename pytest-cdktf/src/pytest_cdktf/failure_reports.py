"""Adds to the report of a failing test what pytest cannot say: details, and why a bare assertion failed."""

from __future__ import annotations

import ast
import linecache
from collections.abc import Generator, Sequence
from types import TracebackType
from typing import Any

import pytest

from .comparisons import Comparison, Comparisons, remembering
from .ledger import recording
from .report_sections import Section, collecting

_REWRITTEN = "@pytest_ar"
"""What pytest adds to the names of a module whose assertions it explains."""
_COMPARISONS = pytest.StashKey[Comparisons]()
_SECTIONS = pytest.StashKey[list[Section]]()


class BareAssertions:
    """Explains assertions that pytest does not rewrite: those of helper modules and of unittest."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Remember what a test compares."""
        __tracebackhide__ = True
        with remembering() as made:
            item.stash[_COMPARISONS] = made
            return (yield)

    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[Any]) -> None:
        """Add the explanation to the error's message. unittest's errors are in place only now."""
        made = item.stash[_COMPARISONS]
        error = call.excinfo.value if call.excinfo else None
        if made and isinstance(error, AssertionError) and _failed_by(made[-1], error.__traceback__):
            with recording(None):
                lines = _explained(made[-1])
            if lines[0] in str(error):
                return
            text = "\n  ".join([f"assert {lines[0]}", *lines[1:]])
            error.args = (f"{error}\n{text}" if str(error) else text, *error.args[1:])


class Sections:
    """Shows details in sections of their own, which pytest never shortens."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        """Collect the details of what a test compares."""
        __tracebackhide__ = True
        item.stash[_SECTIONS] = []
        with collecting(item.stash[_SECTIONS]):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[Any]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Add the sections to the report of a phase that fails."""
        report = yield
        if report.failed:
            checks = [_check(each) for each in item.stash[_COMPARISONS] if _failed_check(each)]
            report.sections += [*checks, *item.stash[_SECTIONS]]
        item.stash[_SECTIONS].clear()
        item.stash[_COMPARISONS].clear()
        return report


def _failed_by(last: Comparison, traceback: TracebackType | None) -> bool:
    """Whether an assertion failed because of a comparison: it is unittest's, or in the same `assert`."""
    entries: list[TracebackType] = []
    while traceback is not None:
        entries.append(traceback)
        traceback = traceback.tb_next
    if last.module.partition(".")[0] == "unittest":
        return any(each.tb_frame.f_code is last.code for each in entries)
    if not entries or entries[-1].tb_frame.f_code.co_filename != last.code.co_filename:
        return False
    if last.operator != "in" and _REWRITTEN in entries[-1].tb_frame.f_globals:
        return False  # pytest has explained it
    return _in_one_assert(last.code.co_filename, entries[-1].tb_lineno, last.line)


def _in_one_assert(file: str, *lines: int) -> bool:
    try:
        tree = ast.parse("".join(linecache.getlines(file)))
    except (SyntaxError, ValueError):
        return False
    return any(
        isinstance(node, ast.Assert) and all(node.lineno <= line <= (node.end_lineno or 0) for line in lines)
        for node in ast.walk(tree)
    )


def _explained(made: Comparison) -> Sequence[str]:
    from .explain import comparison, counted

    if made.operator == "count":
        return [f"{made.left}, counting {made.left.matcher!r}", *counted(made.left)]
    operator = {("in", True): "not in", ("==", True): "!="}.get((made.operator, made.held), made.operator)
    return comparison(operator, made.left, made.right) or [f"{made.left!r} {operator} {made.right!r}"]


_CHECKS = {"is_in": False, "is_not_in": True, "equal": False, "assert_equal": False}
"""The functions of pytest-check that fail where a comparison holds, or does not."""


def _failed_check(made: Comparison) -> bool:
    return made.module.partition(".")[0] == "pytest_check" and _CHECKS.get(made.code.co_name) is made.held


def _check(made: Comparison) -> Section:
    """Return why a function of pytest-check failed; it writes its message itself, and does not raise."""
    with recording(None):
        header, *lines = _explained(made)
    return f"check {header}", "\n".join(lines)
