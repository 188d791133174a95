"""The connectors that both sides build."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Kind(NamedTuple):
    """A connector as a user has it in mind.

    Attributes:
        type_id: Its type.
        class_name: Our class for it.
        config: Kibana's config, with the defaults written out, as the provider needs it.
        secrets: Kibana's names of its secrets, by the names that their variables end with.
    """

    type_id: str
    class_name: str
    config: Mapping[str, Any]
    secrets: Mapping[str, str]


_LOGIN = {"user": "user", "password": "password"}

PAGERDUTY = Kind(
    ".pagerduty",
    "PagerDuty",
    {"apiUrl": "https://events.pagerduty.com/v2/enqueue"},
    {"routing_key": "routingKey"},
)
MIX = (
    PAGERDUTY,
    Kind(
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
    Kind(".slack_api", "SlackApi", {"allowedChannels": [{"name": "#alerts"}]}, {"token": "token"}),
    Kind(
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
    Kind(
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
    Kind(".opsgenie", "Opsgenie", {"apiUrl": "https://api.opsgenie.com"}, {"api_key": "apiKey"}),
    Kind(".index", "Index", {"index": "alerts", "refresh": False}, {}),
)
SERIES: Mapping[str, tuple[Kind, ...]] = {"pagerduty": (PAGERDUTY,), "mix": MIX}
