"""Sentry: issues and events.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...schema.fields import OrAbsent, TokenAware, Url, absent
from ...schema.payload import Config
from ...schema.spec_fields import of_length
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class SentryConfig(Config):
    """Config of a Sentry connector."""

    organization_slug: Annotated[str, of_length(1, 200), TokenAware()]
    """The organization's short name, as in its addresses. At most 200 characters."""
    base_url: OrAbsent[Url] = absent()
    """The address of the installation, such as `https://example.com`."""


class SentryType(SpecType[SentryConfig, _auth.Bearer]):
    """Use Sentry from Kibana: issues and events.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/sentry-action-type

    - `auth=Sentry.Bearer()`: A token.
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
