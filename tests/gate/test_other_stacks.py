"""No secret crosses from one stack to another."""

from __future__ import annotations

from typing import Any

import pytest
from gate_documents import ADDRESS, CONNECTOR, S3, accepted, refused

REMOTE = "data.terraform_remote_state.cross-stack-reference-input-base.outputs.token"


def _stack(secret: str) -> dict[str, Any]:
    return {
        "variable": {"t": {"ephemeral": True}},
        "locals": {"token": f"${{{REMOTE}}}"},
        "data": {"terraform_remote_state": {"cross-stack-reference-input-base": {"backend": "local"}}},
        "resource": {
            "terraform_data": {"x": {"input": f"${{{REMOTE}}}"}},
            CONNECTOR: {"pager": {"secrets_wo": f"${{jsonencode({{a = {secret}}})}}"}},
        },
    }


@pytest.mark.parametrize(
    "secret",
    [
        REMOTE,
        f'"Bearer ${{{REMOTE}}}"',
        f"base64encode({REMOTE})",
        f"var.t == null ? var.t : {REMOTE}",
        "local.token",
        "terraform_data.x.output",
        'data.terraform_remote_state.undeclared.outputs["token"]',
        "data.terraform_remote_state.many[0].outputs.token",
    ],
)
def test_a_source_in_another_stack_is_refused(secret: str) -> None:
    [problem] = refused(_stack(secret))

    assert (problem.address, problem.field) == (ADDRESS, "secrets.a")
    assert "declared in another stack" in problem.message
    assert "in this stack too" in problem.remedy


def test_a_credential_from_another_stack_is_refused() -> None:
    document = {**_stack("var.t"), "provider": {"elasticstack": {"kibana": {"api_key": f"${{{REMOTE}}}"}}}}

    [problem] = refused(document)

    assert (problem.address, problem.field) == ("provider.elasticstack", "kibana.api_key")


@pytest.mark.parametrize("secret", [f'{REMOTE} == "prod" ? var.t : var.t', "var.t"])
def test_what_is_no_source_may_come_from_another_stack(secret: str) -> None:
    document = _stack(secret)
    document["resource"][CONNECTOR]["pager"]["name"] = f"${{{REMOTE}}}"

    accepted(document)


def _exporting(value: Any) -> dict[str, Any]:
    many = {"for_each": '${toset(["ops", "sec"])}', "secrets": "${var.t}", "name": "x"}
    return {
        "variable": {"t": {}},
        "locals": {"conn": f"${{{CONNECTOR}.many}}"},
        "resource": {
            CONNECTOR: {"one": {"secrets": "${var.t}"}, "many": many},
            "terraform_data": {"x": {"input": f"${{{CONNECTOR}.one}}"}},
        },
        "output": {"cross-stack-output-one": {"value": value, "sensitive": True}},
        **S3,
    }


@pytest.mark.parametrize(
    ("value", "what"),
    [
        (f"${{{CONNECTOR}.one}}", f"the whole of {CONNECTOR}.one"),
        (f"${{{CONNECTOR}.many}}", f"the whole of {CONNECTOR}.many"),
        (f'${{{CONNECTOR}.many["ops"]}}', f"the whole of {CONNECTOR}.many"),
        (f"${{{CONNECTOR}.many[var.t]}}", f"the whole of {CONNECTOR}.many"),
        (f"${{values({CONNECTOR}.many)}}", f"the whole of {CONNECTOR}.many"),
        (f"${{[for c in {CONNECTOR}.many : c]}}", f"the whole of {CONNECTOR}.many"),
        (f"${{jsonencode({CONNECTOR}.one)}}", f"the whole of {CONNECTOR}.one"),
        ({"a": [f"${{{CONNECTOR}.one}}"]}, f"the whole of {CONNECTOR}.one"),
        ("${local.conn}", f"the whole of {CONNECTOR}.many"),
        ("${terraform_data.x.output}", f"the whole of {CONNECTOR}.one"),
        (f"${{{CONNECTOR}.one.secrets}}", f"the secrets of {CONNECTOR}.one"),
        (f'${{{CONNECTOR}.many["ops"].secrets}}', f"the secrets of {CONNECTOR}.many"),
        (f"${{[for c in {CONNECTOR}.many : c.secrets]}}", f"the secrets of {CONNECTOR}.many"),
    ],
)
def test_an_output_of_a_whole_connector_is_refused(value: Any, what: str) -> None:
    [problem] = refused(_exporting(value))

    assert (problem.address, problem.field) == ("output.cross-stack-output-one", "value")
    assert problem.message == f"it exports {what}, which would lie in the states of other stacks"
    assert "connector.connector_id" in problem.remedy


@pytest.mark.parametrize(
    "value",
    [
        f"${{{CONNECTOR}.one.connector_id}}",
        f"${{{CONNECTOR}.one.id}}",
        f'${{{CONNECTOR}.many["ops"].connector_id}}',
        f"${{{CONNECTOR}.many[var.t].connector_id}}",
        f"${{[for c in {CONNECTOR}.many : c.connector_id]}}",
        f"${{{{for k, c in {CONNECTOR}.many : k => c.connector_id}}}}",
        f"${{{CONNECTOR}.one.name}}",
        "plain",
        None,
        "${",
        f"$${{{CONNECTOR}.one}}",
        "${data.acme_thing.x}",
    ],
)
def test_an_output_of_what_is_needed_is_right(value: Any) -> None:
    accepted(_exporting(value))
