"""RuleActions: what every connector that rules can use has, `action(…)`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from ..errors import InvalidAction, Problem
from ..frames import forgetful
from .action import (
    Action,
    ActionTarget,
    AlertsFilter,
    FixedTarget,
    Frequency,
    filter_problems,
    frequency_problems,
)
from .mustache import template_problems
from .params_base import Params, read_params, texts_in
from .patterns import Pattern
from .rule_types import rule_types

ParamsT = TypeVar("ParamsT", bound=Params)
_DEFAULT = Frequency()


class RuleActions(Generic[ParamsT]):
    """What rules do through a connector.

    The constructs of the types that rules can use are derived from it. For a connector that is in no stack,
    such as a preconfigured one, make one of its id: `PagerDutyActions("on-call").escalation()`.
    """

    ACTION_TYPE: ClassVar[str]
    """The connector's type."""
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]]
    """The classes of params: one, or one for each sub-action."""

    def __init__(self, connector_id: str) -> None:
        """Take a connector that is in no stack. A construct is made otherwise, and never comes here.

        Args:
            connector_id: Kibana's id of it.
        """
        self._target = FixedTarget(type(self).ACTION_TYPE, connector_id)

    @property
    def action_target(self) -> ActionTarget:
        """What its actions go through; a construct's own property comes before this one."""
        return self._target

    @forgetful
    def action(
        self,
        params: ParamsT | Mapping[str, Any],
        *,
        group: str | None = None,
        frequency: Frequency | None = _DEFAULT,
        alerts_filter: AlertsFilter | None = None,
        uuid: str | None = None,
    ) -> Action:
        """Return one action of a rule, and check its params as Kibana does when the action runs.

        Args:
            params: What the connector sends: an instance of the type's class, or a dict in Kibana's own
                spelling. Texts may hold Mustache, and values may be tokens.
            group: The id of the rule type's group that it is for. Default: the type's first group.
            frequency: How often it runs. Default: once for each alert and change of its group. None: as the
                rule itself says, in its deprecated `notify_when`.
            alerts_filter: For which alerts it runs; needs a rule type that keeps alerts as data.
            uuid: Kibana's own id of the action; only the detection rule's resource takes it.

        Raises:
            InvalidAction: Kibana would refuse it, or the action would fail or do harm; everything at once.
        """
        target = self.action_target
        sent, read, problems = read_params(type(self).ACTION_PARAMS, params)
        found = [*problems, *_option_problems(group, uuid), *_frequency_problems(frequency)]
        found += filter_problems(alerts_filter)
        if sent is not None and read is not None:
            found += read.failures(target.config)
            for where, text in texts_in(sent, "params"):
                found += template_problems(text, where)
        if found or sent is None:
            raise InvalidAction(f"{target.label}.action", found)
        return Action(
            target=target,
            params=sent,
            group=group,
            frequency=frequency,
            alerts_filter=alerts_filter,
            uuid=uuid,
        )


@forgetful
def checked(pattern: Pattern) -> Pattern:
    """Return a pattern, after what can be checked before the rule's type is known.

    Raises:
        InvalidAction: Its params are such that Kibana would refuse them for any rule type.
    """
    sample = next(each for each in rule_types() if each.alerts_as_data)
    problems: list[Problem] = [
        *frequency_problems(pattern.frequency),
        *filter_problems(pattern.alerts_filter),
    ]
    problems += _groups_problems(pattern.groups)
    if problems:
        raise InvalidAction(f"{pattern.target.label}.{pattern.name}", problems)
    for _, found in pattern.made_for(sample):
        problems += found
    if problems:
        raise InvalidAction(f"{pattern.target.label}.{pattern.name}", dict.fromkeys(problems))
    return pattern


def _frequency_problems(frequency: object) -> Iterator[Problem]:
    return iter(()) if frequency is None else frequency_problems(frequency)


def _groups_problems(groups: object) -> Iterator[Problem]:
    expected = 'expected "paging", "firing", "default", or a list of groups\' ids'
    if isinstance(groups, (list, tuple)):
        if not groups:
            yield Problem("groups", "expected at least one group")
        elif not all(isinstance(group, str) for group in groups):
            yield Problem("groups", expected)
    elif groups not in ("paging", "firing", "default"):
        yield Problem("groups", expected)


def _option_problems(group: object, uuid: object) -> Iterator[Problem]:
    if group is not None and (not isinstance(group, str) or not group.strip()):
        yield Problem("group", "expected the id of a group, as a text")
    if uuid is not None and not isinstance(uuid, str):
        yield Problem("uuid", "expected a text")
