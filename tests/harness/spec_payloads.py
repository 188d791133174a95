"""A payload for each auth type of each type that Kibana defines as data, derived from the catalog."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from harness.kibana_facts import spec_types

BEYOND_TERRAFORM = frozenset({"oauth_authorization_code", "ears", "relay"})
"""Auth types that need a person's consent, or that only Kibana itself uses."""

_PEM = "-----BEGIN {0}-----\nvalue-of-{1}\n-----END {0}-----"
_UUID = "11111111-2222-4333-8444-555555555555"
_OF_FORM = {
    r"^\d+$": "12345",
    "^[a-z0-9-]+$": "us-east-1",
    "^[a-f0-9]{64}$": "0123456789abcdef" * 4,
    "-----BEGIN (?:RSA |ENCRYPTED )?PRIVATE KEY-----": _PEM.format("PRIVATE KEY", "{}"),
    "^$|-----BEGIN CERTIFICATE-----": _PEM.format("CERTIFICATE", "{}"),
}


class SpecPayload(NamedTuple):
    """A payload on the wire.

    Attributes:
        label: A name, unique among the payloads, that can be a construct's id.
        type_id: The connector type.
        auth: The auth type.
        config: Kibana's config, with every field that there is.
        least: Kibana's config, with no more than it demands.
        secrets: Kibana's secrets, with every field that there is.
        secret_values: The values that nobody may see: those of sensitive fields.
    """

    label: str
    type_id: str
    auth: str
    config: dict[str, Any]
    least: dict[str, Any]
    secrets: dict[str, Any]
    secret_values: tuple[str, ...]


@cache
def payloads() -> tuple[SpecPayload, ...]:
    """Give one payload for each auth type that Terraform can set up, of every type."""
    return tuple(
        _payload(spec, auth)
        for spec in spec_types().values()
        if not spec.get("inbound_only")  # Terraform cannot set those up
        for auth in spec["auth_types"]
        if auth["id"] not in BEYOND_TERRAFORM
    )


def _payload(spec: dict[str, Any], auth: dict[str, Any]) -> SpecPayload:
    label = f"{auth['id']}-of-{spec['id'].strip('.')}"
    config = _values(spec["config_schema"], f"{label}-config")
    required = spec["config_schema"].get("required", ())
    schema = auth["secrets_schema"]
    secrets = _values(schema, label)
    sensitive = [key for key, field in schema["properties"].items() if field.get("sensitive")]
    return SpecPayload(
        label=label,
        type_id=spec["id"],
        auth=auth["id"],
        config=config,
        least={key: config[key] for key in required},
        secrets=secrets,
        secret_values=tuple(secrets[key] for key in sensitive),
    )


def _values(schema: dict[str, Any], label: str) -> dict[str, Any]:
    return {key: _value(field, f"{label}-{key}") for key, field in schema["properties"].items()}


def _value(field: dict[str, Any], label: str) -> Any:
    """Make a value that is good, not the default, and told apart from all others where it can be."""
    if "const" in field:
        return field["const"]
    if field["type"] == "boolean":
        return not field.get("default", False)
    if field["type"] == "integer":
        return field["minimum"] + 1
    if "enum" in field:
        return next(value for value in field["enum"] if value != field.get("default"))
    if "pattern" in field:
        made = _OF_FORM.get(field["pattern"], _UUID)
        return made.format(label) if "{}" in made else made
    if field.get("format") == "uri":
        return f"https://example.com/value-of-{label}"
    return f"value-of-{label}"[: field.get("maxLength")]
