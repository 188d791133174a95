"""Outlook: mail.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.auth_types import Auth
from ...schema.payload import NoConfig
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class OutlookType(SpecType[NoConfig, Auth]):
    """Use Outlook from Kibana: mail.

    In technical preview, since Kibana 9.5; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/outlook-action-type

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".outlook",
        name="Outlook",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.5",
    )
    Config = NoConfig
    AUTH_TYPES = (_auth.OAuthAuthorizationCode,)
