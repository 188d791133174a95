"""MySQL: queries of a database.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from ...schema.fields import OrToken, TokenAware, field
from ...schema.payload import Config
from ...schema.spec_fields import of_length, of_range
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from ...tokens import Shape
from . import _auth


class MySQLConfig(Config):
    """Config of a MySQL connector."""

    host: Annotated[str, of_length(1, 253), TokenAware()]
    """The server's host name or address, without a scheme. At most 253 characters."""
    port: Annotated[float, of_range(1, 65535, is_whole=True), TokenAware(Shape.NUMBER)] = field(default=3306)
    """The server's port. A whole number from 1 to 65535."""
    database: Annotated[str, of_length(1, 64), TokenAware()]
    """The database of the queries. At most 64 characters."""
    ssl: OrToken[Literal["required", "disabled"]] = field(default="required")
    """Whether the connection is encrypted. One of `required`, `disabled`."""


class MySQLType(SpecType[MySQLConfig, _auth.Basic]):
    """Use MySQL from Kibana: queries of a database.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/mysql-action-type

    - `auth=MySQL.Basic()`: A user name and a password.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".mysql",
        name="MySQL",
        license="enterprise",
        features=("agentBuilder",),
        since="9.6",
    )
    Config = MySQLConfig
    Basic = _auth.Basic
    AUTH_TYPES = (_auth.Basic,)
