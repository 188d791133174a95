"""Pattern: the actions that belong together, made when the rule's type is known.

A rule type decides which groups there are, which of them somebody is woken for, and which variable says what
happened. So `pager.escalation()` is not a list of actions yet; the rule asks it for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from ..errors import Problem
from .action import Action, ActionSource, ActionTarget, AlertsFilter, Frequency
from .params_base import Params, read_params
from .rule_types import RuleType

KEY = "{{rule.id}}:{{alert.id}}"
"""One key for each alert of each rule: `alert.id` alone is the same in all rules that do not group."""

UUID = "{{alert.uuid}}"
"""Another key each time that an alert becomes active: 36 characters, and never that of an outage before."""

TITLE = "{{rule.name}}: {{alert.id}}"

ON_CHANGE = Frequency()
"""Once for each alert and change of its group."""

EVERY_CHECK = Frequency(notify_when="onActiveAlert")
"""Once for each alert and check, as long as it is active."""

Groups: TypeAlias = Literal["paging", "firing", "default"] | list[str] | tuple[str, ...]
"""For which groups a pattern acts: those that somebody is woken for, all that fire, one that stands for all,
or groups by their ids."""


@dataclass(frozen=True, kw_only=True)
class Firing:
    """For what a pattern makes params.

    Attributes:
        rule_type: The rule's type.
        group: The group that the action is for.
    """

    rule_type: RuleType
    group: str

    @property
    def reason(self) -> str:
        """Mustache that says what happened, such as `{{context.reason}}`."""
        return self.rule_type.reason

    @property
    def is_worst(self) -> bool:
        """Whether the type grades its groups, and this is the worst of them."""
        kind = self.rule_type
        return self.group == kind.default_group and kind.paging_groups != kind.firing_groups


ParamsOf: TypeAlias = Callable[[Firing], Params | Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Pattern(ActionSource):
    """Actions that belong together, for any rule type.

    Attributes:
        name: The method that made it, such as `escalation`.
        target: The connector.
        kinds: The classes of params that its type has.
        groups: For which groups it acts.
        fires: Makes the params for a group.
        recovers: Makes the params for alerts that have ended; None where nothing is done then.
        frequency: How often the actions for firing groups run.
        frequency_when_recovered: How often the action for alerts that have ended runs.
        alerts_filter: For which alerts they run.
        needs_alerts_as_data: Whether the rule's type has to keep alerts as data.
    """

    name: str
    target: ActionTarget
    kinds: tuple[type[Params], ...]
    groups: Groups
    fires: ParamsOf
    recovers: ParamsOf | None = None
    frequency: Frequency = ON_CHANGE
    frequency_when_recovered: Frequency = ON_CHANGE
    alerts_filter: AlertsFilter | None = None
    needs_alerts_as_data: bool = False

    def groups_of(self, rule_type: RuleType) -> tuple[str, ...]:
        """Return the groups for which it acts on a rule of a type, the recovery group apart."""
        if self.groups == "paging":
            return rule_type.paging_groups
        if self.groups == "firing":
            return rule_type.firing_groups
        if self.groups == "default":
            return (rule_type.default_group,)
        # A text that is none of the words is told of as a group that the rule type lacks.
        return (self.groups,) if isinstance(self.groups, str) else tuple(self.groups)

    def actions_for(self, rule_type: RuleType) -> tuple[Action, ...]:
        """Return the actions on a rule of a type, with the groups that it really has.

        A pattern whose params or groups are wrong has actions that must not be used: ask `problems_for`.
        """
        return tuple(action for action, _ in self.made_for(rule_type))

    def problems_for(self, rule_type: RuleType, interval: str | None = None) -> Iterator[Problem]:
        """Find what Kibana would refuse, or what would be empty, on a rule of a type.

        Args:
            rule_type: The rule's type.
            interval: How often the rule runs, such as `5m`; None where it is not known.
        """
        if self.needs_alerts_as_data and not rule_type.alerts_as_data:
            message = f"{rule_type.rule_type_id} keeps no alerts as data, so that there are no summaries"
            yield Problem(self.name, message, "Use action(…) with a frequency of its own for it")
            return
        found: list[Problem] = []
        for action, problems in self.made_for(rule_type):
            found += [*problems, *(() if problems else action.problems_for(rule_type, interval))]
        for problem in dict.fromkeys(found):
            yield Problem(f"{self.name}.{problem.where}", problem.message, problem.hint, problem.name)

    def made_for(self, rule_type: RuleType) -> Iterator[tuple[Action, tuple[Problem, ...]]]:
        """Yield each action on a rule of a type, with what is wrong with its params."""
        for group in self.groups_of(rule_type):
            params = self.fires(Firing(rule_type=rule_type, group=group))
            yield self._action(params, group, self.frequency)
        if self.recovers is not None and rule_type.recovery_group is not None:
            params = self.recovers(Firing(rule_type=rule_type, group=rule_type.recovery_group))
            yield self._action(params, rule_type.recovery_group, self.frequency_when_recovered)

    def _action(
        self, params: Params | Mapping[str, Any], group: str, frequency: Frequency
    ) -> tuple[Action, tuple[Problem, ...]]:
        sent, read, problems = read_params(self.kinds, params)
        if read is not None:
            problems = tuple(read.failures(self.target.config))
        action = Action(
            target=self.target,
            params=sent or {},
            group=group,
            frequency=frequency,
            alerts_filter=self.alerts_filter,
        )
        return action, problems


def merged(params: dict[str, Any], more: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return params with further ones over them, object by object."""
    result = dict(params)
    for key, value in (more or {}).items():
        old = result.get(key)
        result[key] = merged(old, value) if isinstance(old, dict) and isinstance(value, Mapping) else value
    return result
