"""What the written code looks like: names, texts of any kind, secrets as variables, and what is told."""

from __future__ import annotations

import ast
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from harness.odd_texts import ODD_TEXTS

from kibana_connectors.adopt.connector_code import Mode
from kibana_connectors.adopt.held_secret import HeldSecret
from kibana_connectors.adopt.inventory import (
    AdoptedConnector,
    Carry,
    ConnectorReference,
    Expression,
    Inventory,
    Origin,
    Report,
    SecretLeaf,
)
from kibana_connectors.adopt.project import Layout, Project, project_of
from kibana_connectors.adopt.python_text import statement

LIVE = Origin("kibana")
TEXTS = [
    *ODD_TEXTS,
    'a "quoted" text',
    'it\'s "both"',
    "line\nline\n" * 20,
    "x" * 300,
    "word " * 60,
    "\\" * 99,
    '"' * 120,
    "é" * 104,
    "\u202e\u200b\ud800\x00\x7f\U0001f600",
    "",
    "${var.x} %{if}",
]


def connector(id: str = "a", **more: Any) -> AdoptedConnector:
    made = AdoptedConnector(
        LIVE, "Audit", ".index", "default", id, "known", {"index": "a"}, carry=Carry("import", id)
    )
    return replace(made, **more)


def code_of(*connectors: AdoptedConnector, **more: Any) -> tuple[str, Project]:
    """Give the text of all modules."""
    project = project_of(Inventory(list(connectors)), **more)
    return "\n".join(project.files().values()), project


def secret(*path: str, **more: Any) -> SecretLeaf:
    return SecretLeaf(path, **more)


