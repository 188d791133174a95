"""Figma: design files.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.auth_types import Auth
from ...schema.fields import OrAbsent, SecretText, absent, kibana_name
from ...schema.payload import NoConfig
from ...schema.spec_fields import OpenFlag, OpenText, OpenUrl, needed
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo


class FigmaApiKeyHeader(Auth):
    """A key in the header `X-Figma-Token` (Figma)."""

    auth_type: Literal["api_key_header"] = "api_key_header"
    """Kibana's name for this way to authenticate; it need not be given."""
    x_figma_token: SecretText = kibana_name("X-Figma-Token")
    """The value of the header `X-Figma-Token`."""


class FigmaOAuthAuthorizationCode(Auth):
    """What Figma takes for `oauth_authorization_code`, which Terraform cannot set up."""

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


class FigmaType(SpecType[NoConfig, FigmaApiKeyHeader]):
    """Use Figma from Kibana: design files.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/figma-action-type

    - `auth=Figma.ApiKeyHeader()`: A key in the header `X-Figma-Token`.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".figma",
        name="Figma",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.4",
    )
    Config = NoConfig
    ApiKeyHeader = FigmaApiKeyHeader
    AUTH_TYPES = (
        FigmaApiKeyHeader,
        FigmaOAuthAuthorizationCode,
    )
