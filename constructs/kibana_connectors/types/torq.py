"""Torq: trigger a workflow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from ..cdk.connector import Connector
from ..formats.urls import url_hostname
from ..schema.fields import Matching, SecretText, TokenAware
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo

_HOSTS = ("hooks.torq.io", "hooks.eu.torq.io", "localhost")

if TYPE_CHECKING:
    from typing import TypeAlias

    TorqUrl: TypeAlias = str
else:
    TorqUrl = Annotated[
        str,
        Matching(
            lambda text: url_hostname(text) in _HOSTS, f"a URL whose host is one of {', '.join(_HOSTS)}"
        ),
        TokenAware(),
    ]


class TorqConfig(Config):
    """Config of a Torq connector.

    Attributes:
        webhook_integration_url: The URL of a Torq webhook integration, such as
            `https://hooks.torq.io/v1/webhooks/…`; its host is `hooks.torq.io` or `hooks.eu.torq.io`.
    """

    webhook_integration_url: TorqUrl


class TorqSecrets(Secrets):
    """Secrets of a Torq connector.

    Attributes:
        token: The value of the authentication header that Torq asks for.
    """

    token: SecretText


class Torq(Connector[TorqConfig, TorqSecrets]):
    """Trigger a Torq workflow (Kibana docs: "Torq connector").

    See `Connector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".torq",
        name="Torq",
        license="gold",
        features=("alerting", "uptime", "siem"),
        since="8.7",
    )
    Config = TorqConfig
    Secrets = TorqSecrets
