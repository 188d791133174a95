"""What `assert_plan_empty_after_apply` must not pass, with the real Terraform."""

from __future__ import annotations

from typing import Any

import pytest
from either_engine import TerraformStack, TerraformVariable
from terraform_stacks import data

from pytest_cdktf import Synth
from pytest_cdktf.terraform.application import _forget_connections

pytestmark = [pytest.mark.terraform, pytest.mark.slow]


@pytest.mark.parametrize(
    ("type", "value", "input", "place"),
    [
        ("list(string)", ["first-one", "hush-hush"], "${var.secret[1]}", "var.secret[1]"),
        (
            "set(string)",
            {"hush-hush", "first-one"},
            '${join("", [for each in var.secret : upper(each)])}',
            None,
        ),
        ("map(string)", {"token": "hush-hush"}, "${var.secret.token}", "var.secret.token"),
        ("object({a = list(string)})", {"a": ["hush-hush"]}, "${var.secret.a[0]}", "var.secret.a[0]"),
        ("any", {"token": "hush-hush"}, "${var.secret.token}", "var.secret.token"),
    ],
)
def test_a_part_of_a_secret_value(synth: Synth, type: str, value: Any, input: str, place: str | None) -> None:
    def fill(stack: TerraformStack) -> None:
        TerraformVariable(stack, "secret", type=type, sensitive=True)
        data(stack, "one", input=input)

    with pytest.raises(AssertionError) as caught:
        synth(fill).assert_plan_empty_after_apply(variables={"secret": value})
    shown = str(caught.value)
    if place is not None:
        assert f"the value of {place} is in the file terraform.tfstate" in shown
    assert "hush-hush" not in shown


def test_a_file_that_the_apply_makes_and_that_cannot_be_searched(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        TerraformVariable(stack, "secret", type="string", sensitive=True).add_override("ephemeral", True)
        command = r"printf '7z\274\257\047\034' > left.7z"
        data(stack, "one", provisioner=[{"local-exec": {"command": command}}])

    with pytest.raises(AssertionError, match=r"^left\.7z: .*: it could not be searched for secrets$"):
        synth(fill).assert_plan_empty_after_apply()


def test_a_resource_that_names_a_kibana_of_its_own() -> None:
    """With `kibana=` it would still be applied to the one that it names."""

    def block() -> dict[str, Any]:
        return {"name": "x", "kibana_connection": [{"endpoints": ["https://kibana.example"]}]}

    document = {
        "provider": {"elasticstack": [{"kibana": [{"endpoints": ["https://kibana.example"]}]}]},
        "resource": [{"elasticstack_kibana_space": {"one": block(), "two": [block()]}}],
        "data": {"elasticstack_kibana_spaces": [{"all": block()}]},
        "ephemeral": {"other_thing": {"one": block()}},
    }
    _forget_connections(document)
    assert document == {
        "provider": {"elasticstack": [{}]},
        "resource": [{"elasticstack_kibana_space": {"one": {"name": "x"}, "two": [{"name": "x"}]}}],
        "data": {"elasticstack_kibana_spaces": [{"all": {"name": "x"}}]},
        "ephemeral": {"other_thing": {"one": block()}},
    }
