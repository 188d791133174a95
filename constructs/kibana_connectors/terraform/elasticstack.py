"""The names of the Terraform provider, and of its resources."""

from __future__ import annotations

PROVIDER = "elasticstack"
PROVIDER_SOURCE = "elastic/elasticstack"
PROVIDER_VERSION = ">= 0.16.1, < 0.17"
"""The versions whose behavior docs/provider.md describes."""
CONNECTOR = "elasticstack_kibana_action_connector"
RULE = "elasticstack_kibana_alerting_rule"
ROLE = "elasticstack_kibana_security_role"
API_KEY = "elasticstack_elasticsearch_security_api_key"
"""A resource that keeps the key in the state, and an ephemeral one that does not."""
