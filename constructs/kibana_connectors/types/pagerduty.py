"""PagerDuty: trigger, acknowledge and resolve incidents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ..schema.connector_type import ConnectorType
from ..schema.fields import HostedUrl, SecretText, field
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class PagerDutyConfig(Config):
    """Config of a PagerDuty connector."""

    api_url: HostedUrl | None = field(default=None)
    """PagerDuty's events URL; left out, Kibana uses `https://events.pagerduty.com/v2/enqueue`."""


class PagerDutySecrets(Secrets):
    """Secrets of a PagerDuty connector."""

    routing_key: SecretText
    """The 32-character integration key of a PagerDuty service, Events API v2."""


class PagerDutyType(ConnectorType[PagerDutyConfig, PagerDutySecrets]):
    """Trigger, acknowledge and resolve PagerDuty incidents (Kibana docs: "PagerDuty connector")."""

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".pagerduty",
        name="PagerDuty",
        license="gold",
        features=("alerting", "uptime", "siem", "workflows"),
        since="7.4",
    )
    Config = PagerDutyConfig
    Secrets = PagerDutySecrets

    @classmethod
    def hosts(cls, config: PagerDutyConfig) -> Iterator[tuple[str, str]]:
        """Return PagerDuty's own host, unless another is named."""
        if config.api_url is None:
            yield "config.apiUrl", "events.pagerduty.com"
        yield from super().hosts(config)
