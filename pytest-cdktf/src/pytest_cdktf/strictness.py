"""pytest's hooks that fail a test whose expectations decide nothing."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest
from _pytest.outcomes import Failed

from .ledger import Expectation, Ledger, Use, recording

_LEDGER = pytest.StashKey[Ledger]()
_REPORT = pytest.StashKey[pytest.TestReport | None]()
"""Of the phase that decides whether a test passed: its call, or a setup that did not pass."""


class UnusedExpectations(Failed):
    """An expectation of a test decided nothing."""

    __module__ = "builtins"  # so pytest shows its name alone


def add_options(parser: pytest.Parser) -> None:
    """Add the setting.

    Args:
        parser: pytest's parser.
    """
    parser.addini(
        "cdk_strict",
        "whether an expectation that decides nothing fails its test",
        type="bool",
        default=True,
    )


def pytest_configure(config: pytest.Config) -> None:
    """Declare the mark."""
    config.addinivalue_line("markers", "cdk_allow_unused: expectations of this test may decide nothing")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    """Record each expectation that a test makes."""
    __tracebackhide__ = True
    item.stash[_LEDGER] = Ledger()
    with recording(item.stash[_LEDGER]):
        return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Start with an empty ledger, also when a plugin runs a failed test again."""
    item.stash.setdefault(_LEDGER, Ledger()).clear()
    item.stash[_REPORT] = None


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
) -> Generator[None, Any, Any]:
    """Check a fixture that several tests share by itself: what it makes belongs to none of them alone."""
    __tracebackhide__ = True
    if fixturedef.scope == "function":
        return (yield)
    ledger = Ledger()
    with recording(ledger):
        result = yield
    _fail_for([], [each for each in ledger.uses if each.is_dropped], request.node, request.config)
    return result


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """Keep how a test ended, and let no `xfail` take an unused expectation for the expected failure."""
    __tracebackhide__ = True
    report: pytest.TestReport = yield
    if call.excinfo is not None and isinstance(call.excinfo.value, UnusedExpectations):
        report.outcome = "failed"
        if hasattr(report, "wasxfail"):
            del report.wasxfail
    if report.when == "call" or (report.when == "setup" and not report.passed):
        item.stash[_REPORT] = report
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, Any, Any]:
    """Fail a test with an expectation for which neither the test nor its teardown had any use."""
    __tracebackhide__ = True
    try:
        result = yield
    except Exception:
        if item.get_closest_marker("xfail") is not None:  # which takes it for the expected failure
            _check(item)
        raise
    _check(item)
    return result


def _check(item: pytest.Item) -> None:
    __tracebackhide__ = True
    ledger, report = item.stash.get(_LEDGER, None), item.stash.get(_REPORT, None)
    if ledger is None or report is None:
        return
    # Of a test that failed or was skipped that is the news. An expected failure is none.
    if not report.passed and not hasattr(report, "wasxfail") and not _is_strict_pass(report):
        return
    cut_short = report.skipped
    _fail_for(ledger.never_compared(cut_short=cut_short), ledger.never_looked_at(), item, item.config)


def _is_strict_pass(report: pytest.TestReport) -> bool:
    return report.failed and str(report.longrepr).startswith("[XPASS(strict)]")


def _fail_for(expectations: list[Expectation], uses: list[Use], node: Any, config: pytest.Config) -> None:
    if node.get_closest_marker("cdk_allow_unused") or not config.getini("cdk_strict"):
        return
    parts = []
    if expectations:
        subject = "an expectation was" if len(expectations) == 1 else "expectations were"
        parts.append(f"{subject} never compared with anything:{_listed(expectations)}")
    if uses:
        subject = "the result of a comparison was" if len(uses) == 1 else "the results of comparisons were"
        parts.append(f"{subject} never looked at:{_listed(uses)}")
    if parts:
        advice = (
            "Compare it (assert … in out), remove it, or mark the test with @pytest.mark.cdk_allow_unused"
            if expectations
            else "Write assert before it, remove it, or mark the test with @pytest.mark.cdk_allow_unused"
        )
        raise UnusedExpectations("\n".join([*parts, advice]), pytrace=False)


def _listed(items: list[Expectation] | list[Use]) -> str:
    return "".join(f"\n  {each.where}: {each.text}" for each in items)
