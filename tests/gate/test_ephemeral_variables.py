"""Variables of write-only secrets: made ephemeral where that can be, and refused where it cannot."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gate_documents import ADDRESS, CONNECTOR, S3, accepted, judged, refused
from harness.terraform import Workspace

SECRET = '${jsonencode({"routingKey" = var.t})}'
PAGER = {"connector_type_id": ".pagerduty", "name": "On-call", "config": "{}"}


def _stack(**variable: Any) -> dict[str, Any]:
    """Return a stack with one write-only secret, which comes from a variable of the user's."""
    return {
        "variable": {"t": {"type": "string", "sensitive": True, **variable}},
        "resource": {CONNECTOR: {"pager": {**PAGER, "secrets_wo": SECRET}}},
    }


def _with(*path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        *branches, last = path
        for key in branches:
            document = document.setdefault(key, {})
        document[last] = value

    return change


def _both(*changes: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, Any]], None]:
    def change(document: dict[str, Any]) -> None:
        for each in changes:
            each(document)

    return change


CONDITION = [{"condition": '${var.t != ""}', "error_message": "empty"}]

ALLOWED: dict[str, Callable[[dict[str, Any]], None]] = {
    "nowhere-else": lambda document: None,
    "local": _with("locals", "a", value="${var.t}"),
    "provider": _with("provider", "elasticstack", value=[{"kibana": [{"api_key": "${var.t}"}]}]),
    "provider-by-local": _both(
        _with("locals", "a", value=["${var.t}"]),
        _with("provider", "elasticstack", value=[{"kibana": [{"api_key": "${local.a[0]}"}]}]),
    ),
    "provider-dynamic": _with(
        "provider",
        "elasticstack",
        value=[
            {"dynamic": {"kibana": [{"for_each": ["${var.t}"], "content": {"api_key": "${kibana.value}"}}]}}
        ],
    ),
    "precondition": _with(
        "resource", "terraform_data", "x", value={"lifecycle": {"precondition": CONDITION}}
    ),
    "provisioner": _with(
        "resource",
        "terraform_data",
        "x",
        value={"provisioner": [{"local-exec": {"command": "true ${var.t}"}}]},
    ),
    "connection": _with("resource", "terraform_data", "x", value={"connection": {"host": "${var.t}"}}),
    "output-precondition": _with("output", "o", value={"value": "x", "precondition": CONDITION}),
    "check": _with("check", "c", value={"assert": CONDITION}),
    "validation": _with("variable", "t", "validation", value=CONDITION),
    "null-instead": _with("resource", "terraform_data", "x", value={"input": "${ephemeralasnull(var.t)}"}),
    "another-write-only": _with(
        "resource", CONNECTOR, "other", value={**PAGER, "secrets_wo": SECRET, "secrets_wo_version": "1"}
    ),
    "escaped": _with("resource", "terraform_data", "x", value={"input": "$${var.t}"}),
    "another-name": _both(
        _with("variable", "tt", value={"default": "x"}),
        _with("resource", "terraform_data", "x", value={"input": "${var.tt}"}),
    ),
}

REFUSED: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "attribute": (
        _with("resource", "terraform_data", "x", value={"input": "${var.t}"}),
        "terraform_data.x.input",
    ),
    "deep-in-an-attribute": (
        _with("resource", "terraform_data", "x", value={"input": {"a": [{"b": "x ${var.t}"}]}}),
        "terraform_data.x.input",
    ),
    "key-of-an-attribute": (
        _with("resource", "terraform_data", "x", value={"input": {"${var.t}": 1}}),
        "terraform_data.x.input",
    ),
    "condition-in-an-attribute": (
        _with("resource", "terraform_data", "x", value={"input": '${var.t == "a" ? 1 : 2}'}),
        "terraform_data.x.input",
    ),
    "by-a-function": (
        _with("resource", "terraform_data", "x", value={"input": "${length(var.t)}"}),
        "terraform_data.x.input",
    ),
    "name": (_with("resource", CONNECTOR, "pager", "name", value="${var.t}"), f"{ADDRESS}.name"),
    "version": (
        _with("resource", CONNECTOR, "pager", "secrets_wo_version", value="${sha256(var.t)}"),
        f"{ADDRESS}.secrets_wo_version",
    ),
    "count": (
        _with("resource", "terraform_data", "x", value={"count": '${var.t == "" ? 0 : 1}'}),
        "terraform_data.x.count",
    ),
    "for-each": (
        _with("resource", "terraform_data", "x", value={"for_each": "${toset([var.t])}"}),
        "terraform_data.x.for_each",
    ),
    "data": (
        _with("data", CONNECTOR, "d", value={"name": "${var.t}"}),
        f"data.{CONNECTOR}.d.name",
    ),
    "output": (_with("output", "o", value={"value": "${var.t}", "sensitive": True}), "output.o"),
    "template": (
        _with("output", "o", value={"value": "%{ if var.t == null }x%{ endif }"}),
        "output.o",
    ),
    "by-locals": (
        _both(
            _with("locals", "a", value="${var.t}"),
            _with("locals", "b", value={"x": ["${local.a}"]}),
            _with("output", "o", value={"value": "${local.b.x[0]}"}),
        ),
        "output.o",
    ),
    "blanks": (
        _with("output", "o", value={"value": "${ var /* */ . t }"}),
        "output.o",
    ),
}


