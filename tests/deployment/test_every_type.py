"""Every way to set up every connector type, through the real Terraform and the real provider.

What the library promises: it applies cleanly the first time, the second plan is empty, and no secret is
ever written down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from harness.cdk import TerraformStack
from harness.examples import EXAMPLES, Example, renewed
from harness.terraform import Workspace

from kibana_connectors import KibanaProvider, allow_unencrypted_state, connector_types
from kibana_connectors.sandbox import Sandbox

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

_TYPES = connector_types()
_WITH_SECRETS = {example.label for example in EXAMPLES if example.secrets}


def _leaf(secrets: Mapping[str, Any], path: tuple[str, ...]) -> str:
    value: Any = secrets
    for key in path:
        value = value[key]
    return value


def _stack_of(
    config: Callable[[Example], dict[str, Any]],
    values: dict[str, str],
    *,
    version: str | None = None,
    ids: Mapping[str, str] | None = None,
) -> Callable[[TerraformStack], None]:
    """Make a function that fills a stack with all examples, and note the variables' values."""

    def build(stack: TerraformStack) -> None:
        KibanaProvider(stack)
        allow_unencrypted_state(stack, reason="a test that looks into the state")
        for example in EXAMPLES:
            options: dict[str, Any] = {}
            if version and example.label in _WITH_SECRETS:
                options["secrets_version"] = version
            if ids is not None:
                options["connector_id"] = ids[example.label]
            connector = _TYPES[example.type_id].from_wire(
                stack,
                example.label,
                name=f"Name of {example.label}",
                config=config(example),
                secrets=example.secrets,
                **options,
            )
            if ids is not None:
                connector.import_from(f"default/{ids[example.label]}")
            for name, path in connector.secret_variables.items():
                values[f"TF_VAR_{name}"] = _leaf(example.secrets, path)

    return build


def _without_nulls(config: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in config.items() if value is not None}


def _shown(kibana: Sandbox) -> dict[str, dict[str, Any]]:
    return {each.name.removeprefix("Name of "): _without_nulls(each.config) for each in kibana.connectors}


def _expected(config: Callable[[Example], dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {
        example.label: _TYPES[example.type_id].verdict(config(example), example.secrets).settled_config
        | example.carried
        for example in EXAMPLES
    }


def test_apply_update_rotate_destroy(workspace: Workspace, kibana: Sandbox) -> None:
    values: dict[str, str] = {}
    arrived: dict[str, dict[str, Any]] = {}
    kibana.on_secrets(lambda space, id, secrets: arrived.update({id: dict(secrets)}))

    workspace.synthesize(_stack_of(lambda example: example.config, values))
    workspace.environment |= values
    workspace.init()
    workspace.apply()
    assert workspace.plan() == []
    assert _shown(kibana) == _expected(lambda example: example.config)
    assert not any(each.is_missing_secrets for each in kibana.connectors)
    by_id = {each.id: each.name.removeprefix("Name of ") for each in kibana.connectors}
    assert {by_id[id]: secrets for id, secrets in arrived.items() if secrets} == {
        example.label: example.secrets for example in EXAMPLES if example.secrets
    }

    workspace.synthesize(_stack_of(lambda example: example.changed, values))
    workspace.apply()
    assert workspace.plan() == []
    assert _shown(kibana) == _expected(lambda example: example.changed)
    assert by_id == {each.id: each.name.removeprefix("Name of ") for each in kibana.connectors}

    sent_before = {each.id: each.secrets_revision for each in kibana.connectors}
    rotated = {name: renewed(value) for name, value in values.items()}
    workspace.environment |= rotated
    assert workspace.plan() == [], "a new value alone is not sent: only a new version tells Terraform"
    workspace.synthesize(_stack_of(lambda example: example.changed, values, version="2026-11"))
    workspace.apply()
    assert workspace.plan() == []
    resent = {by_id[each.id] for each in kibana.connectors if each.secrets_revision > sent_before[each.id]}
    assert resent == _WITH_SECRETS

    written = workspace.everything_written()
    assert "Name of slack" in workspace.state.read_text(), "the search must have looked at the state"
    secrets = [*values.values(), *rotated.values(), kibana.api_key]
    assert [value for value in secrets if value in written] == []

    workspace.destroy()
    assert kibana.connectors == []


def test_import_of_existing_connectors(workspace: Workspace, kibana: Sandbox) -> None:
    values: dict[str, str] = {}
    ids = {example.label: f"00000000-0000-4000-8000-{index:012d}" for index, example in enumerate(EXAMPLES)}
    for example in EXAMPLES:
        kibana.add_connector(
            space="default",
            id=ids[example.label],
            type_id=example.type_id,
            name=f"Name of {example.label}",
            config=example.config,
        )

    workspace.synthesize(_stack_of(lambda example: example.config, values, ids=ids))
    workspace.environment |= values
    workspace.init()
    assert {change.rpartition(": ")[2] for change in workspace.plan()} <= {"update", "no-op"}
    workspace.apply()
    assert workspace.plan() == []
    assert {each.id for each in kibana.connectors} == set(ids.values())
    assert [request for request in kibana.requests if request.method in ("POST", "DELETE")] == []
