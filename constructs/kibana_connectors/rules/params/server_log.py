"""The server log: what rules write into Kibana's own log."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, TypeAlias

from ...schema.fields import OrAbsent, Text, absent
from ..fields import ONE_OF, Template
from ..params_base import Params
from ..rule_actions import RuleActions

Level: TypeAlias = Annotated[Literal["trace", "debug", "info", "warn", "error", "fatal"] | Template, ONE_OF]


class ServerLogParams(Params):
    """Params of a line in Kibana's log."""

    message: Text
    """The line; Kibana takes control characters out."""
    level: OrAbsent[Level] = absent()
    """`trace`, `debug`, `info`, `warn`, `error` or `fatal`; left out, `info`."""


class ServerLogActions(RuleActions[ServerLogParams]):
    """What rules do through a server log connector."""

    ACTION_TYPE: ClassVar[str] = ".server-log"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (ServerLogParams,)
    Params = ServerLogParams