@pytest.mark.parametrize("change", ALLOWED.values(), ids=ALLOWED)
def test_it_is_made_ephemeral(change: Callable[[dict[str, Any]], None]) -> None:
    document = _stack()
    change(document)

    verdict = accepted(document)

    expected = copy.deepcopy(document)
    expected["variable"]["t"]["ephemeral"] = True
    assert verdict.document == expected


@pytest.mark.parametrize(("change", "place"), REFUSED.values(), ids=REFUSED)
def test_it_cannot_be_made_ephemeral(change: Callable[[dict[str, Any]], None], place: str) -> None:
    document = _stack()
    change(document)

    [problem] = refused(document)

    assert (problem.address, problem.field) == (ADDRESS, "secrets.routingKey")
    assert problem.message == (
        "var.t is not ephemeral, so that a saved plan holds its value in plain text, and cannot be made so: "
        f"{place} uses it"
    )
    assert problem.remedy == "Take a variable for this secret alone, and another for the rest"


def test_a_module_may_keep_it() -> None:
    document = _stack()
    document["module"] = {"m": {"source": "./m", "token": "${var.t}"}}

    [problem] = refused(document)

    assert "module.m uses it" in problem.message


def test_an_import_keeps_it() -> None:
    document = _stack()
    document["import"] = [{"to": "terraform_data.x", "id": "${var.t}"}]

    [problem] = refused(document)

    assert "an import block uses it" in problem.message


def test_what_cannot_be_read_uses_what_it_seems_to() -> None:
    document = _stack()
    document["output"] = {"o": {"value": "${var.t +}"}}

    [problem] = refused(document)

    assert "output.o uses it" in problem.message


@pytest.mark.parametrize("ephemeral", [True, "true"])
def test_one_that_is_ephemeral_is_left_to_terraform(ephemeral: object) -> None:
    document = _stack(ephemeral=ephemeral)
    document["output"] = {"o": {"value": "${var.t}"}}

    assert accepted(document).document is document


@pytest.mark.parametrize("ephemeral", [False, "false"])
def test_one_that_must_not_be_ephemeral_is_refused(ephemeral: object) -> None:
    [problem] = refused(_stack(ephemeral=ephemeral))

    assert problem.message.endswith("cannot be made so: it is declared with ephemeral = false")


@pytest.mark.parametrize("field", ["api_key", "password", "bearer_token"])
def test_credentials_of_the_provider(field: str) -> None:
    document = {
        "variable": {"t": {}},
        "provider": {"elasticstack": [{"kibana": [{field: "${var.t}"}]}]},
    }

    assert accepted(document).document["variable"] == {"t": {"ephemeral": True}}
    document["output"] = {"o": {"value": "${var.t}"}}
    [problem] = refused(document)
    assert (problem.address, problem.field) == ("provider.elasticstack", f"kibana.{field}")


