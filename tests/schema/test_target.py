"""What a Target refuses because no Kibana has it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kibana_connectors import InvalidProvider, Target


@pytest.mark.parametrize(
    ("known", "message"),
    [
        ({"version": "nine"}, "version: expected a Kibana version"),
        ({"version": 9.2}, "version: expected a Kibana version"),
        ({"license": "silver"}, "license: expected one of basic"),
        ({"flavor": "cloud"}, "flavor: expected one of serverless"),
        ({"enabled_types": ".pagerduty"}, "enabled_types: expected a list of texts"),
        ({"enabled_types": ["pagerduty"]}, "enabled_types: expected type ids"),
        ({"allowed_hosts": ["https://x.example"]}, "allowed_hosts: expected host names without scheme"),
        ({"allowed_hosts": ["*.example.com"]}, "partial wildcard"),
        ({"allowed_hosts": [" "]}, "allowed_hosts: expected a list of texts"),
        ({"spaces": "ops"}, "spaces: expected a list of texts"),
        ({"spaces": ["Ops"]}, "spaces: expected ids of Kibana spaces"),
        ({"email_domain_allowlist": "b.c"}, "email_domain_allowlist: expected a list of texts"),
        ({"email_domain_allowlist": ["a@b.c"]}, "email_domain_allowlist: expected domains"),
        ({"email_domain_allowlist": ["*.b.c"]}, "email_domain_allowlist: expected domains"),
        ({"flavor": "serverless", "email_domain_allowlist": ["b.c"]}, "has no kibana.yml"),
        ({"flavor": "serverless", "allowed_hosts": ["x.example"]}, "a serverless project has no kibana.yml"),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else None,
)
def test_a_target_that_no_kibana_has_is_refused(known: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidProvider, match=message):
        Target(**known)


def test_a_serverless_project_has_spaces() -> None:
    assert Target(flavor="serverless", spaces=["ops"]).spaces == ["ops"]


@pytest.mark.parametrize(
    ("known", "has"),
    [
        ({"version": "9.4.9"}, False),
        ({"version": "9.5.0"}, True),
        ({"version": "10.0"}, True),
        ({"flavor": "serverless"}, True),
        ({"flavor": "serverless", "version": "9.0"}, True),
        ({"flavor": "hosted"}, None),
    ],
    ids=lambda value: json.dumps(value) if isinstance(value, dict) else None,
)
def test_whether_a_version_is_reached(known: dict[str, Any], has: bool | None) -> None:
    assert Target(**known).has("9.5") is has
