"""Jina Reader: web pages as text, and web search.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Url, field
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class JinaReaderConfig(Config):
    """Config of a Jina Reader connector."""

    override_browse_url: Url = field(default="https://r.jina.ai")
    """The address of the reader service."""
    override_search_url: Url = field(default="https://s.jina.ai")
    """The address of the search service."""


class JinaReaderType(SpecType[JinaReaderConfig, _auth.Bearer]):
    """Use Jina Reader from Kibana: web pages as text, and web search.

    In technical preview, since Kibana 9.3; needs a gold license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/jina-action-type

    - `auth=JinaReader.Bearer()`: A token.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".jina",
        name="Jina Reader",
        license="gold",
        features=("workflows", "agentBuilder"),
        since="9.3",
    )
    Config = JinaReaderConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (_auth.Bearer,)
