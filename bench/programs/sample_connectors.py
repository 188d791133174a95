"""The connectors that all sides build."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class SampleConnector(NamedTuple):
    """A connector, described independently of the sides.

    Attributes:
        type_id: Its connector type.
        class_name: The name of our class for the type.
        config: Kibana's config with all defaults, as the provider needs it.
        secrets: Kibana's names of its secrets, by the last part of their variables' names.
    """

    type_id: str
    class_name: str
    config: Mapping[str, Any]
    secrets: Mapping[str, str]


_LOGIN = {"user": "user", "password": "password"}

PAGERDUTY = SampleConnector(
    ".pagerduty",
    "PagerDuty",
    {"apiUrl": "https://events.pagerduty.com/v2/enqueue"},
    {"routing_key": "routingKey"},
)
MIX = (
    PAGERDUTY,
    SampleConnector(
        ".webhook",
        "Webhook",
        {
            "url": "https://hooks.example.com/in",
            "method": "post",
            "headers": {"X-Environment": "production"},
            "hasAuth": True,
            "authType": "webhook-authentication-basic",
        },
        _LOGIN,
    ),
    SampleConnector(".slack_api", "SlackApi", {"allowedChannels": [{"name": "#alerts"}]}, {"token": "token"}),
    SampleConnector(
        ".email",
        "Email",
        {
            "from": "kibana@example.com",
            "service": "other",
            "host": "smtp.example.com",
            "port": 587,
            "secure": True,
            "hasAuth": True,
        },
        _LOGIN,
    ),
    SampleConnector(
        ".http",
        "Http",
        {
            "url": "https://api.example.com",
            "hasAuth": True,
            "authType": "webhook-authentication-basic",
            "hasProxyAuth": False,
        },
        _LOGIN,
    ),
    SampleConnector(".opsgenie", "Opsgenie", {"apiUrl": "https://api.opsgenie.com"}, {"api_key": "apiKey"}),
    SampleConnector(".index", "Index", {"index": "alerts", "refresh": False}, {}),
)
SERIES: Mapping[str, tuple[SampleConnector, ...]] = {"pagerduty": (PAGERDUTY,), "mix": MIX}
