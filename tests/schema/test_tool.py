"""Which tool deploys a stack."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformStack
from harness.refusals import MARK, refusal

from kibana_connectors import InvalidProvider, KibanaProvider, Target
from kibana_connectors.schema.tool import tool_of, tool_of_program


@pytest.mark.parametrize(
    ("program", "tool"),
    [
        ("terraform", "terraform"),
        ("/usr/local/bin/terraform", "terraform"),
        ("tofu", "opentofu"),
        ("/opt/opentofu/1.12.6/tofu", "opentofu"),
        ("opentofu", "opentofu"),
        ("C:\\tools\\tofu.exe", "opentofu"),
        ("TOFU.EXE", "opentofu"),
        ("terraform-1.11.4", "terraform"),
        ("terraform_v1.11", "terraform"),
        ("tofu-1.12.6", "opentofu"),
        ("/terraform/tofu", "opentofu"),
        ("", None),
        ("/tofu/bin/wrapper", None),
        ("terraform-wrapper", None),
        ("terragrunt", None),
    ],
)
def test_a_program_is_known_by_its_name(program: str, tool: str | None) -> None:
    assert tool_of_program(program) == tool
    assert tool_of([None], {"TERRAFORM_BINARY_NAME": program}) == tool


def test_what_the_program_says_comes_first() -> None:
    assert tool_of([None, "opentofu"], {"TERRAFORM_BINARY_NAME": "terraform"}) == "opentofu"
    assert tool_of([], {}) is None


@pytest.mark.parametrize("tool", [MARK, "tofu", "Terraform", 1, True, ""])
def test_other_tools_are_refused(tool: Any) -> None:
    error = refusal(lambda: Target(tool=tool), InvalidProvider)

    assert str(error) == "Target: tool: expected one of terraform, opentofu"


def test_one_tool_deploys_a_stack(stack: TerraformStack) -> None:
    KibanaProvider(stack, target=Target(tool="opentofu"))
    KibanaProvider(stack, "same", alias="a", target=Target(tool="opentofu"))
    KibanaProvider(stack, "silent", alias="b", target=Target(version="9.2"))

    error = refusal(
        lambda: KibanaProvider(stack, "other", alias="c", target=Target(tool="terraform")), InvalidProvider
    )
    assert "one tool deploys a stack" in str(error)
