"""The project's `cdktf.json`."""

from __future__ import annotations

import json

import pytest
from inner_runs import Run


def test_the_context_of_cdktf_json_is_the_apps(run: Run, pytester: pytest.Pytester) -> None:
    flags = {"allowSepCharsInLogicalIds": "true", "mine": {"a": 1}}
    pytester.makefile(".json", cdktf=json.dumps({"app": "x", "context": flags}))
    run("""
        def test_it(synth, cdk_app):
            assert cdk_app.node.try_get_context("mine") == {"a": 1}
            assert cdk_app.node.try_get_context("cdktfJsonPath").endswith("cdktf.json")
            assert synth(Team).resources
    """).assert_outcomes(passed=1)


def test_local_modules(run: Run, pytester: pytest.Pytester) -> None:
    pytester.mkdir("network").joinpath("main.tf").write_text("")
    modules = ["./network", {"name": "vpc", "source": "example/vpc/null"}]
    pytester.makefile(".json", cdktf=json.dumps({"terraformModules": modules}))
    run("""
        def test_it(synth, cdk_app):
            assert cdk_app.node.try_get_context("cdktfRelativeModules") == ["./network"]
    """).assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("text", "message"), [("{", "cdktf.json is no JSON: *"), ("[]", "cdktf.json: expected a JSON object")]
)
def test_a_cdktf_json_that_cannot_be_read_is_told(
    run: Run, pytester: pytest.Pytester, text: str, message: str
) -> None:
    pytester.path.joinpath("cdktf.json").write_text(text)
    result = run("def test_it(synth): pass\n")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([message])


def test_a_project_needs_no_cdktf_json(run: Run) -> None:
    run("""
        def test_it(cdk_app):
            assert cdk_app.node.try_get_context("cdktfJsonPath") is None
    """).assert_outcomes(passed=1)
