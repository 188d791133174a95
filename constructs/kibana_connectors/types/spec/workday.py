"""Workday: workers and organizations.

Written by `make types` from `generate/frozen/`; change it there or in `generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.auth_types import Auth
from ...schema.fields import Text, Url
from ...schema.payload import Config
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class WorkdayConfig(Config):
    """Config of a Workday connector."""

    tenant_url: Url
    """The tenant's address, such as `https://wd2-impl-services1.workday.com`."""
    tenant_name: Text
    """The tenant's name."""


class WorkdayType(SpecType[WorkdayConfig, Auth]):
    """Use Workday from Kibana: workers and organizations.

    In technical preview, since Kibana 9.6; needs an enterprise license or higher; for `agentBuilder`.

    Kibana docs: https://www.elastic.co/docs/reference/kibana/connectors-kibana/workday-action-type

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.
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
