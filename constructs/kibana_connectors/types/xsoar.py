"""XSOAR: create incidents in Palo Alto Networks Cortex XSOAR."""

from __future__ import annotations

from typing import Annotated, ClassVar

from ..cdk.connector import Connector
from ..schema.fields import HostedUrl, SecretText, wire
from ..schema.payload import Config, Secrets
from ..schema.type_info import TypeInfo


class XsoarConfig(Config):
    """Config of an XSOAR connector.

    Attributes:
        url: The XSOAR tenant's API, such as `https://api-example.crtx.us.paloaltonetworks.com`.
    """

    url: HostedUrl


class XsoarSecrets(Secrets):
    """Secrets of an XSOAR connector.

    Attributes:
        api_key: An API key of the tenant.
        api_key_id: The key's id, for XSOAR 8 and later; leave it out for XSOAR 6. `apiKeyID` in Kibana.
    """

    api_key: SecretText
    api_key_id: Annotated[SecretText | None, wire("apiKeyID")] = None


class Xsoar(Connector[XsoarConfig, XsoarSecrets]):
    """Create incidents in Cortex XSOAR (Kibana docs: "XSOAR connector").

    See `Connector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".xsoar",
        name="XSOAR",
        license="platinum",
        features=("siem",),
        since="9.1",
    )
    Config = XsoarConfig
    Secrets = XsoarSecrets
