"""Workday: workers and organizations.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import Text, Url
from ...schema.payload import Config
from ...schema.type_info import TypeInfo
from .._spec import Auth, SpecConnector
from . import _auth


class WorkdayConfig(Config):
    """Config of a Workday connector.

    Attributes:
        tenant_url: The tenant's address, such as `https://wd2-impl-services1.workday.com`.
        tenant_name: The tenant's name.
    """

    tenant_url: Url
    tenant_name: Text


class Workday(SpecConnector[WorkdayConfig, Auth]):
    """Use Workday from Kibana: workers and organizations.

    In technical preview, since Kibana 9.6; needs an enterprise licence or higher; for `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/workday-action-type

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.

    See `SpecConnector` for the arguments and errors.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".workday",
        name="Workday",
        license="enterprise",
        features=("agentBuilder",),
        since="9.6",
    )
    Config = WorkdayConfig
    AUTH_TYPES = (_auth.OAuthAuthorizationCode,)
