"""Buildkite: pipelines and builds.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...schema.fields import TokenAware, Url, field
from ...schema.payload import Config
from ...schema.spec_fields import of_length
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class BuildkiteConfig(Config):
    """Config of a Buildkite connector."""

    server_url: Url = field(default="https://mcp.buildkite.com/direct")
    """The address of the MCP server."""
    org_slug: Annotated[str, of_length(1, 200), TokenAware()]
    """The organization's short name, as in its addresses. At most 200 characters."""


class BuildkiteType(SpecType[BuildkiteConfig, _auth.Bearer]):
    """Use Buildkite from Kibana: pipelines and builds.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/buildkite-action-type

    - `auth=Buildkite.Bearer()` (recommended): A token.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".buildkite",
        name="Buildkite",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.6",
    )
    Config = BuildkiteConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (_auth.Bearer,)
