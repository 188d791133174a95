"""`assert_valid`, with the real Terraform and the real provider."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from constructs import Construct
from either_engine import (
    TerraformOutput,
    TerraformProvider,
    TerraformResource,
    TerraformStack,
    TerraformVariable,
)
from sample_stacks import CONNECTOR
from terraform_stacks import TERRAFORM, OnCall, data, elasticstack, pager

from pytest_cdktf import Synth

pytestmark = [pytest.mark.terraform, pytest.mark.slow]


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Put a command in Terraform's place that notes each call and hands it on."""
    log = tmp_path / "calls.log"
    script = tmp_path / "terraform"
    script.write_text(f'#!/bin/sh\necho "$1" >> {log}\nexec {os.environ["TERRAFORM_BINARY_NAME"]} "$@"\n')
    script.chmod(0o755)
    monkeypatch.setenv("TERRAFORM_BINARY_NAME", str(script))
    return lambda: log.read_text().split() if log.exists() else []


def test_a_valid_stack(synth: Synth) -> None:
    synth(OnCall).assert_valid()


def test_verdicts_and_providers_are_kept(synth: Synth, calls: Callable[[], list[str]]) -> None:
    synth(OnCall).assert_valid()
    assert calls() == ["init", "validate"]
    synth(OnCall).assert_valid()
    assert calls() == ["init", "validate"]

    def other(stack: TerraformStack) -> None:
        elasticstack(stack)
        pager(stack, "pager", "Other")

    synth(other).assert_valid()
    assert calls() == ["init", "validate", "validate"]


def test_an_invalid_stack(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        elasticstack(stack)
        connector = TerraformResource(Construct(stack, "team"), "pager", terraform_resource_type=CONNECTOR)
        for name in ("name", "nmae"):
            connector.add_override(name, "On-call")
        connector.add_override("connector_type_id", ".pagerduty")

    for _ in range(2):  # a verdict that was kept says the same
        with pytest.raises(AssertionError) as caught:
            synth(fill).assert_valid()
        assert str(caught.value).splitlines() == [
            f"{TERRAFORM} validate refuses the stack, 1 error:",
            f"  - stack/team/pager ({CONNECTOR}.team_pager_A946791D): nmae: Extraneous JSON object property: "
            'No argument or block type is named "nmae".',
        ]


def test_several_errors(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        TerraformVariable(stack, "size", type="number", default="many")
        TerraformVariable(stack, "truth", type="bool", default="maybe")

    with pytest.raises(AssertionError) as caught:
        synth(fill).assert_valid()
    first, *errors = str(caught.value).splitlines()
    assert first == f"{TERRAFORM} validate refuses the stack, 2 errors:"
    assert [error.split(": This")[0] for error in errors] == [
        "  - var.size: default: Invalid default value for variable",
        "  - var.truth: default: Invalid default value for variable",
    ]


def test_a_stack_that_init_refuses_installs_its_providers(tmp_path: Path) -> None:
    """The first stack with some providers installs them for all; what is wrong with it is for validate."""
    fresh = Synth(tmp_path, tmp_path)

    def fill(stack: TerraformStack) -> None:
        TerraformVariable(stack, "size", type="number", default="many")

    with pytest.raises(AssertionError, match="validate refuses the stack, 1 error"):
        fresh(fill).assert_valid()


def test_an_unknown_reference(synth: Synth) -> None:
    with pytest.raises(AssertionError) as caught:
        synth(lambda stack: TerraformOutput(stack, "out", value="${var.nope}")).assert_valid()
    assert str(caught.value).splitlines() == [
        f"{TERRAFORM} validate refuses the stack, 1 error:",
        "  - stack/out (output.out): value: Reference to undeclared input variable: An input variable with "
        'the name "nope" has not been declared. This variable can be declared with a variable "nope" {} '
        "block.",
    ]


def test_a_file_that_the_stack_reads_is_part_of_the_verdict(synth: Synth, tmp_path: Path) -> None:
    def fill(stack: TerraformStack) -> None:
        data(stack, "one", input='${templatefile("greeting.tpl", {})}')

    out = synth(fill)
    template = tmp_path / "cdktf.out/stacks/stack/greeting.tpl"
    template.write_text("${nope}")
    with pytest.raises(AssertionError, match="nope"):
        out.assert_valid()
    template.write_text("hello")
    out.assert_valid()


def test_a_provider_that_cannot_be_had(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        provider = TerraformProvider(stack, "nope", terraform_resource_type="nope")
        provider.add_override("x", 1)
        stack.add_override("terraform.required_providers.nope", {"source": "127.0.0.1:9/nope/nope"})

    with pytest.raises(AssertionError, match=f"{TERRAFORM} init fails\n(.|\n)*nope/nope"):
        synth(fill).assert_valid()


def test_no_terraform(synth: Synth, monkeypatch: pytest.MonkeyPatch) -> None:
    out = synth(OnCall)
    monkeypatch.setenv("TERRAFORM_BINARY_NAME", "no-such-terraform")
    with pytest.raises(
        AssertionError, match="TERRAFORM_BINARY_NAME is 'no-such-terraform', and there is no such"
    ):
        out.assert_valid()
    monkeypatch.delenv("TERRAFORM_BINARY_NAME")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(AssertionError, match="neither terraform nor tofu is on PATH: install one, or set"):
        out.assert_valid()


def test_tofu_where_there_is_no_terraform(
    synth: Synth, calls: Callable[[], list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "terraform").rename(tmp_path / "tofu")
    monkeypatch.delenv("TERRAFORM_BINARY_NAME")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with monkeypatch.context() as patched:
        patched.setattr("shutil.which", lambda name: str(tmp_path / "tofu") if name == "tofu" else None)
        synth(lambda stack: data(stack, "one")).assert_valid()
    assert calls() == ["init", "validate"]


def test_processes_share_what_init_got(
    pytester: pytest.Pytester, calls: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytester.makepyfile("""
        import pytest
        from terraform_stacks import elasticstack, pager

        @pytest.mark.parametrize("name", ["a", "b", "c", "d"])
        def test_it(synth, name):
            def fill(stack):
                elasticstack(stack)
                pager(stack, "pager", name)

            synth(fill).assert_valid()
    """)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    pytester.runpytest_subprocess("-n", "2").assert_outcomes(passed=4)
    assert sorted(calls()) == ["init", *["validate"] * 4]
