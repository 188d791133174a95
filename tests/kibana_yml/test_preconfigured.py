"""Connectors as a kibana.yml defines them: what comes back when Kibana reads it, and what is refused."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from harness.on_call import SYNTHESIZED, stack_of
from harness.scene import PAGER
from ruamel.yaml import YAML

from kibana_connectors.kibana.errors import InvalidRequest
from kibana_connectors.kibana_yml.documents import kibana_yml_text, stack_config_policy_text
from kibana_connectors.kibana_yml.preconfigured import Preconfigured, SecretsIn, preconfigured_of
from kibana_connectors.stack_files.connectors import connectors_in
from kibana_connectors.stack_files.reading import read_stacks
from kibana_connectors.types.catalog import validate

ID = "3f0c2a52-0b3c-5d8e-9a55-0f2f7f6c9a10"
ON_CALL = str(SYNTHESIZED / "stacks" / "on-call")


def made_of(*paths: str, secrets_in: SecretsIn = "env") -> Preconfigured:
    return preconfigured_of(connectors_in(read_stacks(paths)), secrets_in)


def made(folder: Path, secrets_in: SecretsIn = "env", **body: Any) -> Preconfigured:
    """One connector: a webhook unless told otherwise."""
    config = {"url": "https://x.example", "hasAuth": False}
    whole = {"connector_type_id": ".webhook", "name": "n", "connector_id": ID, "config": config, **body}
    whole = {key: json.dumps(each) if isinstance(each, dict) else each for key, each in whole.items()}
    return made_of(stack_of(folder, connectors={"x": whole}), secrets_in=secrets_in)


def read_as_kibana_does(text: str, environment: Mapping[str, str]) -> Any:
    """Split keys at dots, and replace variables, as Kibana does with its file (docs/kibana_yml.md)."""

    def deep(value: Any) -> Any:
        if isinstance(value, str):
            return re.sub(r"\$\{(\w+)(?::(\w+))?\}", lambda found: environment[found[1]], value)
        if isinstance(value, list):
            return [deep(item) for item in value]
        if not isinstance(value, dict):
            return value
        whole: dict[str, Any] = {}
        for key, item in value.items():
            inner = whole
            *above, last = key.split(".")
            for part in above:
                inner = inner.setdefault(part, {})
            inner[last] = deep(item)
        return whole

    return deep(YAML(typ="safe").load(text))["xpack"]["actions"]["preconfigured"]


def test_the_example_is_read_back_by_kibana_and_valid_there() -> None:
    found = made_of(ON_CALL)
    assert found.problems == []
    values = {setting.variable: f"value of {setting.variable}" for setting in found.secrets}

    entries = read_as_kibana_does(kibana_yml_text(found, "env"), values)

    assert len(entries) == 5
    assert entries[PAGER] == {
        "name": "On-call",
        "actionTypeId": ".pagerduty",
        "secrets": {"routingKey": "value of PAGER_ROUTING_KEY"},
    }
    for entry in entries.values():
        assert set(entry) <= {"name", "actionTypeId", "config", "secrets"}
        verdict = validate(entry["actionTypeId"], entry.get("config"), entry.get("secrets"))
        assert verdict.ok, verdict.errors
    assert {"MAIL_USER", "MAIL_PASSWORD", "SLACK_TOKEN"} <= set(values)


def test_the_keystore_has_what_the_file_has_not() -> None:
    found = made_of(ON_CALL, secrets_in="keystore")
    text = kibana_yml_text(found, "keystore")

    entries = read_as_kibana_does(text, {})
    assert "secrets" not in entries[PAGER]
    assert f"bin/kibana-keystore add xpack.actions.preconfigured.{PAGER}.secrets.routingKey\n" in text
    assert text.count("kibana-keystore add") == len(found.secrets) == 8
    assert "${" not in text


def test_what_is_different_is_said() -> None:
    notes = made_of(ON_CALL).notes

    assert "are in every space, and these are meant for ops, sec" in notes[0]
    assert notes[1] == "escalate: 2 instances give 2 connectors of one name in every space"
    assert "take these connectors out of the stacks" in notes[2]


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "literal-secret": (
        {"secrets_wo": {"user": "Hunter2"}},
        "secrets.user: a secret's value stands in the stack. Give it a source",
    ),
    "part-of-a-secret": (
        {"secrets": '${jsonencode({"user" = "Hunter2", "password" = var.p})}'},
        "secrets.user: a secret's value stands in the stack",
    ),
    "secrets-of-terraform": (
        {"secrets_wo": "${var.all}"},
        "secrets: only Terraform knows which there are (var.all)",
    ),
    "map-of-terraform": (
        {"secrets_wo": '${jsonencode({"secretHeaders" = var.h})}'},
        "secrets.secretHeaders: only Terraform knows which names are in it (var.h)",
    ),
    "header-with-dot": (
        {"secrets_wo": '${jsonencode({"secretHeaders" = {"X.Y" = var.h}})}'},
        "secrets.secretHeaders.<key 1>: Kibana splits keys at dots",
    ),
    "no-id": ({"connector_id": None}, "connector_id: Kibana would make it"),
    "id-of-terraform": ({"connector_id": "${random_uuid.u.result}"}, "connector_id: only Terraform knows it"),
    "id-proto": ({"connector_id": "__proto__"}, 'connector_id: Kibana refuses the id "__proto__"'),
    "id-constructor": ({"connector_id": "constructor"}, "Kibana refuses the id"),
    "id-dot": ({"connector_id": "a.b"}, "connector_id: Kibana splits keys at dots"),
    "id-number": ({"connector_id": "12"}, "takes numbers and brackets for places in lists"),
    "id-system": (
        {"connector_id": "system-connector-.cases"},
        "connector_id: this is the id of one of Kibana's own connectors",
    ),
    "system-type": ({"connector_type_id": ".cases"}, "connector_type_id: .cases (Cases) is a system action"),
    "type-of-terraform": (
        {"connector_type_id": "${var.t}"},
        "connector_type_id: only Terraform knows it (var.t)",
    ),
    "name-of-terraform": ({"name": "n ${var.t}"}, "name: only Terraform knows it (var.t)"),
    "no-name": ({"name": None}, "expected texts that are not empty"),
    "name-with-variable": ({"name": "n $${HOME}"}, "name: holds ${…}, which Kibana replaces"),
    "config-of-terraform": (
        {"config": '${jsonencode({"url" = var.u, "hasAuth" = false})}'},
        "config.url: only Terraform knows it (var.u). Write it out in the stack",
    ),
    "whole-config": ({"config": "${var.c}"}, "config: only Terraform knows it (var.c)"),
    "config-with-variable": (
        {"config": {"url": "https://x.example/$${a}", "hasAuth": False}},
        "config.url: holds ${…}",
    ),
    "config-key": (
        {"config": {"url": "https://x.example", "hasAuth": False, "headers": {"X.Hunter2": "a"}}},
        "config.headers.<key 1>: Kibana splits keys at dots",
    ),
    "count-of-terraform": (
        {"count": "${var.n}"},
        "for_each or count: only Terraform knows how many there are",
    ),
    "consent": (
        {
            "connector_type_id": ".github",
            "config": {},
            "secrets_wo": '${jsonencode({"authType" = "oauth_authorization_code", "clientSecret" = var.x})}',
        },
        "secrets.authType: oauth_authorization_code cannot be preconfigured: each person has to press",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_names_the_place_and_no_value(tmp_path: Path, case: str) -> None:
    body, expected = REFUSED[case]
    found = made(tmp_path, **body)

    assert any(problem.startswith("x") and expected in problem for problem in found.problems), found.problems
    assert "Hunter2" not in "".join(found.problems)
    assert found.entries == {}


def test_everything_that_is_wrong_is_told(tmp_path: Path) -> None:
    found = made(tmp_path, name="${var.a}", connector_id="${var.b}", secrets_wo={"user": "Hunter2"})

    assert len(found.problems) == 3


def test_an_id_that_two_have(tmp_path: Path) -> None:
    body = {"connector_type_id": ".server-log", "name": "n", "connector_id": ID}
    found = made_of(stack_of(tmp_path, connectors={"x": body, "y": body}))

    assert found.problems == ["y (stack one): connector_id: another connector of these stacks has it too"]


def test_literals_that_are_no_secrets_stay(tmp_path: Path) -> None:
    secrets = '${jsonencode({"authType" = "bearer", "token" = var.t})}'
    found = made(tmp_path, connector_type_id=".github", config={}, secrets_wo=secrets)

    assert found.problems == []
    assert found.entries[ID]["secrets"] == {"authType": "bearer", "token": "${T}"}


def test_one_variable_in_two_places_is_one(tmp_path: Path) -> None:
    secrets = '${jsonencode({"user" = var.login, "password" = var.login})}'

    assert [each.variable for each in made(tmp_path, secrets_wo=secrets).secrets] == ["LOGIN", "LOGIN"]


def test_two_stacks_with_one_name_for_two_secrets(tmp_path: Path) -> None:
    def stack(name: str, id: str) -> str:
        body = {
            "connector_type_id": ".pagerduty",
            "name": name,
            "connector_id": id,
            "secrets_wo": '${jsonencode({"routingKey" = var.key})}',
        }
        return stack_of(tmp_path, name, connectors={"x": body})

    found = made_of(stack("one-a", ID), stack("two", PAGER))

    assert [each.variable for each in found.secrets] == ["ONE_A_KEY", "TWO_KEY"]


def test_a_secret_that_is_made_of_several_is_named_after_its_place(tmp_path: Path) -> None:
    secrets = '${jsonencode({"secretHeaders" = {"X-Api-Key" = "Bearer ${var.a}"}})}'
    (secret,) = made(tmp_path, secrets_wo=secrets).secrets

    assert (secret.variable, secret.origin) == ("X_SECRET_HEADERS_X_API_KEY", "var.a")


ODD_TEXTS = [
    "yes",
    "null",
    "1e3",
    "0x10",
    "2026-11-25",
    "a: b",
    "# c",
    "é ✓",
    " x ",
    "",
    "a\nb",
    "'",
    '"',
    "~",
    "*a",
    "&a",
    "!x",
    "%x",
    "-",
    "- a",
]


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_texts_are_read_back(tmp_path: Path, text: str) -> None:
    config = {"url": "https://x.example", "hasAuth": False, "headers": {"X-Odd": text, "no": "a"}}
    found = made(tmp_path, name=f"n{text}", config=config)

    entry = read_as_kibana_does(kibana_yml_text(found, "env"), {})[ID]

    assert entry["name"] == f"n{text}"
    assert entry["config"] == config


def policy(found: Preconfigured, **options: Any) -> Any:
    arguments: dict[str, Any] = {"name": "p", "secret": "s", "namespace": None, "labels": {}, **options}
    return YAML(typ="safe").load(stack_config_policy_text(found, **arguments))


def test_a_policy_of_eck() -> None:
    found = made_of(ON_CALL, secrets_in="keystore")
    text = stack_config_policy_text(
        found, name="p", secret="s", namespace="elastic", labels={"app": "kibana"}
    )
    document = YAML(typ="safe").load(text)

    assert document["apiVersion"] == "stackconfigpolicy.k8s.elastic.co/v1alpha1"
    assert document["kind"] == "StackConfigPolicy"
    assert document["metadata"] == {"name": "p", "namespace": "elastic"}
    assert document["spec"]["resourceSelector"] == {"matchLabels": {"app": "kibana"}}
    kibana = document["spec"]["kibana"]
    assert kibana["secureSettings"] == [{"secretName": "s"}]
    assert kibana["config"]["xpack.actions.preconfigured"] == found.entries
    assert f"#   xpack.actions.preconfigured.{PAGER}.secrets.routingKey\n" in text


def test_a_policy_without_secrets_has_no_secure_settings(tmp_path: Path) -> None:
    assert "secureSettings" not in policy(made(tmp_path, "keystore"))["spec"]["kibana"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"name": "A b"}, "--eck-name: expected a name of Kubernetes"),
        ({"secret": "-"}, "--eck-secret: expected"),
        ({"namespace": ""}, "--eck-namespace: expected"),
        ({"labels": {"a b": "c"}}, "--eck-label: expected KEY=VALUE"),
        ({"labels": {"a": "b c"}}, "--eck-label: expected KEY=VALUE"),
    ],
)
def test_names_that_kubernetes_does_not_take(tmp_path: Path, options: dict[str, Any], expected: str) -> None:
    with pytest.raises(InvalidRequest, match=re.escape(expected)):
        policy(made(tmp_path, "keystore"), **options)


def test_a_name_that_no_kubernetes_secret_can_hold(tmp_path: Path) -> None:
    secrets = '${jsonencode({"secretHeaders" = {"X Y" = var.h}})}'

    with pytest.raises(InvalidRequest, match="this name cannot be in a Kubernetes Secret"):
        policy(made(tmp_path, "keystore", secrets_wo=secrets))
