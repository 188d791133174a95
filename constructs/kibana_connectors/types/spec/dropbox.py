"""Dropbox: files.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Url, absent
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import Auth, OpenUrl, SpecConnector
from . import _auth


class DropboxConfig(Config):
    """Config of a Dropbox connector.

    Attributes:
        server_url: The address of the MCP server.
    """

    server_url: Url = "https://mcp.dropbox.com/mcp"


class DropboxOAuthAuthorizationCode(_auth.OAuthAuthorizationCode):
    """What Dropbox takes for `oauth_authorization_code`, which Terraform cannot set up."""

    authorization_url: OpenUrl = absent()
    token_url: OpenUrl = absent()


class Dropbox(SpecConnector[DropboxConfig, Auth]):
    """Use Dropbox from Kibana: files.

    In technical preview, since Kibana 9.4; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/dropbox-action-type

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.

    See `SpecConnector` for the arguments and errors.
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
