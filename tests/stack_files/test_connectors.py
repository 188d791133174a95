"""The connectors of synthesized stacks, as the file tells of them, and as they were declared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harness.cdk import App, TerraformStack
from harness.examples import EXAMPLES
from harness.on_call import SYNTHESIZED, stack_of
from harness.scene import PAGER
from harness.spec_payloads import payloads

from kibana_connectors import KibanaProvider, Webhook, allow_unencrypted_state, connector_types, synth
from kibana_connectors.kibana_yml.needed import hosts_of
from kibana_connectors.schema.payload import Refused
from kibana_connectors.stack_files.connectors import StackConnector, connectors_in, spaces_made_by
from kibana_connectors.stack_files.reading import read_stacks
from kibana_connectors.stack_files.values import Unknown, unknown_in
from kibana_connectors.types.catalog import TYPES


def connectors(*paths: object) -> tuple[StackConnector, ...]:
    return connectors_in(read_stacks(map(str, paths)))


def one(folder: Path, body: dict[str, Any], **blocks: Any) -> StackConnector:
    (found,) = connectors(stack_of(folder, connectors={"x": body}, **blocks))
    return found


def test_the_example() -> None:
    found = {each.label: each for each in connectors(SYNTHESIZED)}

    assert list(found) == ["tickets", "trail", "chat", 'escalate["ops"]', 'escalate["sec"]', "mail", "pager"]
    pager = found["pager"]
    assert (pager.id, pager.space, pager.type_id, pager.name) == (PAGER, "ops", ".pagerduty", "On-call")
    assert pager.address == "elasticstack_kibana_action_connector.pager"
    assert pager.construct == "on-call/pager"
    assert found['escalate["sec"]'].space == "sec"
    assert found['escalate["sec"]'].id != found['escalate["ops"]'].id
    mail = found["mail"].secrets
    assert isinstance(mail, dict)
    assert mail["user"] == Unknown(("var.mail_user",), is_bare=True)
    assert mail["password"].references == ("ephemeral.vault_kv_secret_v2.vault_oncall_mail",)
    assert [path for path, _ in unknown_in(found["trail"].config)] == [("index",)]


def test_every_example_of_every_type_is_read_as_it_was_declared(tmp_path: Path) -> None:
    """Ids, hosts, configs and the leaves of the secrets: with all types, in both ways to repeat a block."""
    app = App(outdir=str(tmp_path / "cdktf.out"))
    stack = TerraformStack(app, "all")
    KibanaProvider(stack)
    allow_unencrypted_state(stack, reason="a test")
    declared = {}
    examples = [*EXAMPLES, *payloads()]
    for example in examples:
        declared[example.label] = connector_types()[example.type_id].from_wire(
            stack,
            example.label,
            name=f"Name of {example.label}",
            config=example.config,
            secrets=example.secrets,
            spaces=["a", "b"],
        )
    synth(app)

    found: dict[str, list[StackConnector]] = {}
    for each in connectors(tmp_path / "cdktf.out"):
        found.setdefault((each.construct or "").removeprefix("all/"), []).append(each)

    assert set(found) == set(declared)
    for example in examples:
        both = found[example.label]
        assert [each.space for each in both] == ["a", "b"]
        assert tuple(each.id for each in both) == declared[example.label].known_ids()
        for each in both:
            config = each.read_config()
            assert config is not None
            assert each.problems() == ()
            assert not isinstance(config, Refused), config
            assert sorted(hosts_of(each)) == sorted(declared[example.label].declaration.hosts())
            leaves = {path for path, _ in unknown_in(each.secrets)}
            assert leaves == {path for _, path in declared[example.label].secret_variables.items()}


def test_count_gives_each_instance_its_own_id(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path / "cdktf.out"))
    stack = TerraformStack(app, "s")
    KibanaProvider(stack)
    allow_unencrypted_state(stack, reason="a test")
    Webhook(stack, "single", name="n", config=Webhook.Config(url="https://x.example", has_auth=False))
    hook = Webhook(stack, "hook", name="n", config=Webhook.Config(url="https://x.example", has_auth=False))
    hook.add_override("count", 2)
    synth(app)

    found = {each.label: each.id for each in connectors(tmp_path / "cdktf.out")}

    assert set(found) == {"single", "hook[0]", "hook[1]"}
    assert len(set(found.values())) == 3
    assert all(isinstance(each, str) for each in found.values())


def test_what_is_left_out(tmp_path: Path) -> None:
    found = one(tmp_path, {"connector_type_id": ".index", "name": "n"})

    assert (found.space, found.id, found.config, found.secrets) == ("default", None, {}, None)
    assert not found.is_imported
    assert found.label == "x"


def test_what_only_terraform_knows(tmp_path: Path) -> None:
    found = one(
        tmp_path,
        {
            "connector_type_id": "${var.t}",
            "name": "${var.n}",
            "space_id": "${var.s}",
            "connector_id": "${random_uuid.x.result}",
            "config": '${file("x.json")}',
            "secrets": "${var.all}",
            "for_each": "${var.them}",
        },
    )

    for value in (found.type_id, found.name, found.space, found.id, found.config, found.secrets):
        assert isinstance(value, Unknown)
    assert found.instance == "[*]"
    assert found.connector_type is None
    assert found.read_config() is None


def test_secrets_of_the_state_mode(tmp_path: Path) -> None:
    found = one(
        tmp_path,
        {"connector_type_id": ".pagerduty", "name": "n", "secrets": '${jsonencode({"routingKey" = var.k})}'},
    )

    assert found.secrets == {"routingKey": Unknown(("var.k",), is_bare=True)}


def test_an_import_tells_the_id_that_is_not_written(tmp_path: Path) -> None:
    body = {"connector_type_id": ".index", "name": "n"}
    to = "elasticstack_kibana_action_connector.x"
    found = one(tmp_path, body, **{"import": [{"to": to, "id": "default/my-index"}]})
    assert (found.id, found.is_imported) == ("my-index", True)

    found = one(tmp_path, body, **{"import": [{"to": to, "id": "${var.id}"}]})
    assert (found.id, found.is_imported) == (None, True)


@pytest.mark.parametrize(
    ("provider", "body", "expected"),
    [
        ([{"kibana": [{"endpoints": ["https://a"]}]}], {}, ("https://a",)),
        (
            [{"alias": "b", "kibana": {"endpoints": ["https://b"]}}],
            {"provider": "elasticstack.b"},
            ("https://b",),
        ),
        ([{"alias": "b", "kibana": {"endpoints": ["https://b"]}}], {}, ()),
        ({"kibana": {"endpoints": "${var.e}"}}, {}, ()),
        ({}, {"kibana_connection": [{"endpoints": ["https://c"]}]}, ("https://c",)),
    ],
)
def test_endpoints_of_the_provider(
    tmp_path: Path, provider: Any, body: dict[str, Any], expected: Any
) -> None:
    found = one(
        tmp_path,
        {"connector_type_id": ".index", "name": "n", **body},
        provider={"elasticstack": provider},
    )

    assert found.endpoints == expected


def test_spaces_that_stacks_make(tmp_path: Path) -> None:
    spaces = {
        "a": {"space_id": "a"},
        "many": {"for_each": '${toset(["b", "c"])}', "space_id": "${each.key}"},
        "d": {"space_id": "${var.d}"},
    }
    file = stack_of(tmp_path, resource={"elasticstack_kibana_space": spaces})

    assert spaces_made_by(read_stacks([file])) == {"a", "b", "c"}


def test_no_repr_shows_a_secret_or_a_config(tmp_path: Path) -> None:
    secret = json.dumps({"routingKey": "Hunter2"})
    found = one(
        tmp_path,
        {
            "connector_type_id": ".pagerduty",
            "name": "n",
            "secrets_wo": secret,
            "config": '{"apiUrl": "Hunter3"}',
        },
    )

    assert "Hunter" not in repr(found)


def cuts(value: Any) -> Iterator[Any]:
    """Every way to make one part of a value unknown."""
    if isinstance(value, dict):
        for key, item in value.items():
            for cut in cuts(item):
                yield {**value, key: cut}
    elif isinstance(value, list):
        for index, item in enumerate(value):
            for cut in cuts(item):
                yield [*value[:index], cut, *value[index + 1 :]]
    if value is not None:
        yield Unknown()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.label)
def test_no_part_that_only_terraform_knows_makes_a_good_config_a_bad_one(example: Any) -> None:
    kind = TYPES[example.type_id]
    settled = kind.provider_form(kind.Config.from_wire(example.config))

    for cut in cuts(settled):
        if isinstance(cut, dict):
            config = kind.Config.from_code(cut)
            assert not isinstance(config, Refused), config
            list(kind.hosts(config))
