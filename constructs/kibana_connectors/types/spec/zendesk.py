"""Zendesk: tickets and articles.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import NonEmpty
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class ZendeskConfig(Config):
    """Config of a Zendesk connector."""

    subdomain: NonEmpty
    """The first part of the site's host name: `example` in `https://example.zendesk.com`."""


class ZendeskType(SpecType[ZendeskConfig, _auth.Basic]):
    """Use Zendesk from Kibana: tickets and articles.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/zendesk-action-type

    - `auth=Zendesk.Basic()`: A user name and a password.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".zendesk",
        name="Zendesk",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.4",
    )
    Config = ZendeskConfig
    Basic = _auth.Basic
    AUTH_TYPES = (_auth.Basic,)
