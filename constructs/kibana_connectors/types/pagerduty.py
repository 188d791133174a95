"""PagerDuty: trigger, acknowledge and resolve incidents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from ..cdk.connector import Connector
from ..schema.fields import HostedUrl, SecretText
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class PagerDutyConfig(Config):
    """Config of a PagerDuty connector.

    Attributes:
        api_url: PagerDuty's events URL; left out, Kibana uses `https://events.pagerduty.com/v2/enqueue`.
    """

    api_url: HostedUrl | None = None


class PagerDutySecrets(Secrets):
    """Secrets of a PagerDuty connector.

    Attributes:
        routing_key: The 32-character integration key of a PagerDuty service, Events API v2.
    """

    routing_key: SecretText


class PagerDuty(Connector[PagerDutyConfig, PagerDutySecrets]):
    """Trigger, acknowledge and resolve PagerDuty incidents (Kibana docs: "PagerDuty connector").

    See `Connector` for the arguments and errors.
    """

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
        """Give PagerDuty's own host, unless another is named."""
        if config.api_url is None:
            yield "config.apiUrl", "events.pagerduty.com"
        yield from super().hosts(config)
