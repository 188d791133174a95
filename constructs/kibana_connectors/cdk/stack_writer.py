"""The element that writes all connectors of a stack, in one call.

A call into Node for every attribute of every connector would be most of the time that `cdktf synth`
takes (provider_facts, "What synthesis costs"). So connectors keep their attributes in Python, and this
element hands all of them over at once, and no more than the engine has a use for: before it writes a stack it
asks every element whether it refers to other stacks, and all that matters then is what holds a token.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import jsii

from .._cdk import IAnyProducer, IResolveContext, Lazy, TerraformElement, TerraformStack
from ..errors import SynthesisError
from ..schema.secret import SecretVariable
from ..terraform.elasticstack import CONNECTOR, PROVIDER, PROVIDER_SOURCE, PROVIDER_VERSION
from ..tokens import contains_token, is_token

if TYPE_CHECKING:
    from .connector import Connector
    from .stack_record import StackRecord

_ID = "__kibana_connectors__"


class Writer(TerraformElement):
    """Hands a stack's connectors and their variables to the engine."""

    def __init__(self, stack: TerraformStack, record: StackRecord) -> None:
        super().__init__(stack, _ID)
        self._record = record
        self._part = _Part()
        self._lazy_part = Lazy.any_value(self._part)
        self._apart: dict[str, Any] | None = None

    @contextmanager
    def literals_apart(self) -> Iterator[dict[str, Any]]:
        """Hand over only what holds a token for as long as this lasts; the rest of the JSON is yielded.

        It is there when the engine has asked for this element's part.
        """
        self._apart = {}
        try:
            yield self._apart
        finally:
            self._apart = None

    def to_terraform(self) -> Any:
        """Give the part of the stack's JSON that is ours."""
        # Built here: the engine would wrap an error that is raised while it resolves a token.
        written = self._written()
        if self._apart is not None:
            written, literals = _split(written)
            self._apart.clear()
            self._apart.update(literals)
        self._part.json = written
        return self._lazy_part

    def _written(self) -> dict[str, Any]:
        connectors = self._record.written()
        if not connectors:
            return {}
        out: dict[str, Any] = {"resource": {CONNECTOR: _resources(connectors)}}
        variables = _variables(connectors)
        if variables:
            out["variable"] = variables
        if not self._has_provider():
            # No provider construct: its environment variables decide, but Terraform must know the source.
            out["terraform"] = {
                "required_providers": {PROVIDER: {"source": PROVIDER_SOURCE, "version": PROVIDER_VERSION}}
            }
        return out

    def _has_provider(self) -> bool:
        if self._record.providers:
            return True
        providers = self._record.stack.all_providers()
        return any(provider.terraform_resource_type == PROVIDER for provider in providers)

    def to_hcl_terraform(self) -> Any:
        """Refuse: attributes that are gathered in Python have no HCL form."""
        raise SynthesisError(f"{self._record.path}: {NO_HCL}")


@jsii.implements(IAnyProducer)
class _Part:
    """Hands over as much as the engine needs."""

    def __init__(self) -> None:
        self.json: dict[str, Any] = {}

    def produce(self, context: IResolveContext) -> Any:
        """Give everything; while the engine only prepares, what may refer to another stack."""
        return _split(self.json)[0] if context.preparing else self.json


def _split(tree: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Part what holds a token from what does not."""
    tokens: dict[str, Any] = {}
    literals: dict[str, Any] = {}
    for key, value in tree.items():
        if not contains_token(value):
            literals[key] = value
        elif isinstance(value, Mapping) and not is_token(value):
            tokens[key], rest = _split(value)
            if rest:
                literals[key] = rest
        else:
            tokens[key] = value
    return tokens, literals


NO_HCL = (
    "Kibana connectors are written as JSON only: leave hcl_output out of App(…), and SYNTH_HCL_OUTPUT unset"
)


def _resources(connectors: Sequence[Connector[Any, Any]]) -> dict[str, Any]:
    written: dict[str, Any] = {}
    owners: dict[str, str] = {}
    for connector in connectors:
        logical_id, attributes = connector.written()
        other = owners.setdefault(logical_id, connector.place.path)
        if other != connector.place.path:
            raise SynthesisError(
                f"{connector.place.path} and {other} would both be called {logical_id} in Terraform, where "
                "only letters, digits, _ and - of a construct's id count: give one of them another id"
            )
        written[logical_id] = attributes
    return written


def _variables(connectors: Sequence[Connector[Any, Any]]) -> dict[str, Any]:
    """Declare each variable once, for all the connectors that share it."""
    users: defaultdict[str, list[tuple[SecretVariable, Connector[Any, Any]]]] = defaultdict(list)
    for connector in connectors:
        for variable in connector.wiring.variables:
            users[variable.name].append((variable, connector))
    return {
        name: SecretVariable.declaration(
            [(variable, connector.place.path) for variable, connector in sharing],
            ephemeral=all(connector.is_write_only for _, connector in sharing),
        )
        for name, sharing in users.items()
    }
