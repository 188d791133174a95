"""Gmail: mail.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import OrAbsent, SecretText, absent
from ...schema.payload import NoConfig
from ...schema.spec_fields import OpenFlag, OpenText, OpenUrl, needed
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class GmailEars(Auth):
    """What Gmail takes for `ears`, which Terraform cannot set up."""

    REFUSAL: ClassVar[str] = (
        "each person has to consent in Kibana, through an Elastic service, before it works"
    )
    auth_type: Literal["ears"] = "ears"
    provider: OrAbsent[OpenText] = absent()
    scope: OrAbsent[OpenText] = absent()


class GmailOAuthAuthorizationCode(Auth):
    """What Gmail takes for `oauth_authorization_code`, which Terraform cannot set up."""

    REFUSAL: ClassVar[str] = "each person has to press Authorize in Kibana before it works"
    auth_type: Literal["oauth_authorization_code"] = "oauth_authorization_code"
    authorization_url: OrAbsent[OpenUrl] = absent()
    token_url: OrAbsent[OpenUrl] = absent()
    client_id: OpenText = needed()
    client_secret: SecretText = needed()
    scope: OrAbsent[OpenText] = absent()
    use_basic_auth: OrAbsent[OpenFlag] = absent()
    scope_param_name: OrAbsent[OpenText] = absent()
    access_token_path: OrAbsent[OpenText] = absent()
    token_type_path: OrAbsent[OpenText] = absent()
    token_type: OrAbsent[OpenText] = absent()


class GmailType(SpecType[NoConfig, _auth.Bearer]):
    """Use Gmail from Kibana: mail.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`, `contextEngine`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/gmail-action-type

    - `auth=Gmail.Bearer()` (legacy): A token.

    Refused: `ears`, because each person has to consent in Kibana, through an Elastic service, before it
    works; `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.
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
