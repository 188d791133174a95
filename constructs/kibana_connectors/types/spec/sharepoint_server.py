"""SharePoint Server: sites, pages and files.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Url
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class SharePointServerConfig(Config):
    """Config of a SharePoint Server connector."""

    site_url: Url
    """The address of the site, such as `https://sharepoint.example.com/sites/ops`, without a slash at its
    end.
    """


class SharePointServerType(SpecType[SharePointServerConfig, _auth.Basic]):
    """Use SharePoint Server from Kibana: sites, pages and files.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/sharepoint-server-action-type

    For a self-managed installation; `SharePointOnline` is for Microsoft 365.

    - `auth=SharePointServer.Basic()`: A user name and a password.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".sharepoint-server",
        name="SharePoint Server",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.4",
    )
    Config = SharePointServerConfig
    Basic = _auth.Basic
    AUTH_TYPES = (_auth.Basic,)
