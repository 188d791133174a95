"""Slack (v2): channels and messages.

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


class Slack2Ears(Auth):
    """What Slack (v2) takes for `ears`, which Terraform cannot set up."""

    REFUSAL: ClassVar[str] = (
        "each person has to consent in Kibana, through an Elastic service, before it works"
    )
    auth_type: Literal["ears"] = "ears"
    provider: OrAbsent[OpenText] = absent()
    scope: OrAbsent[OpenText] = absent()


class Slack2OAuthAuthorizationCode(Auth):
    """What Slack (v2) takes for `oauth_authorization_code`, which Terraform cannot set up."""

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


class Slack2Type(SpecType[NoConfig, _auth.Bearer]):
    """Use Slack (v2) from Kibana: channels and messages.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`, `contextEngine`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/slack-v2-action-type

    Not to be confused with `SlackApi` and `Slack`, which rules post with.

    - `auth=Slack2.Bearer()`: A token.

    Refused: `ears`, because each person has to consent in Kibana, through an Elastic service, before it
    works; `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works; `relay`, because Kibana itself makes these connectors, with credentials that Elastic's relay
    holds.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".slack2",
        name="Slack (v2)",
        license="enterprise",
        features=("workflows", "agentBuilder", "contextEngine"),
        since="9.4",
    )
    Config = NoConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (
        Slack2Ears,
        Slack2OAuthAuthorizationCode,
        _auth.Bearer,
        _auth.Relay,
    )
