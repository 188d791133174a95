"""What `apply_mocked` and `plan_mocked` say of what is wrong. Terraform's own resource is enough for that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from constructs import Construct
from either_engine import TerraformOutput, TerraformStack, TerraformVariable
from inner_runs import Run
from terraform_stacks import data
from tools_under_test import TOOLS, use

from pytest_cdktf import Sensitive, Synth, resource

pytestmark = [pytest.mark.terraform, pytest.mark.slow]
SECRET = "correct-horse-battery"


@pytest.fixture(params=TOOLS)
def tool(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run the test with Terraform and with OpenTofu."""
    use(monkeypatch, request.param)
    name: str = request.param
    return name


def condition(condition: str, error_message: str) -> list[dict[str, str]]:
    return [{"condition": f"${{{condition}}}", "error_message": error_message}]


def wrong(stack: TerraformStack) -> None:
    region = TerraformVariable(stack, "region", type="string")
    region.add_validation(condition="${length(var.region) == 2}", error_message="Two letters.")
    team = Construct(stack, "team")
    one = data(team, "one", for_each='${toset(["a", "b"])}', input="${each.key}")
    one.add_override("lifecycle.precondition", condition('var.region == "eu"', "Europe only."))
    one.add_override("lifecycle.postcondition", condition('self.input == "a"', "Only a, not ${self.input}."))
    stack.add_override("check.long.assert", condition("length(var.region) > 5", "Too short."))
    TerraformOutput(stack, "url", value="x").add_override(
        "precondition", condition('var.region != "eu"', "No URL there.")
    )


def test_all_that_fails_is_listed_with_construct_paths(tool: str, synth: Synth) -> None:
    out = synth(wrong)
    address = out.at("team/one").address
    for run, function in ((out.apply_mocked, "apply_mocked"), (out.plan_mocked, "plan_mocked")):
        with pytest.raises(AssertionError) as caught:
            run(variables={"region": "eu"})
        first, *lines = str(caught.value).splitlines()
        assert first == f"{function}: {tool} test, 3 failures:"
        assert sorted(lines) == [
            '  - check.long: check: Too short. (var.region is "eu")',
            f'  - stack/team/one ({address}): postcondition: Only a, not b. (self.input is "b")',
            '  - stack/url (output.url): precondition: No URL there. (var.region is "eu")',
        ]
    with pytest.raises(AssertionError) as caught:
        out.apply_mocked(
            variables={"region": "eu"},
            expect_failures=["output.url", "check.long", "stack/team/one", "var.region"],
        )
    assert str(caught.value).splitlines() == [
        f"apply_mocked: {tool} test, 1 failure:",
        "  - var.region: expected a failure, and nothing fails there: what fails before it stopped the run",
    ]
    with pytest.raises(AssertionError) as caught:
        out.plan_mocked(variables={"region": "europe"}, expect_failures=["team/one"])
    assert str(caught.value).splitlines() == [
        f"plan_mocked: {tool} test, 2 failures:",
        '  - var.region: validation: Two letters. (var.region is "europe")',
        f"  - stack/team/one ({address}): expected a failure, and nothing fails there: what fails before it "
        "stopped the run",
    ]


