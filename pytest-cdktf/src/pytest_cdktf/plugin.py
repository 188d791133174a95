"""The pytest plugin: options, marks and messages; `fixtures.py` has the fixtures.

pytest loads this module at every start. So it imports nothing heavy, and the engine only for a fixture.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from typing import Any

import pytest

from . import coverage, coverage_report, engine, fixtures, strictness
from .failure_reports import BareAssertions, Sections
from .ledger import recording


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("cdktf", "CDKTF stacks and constructs")
    group.addoption(
        "--cdk-engine",
        choices=engine.ENGINES,
        help="the CDK engine of this run; tests that are marked for the other one are skipped",
    )
    parser.addini("cdk_engine", "the CDK engine of a run: cdktf or cdktn", default="")
    strictness.add_options(parser)
    coverage_report.add_options(group)


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marks, and fail if the requested engine cannot be used."""
    config.addinivalue_line("markers", "cdk_engine(name): runs with this CDK engine only: cdktf or cdktn")
    config.pluginmanager.register(fixtures, "pytest_cdktf.fixtures")
    config.pluginmanager.register(strictness, "pytest_cdktf.strictness")
    engine.requested(config)
    coverage_report.register(config)
    config.pluginmanager.register(BareAssertions(), "pytest_cdktf.bare_assertions")
    config.pluginmanager.register(Sections(), "pytest_cdktf.sections")


@pytest.hookimpl(wrapper=True)
def pytest_cmdline_main() -> Generator[None, Any, Any]:
    """Record nothing of a pytest run inside a test, such as pytester's, in that test's ledger."""
    __tracebackhide__ = True
    with recording(None), coverage.not_measured():
        return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Import the engine before a conftest.py or a test module can import the other one."""
    engine.load(engine.requested(early_config))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip the tests that are marked for the other engine."""
    name = engine.current(engine.requested(config))
    for item in items:
        for marker in item.iter_markers("cdk_engine"):
            reason = engine.skip_reason(marker, name)
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """Explain a failed comparison with a stack or a block."""
    if f"{__package__}.matching" not in sys.modules:  # then neither side is from this package
        return None
    from .explain import comparison

    with recording(None):
        return comparison(op, left, right)
