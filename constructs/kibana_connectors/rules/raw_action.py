"""An action whose params nobody checks: for types that this library does not know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import InvalidAction, Problem
from ..frames import forgetful
from ..tokens import is_token
from .action import Action, ActionTarget, AlertsFilter, Frequency, filter_problems, frequency_problems
from .params_base import as_sent

_DEFAULT = Frequency()


@forgetful
def raw_action(
    target: ActionTarget,
    params: Mapping[str, Any],
    *,
    group: str | None = None,
    frequency: Frequency | None = _DEFAULT,
    alerts_filter: AlertsFilter | None = None,
    uuid: str | None = None,
) -> Action:
    """Return an action whose params are sent as they are.

    Args:
        target: `connector.action_target`, or a `FixedTarget` for a connector that is in no stack.
        params: Kibana's `params`.
        group: The id of the rule type's group that it is for. Default: the type's first group.
        frequency: How often it runs. Default: once for each alert and change of its group. None: as the rule
            itself says, in its deprecated `notify_when`.
        alerts_filter: For which alerts it runs.
        uuid: Kibana's own id of the action; only the detection rule's resource takes it.

    Raises:
        InvalidAction: The params are no dict, or the frequency or the filter is one that Kibana refuses.
    """
    problems = [] if frequency is None else list(frequency_problems(frequency))
    problems += filter_problems(alerts_filter)
    if not isinstance(params, Mapping) or is_token(params):
        problems.append(Problem("params", "expected a dict of Kibana's params"))
    if problems:
        raise InvalidAction(f"{target.label}.action", problems)
    return Action(
        target=target,
        params=as_sent(params),
        group=group,
        frequency=frequency,
        alerts_filter=alerts_filter,
        uuid=uuid,
        is_raw=True,
    )