def test_failures_that_are_expected(tool: str, synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        region = TerraformVariable(stack, "region", type="string")
        region.add_validation(condition="${length(var.region) == 2}", error_message="Two letters.")
        stack.add_override("check.europe.assert", condition('var.region == "eu"', "Not in Europe."))
        data(stack, "one", input=region.string_value)

    out = synth(fill)
    refused = out.plan_mocked(variables={"region": "europe"}, expect_failures=["var.region"])
    with pytest.raises(AssertionError, match=r"no values, because the expected failure of var\.region"):
        _ = resource("terraform_data") in refused
    # A check stops nothing: the values are there.
    applied = out.apply_mocked(variables={"region": "us"}, expect_failures=["check.europe"])
    assert resource("terraform_data", output="us") in applied


def secrets(stack: TerraformStack) -> None:
    token = TerraformVariable(stack, "token", type="string", sensitive=True)
    token.add_validation(
        condition='${startswith(nonsensitive(var.token), "ok-")}',
        error_message="Bad: ${nonsensitive(var.token)}.",
    )
    keys = TerraformVariable(stack, "keys", type="object({a = string})", sensitive=True)
    keys.add_override("ephemeral", True)
    keys.add_validation(condition="${length(var.keys.a) < 30}", error_message="Long.")
    data(stack, "one", input=token.string_value)
    TerraformOutput(stack, "token-out", value=token.string_value, sensitive=True)


def test_no_secret_is_shown(
    tool: str, synth: Synth, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = synth(secrets)
    with pytest.raises(AssertionError) as caught:
        out.plan_mocked(variables={"token": SECRET, "keys": {"a": SECRET * 2}})
    shown = [str(caught.value)]
    with pytest.raises(AssertionError, match=r"var\.keys"):
        out.plan_mocked(variables={"token": SECRET, "keys": [SECRET]})
    shown.append(str(caught.value))
    applied = out.apply_mocked(variables={"token": f"ok-{SECRET}", "keys": {"a": SECRET}})
    found = applied.outputs["token-out"]
    # It compares like the value, without showing it, also where Terraform lost sight of it.
    assert isinstance(found, Sensitive)
    assert found == f"ok-{SECRET}"
    assert found.reveal() == f"ok-{SECRET}"
    assert resource("terraform_data", input=f"ok-{SECRET}", output=f"ok-{SECRET}") in applied
    shown += [repr(dict(block)) for block in applied.blocks]
    assert "(sensitive value)" in shown[-1]
    assert SECRET not in "".join([*shown, *capfd.readouterr()])
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and SECRET in path.read_text()]


def test_values_given_and_made_up(tool: str, synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        mail = TerraformVariable(stack, "mail", type="string")
        mail.add_validation(condition='${strcontains(var.mail, "@")}', error_message="No address.")
        listed = TerraformVariable(stack, "listed", type="list(string)")
        data(stack, "one", input=mail.string_value)
        data(stack, "two", input=listed.fqn)

    out = synth(fill)
    applied = out.apply_mocked(variables={"listed": ["${not} %{a} template"]})
    assert applied.at("two")["output"] == ["${not} %{a} template"]
    assert "@" in applied.at("one")["output"]


WRONG: list[tuple[dict[str, Any], type[Exception], str]] = [
    (
        {"variables": {"regoin": "eu"}},
        ValueError,
        "variables: the stack has no variable regoin",
    ),
    ({"variables": {"region": None}}, TypeError, "variables: region: expected a value, got None"),
    ({"variables": {"region": object()}}, TypeError, "variables: region: expected a text, .*, got object"),
    ({"variables": ["region"]}, TypeError, "variables: expected a dict, got list"),
    (
        {"mocks": {"terraform_dat": {}}},
        ValueError,
        "mocks: the stack has no terraform_dat; .*_data",
    ),
    ({"mocks": {"terraform_data": "x"}}, TypeError, "mocks: terraform_data: expected a dict of attributes"),
    ({"mocks": []}, TypeError, "mocks: expected a dict, got list"),
    ({"overrides": {"team/on": {}}}, ValueError, "overrides: nothing is at team/on; did you mean .*one"),
    ({"overrides": {"var.region": {}}}, ValueError, r"overrides: nothing is at var\.region"),
    (
        {"expect_failures": ["var.regoin"]},
        ValueError,
        r".*nothing is at var\.regoin; did you mean",
    ),
    (
        {"expect_failures": "var.region"},
        TypeError,
        ".*expected a list of addresses or .*, got 'var",
    ),
    ({"expect_failures": [1]}, TypeError, ".*expected addresses or construct paths, such as .*, got 1"),
    (
        {"expect_failures": ["var.region"]},
        ValueError,
        r".*var\.region has no value that its validations could refuse: give it, variables=\{'region': …\}",
    ),
]


def test_wrong_arguments(synth: Synth) -> None:
    out = synth(wrong)
    for arguments, error, message in WRONG:
        with pytest.raises(error, match=f"^plan_mocked: {message}") as caught:
            out.plan_mocked(**arguments)
        assert len(str(caught.value).splitlines()) == 1


def test_a_key_or_an_address_that_is_not_there(tool: str, synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        data(stack, "one", for_each='${toset(["a", "b"])}', input="${each.key}")
        data(stack, "two", input="x")

    applied = synth(fill).apply_mocked()
    with pytest.raises(AssertionError, match='no instance of one has the key "c"; the keys are: "a", "b"'):
        applied.at("one", key="c")
    with pytest.raises(AssertionError, match="2 blocks come from one"):
        applied.at("one")
    with pytest.raises(AssertionError, match="no block comes from three"):
        applied.at("three", key=1)
    with pytest.raises(KeyError, match=r"2 instances: terraform_data\.one"):
        _ = applied.resources["terraform_data.one"]
    with pytest.raises(KeyError, match=r"nothing is at terraform_data\.tow; there are: .*data\.two"):
        _ = applied.resources["terraform_data.tow"]
    assert applied.resources["stack/two"].address == applied.resources["two"].address == "terraform_data.two"


@pytest.mark.parametrize(
    ("version", "since"), [("Terraform v1.6.6", "Terraform has since 1.7"), ("OpenTofu v1.7.0", "1.8")]
)
def test_a_tool_that_is_too_old(
    synth: Synth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, since: str
) -> None:
    out = synth(wrong)
    old = tmp_path / "old-tool"
    old.write_text(f"#!/bin/sh\necho '{version}'\n")
    old.chmod(0o755)
    monkeypatch.setenv("TERRAFORM_BINARY_NAME", str(old))
    with pytest.raises(AssertionError, match=f"needs mock_provider, which .*{since}; .* is {version}"):
        out.apply_mocked()
    monkeypatch.setenv("TERRAFORM_BINARY_NAME", "no-such-tool")
    with pytest.raises(AssertionError, match="TERRAFORM_BINARY_NAME is 'no-such-tool'"):
        out.apply_mocked()


def test_a_provider_without_a_schema(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        stack.add_override("terraform.required_providers.nope", {"source": "127.0.0.1:9/nope/nope"})

    with pytest.raises(AssertionError, match=r"apply_mocked needs the schema of each (.|\n)*init fails"):
        synth(fill).apply_mocked()


def test_expectations_count_as_on_a_stack(run: Run) -> None:
    """Unused ones are flagged, failing ones explained, and the coverage is that of the stack's blocks."""
    result = run(
        """
        from terraform_stacks import data

        def fill(stack):
            data(stack, "one", count=2, input="x")
            data(stack, "two", input="y")

        def test_mocked(synth):
            applied = synth(fill).apply_mocked()
            assert resource("terraform_data", output="x") in applied

        def test_unused(synth):
            applied = synth(fill).apply_mocked()
            resource("terraform_data", output="x") in applied

        def test_failing(synth):
            assert resource("terraform_data", input="y", output="z") in synth(fill).apply_mocked()
        """,
        "--cdktf-coverage",
    )
    result.assert_outcomes(passed=2, failed=1, errors=1)
    result.stdout.fnmatch_lines_random(
        ["*resource('terraform_data', *) in <apply_mocked stack>", '*output: expected "z", found "y"*']
    )
    result.stdout.fnmatch_lines(
        ["*fill: 1 of 2 blocks matched, not these:", "  stack/two (terraform_data.two)"]
    )
