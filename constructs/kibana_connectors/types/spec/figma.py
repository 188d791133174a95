"""Figma: design files.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from ...schema.fields import SecretText, absent, wire
from ...schema.payload import NoConfig
from ...schema.type_info import TypeInfo
from .._spec import Auth, OpenUrl, SpecConnector
from . import _auth


class FigmaApiKeyHeader(Auth):
    """A key in the header `X-Figma-Token` (Figma).

    Attributes:
        x_figma_token: The value of the header `X-Figma-Token`.
    """

    auth_type: Literal["api_key_header"] = "api_key_header"
    x_figma_token: SecretText = wire("X-Figma-Token")


class FigmaOAuthAuthorizationCode(_auth.OAuthAuthorizationCode):
    """What Figma takes for `oauth_authorization_code`, which Terraform cannot set up."""

    authorization_url: OpenUrl = absent()
    token_url: OpenUrl = absent()


class Figma(SpecConnector[NoConfig, FigmaApiKeyHeader]):
    """Use Figma from Kibana: design files.

    In technical preview, since Kibana 9.4; needs an enterprise licence or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/figma-action-type

    - `auth=Figma.ApiKeyHeader()`: A key in the header `X-Figma-Token`.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.

    See `SpecConnector` for the arguments and errors.
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
