"""How a connector that exists in Kibana already is taken into Terraform."""

from __future__ import annotations

import enum
from collections.abc import Iterator

from ..errors import Problem


class Adopt(enum.Enum):
    """How a connector that exists already comes under Terraform's care.

    Attributes:
        TAKE_OVER: It is imported, and from the first apply on it is as the code says. Its secrets have to be
            supplied, because Kibana gives none away: the first plan is one update in place, the second empty.
        TOUCH_NOTHING: It is imported, and nothing of it is changed: no secrets are asked for, no request
            changes it, whatever the code says.
        IN_STATE: Terraform's state holds it already, and keeps its id. Nothing is imported.
    """

    TAKE_OVER = "take-over"
    TOUCH_NOTHING = "touch-nothing"
    IN_STATE = "in-state"


UNTOUCHED = ("name", "config", "secrets", "secrets_wo", "secrets_wo_version", "timeouts")
"""The attributes whose changes send a request. What else changes would make the connector anew, and must be
refused, not ignored."""


def wiping_problems(adopt: Adopt | None, leaves_secrets_open: bool) -> Iterator[Problem]:
    """Refuse to take over a connector whose secrets nobody told: an update without any wipes what Kibana has.

    Args:
        adopt: How the connector is taken in.
        leaves_secrets_open: Whether its type has secrets, and the code says neither which nor that there are
            none.
    """
    if adopt is Adopt.TAKE_OVER and leaves_secrets_open:
        hint = (
            "Give them; or write secrets={} if it has none; or adopt=Adopt.TOUCH_NOTHING, which sends nothing"
        )
        yield Problem("secrets", "required with adopt: an update without secrets wipes those in Kibana", hint)
