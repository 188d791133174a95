"""Databricks: a data platform, through its MCP server.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Url
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class DatabricksConfig(Config):
    """Config of a Databricks connector."""

    server_url: Url
    """The address of the MCP server."""


class DatabricksType(SpecType[DatabricksConfig, _auth.Bearer]):
    """Use Databricks from Kibana: a data platform, through its MCP server.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/databricks-action-type

    - `auth=Databricks.Bearer()`: A token.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".databricks",
        name="Databricks",
        license="enterprise",
        features=("agentBuilder",),
        since="9.6",
    )
    Config = DatabricksConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (
        _auth.OAuthAuthorizationCode,
        _auth.Bearer,
    )
