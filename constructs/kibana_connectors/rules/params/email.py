"""Email: what rules send, and the digest of all alerts of a rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import Field

from ...errors import Problem
from ...frames import forgetful
from ...schema.fields import OrAbsent, Text, absent
from ...tokens import is_token
from ..action import AlertsFilter, Frequency
from ..fields import Length, ListOf, at_most
from ..params_base import Params, ParamsObject
from ..patterns import Firing, Pattern
from ..rule_actions import RuleActions, checked

Addresses = ListOf[Annotated[Text, Length(512)]]


class EmailFooterLink(ParamsObject):
    """The link to Kibana at the end of a mail."""

    path: OrAbsent[Text] = absent()
    """A path below Kibana's URL; left out, `/`."""
    text: OrAbsent[Text] = absent()
    """What is shown; left out, `Go to Elastic`."""


class EmailParams(Params):
    """Params of a mail."""

    to: OrAbsent[Annotated[Addresses, at_most(100)]] = absent()
    """The addresses. Those with Mustache are checked after it was rendered."""
    cc: OrAbsent[Annotated[Addresses, at_most(100)]] = absent()
    """Who gets a copy."""
    bcc: OrAbsent[Annotated[Addresses, at_most(100)]] = absent()
    """Who gets a copy, unseen by the others."""
    reply_to: OrAbsent[Annotated[Addresses, at_most(10)]] = absent()
    """Who gets replies; older versions of Kibana do not take it."""
    subject: Text
    """The subject."""
    message: Text
    """The text, in Markdown. Values are escaped for it; write URLs with three braces."""
    message_html: Text | None = Field(
        default=None, validation_alias="messageHTML", serialization_alias="messageHTML"
    )
    """The same in HTML, which the connector's `allow_html` must allow."""
    kibana_footer_link: OrAbsent[EmailFooterLink] = absent()
    """The link at the end."""

    def check(self) -> Iterator[Problem]:
        """Find a mail that goes to nobody."""
        lists = (self.to, self.cc, self.bcc)
        if not any(is_token(each) or any(text.strip() for text in each or ()) for each in lists):
            yield Problem("params.to", "expected at least one address in to, cc or bcc")

    def failures(self, config: Any) -> Iterator[Problem]:
        """Find HTML that the connector does not allow."""
        if self.message_html is None or config is None:
            allowed: Any = True
        else:
            allowed = config.allow_html
        if self.message_html is not None and not (allowed is True or is_token(allowed)):
            message = "the connector does not allow HTML, so that the action fails at each run"
            yield Problem("params.messageHTML", message, "Set allow_html in its config", "message_html")


class EmailActions(RuleActions[EmailParams]):
    """What rules do through an email connector."""

    ACTION_TYPE: ClassVar[str] = ".email"
    ACTION_PARAMS: ClassVar[tuple[type[Params], ...]] = (EmailParams,)
    Params = EmailParams
    FooterLink = EmailFooterLink

    @forgetful
    def digest(
        self,
        to: str | Sequence[str],
        *,
        every: str = "1d",
        cc: Sequence[str] | None = None,
        bcc: Sequence[str] | None = None,
        subject: str | None = None,
        message: str | None = None,
        more: Mapping[str, Any] | None = None,
        alerts_filter: AlertsFilter | None = None,
    ) -> Pattern:
        """Return an action that sends one mail an interval with all alerts: new, ongoing and ended.

        It needs a rule type that keeps alerts as data. A summary covers all groups and what has ended.

        Args:
            to: The address, or several.
            every: The interval, such as `1h` or `1d`; not shorter than the rule's own.
            cc: Who gets a copy.
            bcc: Who gets a copy, unseen by the others.
            subject: Default: the rule's name and the numbers of alerts.
            message: Default: a line for each new alert.
            more: Further params, in Kibana's spelling; they win over the pattern's own.
            alerts_filter: For which alerts.

        Raises:
            InvalidAction: Kibana would refuse the params for any rule type.
        """
        counts = ", ".join(f"{{{{alerts.{each}.count}}}} {each}" for each in ("new", "ongoing", "recovered"))
        line = "- {{kibana.alert.instance.id}}: {{kibana.alert.reason}}"
        params: dict[str, Any] = {
            "to": [to] if isinstance(to, str) and not is_token([to]) else list(to),
            "subject": f"{{{{rule.name}}}}: {counts}" if subject is None else subject,
            "message": f"{{{{#alerts.new.data}}}}\n{line}\n{{{{/alerts.new.data}}}}"
            if message is None
            else message,
            **({} if cc is None else {"cc": list(cc)}),
            **({} if bcc is None else {"bcc": list(bcc)}),
            **(more or {}),
        }

        def fires(_: Firing) -> Mapping[str, Any]:
            return params

        return checked(
            Pattern(
                name="digest",
                target=self.action_target,
                kinds=self.ACTION_PARAMS,
                groups="default",
                fires=fires,
                frequency=Frequency(summary=True, notify_when="onThrottleInterval", throttle=every),
                alerts_filter=alerts_filter,
                needs_alerts_as_data=True,
            )
        )
