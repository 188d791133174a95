"""Dropbox: files.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.auth_types import Auth
from ...schema.fields import OrAbsent, Url, absent
from ...schema.payload import Config
from ...schema.spec_fields import OpenUrl
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class DropboxConfig(Config):
    """Config of a Dropbox connector."""

    server_url: Url = "https://mcp.dropbox.com/mcp"
    """The address of the MCP server."""


class DropboxOAuthAuthorizationCode(_auth.OAuthAuthorizationCode):
    """What Dropbox takes for `oauth_authorization_code`, which Terraform cannot set up."""

    authorization_url: OrAbsent[OpenUrl] = absent()
    token_url: OrAbsent[OpenUrl] = absent()


class DropboxType(SpecType[DropboxConfig, Auth]):
    """Use Dropbox from Kibana: files.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/dropbox-action-type

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".dropbox",
        name="Dropbox",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.4",
    )
    Config = DropboxConfig
    AUTH_TYPES = (DropboxOAuthAuthorizationCode,)
