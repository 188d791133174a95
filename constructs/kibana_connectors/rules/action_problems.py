"""What Kibana or the provider would refuse of a rule's actions, whatever the rule's type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..errors import Problem
from ..formats.javascript import is_blank
from ..schema.system_types import is_system_id
from ..tokens import is_token
from .action import Action, FixedTarget, filter_problems, frequency_problems
from .connector_references import id_problem
from .javascript_numbers import number_problems

WORKFLOWS_ID = "system-connector-.workflows"


def goes_to_system(action: Action) -> bool:
    """Whether an action goes through one of Kibana's system connectors."""
    return action.is_system or (
        isinstance(action.target, FixedTarget) and is_system_id(action.target.connector_id)
    )


def action_problems(action: Action) -> Iterator[Problem]:
    """Find what is wrong with one action.

    Args:
        action: The action, with its group written out.
    """
    if isinstance(action.target, FixedTarget):
        yield from id_problem("id", action.target.connector_id)
    yield from number_problems(action.params, "params")
    if goes_to_system(action):
        reason = "a system action has none: the provider sends what Kibana does not keep"
        for name in ("group", "frequency", "alerts_filter"):
            if getattr(action, name) is not None:
                yield Problem(name, reason, "Leave it out")
        return
    if action.group is not None and not is_token(action.group) and is_blank(str(action.group)):
        yield Problem("group", "expected a group of the rule type")
    if action.frequency is not None:
        yield from frequency_problems(action.frequency)
    if action.alerts_filter is not None:
        yield from filter_problems(action.alerts_filter)


def actions_problems(actions: Sequence[Action], notify_when: object) -> Iterator[Problem]:
    """Find what is wrong with the actions of a rule together.

    Args:
        actions: The actions, with their groups written out.
        notify_when: The rule's own setting, or None.
    """
    ordinary = [action for action in actions if not goes_to_system(action)]
    if notify_when is not None and any(action.frequency is not None for action in ordinary):
        yield Problem(
            "notify_when",
            "the rule's own notify_when and an action's frequency exclude each other",
            "Leave notify_when out; it is deprecated",
        )
    if notify_when is None and any(action.frequency is None for action in ordinary):
        yield Problem(
            "actions",
            "an action has no frequency, which Kibana demands from 8.6 on unless the rule has notify_when",
            "Give it frequency=Frequency()",
        )
    yield from _repeated_system_actions(action for action in actions if goes_to_system(action))


def _repeated_system_actions(actions: Iterable[Action]) -> Iterator[Problem]:
    """Find system actions that a rule has twice; newer versions of Kibana take several workflows."""
    ids = [str(action.target.connector_id) for action in actions if isinstance(action.target, FixedTarget)]
    for connector_id in sorted({each for each in ids if ids.count(each) > 1} - {WORKFLOWS_ID}):
        yield Problem("actions", f"{connector_id}: a rule can have it once")
