"""Gmail: mail.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import OrAbsent, absent
from ...schema.payload import NoConfig
from ...schema.spec_fields import OpenText, OpenUrl
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class GmailEars(_auth.Ears):
    """What Gmail takes for `ears`, which Terraform cannot set up."""

    provider: OrAbsent[OpenText] = absent()


class GmailOAuthAuthorizationCode(_auth.OAuthAuthorizationCode):
    """What Gmail takes for `oauth_authorization_code`, which Terraform cannot set up."""

    authorization_url: OrAbsent[OpenUrl] = absent()
    token_url: OrAbsent[OpenUrl] = absent()


class GmailType(SpecType[NoConfig, _auth.Bearer]):
    """Use Gmail from Kibana: mail.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`, `contextEngine`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/gmail-action-type

    - `auth=Gmail.Bearer()` (legacy): A token.

    Refused: `ears`, because each person has to consent in Kibana, through a service of Elastic's,
    before it works; `oauth_authorization_code`, because each person has to press Authorize in Kibana
    before it works.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".gmail",
        name="Gmail",
        license="enterprise",
        features=("workflows", "agentBuilder", "contextEngine"),
        since="9.4",
    )
    Config = NoConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (
        GmailEars,
        GmailOAuthAuthorizationCode,
        _auth.Bearer,
    )
