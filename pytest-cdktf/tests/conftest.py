"""What the tests of the plugin share: runs of pytest inside a test."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pkgutil
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import hcl2  # noqa: F401  pytester forgets what the inner run imports first: import the slow ones here
import pytest
import sample_stacks  # noqa: F401
from either_engine import OTHER, App, TerraformStack
from inner_runs import HEAD, Failure, Run

import pytest_cdktf

os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")
for module in pkgutil.walk_packages(pytest_cdktf.__path__, "pytest_cdktf."):
    with contextlib.suppress(ModuleNotFoundError):  # of what needs syrupy, where that is missing
        importlib.import_module(module.name)


def _skip_without(package: str) -> None:
    if importlib.util.find_spec(package) is None:
        pytest.skip(f"needs {package}: pip install --group dev, and both engines")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what needs syrupy, without which the plugin works as well."""
    if "terraform_snapshot" in getattr(item, "fixturenames", ()):
        _skip_without("syrupy")


@contextlib.contextmanager
def _aside(names: set[str]) -> Iterator[None]:
    """Let an inner run import modules of its own that have the names of some that are loaded here."""
    modules = {name: sys.modules.pop(name) for name in names if name in sys.modules}
    try:
        yield
    finally:
        sys.modules.update(modules)


@pytest.fixture
def pytester(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """As pytest has it, but a test is skipped whose inner run needs a package that is missing."""

    def run_or_skip(run: Callable[..., Any]) -> Callable[..., Any]:
        def checked(*arguments: str, **options: Any) -> Any:
            texts = [path.read_text() for path in pytester.path.rglob("*.py")]
            imports = re.compile(rf"(?:from|import) {OTHER}")
            if OTHER in arguments or any(map(imports.search, texts)):
                _skip_without(OTHER)
            if "-n" in arguments:
                _skip_without("xdist")
            if "randomly" in arguments:
                _skip_without("pytest_randomly")
            if "no:syrupy" not in arguments and any("terraform_snapshot" in text for text in texts):
                _skip_without("syrupy")
            with _aside({path.stem for path in pytester.path.glob("*.py")} - {"conftest"}):
                return run(*arguments, **options)

        return checked

    for name in ("runpytest_inprocess", "runpytest_subprocess"):
        monkeypatch.setattr(pytester, name, run_or_skip(getattr(pytester, name)))
    return pytester


@pytest.fixture
def stack(cdk_app: App) -> TerraformStack:
    """An empty stack."""
    return TerraformStack(cdk_app, "stack")


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run pytest on a piece of a test module, in this process."""

    # As on a developer's machine, where pytest shortens explanations.
    for name in ("CI", "BUILD_NUMBER"):
        monkeypatch.delenv(name, raising=False)

    def run(body: str, *arguments: str, head: str = HEAD) -> pytest.RunResult:
        pytester.makepyfile(head + textwrap.dedent(body))
        # hypothesis would be imported anew each time, for half a second.
        return pytester.runpytest_inprocess("-p", "no:randomly", "-p", "no:hypothesispytest", *arguments)

    return run


@pytest.fixture
def failure(run: Run) -> Failure:
    """Run a test that has to fail, and give what pytest shows of the error."""

    def failure(body: str, *arguments: str) -> list[str]:
        indented = textwrap.indent(textwrap.dedent(body), "    ")
        result = run(f"def test_it(synth, cdk_app):\n{indented}", *arguments)
        result.assert_outcomes(failed=1)
        shown = "\n".join(line[1:] for line in result.outlines if line.startswith("E "))
        # pytest writes "AssertionError: " or leaves it out, depending on quotes in the message.
        return textwrap.dedent(shown).removeprefix("AssertionError: ").splitlines()

    return failure