@pytest.mark.parametrize(
    "expression",
    [
        'var.m["a"]',
        '"Bearer ${var.m.a}"',
        "local.token",
        "var.env ? var.m.a : null",
        "base64encode(var.m.a)",
        "[for x in values(var.m) : x][0]",
    ],
)
def test_variables_are_found_in_any_expression(expression: str) -> None:
    document = _stack()
    document["variable"]["m"] = {"type": "map(string)"}
    document["variable"]["env"] = {"type": "bool"}
    document["locals"] = {"token": "${var.m[var.env]}"}
    document["resource"][CONNECTOR]["pager"]["secrets_wo"] = f"${{jsonencode({{a = {expression}}})}}"

    variables = accepted(document).document["variable"]

    assert variables["m"]["ephemeral"] is True
    assert "ephemeral" not in variables["t"]
    assert "ephemeral" not in variables["env"], "it only decides"


def test_blocks_written_as_lists() -> None:
    document = {
        "variable": [{"t": [{"type": "string"}]}, {"u": {}}],
        "resource": [{CONNECTOR: [{"pager": [{"secrets_wo": SECRET}]}]}],
    }

    verdict = accepted(document)

    assert verdict.document["variable"] == [{"t": [{"type": "string", "ephemeral": True}]}, {"u": {}}]


def test_a_field_that_is_not_sensitive_may_come_from_any_variable() -> None:
    document = _stack()

    verdict = accepted(document, not_sensitive={ADDRESS: {("routingKey",)}})

    assert verdict.document is document


def test_a_variable_shared_with_the_state_is_refused() -> None:
    document = {**_stack(), **S3}
    document["resource"][CONNECTOR]["kept"] = {**PAGER, "secrets": '${jsonencode({"token" = var.t})}'}

    [problem] = refused(document)

    assert (problem.address, problem.field) == (ADDRESS, "secrets.routingKey")
    assert problem.message.endswith(
        f"it is also the source of secrets.token of {CONNECTOR}.kept, which is kept in the state"
    )


def test_a_variable_of_the_state_alone_stays_as_it_is() -> None:
    document = {**_stack(), **S3}
    document["resource"][CONNECTOR]["pager"] = {**PAGER, "secrets": SECRET}

    assert accepted(document).document is document


STORES = [
    {"store": "${var.t}"},
    {"store": {"input": "${var.t}"}},
    {"store": [{"input": "x ${var.t}", "version": 1}]},
    {"store": {"input_wo": "${var.t}"}},
    {"store": "${local.a}"},
    {"key_store": "${var.t}"},
    {"store_wo": "${var.t}"},
]


@pytest.mark.parametrize("store", STORES, ids=repr)
@pytest.mark.parametrize("variable", [{}, {"ephemeral": True}], ids=["plain", "ephemeral"])
def test_what_stores_an_ephemeral_value_is_refused(store: dict[str, Any], variable: dict[str, Any]) -> None:
    document = _stack(**variable)
    document["locals"] = {"a": "${var.t}"}
    document["resource"]["terraform_data"] = {"x": store}

    [problem] = refused(document)

    assert problem.address == ADDRESS
    [name] = store
    assert problem.message == f"terraform_data.x.{name} takes var.t and keeps its value in the state"


def test_an_ephemeral_resource_is_not_stored_either() -> None:
    document = _stack()
    document["ephemeral"] = {"vault_kv_secret_v2": {"v": {}}}
    document["resource"][CONNECTOR]["pager"]["secrets_wo"] = '${ephemeral.vault_kv_secret_v2.v.data["k"]}'
    document["resource"]["terraform_data"] = {"x": {"store": "${ephemeral.vault_kv_secret_v2.v.data_json}"}}

    [problem] = refused(document)

    assert "terraform_data.x.store takes ephemeral.vault_kv_secret_v2.v" in problem.message


def test_what_stores_something_else_is_none_of_ours() -> None:
    document = _stack(ephemeral=True)
    document["resource"]["terraform_data"] = {"x": {"store": "${var.other}"}}

    accepted(document)


