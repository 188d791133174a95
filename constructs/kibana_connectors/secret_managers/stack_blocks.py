"""What the secret managers of one stack write into its JSON, and the element that hands it to the engine.

The engines have no class for an ephemeral block, or one that checks the versions of tools. So the JSON itself
is written.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from .._cdk import (
    DefaultTokenResolver,
    StringConcat,
    TerraformElement,
    TerraformStack,
    Tokenization,
)
from ..cdk.scope import Scope
from ..cdk.stack_record import StackRecord
from ..cdk.stack_setup import record_of
from ..engine_objects import AnyProvider
from ..errors import SynthesisError
from ..frames import forgetful
from ..hcl import template
from ..terraform.construct_path import ConstructPath
from ..terraform.secret_providers import SecretProvider
from ..tokens import contains_token, is_token

_ID = "__kibana_connectors_secrets__"
_KEPT = "_kibana_connectors_secrets"


@dataclass(eq=False)
class Blocks:
    """What one secret manager writes.

    Attributes:
        path: Where the manager stands.
        provider: The provider that reads its secrets.
        settings: The arguments of the provider's block that the manager sets.
        given: The provider construct that the user gave; None to find or write one.
        bodies: The bodies of its blocks: by kind (`ephemeral`, `data`), type and name.
        variables: The bodies of its variables by name.
    """

    path: ConstructPath
    provider: SecretProvider
    settings: Mapping[str, Any]
    given: AnyProvider | None
    bodies: dict[tuple[str, str, str], dict[str, Any]] = field(default_factory=dict)
    variables: dict[str, dict[str, Any]] = field(default_factory=dict)


class StackBlocks:
    """What all secret managers of a stack write, and the names that are taken."""

    def __init__(self, stack: TerraformStack, record: StackRecord) -> None:
        self.stack = stack
        self.record = record
        self.managers: list[Blocks] = []
        self._names: dict[tuple[str, ...], str] = {}

    def name(self, kind: str, type_: str, wanted: str, identity: Any) -> str:
        """Return the name of a block: the wanted one, unless another block has it.

        Args:
            kind: `ephemeral`, `data` or `variable`.
            type_: The block's type; empty for a variable.
            wanted: The name to take.
            identity: What tells this block from others, as JSON.
        """
        told = json.dumps(identity, sort_keys=True, default=str)
        if self._names.setdefault((kind, type_, wanted), told) == told:
            return wanted
        digest = hashlib.sha256(told.encode()).hexdigest()[:8]
        return self.name(kind, type_, f"{wanted}_{digest}", identity)

    def told(self, value: Any) -> Any:
        """Return a value with its tokens resolved: the same attribute has another token each time."""
        if not contains_token(value):
            return value
        resolver: Any = DefaultTokenResolver(StringConcat())
        try:
            return Tokenization.resolve(value, preparing=False, scope=self.stack, resolver=resolver)
        except RuntimeError:  # what jsii makes of any error in Node: it cannot be told yet
            return value

    def fragment(self) -> dict[str, Any]:
        """Return the JSON.

        Raises:
            SynthesisError: A variable has the name of one that a connector declares.
        """
        managers = [each for each in self.managers if each.bodies]
        places = self._providers(managers)
        made: dict[str, Any] = {}
        for name, blocks in places.blocks.items():
            made.setdefault("provider", {})[name] = blocks
        for name, required in places.required.items():
            made.setdefault("terraform", {}).setdefault("required_providers", {})[name] = required
        taken = {
            variable.name: declaration.path.full
            for declaration in self.record.declarations
            for variable in declaration.secrets.variables
        }
        for manager in managers:
            for (kind, type_, name), body in manager.bodies.items():
                alias = places.alias_of(manager)
                written = {**body, "provider": alias} if alias else dict(body)
                made.setdefault(kind, {}).setdefault(type_, {})[name] = written
            for name, body in manager.variables.items():
                if name in taken:
                    raise SynthesisError(
                        f"{manager.path}: its variable {name} has the name of one that {taken[name]} "
                        "declares for a secret: give the manager another id, or the secret a name=…"
                    )
                made.setdefault("variable", {})[name] = body
        return made

    def _providers(self, managers: list[Blocks]) -> _Providers:
        """Return which provider serves each manager, and what has to be written for it."""
        made = _Providers()
        every = self.stack.all_providers()
        for provider in dict.fromkeys(each.provider for each in managers):
            users = [each for each in every if each.terraform_resource_type == provider.name]
            serving = [each for each in managers if each.provider is provider and each.given is None]
            # A provider of the user's own brings its source and version with it.
            if not users:
                made.required[provider.name] = {"source": provider.source, "version": provider.version}
            made.serve(provider, serving, [each.alias for each in users])
        for manager in managers:
            if manager.given is not None:
                made.aliases[id(manager)] = manager.given.fqn
        return made


class _Providers:
    """The blocks of providers that have to be written, and how managers refer to them."""

    def __init__(self) -> None:
        self.blocks: dict[str, list[dict[str, Any]]] = {}
        self.required: dict[str, dict[str, str]] = {}
        self.aliases: dict[int, str] = {}

    def alias_of(self, manager: Blocks) -> str:
        """Return what a manager's blocks have as `provider`; empty for the default one."""
        return self.aliases.get(id(manager), "")

    def serve(
        self, provider: SecretProvider, managers: list[Blocks], aliases: Collection[str | None]
    ) -> None:
        """Find or make the block of a provider for each of its managers.

        Args:
            provider: The provider.
            managers: Those that name no provider construct.
            aliases: The aliases of the user's own blocks of it; None for the one without an alias.
        """
        taken = set(aliases)
        groups: dict[str, list[Blocks]] = {}
        for manager in managers:
            groups.setdefault(json.dumps(manager.settings, sort_keys=True), []).append(manager)
        # Who sets nothing is served by the default one: the user's, or one that is as empty.
        ordered = sorted(groups.values(), key=lambda group: bool(group[0].settings))
        for group in ordered:
            settings = {**provider.fixed, **group[0].settings}
            if None not in taken:
                taken.add(None)
                if settings:
                    self.blocks.setdefault(provider.name, []).append(settings)
            elif group[0].settings:
                alias = _identifier("_".join(group[0].path.below_stack))
                while alias in taken:
                    alias += "_"
                taken.add(alias)
                self.blocks.setdefault(provider.name, []).append({**settings, "alias": alias})
                self.aliases |= {id(manager): f"{provider.name}.{alias}" for manager in group}


