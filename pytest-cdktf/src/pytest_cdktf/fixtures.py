"""The fixtures. They use each other by names of their own, so that a user's fixture of any name breaks none.

pytest loads this module at every start, so it imports nothing heavy, and an engine only for a fixture.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from . import engine
from .errors import MissingPackage

if TYPE_CHECKING:
    from cdktf import App, TerraformStack
    from syrupy.assertion import SnapshotAssertion

    from .synthesis import Synth
    from .synthesized_app import SynthesizedApp


@pytest.fixture
def _cdktf_synth(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Synth:
    """A `Synth` in the test's own folder."""
    return _new_synth(tmp_path, tmp_path_factory, request)


@pytest.fixture
def _cdktf_app(_cdktf_synth: Synth) -> App:
    """An app in the test's own folder."""
    return _cdktf_synth.new_app()


@pytest.fixture
def synth(_cdktf_synth: Synth) -> Synth:
    """Synthesize a stack, a class of stacks or constructs, or a function that fills or returns a stack."""
    return _cdktf_synth


@pytest.fixture(scope="module")
def synth_module(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Synth:
    """Like `synth`, for fixtures that the tests of a module share."""
    return _new_synth(tmp_path_factory.mktemp("cdktf-module"), tmp_path_factory, request)


@pytest.fixture(scope="session")
def synth_session(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Synth:
    """Like `synth`, for fixtures that all tests share; with pytest-xdist, all tests of a process."""
    return _new_synth(tmp_path_factory.mktemp("cdktf-session"), tmp_path_factory, request)


@pytest.fixture
def synth_app(_cdktf_synth: Synth) -> Callable[..., SynthesizedApp]:
    """Synthesize a whole program, a function or a `main.py`, and give its stacks by name."""
    return _cdktf_synth.app


@pytest.fixture
def cdk_app(_cdktf_app: App) -> App:
    """An app for stacks that a test makes itself. Its output folder is in the test's `tmp_path`."""
    return _cdktf_app


@pytest.fixture
def cdk_stack(_cdktf_app: App) -> TerraformStack:
    """An empty stack called `stack`, in the app that `cdk_app` gives."""
    from ._cdk import engine_for

    stack: TerraformStack = engine_for(_cdktf_app, None, "the fixture cdk_stack").TerraformStack(
        _cdktf_app, "stack"
    )
    return stack


@pytest.fixture
def terraform_snapshot(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> SnapshotAssertion:
    """A syrupy snapshot of what `synth` returned, without what changes although your code does not."""
    if not request.config.pluginmanager.hasplugin("syrupy"):
        _fail_without("the fixture terraform_snapshot", "syrupy", "snapshots")
    import syrupy

    from . import machine_paths
    from .snapshots import TerraformSnapshotExtension

    machine_paths.know(request.config.rootpath, tmp_path_factory.getbasetemp())
    # Not by the fixture's name: a project may have a fixture `snapshot` of its own.
    make: Any = inspect.unwrap(syrupy.snapshot)
    snapshot: SnapshotAssertion = make(request)
    return snapshot.use_extension(TerraformSnapshotExtension)


def _new_synth(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Synth:
    if not engine.is_installed(engine.current(None)):
        _fail_without("the fixture synth", "a CDK engine (cdktf or cdktn)", "cdktf")
    from . import machine_paths
    from .project import context_of
    from .synthesis import Synth

    config = request.config
    machine_paths.know(config.rootpath, tmp_path_factory.getbasetemp())
    try:
        context = context_of(config.rootpath)
    except ValueError as error:
        pytest.fail(str(error), pytrace=False)
    cache = _cache_folder(config, tmp_path_factory)
    return Synth(folder, cache, context, engine=engine.requested(config), project=config.rootpath)


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
