"""Which engine a run uses. These tests run with either; both are installed."""

from __future__ import annotations

import sys
import types

import pytest
from either_engine import ENGINE, OTHER
from inner_runs import Run

from pytest_cdktf import engine


@pytest.fixture(autouse=True)
def _nothing_stands_in_for_the_other_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests of the example stacks put cdktn in the place of cdktf."""
    monkeypatch.delitem(sys.modules, OTHER, raising=False)


MARKED = f"""
    @pytest.mark.cdk_engine("{ENGINE}")
    def test_one():
        pass

    @pytest.mark.cdk_engine("{OTHER}")
    def test_two():
        pass

    @pytest.mark.cdk_engine("cdktf", "cdktn")
    def test_three():
        pass

    def test_four():
        pass
"""
SYNTHESIZES = """
from constructs import Construct


class Nothing(Construct):
    pass


def test_it(synth):
    assert synth(Nothing).json["//"]["metadata"]["version"].startswith({version!r})
    import sys
    assert {other!r} not in sys.modules
"""


def test_tests_for_the_other_engine_are_skipped(run: Run) -> None:
    result = run(MARKED, "-rs", "--strict-markers")
    result.assert_outcomes(passed=3, skipped=1)
    result.stdout.fnmatch_lines(
        [f"SKIPPED * needs {OTHER}, and this run uses {ENGINE}: run pytest --cdk-engine {OTHER}"]
    )


def test_the_engine_that_is_asked_for(run: Run) -> None:
    run(MARKED, "--cdk-engine", ENGINE).assert_outcomes(passed=3, skipped=1)


def test_the_engine_of_the_configuration(run: Run, pytester: pytest.Pytester) -> None:
    pytester.makeini(f"[pytest]\ncdk_engine = {ENGINE}\n")
    run(MARKED).assert_outcomes(passed=3, skipped=1)


@pytest.mark.parametrize(
    ("name", "other", "version"), [("cdktf", "cdktn", "0.21."), ("cdktn", "cdktf", "0.24.")]
)
@pytest.mark.parametrize("workers", [[], ["-n", "1"]], ids=["alone", "worker"])
def test_the_engine_is_there_before_a_conftest_asks_for_one(
    pytester: pytest.Pytester, name: str, other: str, version: str, workers: list[str]
) -> None:
    pytester.makeconftest("from pytest_cdktf import Synth\n")
    pytester.makepyfile(SYNTHESIZES.format(version=version, other=other))
    # A process of its own: this one has an engine already.
    result = pytester.runpytest_subprocess("-p", "no:randomly", "--cdk-engine", name, *workers)
    result.assert_outcomes(passed=1)


def test_the_other_engine_is_imported_already(run: Run) -> None:
    result = run(MARKED, "--cdk-engine", OTHER)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        [
            f"ERROR: cdk_engine is {OTHER}, and {ENGINE} is imported already (by a conftest.py, a test "
            "module or a plugin); the two cannot be mixed in a process"
        ]
    )


def test_a_test_module_imports_the_other_engine(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(f"import {OTHER}\ndef test_it(): pass\n")
    result = pytester.runpytest_subprocess("-p", "no:randomly", "--cdk-engine", ENGINE)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*cdk_engine is {ENGINE}, and {OTHER} is imported already*"])


def test_an_engine_that_is_not_installed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "is_installed", lambda name: name != OTHER)
    result = run(MARKED, "--cdk-engine", OTHER)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        [f"ERROR: cdk_engine is {OTHER}, and it is not installed: pip install {OTHER}"]
    )


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
    assert engine.current(OTHER) == OTHER
    assert engine.current(None) == ENGINE
    monkeypatch.delitem(sys.modules, ENGINE)
    assert engine.current(None) == "cdktf"
    monkeypatch.setitem(sys.modules, OTHER, types.ModuleType(OTHER))
    assert engine.current(None) == OTHER