class _Element(TerraformElement):
    """Hands the blocks to the engine."""

    def __init__(self, blocks: StackBlocks) -> None:
        super().__init__(blocks.stack, _ID)
        self._blocks = blocks

    @forgetful
    def to_terraform(self) -> Any:
        """Return our part of the stack's JSON."""
        return self._blocks.fragment()

    def to_hcl_terraform(self) -> Any:
        """Raise: connectors, which these blocks are for, have no HCL form either."""
        raise SynthesisError(f"{self._blocks.record.path}: secret managers are written as JSON only")


def blocks_of(scope: Scope) -> StackBlocks:
    """Return what the secret managers of a scope's stack write; the first call makes it."""
    known: StackBlocks | None = scope.stack.__dict__.get(_KEPT)
    if known is None:
        known = StackBlocks(scope.stack, record_of(scope))
        setattr(scope.stack, _KEPT, known)
        _Element(known)
    return known


def block_name(path: ConstructPath, label: str) -> str:
    """Return the name of a manager's block: the manager's ids, and what the secret is called."""
    return _identifier("_".join((*path.below_stack, label)))


def written(value: Any) -> Any:
    """Return an argument as it is written: the literal parts of a text are escaped."""
    return template(value) if isinstance(value, str) and not _is_whole_expression(value) else value


def _is_whole_expression(value: str) -> bool:
    return value.startswith("${") and not is_token(value)


def _identifier(text: str) -> str:
    name = re.sub(r"[^A-Za-z0-9]+", "_", text).strip("_") or "secret"
    return name if re.match(r"[A-Za-z_]", name) else f"_{name}"
