"""MongoDB: documents of a database.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...schema.fields import TokenAware
from ...schema.payload import Config
from ...schema.spec_fields import of_length
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class MongoDBConfig(Config):
    """Config of a MongoDB connector."""

    uri: Annotated[str, of_length(1, 2048), TokenAware()]
    """The connection string, such as `mongodb+srv://cluster0.example.net/shop`, without a login. At most
    2048 characters.
    """


class MongoDBType(SpecType[MongoDBConfig, _auth.Basic]):
    """Use MongoDB from Kibana: documents of a database.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/mongodb-action-type

    - `auth=MongoDB.Basic()`: A user name and a password.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".mongodb",
        name="MongoDB",
        license="enterprise",
        features=("agentBuilder",),
        since="9.6",
    )
    Config = MongoDBConfig
    Basic = _auth.Basic
    AUTH_TYPES = (_auth.Basic,)
