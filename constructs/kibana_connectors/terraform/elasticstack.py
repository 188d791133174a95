"""The names of the Terraform provider, and of its resource for connectors."""

from __future__ import annotations

PROVIDER = "elasticstack"
PROVIDER_SOURCE = "elastic/elasticstack"
PROVIDER_VERSION = ">= 0.16.1, < 0.17"
"""The versions whose behavior docs/provider.md describes."""
CONNECTOR = "elasticstack_kibana_action_connector"
