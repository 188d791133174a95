"""Confluence Cloud: pages and spaces.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import NonEmpty
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class ConfluenceCloudConfig(Config):
    """Config of a Confluence Cloud connector."""

    subdomain: NonEmpty
    """The first part of the site's host name: `example` in `https://example.atlassian.net`."""


class ConfluenceCloudType(SpecType[ConfluenceCloudConfig, _auth.Basic]):
    """Use Confluence Cloud from Kibana: pages and spaces.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/confluence-cloud-action-type

    - `auth=ConfluenceCloud.Basic()`: A user name and a password.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".confluence-cloud",
        name="Confluence Cloud",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.4",
    )
    Config = ConfluenceCloudConfig
    Basic = _auth.Basic
    AUTH_TYPES = (_auth.Basic,)
