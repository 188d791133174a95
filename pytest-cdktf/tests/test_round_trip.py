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


def _keeps_password(stack: TerraformStack) -> None:
    password = TerraformVariable(stack, "password", type="string", sensitive=True)
    token = TerraformVariable(stack, "token", type="string", sensitive=True)
    token.add_override("ephemeral", True)
    TerraformVariable(stack, "owner", type="string", default="Ada")
    data(stack, "database", input=password.string_value)


@pytest.mark.parametrize(
    "allowed",
    [{"var.password": "the database keeps it"}, ["password"], ("stack/password",), {"var.password"}],
)
def test_a_value_that_may_be_in_the_state(synth: Synth, allowed: Any) -> None:
    synth(_keeps_password).assert_plan_empty_after_apply(may_be_in_state=allowed)


def test_a_value_that_may_be_in_the_state_may_be_nowhere_else(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        _keeps_password(stack)
        command = 'printf %s "$SECRET" > left-behind.txt'
        environment = {"SECRET": "${var.password}"}
        data(stack, "writes", provisioner=[{"local-exec": {"command": command, "environment": environment}}])

    with pytest.raises(AssertionError) as caught:
        synth(fill).assert_plan_empty_after_apply(may_be_in_state={"var.password": "the database keeps it"})
    assert str(caught.value) == (
        "secrets are in what the apply left:\n  the value of var.password is in the file left-behind.txt"
    )


def test_what_may_be_in_the_state_and_is_not(synth: Synth) -> None:
    allowed = {"var.password": "the database keeps it", "var.token": "who knows"}
    with pytest.raises(AssertionError) as caught:
        synth(_keeps_password).assert_plan_empty_after_apply(may_be_in_state=allowed)
    assert str(caught.value) == "may_be_in_state: var.token is in no state: take it out"
    with pytest.raises(AssertionError) as caught:
        synth(_keeps_password).assert_plan_empty_after_apply(may_be_in_state=["token"])
    lines = str(caught.value).splitlines()
    assert lines[0] == "secrets are in what the apply left:"
    assert lines[-1] == "may_be_in_state: token is in no state: take it out"
    short = {"password": "abc", "token": "correct-horse"}
    with pytest.raises(AssertionError, match="password has no value that is searched for: take it out"):
        synth(_keeps_password).assert_plan_empty_after_apply(variables=short, may_be_in_state=["password"])


@pytest.mark.parametrize(
    ("allowed", "error", "said"),
    [
        ("var.password", TypeError, "expected names with reasons, such as {.*}, or a list of names; got str"),
        (None, TypeError, "or a list of names; got NoneType"),
        ([5], TypeError, "got a name of the type int"),
        ({"var.password": None}, TypeError, "var.password: the reason is no text"),
        ({"var.password": " "}, ValueError, "var.password: the reason is blank: say why it may be"),
        (
            {"var.passwort": "x", "var.owner": "y"},
            ValueError,
            "there is no variable var.passwort; var.owner is neither sensitive nor ephemeral, so no file is "
            "searched for it; the secrets are: var.password, var.token",
        ),
        (["other/password"], ValueError, "there is no variable other/password"),
    ],
)
def test_what_cannot_be_allowed(synth: Synth, allowed: Any, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=rf"^assert_plan_empty_after_apply: may_be_in_state: .*{said}"):
        synth(_keeps_password).assert_plan_empty_after_apply(may_be_in_state=allowed)


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        (["owner"], "got list"),
        ({5: "x"}, "got dict"),
        ({"owner": object()}, "owner: expected a text, a number"),
    ],
)
def test_values_that_are_none(synth: Synth, variables: Any, said: str) -> None:
    with pytest.raises(TypeError, match=f"^assert_plan_empty_after_apply: variables: .*{said}"):
        synth(_keeps_password).assert_plan_empty_after_apply(variables=variables)
