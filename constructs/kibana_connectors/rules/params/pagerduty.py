"""PagerDuty: what rules send, and the escalation that resolves what it triggers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import Field

from ...errors import Problem
from ...frames import forgetful
from ...schema.fields import ABSENT, OrAbsent, Text, absent
from ...tokens import is_token
from ..action import AlertsFilter, Frequency
from ..fields import ONE_OF, JsonObject, JsonObjectOrText, Length, ListOf, Template, holds_template
from ..params_base import Params, ParamsObject
from ..patterns import KEY, ON_CHANGE, Firing, Groups, Pattern, merged
from ..rule_actions import RuleActions, checked

EventAction: TypeAlias = Annotated[Literal["trigger", "resolve", "acknowledge"] | Template, ONE_OF]
Severity: TypeAlias = Annotated[Literal["critical", "error", "warning", "info"] | Template, ONE_OF]


class PagerDutyLink(ParamsObject):
    """A link that PagerDuty shows with an alert."""

    href: Text
    """The URL."""
    text: Text
    """What is shown."""


class PagerDutyParams(Params):
    """Params of PagerDuty's actions: an event of the Events API v2."""

    event_action: OrAbsent[EventAction] = absent()
    """`trigger`, `resolve` or `acknowledge`; left out, `trigger`. The last two send the key alone."""
    dedup_key: OrAbsent[Annotated[Text, Length(255)]] = absent()
    """What belongs together; required for `resolve` and `acknowledge`. Kibana fills in none."""
    summary: OrAbsent[Annotated[Text, Length(1024)]] = absent()
    """One line that says what happened."""
    source: OrAbsent[Text] = absent()
    """What it happened to; left out, Kibana sends `Kibana Action <connector id>`."""
    severity: OrAbsent[Severity] = absent()
    """`critical`, `error`, `warning` or `info`; left out, `info`."""
    timestamp: OrAbsent[Text] = absent()
    """When it happened; a date."""
    component: OrAbsent[Text] = absent()
    """The part of the source, such as `mysql`."""
    group: OrAbsent[Text] = absent()
    """What the source belongs to, such as `prod-datapipe`."""
    class_: OrAbsent[Text] = Field(
        default=None, validation_alias="class", serialization_alias="class", json_schema_extra=ABSENT
    )
    """The kind of event, such as `ping failure`."""
    links: OrAbsent[ListOf[PagerDutyLink]] = absent()
    """Links that are shown with it."""
    custom_details: OrAbsent[Annotated[JsonObjectOrText, JsonObject()]] = absent()
    """Anything else: an object, or JSON text of one."""

    def check(self) -> Iterator[Problem]:
        """Find a key that is missing, and a time that is none."""
        if self.event_action in ("resolve", "acknowledge") and not self.dedup_key:
            hint = f'An action that triggers with "{KEY}" is closed by the same'
            yield Problem("params.dedupKey", f"required with {self.event_action}", hint, "dedup_key")
        if self.timestamp is not None and not _is_date(self.timestamp):
            yield Problem("params.timestamp", "expected a date, such as 2026-11-25T12:00:00Z")


_ISO = re.compile(
    r"[+-]?\d{4,6}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
    r"([T ]([01]\d|2[0-4]):[0-5]\d(:[0-5]\d([.,]\d+)?)?)?\s*(Z|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_SLASHES = re.compile(r"(\d{4}/\d{1,2}/\d{1,2}|\d{1,2}/\d{1,2}/\d{4})(,? \d{1,2}:\d\d(:\d\d)?)?")
_MONTH = re.compile(
    r"(\d{1,2} )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?( \d{1,2},?)?( \d{4})?"
    r"(,? \d{1,2}:\d\d(:\d\d)?)?( (gmt|utc|z))?",
    re.IGNORECASE,
)


def _is_date(text: str) -> bool:
    """Whether Kibana reads a text as a date: as JavaScript does, or as a number of milliseconds."""
    if is_token(text) or holds_template(text):
        return True
    trimmed = text.strip()
    if not trimmed or re.fullmatch(r"[+-]?\d+(\.\d+)?", trimmed):
        return True
    return any(form.fullmatch(trimmed) for form in (_ISO, _SLASHES, _MONTH)) or parsedate(trimmed) is not None


class PagerDutyActions(RuleActions[PagerDutyParams]):
    """What rules do through a PagerDuty connector."""

    ACTION_TYPE: ClassVar[str] = ".pagerduty"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (PagerDutyParams,)
    Params = PagerDutyParams
    Link = PagerDutyLink

    @forgetful
    def escalation(
        self,
        *,
        dedup_key: str = KEY,
        summary: str | None = None,
        severity: str | Mapping[str, str] | None = None,
        source: str = "kibana",
        more: Mapping[str, Any] | None = None,
        groups: Groups = "paging",
        resolves: bool = True,
        frequency: Frequency = ON_CHANGE,
        alerts_filter: AlertsFilter | None = None,
    ) -> Pattern:
        """Return actions that trigger an alert in PagerDuty, and resolve it when Kibana's has ended.

        Args:
            dedup_key: What both have in common. Default: the rule and the alert.
            summary: Default: the rule's name, and what happened.
            severity: One for all groups, or one by group. Default: `critical` for the worst group of a type
                that grades its groups, `error` for others.
            source: What PagerDuty shows as the source.
            more: Further params of the trigger, in Kibana's spelling; they win over the pattern's own.
            groups: For which groups it triggers. Default: those that somebody is woken for.
            resolves: Whether it resolves.
            frequency: How often the actions run.
            alerts_filter: For which alerts they run.

        Raises:
            InvalidAction: Kibana would refuse the params for any rule type.
        """

        def fires(firing: Firing) -> Mapping[str, Any]:
            own = severity.get(firing.group) if isinstance(severity, Mapping) else severity
            event = {
                "eventAction": "trigger",
                "dedupKey": dedup_key,
                "summary": f"{{{{rule.name}}}}: {firing.reason}" if summary is None else summary,
                "severity": own or ("critical" if firing.is_worst else "error"),
                "source": source,
            }
            return merged(event, more)

        def recovers(_: Firing) -> Mapping[str, Any]:
            return {"eventAction": "resolve", "dedupKey": dedup_key}

        return checked(
            Pattern(
                name="escalation",
                target=self.action_target,
                kinds=self.ACTION_PARAMS,
                groups=groups,
                fires=fires,
                recovers=recovers if resolves else None,
                frequency=frequency,
                frequency_when_recovered=frequency,
                alerts_filter=alerts_filter,
            )
        )
