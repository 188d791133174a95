"""Notion: pages and databases.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import OrAbsent, absent
from ...schema.payload import NoConfig
from ...schema.spec_fields import OpenUrl
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class NotionOAuthAuthorizationCode(_auth.OAuthAuthorizationCode):
    """What Notion takes for `oauth_authorization_code`, which Terraform cannot set up."""

    authorization_url: OrAbsent[OpenUrl] = absent()
    token_url: OrAbsent[OpenUrl] = absent()


class NotionType(SpecType[NoConfig, _auth.Bearer]):
    """Use Notion from Kibana: pages and databases.

    In technical preview, since Kibana 9.3; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/notion-action-type

    - `auth=Notion.Bearer()`: A token.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".notion",
        name="Notion",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.3",
    )
    Config = NoConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (
        _auth.Bearer,
        NotionOAuthAuthorizationCode,
    )