def test_any_value_is_written_as_it_is_in_a_form_that_ruff_keeps(tmp_path: Path) -> None:
    value = {text: [text, {"k": text}, len(text), 1.5, None, True] for text in TEXTS}
    nested: Any = []
    for _ in range(12):
        nested = [nested, {"a": nested if isinstance(nested, list) and len(str(nested)) < 80 else 1}]
    written = statement("value", {"texts": value, "nested": nested, "empty": [{}, []]}, 0)
    assert ast.literal_eval(written.removeprefix("value = ")) == {
        "texts": value,
        "nested": nested,
        "empty": [{}, []],
    }
    (tmp_path / "a.py").write_text(written + "\n", encoding="utf-8")
    for width in ("88", "110"):
        done = subprocess.run(
            [
                str(Path(sys.executable).parent / "ruff"),
                "format",
                "--isolated",
                "--line-length",
                width,
                "--diff",
                ".",
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout


def test_names_are_the_connectors_own_and_unique() -> None:
    names = ["On-call", "on call", "class", "self", "7 Up", "Café Ünïcode", "日本", "", "a" * 300, "HTTPHook"]
    text, project = code_of(*(connector(str(i), name=name) for i, name in enumerate(names)))
    attributes = [code.attribute for _, codes in project.modules for code in codes]
    assert len(set(attributes)) == len(names)
    assert {
        "on_call",
        "on_call_2",
        "class_",
        "self_",
        "cafe_unicode",
        "index",
        "index_7_up",
        "httphook",
    } <= set(attributes)
    ast.parse(text.split("{ ")[0])


def test_a_shared_secret_is_one_variable_and_never_shown() -> None:
    value = HeldSecret("https://hooks.example.com/value-of-hook")
    slack = {"type_id": ".slack", "config": {}}
    text, project = code_of(
        connector("a", secrets=(secret("webhookUrl", origin="literal", value=value),), **slack),
        connector("b", secrets=(secret("webhookUrl", origin="literal", value=value),), **slack),
        connector("c", secrets=(secret("webhookUrl", origin="variable", text="var.hook"),), **slack),
        connector("d", secrets=(secret("webhookUrl", origin="variable", text='var.all["x"]'),), **slack),
        connector("e", secrets=(secret("webhookUrl"),), **slack),
    )
    assert [each.name for each in project.secrets] == [
        "all_x",
        "audit_5_webhook_url",
        "hook",
        "shared_slack_webhook_url",
    ]
    assert text.count('Secret.variable("shared_slack_webhook_url")') == 2
    assert "value-of-hook" not in text + str(project)


def test_defaults_are_left_out_and_what_differs_is_kept() -> None:
    stored = {"hasAuth": True, "method": "post", "authType": "webhook-authentication-basic"}
    text, _ = code_of(
        connector(
            type_id=".webhook",
            config={**stored, "url": "https://x.example", "headers": {"X-Team": "ops"}},
            secrets=(secret("user"), secret("password")),
        )
    )
    assert "Webhook.Config(" in text
    assert "has_auth" not in text
    assert '"X-Team": "ops"' in text
    assert "Secret" not in text, "the construct makes both variables by itself"


@pytest.mark.parametrize(
    ("more", "doubt"),
    [
        (
            {"type_id": ".webhook", "config": {"url": "https://x.example", "hasAuth": False}},
            "secrets={} for none",
        ),
        ({"type_id": ".brand-new", "config": {"a": [1]}}, "does not know the type"),
        (
            {"type_id": ".okta", "config": {"orgUrl": "https://x.example"}},
            "does not tell how it authenticates",
        ),
        (
            {
                "type_id": ".gemini",
                "config": {
                    "apiUrl": "https://x.example",
                    "gcpRegion": "us",
                    "gcpProjectID": "p",
                    "defaultModel": "m",
                    "temperature": 0.5,
                },
                "secrets": (SecretLeaf(("credentialsJson",)),),
            },
            "config.temperature is not in this code",
        ),
    ],
)
def test_what_an_update_would_harm_is_not_touched(more: dict[str, Any], doubt: str) -> None:
    text, project = code_of(connector(**more))
    assert "adopt=Adopt.TOUCH_NOTHING" in text
    assert project.secrets == ()
    assert any(doubt in note for note in project.notes)
    assert any(line.strip().startswith("#") for line in text.splitlines())
    if more["type_id"] == ".brand-new":
        assert 'type_id=".brand-new"' in text


def test_terraform_code_tells_that_there_are_no_secrets() -> None:
    address = "elasticstack_kibana_action_connector.hook"
    text, _ = code_of(
        connector(
            type_id=".webhook",
            config={"url": "https://x.example", "hasAuth": False},
            origin=Origin("hcl", address=address),
            id=None,
            carry=Carry("moved", address=address),
        )
    )
    assert "secrets={}," in text
    assert "adopt=Adopt.IN_STATE" in text
    assert "connector_id" not in text


def test_teams_spaces_and_providers_have_modules_of_their_own() -> None:
    names = ["Ops: a", "Ops | b", "[Sec] c", "plain"]
    _, project = code_of(*(connector(str(i), name=name) for i, name in enumerate(names)), layout=Layout.TEAM)
    assert [group.module for group, _ in project.modules] == [
        "ops_connectors",
        "sec_connectors",
        "shared_connectors",
    ]
    text, project = code_of(
        connector("a", space="ops"),
        connector("b", space="ops", provider="elasticstack.eu", endpoints=("https://eu.example",)),
    )
    assert [group.module for group, _ in project.modules] == ["ops_connectors", "ops_eu_connectors"]
    assert "provider=provider," in text
    assert 'endpoints=["https://eu.example"]' in text


def test_what_cannot_be_written_is_named_with_the_reason() -> None:
    inventory = Inventory(
        [
            connector("a/b"),
            connector("s", type_id=".cases"),
            connector("e", config=Expression("local.x")),
        ],
        [ConnectorReference(LIVE, "elastic-mail", "preconfigured", type_id=".email")],
        [Report(Origin("hcl", "main.tf", 7), "it could not be read", is_loss=True)],
    )
    project = project_of(inventory)
    assert project.number == 0
    assert len(project.left) == 4
    text = " ".join(project.files()["all_connectors.py"].replace("#", " ").split())
    for told in project.left:
        assert " ".join(told.split()) in text
    assert "main.tf, line 7: it could not be read" in text
    ast.parse(project.files()["all_connectors.py"])
    assert 'ELASTIC_MAIL = "elastic-mail"' in project.files()["referenced_connectors.py"]


def test_a_credential_in_a_config_is_a_variable() -> None:
    config = {"url": Expression("", HeldSecret("https://u:value-of-url@x.example")), "hasAuth": False}
    headers = {"Authorization": Expression('"Bearer …${var.x}"'), "X-Team": "ops"}
    address = "elasticstack_kibana_action_connector.hook"
    hook = connector(
        type_id=".webhook",
        config={**config, "headers": headers},
        origin=Origin("hcl", address=address),
        carry=Carry("moved", address=address),
    )
    text, project = code_of(hook)
    assert [each.name for each in project.secrets] == ["hook_config_headers_authorization", "hook_config_url"]
    assert "url=audit_url.string_value," in text
    assert '"X-Team": "ops"' in text
    assert "sensitive=True" in text
    assert "value-of-url" not in text
    untouched, project = code_of(hook, mode=Mode.TOUCH_NOTHING)
    assert project.secrets == ()
    assert 'default=""' in untouched


def test_what_only_the_old_code_knows_is_a_variable() -> None:
    text, project = code_of(
        connector(name=Expression("data.other.thing.name"), config={"index": Expression("var.i")})
    )
    assert [each.name for each in project.secrets] == ["index_config_name"]
    assert 'TerraformVariable(scope, "i")' in text
    assert '"${var.i}"' in text
    assert "data.other" not in text


def test_a_kibana_of_its_own_has_a_provider() -> None:
    text, project = code_of(connector(kibana_connection=True, endpoints=("https://eu.example:5601",)))
    assert [group.module for group, _ in project.modules] == ["default_eu_example_connectors"]
    assert 'endpoints=["https://eu.example:5601"]' in text


def test_touch_nothing_asks_for_nothing() -> None:
    text, project = code_of(
        connector(type_id=".pagerduty", config={}, secrets=(secret("routingKey"),)), mode=Mode.TOUCH_NOTHING
    )
    assert project.secrets == ()
    assert "Secret" not in text
    assert "adopt=Adopt.TOUCH_NOTHING" in text
