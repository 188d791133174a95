"""Google Calendar: calendars and events.

Written by `make types` from `catalog/`; change it there or in `tools/generate/`.
"""

from __future__ import annotations

from typing import ClassVar

from ...schema.fields import OrAbsent, absent
from ...schema.payload import NoConfig
from ...schema.spec_fields import OpenUrl
from ...schema.spec_type import SpecType
from ...schema.type_info import TypeInfo
from . import _auth


class GoogleCalendarOAuthAuthorizationCode(_auth.OAuthAuthorizationCode):
    """What Google Calendar takes for `oauth_authorization_code`, which Terraform cannot set up."""

    authorization_url: OrAbsent[OpenUrl] = absent()
    token_url: OrAbsent[OpenUrl] = absent()


class GoogleCalendarType(SpecType[NoConfig, _auth.Bearer]):
    """Use Google Calendar from Kibana: calendars and events.

    In technical preview, since Kibana 9.4; needs an enterprise license or higher; for `workflows`,
    `agentBuilder`.

    Kibana docs:
    https://www.elastic.co/docs/reference/kibana/connectors-kibana/google-calendar-action-type

    - `auth=GoogleCalendar.Bearer()`: A token.

    Refused: `oauth_authorization_code`, because each person has to press Authorize in Kibana before it
    works.
    """

    TYPE: ClassVar[TypeInfo] = TypeInfo(
        type_id=".google_calendar",
        name="Google Calendar",
        license="enterprise",
        features=("workflows", "agentBuilder"),
        since="9.4",
    )
    Config = NoConfig
    Bearer = _auth.Bearer
    AUTH_TYPES = (
        _auth.Bearer,
        GoogleCalendarOAuthAuthorizationCode,
    )
