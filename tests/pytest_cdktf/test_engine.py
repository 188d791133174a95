"""Which engine a run uses."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator

import pytest
from inner_runs import Run

from pytest_cdktf import engine


@pytest.fixture
def cdktn_installed(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a module in place that can be found, and fails if it is imported beside cdktf."""
    pytester.mkpydir("cdktn").joinpath("__init__.py").write_text("raise ImportError('mixed')")
    monkeypatch.syspath_prepend(pytester.path)


@pytest.fixture
def cdktf_not_imported(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delitem(sys.modules, "cdktf")
    return None


MARKED = """
    @pytest.mark.cdk_engine("cdktf")
    def test_one():
        pass

    @pytest.mark.cdk_engine("cdktn")
    def test_two():
        pass

    @pytest.mark.cdk_engine("cdktf", "cdktn")
    def test_three():
        pass

    def test_four():
        pass
"""


def test_tests_for_the_other_engine_are_skipped(run: Run) -> None:
    result = run(MARKED, "-rs", "--strict-markers")
    result.assert_outcomes(passed=3, skipped=1)
    result.stdout.fnmatch_lines(
        ["SKIPPED * needs cdktn, and this run uses cdktf: run pytest --cdk-engine cdktn"]
    )


def test_the_engine_that_is_asked_for(run: Run) -> None:
    run(MARKED, "--cdk-engine", "cdktf").assert_outcomes(passed=3, skipped=1)


def test_the_engine_of_the_configuration(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncdk_engine = cdktf\n")
    run(MARKED).assert_outcomes(passed=3, skipped=1)


@pytest.mark.usefixtures("cdktn_installed")
def test_the_other_engine_is_imported_already(run: Run) -> None:
    result = run(MARKED, "--cdk-engine", "cdktn")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        [
            "ERROR: cdk_engine is cdktn, and cdktf is imported already (by a conftest.py, a test module or a "
            "plugin); the two cannot be mixed in a process"
        ]
    )


@pytest.mark.usefixtures("cdktn_installed")
def test_the_other_engine_is_imported_by_a_test_module(pytester: pytest.Pytester) -> None:
    pytester.path.joinpath("cdktn", "__init__.py").write_text("")
    pytester.makepyfile("import cdktf\ndef test_it(): pass\n")
    # As the command line: the engine's own process starts with neither.
    result = pytester.runpytest_subprocess("-p", "no:randomly", "--cdk-engine", "cdktf")
    result.assert_outcomes(passed=1)
    pytester.makepyfile("import sys; sys.modules.pop('cdktn'); import cdktf\ndef test_it(): pass\n")
    result = pytester.runpytest_subprocess("-p", "no:randomly", "--cdk-engine", "cdktn")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*cdk_engine is cdktn, and cdktf is imported already*"])


def test_an_engine_that_is_not_installed(run: Run) -> None:
    if engine.is_installed("cdktn"):
        pytest.skip("cdktn is installed")
    result = run(MARKED, "--cdk-engine", "cdktn")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: cdk_engine is cdktn, and it is not installed: pip install cdktn"])


def test_an_engine_must_have_a_known_name(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncdk_engine = pulumi\n")
    result = run(MARKED)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: cdk_engine: expected cdktf or cdktn, got 'pulumi'"])


@pytest.mark.parametrize(("arguments", "got"), [("", "nothing"), ("'pulumi'", "'pulumi'")])
def test_a_mark_must_name_an_engine(run: Run, arguments: str, got: str) -> None:
    result = run(f"""
        @pytest.mark.cdk_engine({arguments})
        def test_it():
            pass
    """)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*@pytest.mark.cdk_engine: expected 'cdktf' or 'cdktn', got {got}"])


def test_the_engine_that_is_imported_comes_before_the_one_that_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert engine.current("cdktn") == "cdktn"
    assert engine.current(None) == "cdktf"
    monkeypatch.delitem(sys.modules, "cdktf")
    assert engine.current(None) == "cdktf"
    monkeypatch.setitem(sys.modules, "cdktn", types.ModuleType("cdktn"))
    assert engine.current(None) == "cdktn"
