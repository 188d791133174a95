"""What connectors need of a kibana.yml: hosts, types, mail; and what cannot be told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from harness.on_call import SYNTHESIZED, stack_of
from ruamel.yaml import YAML

from kibana_connectors.kibana_yml.needed import Needed, needed_by
from kibana_connectors.kibana_yml.settings_text import settings_lines
from kibana_connectors.stack_files.connectors import connectors_in
from kibana_connectors.stack_files.reading import read_stacks


def needed(folder: Path, **bodies: tuple[str, Any]) -> Needed:
    connectors = {
        name: {
            "connector_type_id": type_id,
            "name": name,
            "config": config if isinstance(config, str) else json.dumps(config),
        }
        for name, (type_id, config) in bodies.items()
    }
    return needed_by(connectors_in(read_stacks([stack_of(folder, connectors=connectors)])))


def places(found: Any) -> list[str]:
    return [str(place) for place in found]


def test_the_example() -> None:
    found = needed_by(connectors_in(read_stacks([str(SYNTHESIZED)])))

    assert set(found.hosts) == {
        *("events.pagerduty.com", "hooks.example.com", "slack.com", "smtp.example.com", "sn.example.com"),
    }
    assert places(found.hosts["hooks.example.com"]) == [
        'escalate["ops"]: config.url',
        'escalate["sec"]: config.url',
    ]
    assert set(found.types) == {".email", ".index", ".pagerduty", ".servicenow", ".slack_api", ".webhook"}
    assert list(found.mail_domains) == ["example.com"]
    assert list(found.mail_services) == ["other"]
    assert "https://hooks.example.com:8443" in found.custom_hosts
    assert "smtp://smtp.example.com:587" in found.custom_hosts
    assert not found.unknown_hosts
    assert not found.unknown


def test_a_url_whose_host_is_written_out_and_whose_path_is_not(tmp_path: Path) -> None:
    config = '${jsonencode({"url" = "https://hooks.example.com/${var.path}", "hasAuth" = false})}'
    found = needed(tmp_path, hook=(".webhook", config))

    assert places(found.hosts["hooks.example.com"]) == ["hook: config.url"]
    assert not found.unknown_hosts


def test_hosts_that_only_terraform_knows(tmp_path: Path) -> None:
    found = needed(
        tmp_path,
        a=(".webhook", '${jsonencode({"url" = "https://${var.host}/x", "hasAuth" = false})}'),
        b=(".webhook", '${jsonencode({"url" = "https://hooks${var.rest}", "hasAuth" = false})}'),
        c=(".webhook", "${var.config}"),
        d=(".email", '${jsonencode({"service" = "other", "host" = var.h, "port" = 25, "from" = var.f})}'),
    )

    assert not found.hosts
    assert places(found.unknown_hosts) == ["a: config.url", "b: config.url", "c: config", "d: config.host"]
    assert places(found.unknown) == ["d: config.from"]


def test_hosts_in_secrets_are_told_apart(tmp_path: Path) -> None:
    body = {
        "connector_type_id": ".slack",
        "name": "n",
        "secrets_wo": '${jsonencode({"webhookUrl" = var.url})}',
    }
    file = stack_of(tmp_path, connectors={"x": body})

    assert places(needed_by(connectors_in(read_stacks([file]))).unknown_hosts) == ["x: secrets.webhookUrl"]


def test_a_type_that_the_library_does_not_know(tmp_path: Path) -> None:
    found = needed(tmp_path, x=(".acme", {"apiUrl": "https://acme.example/x", "name": "plain", "n": 1}))

    assert places(found.hosts["acme.example"]) == ["x: config.apiUrl"]
    assert list(found.types) == [".acme"]


def test_mail_services(tmp_path: Path) -> None:
    found = needed(
        tmp_path,
        a=(".email", {"service": "gmail", "from": "a@a.example, B <b@b.example>"}),
        b=(".email", {"service": "ses", "from": "a@a.example"}),
        c=(".email", {"service": "sendgrid", "from": "a@a.example"}),
    )

    assert list(found.mail_services) == ["google-mail", "amazon-ses"]
    assert list(found.mail_domains) == ["a.example", "b.example"]
    assert "smtp.sendgrid.net" in found.hosts


def test_the_text_is_yaml_with_what_is_needed(tmp_path: Path) -> None:
    found = needed_by(connectors_in(read_stacks([str(SYNTHESIZED)])))
    text = "\n".join(settings_lines(found))

    assert YAML(typ="safe").load(text) == {
        "xpack.actions.allowedHosts": sorted(found.hosts),
        "xpack.actions.enabledActionTypes": sorted(found.types),
        "xpack.actions.email.domain_allowlist": ["example.com"],
        "xpack.actions.email.services.enabled": ["other"],
    }
    assert '#   - url: "smtp://smtp.example.com:587"  # mail: config.host' in text
    assert "# xpack.actions.proxyOnlyHosts: [events.pagerduty.com," in text


def test_odd_hosts_stay_texts_in_yaml(tmp_path: Path) -> None:
    hosts = ["1.2.3.4", "0x10", "1e3", "no", "null", "::1", "10.5"]
    config = {
        f"u{number}": f"https://{'[::1]' if host == '::1' else host}/" for number, host in enumerate(hosts)
    }
    found = needed(tmp_path, x=(".acme", config))
    text = "\n".join(settings_lines(found))

    assert YAML(typ="safe").load(text)["xpack.actions.allowedHosts"] == sorted(found.hosts)
    assert all(isinstance(item, str) for item in YAML(typ="safe").load(text)["xpack.actions.allowedHosts"])


def test_what_is_not_told_is_said_in_a_comment(tmp_path: Path) -> None:
    found = needed(tmp_path, c=(".webhook", "${var.config}"))
    text = "\n".join(settings_lines(found))

    assert "# and the host of c: config, which the stack does not tell" in text
    assert YAML(typ="safe").load(text)["xpack.actions.allowedHosts"] in ([], None)
