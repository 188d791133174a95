"""`assert_plan_empty_after_apply`, with the real Terraform."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from either_engine import TerraformStack, TerraformVariable
from terraform_stacks import TERRAFORM, data

from pytest_cdktf import Synth

pytestmark = [pytest.mark.terraform, pytest.mark.slow]


def _variables(stack: TerraformStack) -> None:
    for name, type in {
        "text": "string",
        "number": "number",
        "truth": "bool",
        "texts": "list(string)",
        "set": "set(string)",
        "map": "map(string)",
        "anything": "any",
    }.items():
        data(stack, f"{name}_data", input=TerraformVariable(stack, name, type=type).fqn)
    rules = {
        "json": "${can(jsondecode(var.json))}",
        "pem": '${startswith(var.pem, "-----BEGIN CERTIFICATE-----")}',
        "pem64": '${strcontains(base64decode(var.pem64), "BEGIN RSA PRIVATE KEY")}',
        "mail": '${strcontains(var.mail, "@") && !startswith(var.mail, "http")}',
        "slack": '${startswith(var.slack, "xoxb-")}',
        "size": '${contains(["small", "large"], var.size)}',
    }
    for name, condition in rules.items():
        variable = TerraformVariable(stack, name, type="string", sensitive=True)
        variable.add_validation(condition=condition, error_message="Not like this.")
        variable.add_override("ephemeral", True)


def test_values_are_made_up_that_the_validations_accept(synth: Synth) -> None:
    synth(_variables).assert_plan_empty_after_apply()


def test_a_variable_that_nothing_can_be_made_up_for(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        TerraformVariable(stack, "shape", type="object({sides = number})")
        size = TerraformVariable(stack, "size", type="string")
        size.add_validation(condition="${length(var.size) == 3}", error_message="Three letters.")

    with pytest.raises(AssertionError) as caught:
        synth(fill).assert_plan_empty_after_apply()
    assert str(caught.value) == (
        "no made-up value is of the right type and passes the validations of var.shape: give one, "
        "variables={'shape': …}"
    )
    with pytest.raises(AssertionError, match=r"validations of var\.size: give one, variables=\{'size': …\}"):
        synth(fill).assert_plan_empty_after_apply(variables={"shape": {"sides": 3}})
    synth(fill).assert_plan_empty_after_apply(variables={"shape": {"sides": 3}, "size": "big"})


def test_a_value_for_no_variable(synth: Synth) -> None:
    with pytest.raises(ValueError, match="the stack has no variable nope; it has owner"):
        synth(lambda stack: TerraformVariable(stack, "owner")).assert_plan_empty_after_apply(
            variables={"nope": 1}
        )


def test_the_shells_own_variables_stay_out(
    synth: Synth, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TF_VAR_owner", "from the shell")

    def fill(stack: TerraformStack) -> None:
        data(stack, "one", input=TerraformVariable(stack, "owner", type="string", default="Ada").string_value)

    synth(fill).assert_plan_empty_after_apply()
    assert "from the shell" not in (tmp_path / "cdktf.out-applied/terraform.tfstate").read_text()


def test_a_plan_that_is_not_empty(synth: Synth) -> None:
    with pytest.raises(AssertionError) as caught:
        synth(lambda stack: data(stack, "one", input="${timestamp()}")).assert_plan_empty_after_apply()
    shown = str(caught.value)
    assert shown.startswith("the plan after the first apply is not empty\n")
    assert "# terraform_data.one will be updated in-place" in shown
    assert "Plan: 0 to add, 1 to change, 0 to destroy." in shown


def test_an_apply_that_fails(synth: Synth) -> None:
    fails = {"local-exec": {"command": "echo no such luck >&2; exit 3"}}
    with pytest.raises(AssertionError) as caught:
        synth(lambda stack: data(stack, "one", provisioner=[fails])).assert_plan_empty_after_apply()
    shown = str(caught.value)
    assert shown.startswith(f"{TERRAFORM} apply fails:\n  - stack/one (terraform_data.one): ")
    assert "no such luck" in shown


def test_a_secret_in_the_saved_plan_alone(synth: Synth) -> None:
    """A variable that is sensitive and not ephemeral lies in a saved plan, though nothing keeps it."""

    def fill(stack: TerraformStack) -> None:
        TerraformVariable(stack, "token", type="string", sensitive=True)

    with pytest.raises(AssertionError) as caught:
        synth(fill).assert_plan_empty_after_apply(variables={"token": "hush-hush"})
    assert str(caught.value) == (
        "secrets are in what the apply left:\n  the value of var.token is in the file saved.tfplan (tfplan)"
    )


def test_a_value_that_the_test_gives_is_searched_for_too(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        token = TerraformVariable(stack, "token", type="string", sensitive=True)
        data(stack, "one", input=token.string_value)

    with pytest.raises(AssertionError) as caught:
        synth(fill).assert_plan_empty_after_apply(variables={"token": "hush-hush"})
    assert "the value of var.token is in the file terraform.tfstate" in str(caught.value)
    assert "hush-hush" not in str(caught.value)


def test_a_stack_without_any_provider(synth: Synth) -> None:
    out = synth(lambda stack: data(stack, "one", input="x"))
    out.assert_valid()
    out.assert_plan_empty_after_apply()


@pytest.mark.parametrize("kibana", ["http://localhost:5601", 5601])
def test_only_a_stand_in_kibana_is_taken(synth: Synth, kibana: Any) -> None:
    with pytest.raises(
        TypeError, match="kibana: expected a running stand-in Kibana, such as the fixture sandbox"
    ):
        synth(lambda stack: None).assert_plan_empty_after_apply(kibana=kibana)
