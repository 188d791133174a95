"""ServiceNow: records of an instance.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Url
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class ServiceNowSearchConfig(Config):
    """Config of a ServiceNow connector."""

    instance_url: Url
    """The address of the instance, such as `https://example.service-now.com`."""


class ServiceNowSearchType(SpecType[ServiceNowSearchConfig, _auth.OAuthClientCredentials]):
    """Use ServiceNow from Kibana: records of an instance.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`, `contextEngine`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/servicenow-search-action-type

    Not to be confused with `ServiceNow`, which rules and cases open incidents with.

    - `auth=ServiceNowSearch.OAuthClientCredentials()`: OAuth 2.0 client credentials with the
      application's secret.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".servicenow_search",
        name="ServiceNow",
        license="enterprise",
        features=("workflows", "agentBuilder", "contextEngine"),
        since="9.4",
    )
    Config = ServiceNowSearchConfig
    OAuthClientCredentials = _auth.OAuthClientCredentials
    AUTH_TYPES = (
        _auth.OAuthAuthorizationCode,
        _auth.OAuthClientCredentials,
    )
