"""Snowflake: queries of a data warehouse.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import OrAbsent, Text, Url, absent
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class SnowflakeConfig(Config):
    """Config of a Snowflake connector."""

    account_url: Url
    """The account's address, without a slash at its end, such as `https://example.snowflakecomputing.com`."""
    warehouse: OrAbsent[Text] = absent()
    """The warehouse of the queries."""
    database: OrAbsent[Text] = absent()
    """The database of the queries."""
    default_schema: OrAbsent[Text] = absent()
    """The schema of the queries."""
    role: OrAbsent[Text] = absent()
    """The role of the queries."""


class SnowflakeType(SpecType[SnowflakeConfig, _auth.Bearer]):
    """Use Snowflake from Kibana: queries of a data warehouse.

    In technical preview, since Kibana 9.5; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/snowflake-action-type

    - `auth=Snowflake.Bearer()`: A token.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".snowflake",
        name="Snowflake",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.5",
    )
    Config = SnowflakeConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (
        _auth.Bearer,
        _auth.OAuthAuthorizationCode,
    )
