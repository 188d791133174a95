"""What a policy is, and what it finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal, TypeAlias

from ..stack_files.connectors import StackConnector
from ..stack_files.rules import StackRule
from .judged_stack import JudgedStack

Severity: TypeAlias = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""Worst first. An error stops synthesizing; an info is only told by `kibana-connectors policies`."""

PAGE = "docs/policies.md"


@dataclass(frozen=True)
class Finding:
    """One thing that a policy found.

    Attributes:
        policy: The policy's id.
        severity: How bad it is.
        message: What was found; never a value that may be a secret.
        remedy: What to do.
        where: The connector or rule that it is about; None for the stack as a whole.
        place: Where in that, such as `actions[1]`; may be empty.
        stack: The stack's name.
        stack_path: The stack's path in its app.
        file: The stack's file.
    """

    policy: str
    severity: Severity
    message: str
    remedy: str
    where: StackConnector | StackRule | None
    place: str
    stack: str
    stack_path: str = ""
    file: Path | None = None

    @property
    def text(self) -> str:
        """The message with its place, and what to do."""
        place = f"{self.place}: " if self.place else ""
        return f"{place}{self.message}. {self.remedy}" if self.remedy else f"{place}{self.message}"

    @property
    def path(self) -> str:
        """The path of the construct, or the address where the file does not tell, or the stack's name."""
        above = self.stack_path or self.stack
        if self.where is None:
            return above
        return self.where.construct or f"{above}/{self.where.address}"

    @property
    def label(self) -> str:
        """How it is told where room is short: the construct's path, or the names of stack and resource."""
        where = self.where
        if where is None or where.construct is not None:
            return self.path
        return f"{self.stack}/{where.block}{where.instance}"

    def as_json(self) -> dict[str, Any]:
        """Return the finding as plain data."""
        where = self.where
        return {
            "policy": self.policy,
            "severity": self.severity,
            "message": self.message,
            "remedy": self.remedy,
            "docs": f"{PAGE}#{self.policy}",
            "stack": self.stack,
            "resource": where.address if where is not None else None,
            "path": where.construct if where is not None else None,
            "place": self.place or None,
            "file": str(self.file) if self.file is not None else None,
            "line": where.line if where is not None else None,
        }


class Policy:
    """One demand on stacks. A subclass says `id`, `severity`, `reason` and `remedy`, and what it looks at.

    A policy of one's own is a subclass too: override one of `of_connector`, `of_rule` and `of_stack`, and
    give an instance to `Policies.apply(scope, policies=[…])`.

    ```python
    class NamesATeam(Policy):
        id = "names-a-team"
        severity = "error"
        reason = "nobody knows whom to ask about a connector without a team"
        remedy = "Begin the name with the team's"

        def of_connector(self, connector, stack):
            if isinstance(connector.name, str) and ":" not in connector.name:
                yield self.found(connector, "its name names no team")
    ```

    Attributes:
        id: What it demands, in words joined by hyphens.
        severity: How bad a finding is, unless the finding says otherwise.
        reason: What goes wrong without it.
        remedy: What to do, in one sentence; a finding may say it more exactly.
        is_usual: Whether the pack `default` has it; `strict` has all.
        check: The name of the check that demands the same of this library's constructs, at every synth and
            without being applied; empty where there is none.
        can_be_suppressed: Whether it may be switched off, with a reason. Not so for checks without which a
            deployment cannot work, or would write a secret down.
        reads_files: Whether a stack's JSON tells of it.
        is_of_stacks: Whether it is about a stack as a whole, so that no construct in it can be excepted.
    """

    id: ClassVar[str]
    severity: ClassVar[Severity]
    reason: ClassVar[str]
    remedy: ClassVar[str]
    is_usual: ClassVar[bool] = True
    check: ClassVar[str] = ""
    can_be_suppressed: ClassVar[bool] = True
    reads_files: ClassVar[bool] = True
    is_of_stacks: ClassVar[bool] = False

    @property
    def docs(self) -> str:
        """Its part of the documentation."""
        return f"{PAGE}#{self.id}"

    def of_stack(self, stack: JudgedStack) -> Iterator[Finding]:
        """Yield what is wrong with a stack: by default with each of its connectors and rules."""
        for connector in stack.connectors:
            yield from self.of_connector(connector, stack)
        for rule in stack.rules:
            yield from self.of_rule(rule, stack)

    def of_connector(self, connector: StackConnector, stack: JudgedStack) -> Iterator[Finding]:
        """Yield what is wrong with a connector."""
        yield from ()

    def of_rule(self, rule: StackRule, stack: JudgedStack) -> Iterator[Finding]:
        """Yield what is wrong with a rule."""
        yield from ()

    def found(
        self,
        where: StackConnector | StackRule | JudgedStack,
        message: str,
        *,
        place: str = "",
        remedy: str | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """Return a finding.

        Args:
            where: What is wrong: a connector, a rule or the stack.
            message: What was found; never a value that may be a secret.
            place: Where in a rule or connector, such as `actions[1]`.
            remedy: What to do; the policy's own by default.
            severity: How bad it is; the policy's own by default.
        """
        return Finding(
            policy=self.id,
            severity=severity or self.severity,
            message=message,
            remedy=self.remedy if remedy is None else remedy,
            where=None if isinstance(where, JudgedStack) else where,
            place=place,
            stack=where.name if isinstance(where, JudgedStack) else where.stack.name,
        )


class AlertingRulePolicy(Policy):
    """A policy that looks at rules and not at connectors."""

    def of_stack(self, stack: JudgedStack) -> Iterator[Finding]:
        """Yield what is wrong with each rule."""
        for rule in stack.rules:
            yield from self.of_rule(rule, stack)


class ConnectorPolicy(Policy):
    """A policy that looks at connectors and not at rules."""

    def of_stack(self, stack: JudgedStack) -> Iterator[Finding]:
        """Yield what is wrong with each connector."""
        for connector in stack.connectors:
            yield from self.of_connector(connector, stack)


class CheckOfConstructs(Policy):
    """A check that constructs alone tell of: synth finds it, and in a stack's JSON it is not to be seen."""

    severity: ClassVar[Severity] = "error"
    reads_files: ClassVar[bool] = False

    def of_stack(self, stack: JudgedStack) -> Iterator[Finding]:
        """Yield nothing: what a stack's JSON holds has passed."""
        yield from ()
