"""The pytest plugin: fixtures, options, marks and messages.

pytest loads this module at every start. So it imports nothing heavy, and the engine only for a fixture.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from . import coverage, coverage_report, engine, strictness
from .errors import MissingPackage
from .failure_reports import BareAssertions, Sections
from .ledger import recording

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from kibana_connectors._cdk import App

    from .synthesis import Synth


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


@pytest.fixture
def synth(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Synth:
    """Synthesize a stack, a class of stacks or constructs, or a function that fills a stack."""
    _require_engine()
    from .project import context_of
    from .synthesis import Synth

    try:
        context = context_of(request.config.rootpath)
    except ValueError as error:
        pytest.fail(str(error), pytrace=False)
    return Synth(tmp_path, _cache_folder(request.config, tmp_path_factory), context)


@pytest.fixture
def cdk_app(synth: Synth) -> App:
    """An app for stacks that a test makes itself. Its output folder is in the test's `tmp_path`."""
    return synth.new_app()


@pytest.fixture
def terraform_snapshot(request: pytest.FixtureRequest) -> SnapshotAssertion:
    """A syrupy snapshot of what `synth` returned, without what changes although your code does not."""
    if not request.config.pluginmanager.hasplugin("syrupy"):
        _fail_without("the fixture terraform_snapshot", "syrupy", "snapshots")
    from .snapshots import TerraformSnapshotExtension

    snapshot: SnapshotAssertion = request.getfixturevalue("snapshot")
    return snapshot.use_extension(TerraformSnapshotExtension)


def _require_engine() -> None:
    if not engine.is_installed(engine.current(None)):
        _fail_without("the fixture synth", "a CDK engine (cdktf or cdktn)", "cdktf")


def _fail_without(what: str, package: str, extra: str) -> NoReturn:
    pytest.fail(str(MissingPackage(what, package, f"pytest-cdktf[{extra}]")), pytrace=False)


def _cache_folder(config: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all processes of this run share; with pytest's cache, later runs share it too."""
    cache: pytest.Cache | None = getattr(config, "cache", None)  # missing with -p no:cacheprovider
    if cache is not None:
        return cache.mkdir("cdktf")
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if hasattr(config, "workerinput") else base) / "cdktf"
    folder.mkdir(exist_ok=True)
    return folder
