"""Jira: issues that rules create. None of them can be closed by a rule, which never learns an issue's id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar

from ...frames import forgetful
from ...schema.fields import Matching, Text, field
from ...tokens import is_token
from ..action import AlertsFilter, Frequency
from ..fields import JsonObject, JsonObjectOrText, ListOf, holds_template
from ..params_base import LooseSubActionParams, Params, ParamsObject
from ..patterns import ON_CHANGE, TITLE, Firing, Groups, Pattern, merged
from ..rule_actions import RuleActions, checked
from ._comments import Comment


def _has_no_blank(label: str) -> bool:
    return is_token(label) or holds_template(label) or not any(map(str.isspace, label))


_NAMED = frozenset(
    {
        *("summary", "description", "externalId", "issueType", "priority", "labels", "parent"),
        "otherFields",
    }
)


class JiraIssue(ParamsObject):
    """A Jira issue."""

    summary: Text
    """One line."""
    description: Text | None = field(default=None)
    """What happened."""
    external_id: Text | None = field(default=None)
    """The id of an issue to change instead of creating one; a rule never knows it."""
    issue_type: Text | None = field(default=None)
    """The id of the issue's type, such as `10006`."""
    priority: Text | None = field(default=None)
    """The name of a priority, such as `High`."""
    labels: ListOf[Annotated[Text, Matching(_has_no_blank, "a label without blanks")]] | None = field(
        default=None
    )
    """Labels, without blanks."""
    parent: Text | None = field(default=None)
    """The key of the parent issue, such as `RJ-107`."""
    other_fields: Annotated[JsonObjectOrText, JsonObject(20, _NAMED)] | None = field(default=None)
    """Further fields by Jira's names, at most 20: an object, or JSON text of one."""


class JiraPushToService(LooseSubActionParams):
    """Params of an issue that is created."""

    SUB_ACTION: ClassVar[str | None] = "pushToService"
    ENVELOPE_IS_CLOSED: ClassVar[bool] = True

    incident: JiraIssue
    """The issue."""
    comments: ListOf[Comment] | None = field(default=None)
    """Comments that are added."""


class JiraActions(RuleActions[JiraPushToService]):
    """What rules do through a Jira connector."""

    ACTION_TYPE: ClassVar[str] = ".jira"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (JiraPushToService,)
    PushToService = JiraPushToService
    Issue = JiraIssue
    Comment = Comment

    @forgetful
    def ticket(
        self,
        *,
        summary: str = TITLE,
        description: str | None = None,
        labels: Sequence[str] = ("kibana",),
        issue_type: str | None = None,
        priority: str | None = None,
        parent: str | None = None,
        more: Mapping[str, Any] | None = None,
        groups: Groups = "paging",
        frequency: Frequency = ON_CHANGE,
        alerts_filter: AlertsFilter | None = None,
    ) -> Pattern:
        """Return actions that create an issue when an alert fires or changes its group.

        There is none for alerts that have ended: it would create a second issue. Where issues are to be
        closed, `.jira-service-management` can do it.

        Args:
            summary: One line. Default: the rule's name and the alert.
            description: Default: what happened.
            labels: Labels without blanks.
            issue_type: The id of the issue's type.
            priority: The name of a priority.
            parent: The key of the parent issue.
            more: Further fields of the issue, in Kibana's spelling; they win over the pattern's own.
            groups: For which groups it creates. Default: those that somebody is woken for.
            frequency: How often the actions run; anything but once creates an issue each time.
            alerts_filter: For which alerts they run.

        Raises:
            InvalidAction: Kibana would refuse the params for any rule type.
        """
        given = {"issueType": issue_type, "priority": priority, "parent": parent}

        def fires(firing: Firing) -> Mapping[str, Any]:
            issue = {
                "summary": summary,
                "description": firing.reason if description is None else description,
                "labels": list(labels),
                **{name: value for name, value in given.items() if value is not None},
            }
            inside = {"incident": merged(issue, more), "comments": []}
            return {"subAction": "pushToService", "subActionParams": inside}

        return checked(
            Pattern(
                name="ticket",
                target=self.action_target,
                kinds=self.ACTION_PARAMS,
                groups=groups,
                fires=fires,
                frequency=frequency,
                alerts_filter=alerts_filter,
            )
        )
