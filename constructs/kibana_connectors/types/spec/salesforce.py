"""Salesforce: records.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.payload import NoConfig
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class SalesforceType(SpecType[NoConfig, _auth.OAuthClientCredentials]):
    """Use Salesforce from Kibana: records.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`, `contextEngine`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/salesforce-action-type

    Kibana derives the organization's address from the auth type's `token_url`.

    - `auth=Salesforce.OAuthClientCredentials()`: OAuth 2.0 client credentials with the application's
      secret.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".salesforce",
        name="Salesforce",
        license="enterprise",
        features=("workflows", "agentBuilder", "contextEngine"),
        since="9.4",
    )
    Config = NoConfig
    OAuthClientCredentials = _auth.OAuthClientCredentials
    AUTH_TYPES = (
        _auth.OAuthAuthorizationCode,
        _auth.OAuthClientCredentials,
    )