@pytest.mark.parametrize(
    ("source", "address", "instead"),
    [
        ("data.vault_kv_secret_v2.v.data", "data.vault_kv_secret_v2.v", "ephemeral.vault_kv_secret_v2,"),
        ("data.vault_generic_secret.v.data", "data.vault_generic_secret.v", "ephemeral.vault_kv_secret_v2,"),
        (
            "data.aws_secretsmanager_secret_version.v.secret_string",
            "data.aws_secretsmanager_secret_version.v",
            "ephemeral.aws_secretsmanager_secret_version,",
        ),
        ("data.acme_secret.v.value", "data.acme_secret.v", "from an ephemeral resource"),
        ("random_password.p.result", "random_password.p", "ephemeral.random_password,"),
        ("terraform_data.x.output", "terraform_data.x", "from an ephemeral resource"),
    ],
)
def test_sources_that_are_kept_anyway_are_warned_of(source: str, address: str, instead: str) -> None:
    document = _stack()
    document["resource"] |= {
        "random_password": {"p": {}},
        "terraform_data": {"x": {"input": "${random_password.p.result}"}},
    }
    document["resource"][CONNECTOR]["pager"]["secrets_wo"] = f"${{jsonencode({{a = {source}}})}}"

    [warning] = accepted(document).warnings

    assert (warning.address, warning.field) == (ADDRESS, "secrets.a")
    assert warning.message == (
        f"the value of {address} lies in the state, and in a saved plan, in plain text"
    )
    assert instead in warning.remedy


@pytest.mark.parametrize(
    "source", ["var.t", "ephemeral.a.b.c", "module.m.x", 'file("x")', f"{CONNECTOR}.other.connector_id"]
)
def test_other_sources_are_not_warned_of(source: str) -> None:
    document = _stack()
    document["resource"][CONNECTOR]["other"] = {}
    document["resource"][CONNECTOR]["pager"]["secrets_wo"] = f"${{jsonencode({{a = {source}}})}}"

    assert accepted(document).warnings == ()


def test_secrets_in_the_state_are_not_warned_of() -> None:
    document = {**_stack(), **S3}
    document["resource"][CONNECTOR]["pager"] = {**PAGER, "secrets": "${data.acme_secret.v.value}"}

    assert accepted(document).warnings == ()


def test_the_key_of_the_state_is_ephemeral_where_the_tool_knows_that() -> None:
    """OpenTofu encrypts the state since 1.7, and knows ephemeral variables since 1.11."""
    document = _stack()
    document["variable"]["k"] = {}
    document["terraform"] = {"encryption": {"key_provider": {"pbkdf2": {"k": {"passphrase": "${var.k}"}}}}}
    assert accepted(document).document["variable"]["k"] == {"ephemeral": True}

    del document["resource"]
    assert accepted(document).document is document


@pytest.mark.terraform
@pytest.mark.slow
def test_terraform_agrees(tmp_path: Path) -> None:
    """What the gate makes ephemeral passes in Terraform, and what it refuses does not."""
    workspace = Workspace(tmp_path, {"TF_VAR_t": "x"})
    required = {"elasticstack": {"source": "elastic/elasticstack"}}
    kibana = {"elasticstack": [{"kibana": [{"endpoints": ["https://127.0.0.1:1"]}]}]}
    assert not ALLOWED.keys() & REFUSED.keys()
    passes: dict[str, bool] = {}
    for name, change in {**ALLOWED, **{name: change for name, (change, _) in REFUSED.items()}}.items():
        document = {"terraform": {"required_providers": required}, "provider": kibana, **_stack()}
        change(document)
        document["variable"]["t"]["ephemeral"] = True
        (tmp_path / "cdk.tf.json").write_text(json.dumps(document))
        workspace.use(tmp_path)
        if not passes:
            workspace.init()
        passes[name] = workspace.run("plan", "-input=false", check=False).returncode == 0

    assert passes == {**dict.fromkeys(ALLOWED, True), **dict.fromkeys(REFUSED, False)}


def test_many_variables_with_many_other_resources() -> None:
    document: dict[str, Any] = {"variable": {}, "resource": {CONNECTOR: {}, "terraform_data": {}}}
    for number in range(300):
        document["variable"][f"v{number}"] = {}
        document["variable"][f"w{number}"] = {"default": "x"}
        document["resource"][CONNECTOR][f"c{number}"] = {"secrets_wo": f"${{var.v{number}}}"}
        document["resource"]["terraform_data"][f"d{number}"] = {"input": f"${{var.w{number}}}"}
    document["resource"]["terraform_data"]["d7"]["input"] = "${var.v7}"

    [problem] = refused(document)

    assert problem.message.startswith("var.v7 is not ephemeral")
    written = judged(document).document["variable"]
    assert {name for name, body in written.items() if body.get("ephemeral")} == {
        f"v{number}" for number in range(300) if number != 7
    }
