"""What a connector's resource holds in Terraform's JSON, written out independently of the package."""

from __future__ import annotations

import uuid

CONNECTOR = "elasticstack_kibana_action_connector"
"""The type of the resource that every connector becomes."""
CONNECTOR_ID = "6f5c3e0a-0d9b-4a3e-9d52-0c6f8a1b2c3d"
"""An id to give to a connector."""
REQUIRED_PROVIDERS = {
    "elasticstack": {"source": "elastic/elasticstack", "version": ">= 0.16.1, < 0.17"},
}
MISSING_SECRETS = "${!self.is_missing_secrets}"
"""The condition of the postcondition that every connector has."""


def postcondition(path: str) -> dict[str, str]:
    """Return the postcondition of the connector at a construct path."""
    return {
        "condition": MISSING_SECRETS,
        "error_message": f"{path}: Kibana reports that this connector is missing its secrets: "
        "give it a new secrets_version.",
    }


def connector_uuid(namespace: str, space: str, path: str) -> str:
    """Return the id that is derived for a connector."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"kibana-connector://{namespace}/{space}/{path}"))
