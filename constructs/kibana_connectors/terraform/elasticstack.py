"""The Terraform provider that carries connectors to Kibana, and what it calls things."""

from __future__ import annotations

PROVIDER = "elasticstack"
PROVIDER_SOURCE = "elastic/elasticstack"
PROVIDER_VERSION = ">= 0.16.1, < 0.17"
"""The versions whose behaviour provider_facts describes."""
CONNECTOR = "elasticstack_kibana_action_connector"
