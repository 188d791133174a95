"""Sublime Security: email security.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from ...schema.fields import TokenAware
from ...schema.payload import Config
from ...schema.spec_fields import URL, of_length
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class SublimeSecurityConfig(Config):
    """Config of a Sublime Security connector."""

    base_url: Annotated[str, of_length(0, 1024), URL, TokenAware()]
    """The address of the installation, such as `https://example.com`. At most 1024 characters."""


class SublimeSecurityType(SpecType[SublimeSecurityConfig, _auth.Bearer]):
    """Use Sublime Security from Kibana: email security.

    In technical preview, since Kibana 9.5; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/sublime-security-action-type

    - `auth=SublimeSecurity.Bearer()`: A token.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".sublime_security",
        name="Sublime Security",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.5",
    )
    Config = SublimeSecurityConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (_auth.Bearer,)
