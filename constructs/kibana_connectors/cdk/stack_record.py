"""What is known of one stack's connectors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .._cdk import Annotations, TerraformProvider, TerraformStack
from ..errors import InvalidBackend, Problem
from ..formats.javascript import is_blank
from ..schema.secret import SecretsMode
from .stack_checks import StackChecks
from .stack_writer import Writer
from .synthesizer import Synthesizer

if TYPE_CHECKING:
    from ..terraform.secret_inputs import Wiring
    from .connector import Connector
    from .provider import KibanaProvider

_RECORD = "_kibana_connectors_record"


@dataclass
class StackRecord:
    """All that this library knows of one stack."""

    stack: TerraformStack
    path: str
    connectors: list[Connector[Any, Any]] = field(default_factory=list)
    providers: list[KibanaProvider] = field(default_factory=list)
    unencrypted_reason: str | None = None
    _owners: dict[str, str] = field(default_factory=dict)

    def add(self, connector: Connector[Any, Any]) -> None:
        """Take a connector in."""
        self.connectors.append(connector)
        for variable in connector.wiring.variables:
            self._owners.setdefault(variable.name, "" if variable.shared else connector.place.path)

    def written(self) -> list[Connector[Any, Any]]:
        """List the connectors that the stack holds; one that was moved to another resource is not written."""
        return [connector for connector in self.connectors if connector.is_written]

    def variable_problems(self, wiring: Wiring) -> Iterator[Problem]:
        """Find variables whose names another connector's variables have already."""
        for variable in wiring.variables:
            owner = self._owners.get(variable.name)
            if owner is None or (variable.shared and owner == ""):
                continue
            yield Problem(
                ".".join(("secrets", *variable.path)),
                f"its variable would be called {variable.name}, as one of {owner or 'another connector'} is",
                'Name it yourself with Secret.variable("…"); connectors that give the same name share it',
            )

    def provider_for(self, provider: TerraformProvider | None) -> KibanaProvider | None:
        """Give the `KibanaProvider` that serves a connector which names this provider, or none."""
        if provider is None:
            return next((each for each in self.providers if each.alias is None), None)
        return next((each for each in self.providers if each is provider), None)

    def id_namespace(self, provider: TerraformProvider | None) -> str:
        """Give the namespace of derived ids: the provider's, else the stack's own path."""
        named = self.provider_for(provider)
        return (named and named.id_namespace) or self.path

    def secrets_mode(self, provider: TerraformProvider | None) -> SecretsMode:
        """Give the way in which secrets travel unless a connector says otherwise."""
        named = self.provider_for(provider)
        return named.secrets_mode if named else SecretsMode.WRITE_ONLY


def record_of(stack: TerraformStack) -> StackRecord:
    """Give the stack's record, made at the first call together with what writes and checks it."""
    record: StackRecord | None = stack.__dict__.get(_RECORD)
    if record is None:
        record = StackRecord(stack, stack.node.path)
        setattr(stack, _RECORD, record)
        Synthesizer(stack, Writer(stack, record))
        stack.node.add_validation(StackChecks(record))
    return record


def allow_unencrypted_state(stack: TerraformStack, *, reason: str) -> None:
    """Let a stack of connectors keep its state unencrypted, and say why.

    The reason shows up as a warning at each synth. Secrets in write-only mode are in no state, but configs
    are: endpoints, user names, channel names. `SecretsMode.STATE` stays forbidden.

    Args:
        stack: The stack.
        reason: Why this is right here, for whoever reads the code or the warning later.

    Raises:
        InvalidBackend: No reason, or no stack.
    """
    if not TerraformStack.is_stack(stack):
        raise InvalidBackend("allow_unencrypted_state: expected a TerraformStack as its first argument")
    if not isinstance(reason, str) or is_blank(reason):
        raise InvalidBackend(
            f"{stack.node.path}: allow_unencrypted_state: reason: expected a text that says why"
        )
    record_of(stack).unencrypted_reason = reason
    Annotations.of(stack).add_warning(f"State with Kibana connectors is not encrypted: {reason}")
