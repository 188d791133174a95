"""Sentry: issues and events.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...schema.fields import TokenAware, Url, absent
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import SpecConnector, of_length
from . import _auth

OrganizationSlug = Annotated[str, of_length(1, 200), TokenAware()]


class SentryConfig(Config):
    """Config of a Sentry connector.

    Attributes:
        organization_slug: The organization's short name, as it stands in addresses. At most 200 characters.
        base_url: The address of the installation, such as `https://example.com`.
    """

    organization_slug: OrganizationSlug
    base_url: Url = absent()


class Sentry(SpecConnector[SentryConfig, _auth.Bearer]):
    """Use Sentry from Kibana: issues and events.

    In technical preview, since Kibana 9.6; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/sentry-action-type

    - `auth=Sentry.Bearer()`: A token.

    See `SpecConnector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".sentry",
        name="Sentry",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = SentryConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (_auth.Bearer,)
