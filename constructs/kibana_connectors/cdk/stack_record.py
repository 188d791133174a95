"""What is known of one stack's connectors and rules: declarations and provider settings, as plain data."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from ..errors import Problem
from ..schema.tool import Tool, tool_of
from ..terraform.declaration import Declaration
from ..terraform.elasticstack import CONNECTOR
from ..terraform.provider_settings import ProviderSettings
from ..terraform.rule_declaration import RuleDeclaration
from ..terraform.secret_inputs import SecretInputs
from ..tokens import is_token

_REFERENCE = re.compile(rf"\$\{{\s*{CONNECTOR}\.([\w-]+)(?:\[[^\]]*\])?\.connector_id\s*\}}")

if TYPE_CHECKING:
    from ..policies.judging import Suppression
    from ..policies.policy import Finding
    from .applied_policies import Applied


@dataclass
class StackRecord:
    """All that this library knows of one stack; the constructs fill it, the writer and the checks read it.

    Attributes:
        path: The stack's path.
        providers: The settings of the stack's `KibanaProvider`s.
        forgotten: The paths of connectors that leave the state and stay in Kibana.
        outputs_of_ids: CDKTF's names of outputs for ids in one space, and what each refers to.
        has_roles: Whether the stack has roles of ours, which the provider serves too.
        suppressed: Checks that the user switched off: name to reason.
        policies: Policies that were applied to the stack, and to constructs in it.
        policy_suppressions: Policies that are switched off in it.
        told_findings: What policies have found already.
        told_checks: What checks have found: by the id of the policy that a check is, the paths.
    """

    path: str
    providers: list[ProviderSettings] = field(default_factory=list)
    suppressed: dict[str, str] = field(default_factory=dict)
    has_roles: bool = False
    forgotten: list[str] = field(default_factory=list)
    outputs_of_ids: dict[str, str] = field(default_factory=dict)
    policies: list[Applied] = field(default_factory=list)
    policy_suppressions: list[Suppression] = field(default_factory=list)
    told_findings: set[str] = field(default_factory=set)
    told_checks: dict[str, set[str]] = field(default_factory=dict)
    _declarations: list[Declaration] = field(default_factory=list)
    _rules: list[RuleDeclaration] = field(default_factory=list)
    _owners: dict[str, str] = field(default_factory=dict)
    _paths: set[str] = field(default_factory=set)

    def add(self, declaration: Declaration) -> None:
        """Take a connector in."""
        self._declarations.append(declaration)
        self._paths.add(declaration.path.full)
        for variable in declaration.secrets.variables:
            self._owners.setdefault(variable.name, "" if variable.is_shared else declaration.path.full)

    def has_told(self, finding: Finding) -> bool:
        """Whether a check of the stack has told what a policy finds."""
        told = self.told_checks.get(finding.policy) or set()
        return bool(told) and (finding.where is None or finding.path in told)

    def has_had(self, path: str) -> bool:
        """Whether a connector was made at a path; it may have been removed from the tree again."""
        return path in self._paths

    def remove(self, path: str) -> None:
        """Forget the connector at a path, and that its variables' names are taken."""
        for declaration in self._declarations:
            if declaration.path.full == path:
                declaration.is_removed = True
        self._owners = {name: owner for name, owner in self._owners.items() if owner != path}

    @property
    def declarations(self) -> Sequence[Declaration]:
        """The connectors that are written: those that were neither moved to another resource nor removed."""
        return [each for each in self._declarations if not (each.is_moved or each.is_removed)]

    @property
    def rules(self) -> Sequence[RuleDeclaration]:
        """The rules that are written."""
        return [each for each in self._rules if not (each.is_moved or each.is_removed)]

    @property
    def everything(self) -> tuple[Declaration | RuleDeclaration, ...]:
        """The connectors and the rules that are written."""
        return (*self.declarations, *self.rules)

    def add_rule(self, rule: RuleDeclaration) -> None:
        """Take a rule in; one that was at its path before has been removed from the tree."""
        for each in self._rules:
            if each.path.full == rule.path.full:
                each.is_removed = True
        self._rules.append(rule)

    def holds(self, declaration: Declaration) -> bool:
        """Whether a connector is one of this stack's that are written."""
        return (
            self.has_had(declaration.path.full)
            and declaration.path.full.startswith(f"{self.path}/")
            and not (declaration.is_moved or declaration.is_removed)
        )

    def connector_named_by(self, connector_id: str) -> Declaration | None:
        """Return the connector of this stack that an id stands for; None where it is of another, or unknown.

        Args:
            connector_id: Kibana's id, a token of it, or an expression that refers to it.
        """
        found = _REFERENCE.fullmatch(connector_id)
        for declaration in self.declarations:
            if found is not None:
                if declaration.logical_id == found[1]:
                    return declaration
            elif is_token(connector_id):
                if connector_id in declaration.id_tokens:
                    return declaration
            elif connector_id in declaration.known_ids(self.settings_of(declaration), self.path):
                return declaration
        return None

    @property
    def tool(self) -> Tool | None:
        """The tool that deploys the stack, as its targets or the environment say; None if neither does."""
        return tool_of(self._told_tools(), os.environ)

    @property
    def is_tool_told(self) -> bool:
        """Whether a target names the tool, so that the environment does not matter."""
        return any(tool is not None for tool in self._told_tools())

    def _told_tools(self) -> Iterator[Tool | None]:
        targets = (provider.target for provider in self.providers)
        return (target.tool for target in targets if target is not None)

    def settings_of(self, declaration: Declaration | RuleDeclaration) -> ProviderSettings:
        """Return the settings of the provider that serves a connector or a rule, as they are now."""
        if declaration.provider is not None:
            return declaration.provider
        default = next((provider for provider in self.providers if provider.alias is None), None)
        return default or ProviderSettings()

    def variable_problems(self, secrets: SecretInputs) -> Iterator[Problem]:
        """Find variables whose names another connector's variables have already."""
        for variable in secrets.variables:
            owner = self._owners.get(variable.name)
            if owner is None or (variable.is_shared and owner == ""):
                continue
            yield Problem(
                ".".join(("secrets", *variable.path)),
                f"its variable would be called {variable.name}, as one of {owner or 'another connector'} is",
                'Name it yourself with Secret.variable("…"); connectors that give the same name share it',
            )


_BY_FILE: WeakValueDictionary[str, StackRecord] = WeakValueDictionary()


def remember_file(file: Path, record: StackRecord) -> None:
    """Keep which stack wrote a file."""
    _BY_FILE[str(file.resolve())] = record


def record_of_file(file: Path) -> StackRecord | None:
    """Return the record of the stack that wrote a file last; None where this library wrote none."""
    return _BY_FILE.get(str(file.resolve()))
