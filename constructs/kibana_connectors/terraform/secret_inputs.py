"""How a connector's secrets get into its Terraform resource, without their values being seen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..errors import Problem
from ..formats.javascript import is_blank
from ..hcl import is_literal, literal, template
from ..schema.payload import Secrets
from ..schema.raw_expressions import INSTEAD, holds_template
from ..schema.secret_source import Secret, is_variable
from ..tokens import Shape, is_token, is_token_of
from .construct_path import ConstructPath
from .expressions import in_template, jsonencode
from .secret_variable import SecretVariable, variable_name
from .secrets_mode import SecretsMode


@dataclass(frozen=True)
class SecretInputs:
    """One connector's secrets: the variables they need, and the attributes that carry them.

    Attributes:
        variables: The variables that the connector declares, in the order of the fields.
        tree: Kibana's `secrets`, each leaf a Terraform expression (a literal too) or a token.
        version: What was given as `secrets_version`.
        open_paths: The paths below `secrets` that are not sensitive, so that a literal may stand there.
        versions: Templates of what changes when one of the secrets does, as far as their sources tell.
        kept: Why a secret may lie in the state, by its path, where the user said so.
        demanded: Expressions that must give a text that is not blank, and what is wrong otherwise.
    """

    variables: tuple[SecretVariable, ...]
    tree: dict[str, Any] = field(repr=False)  # an expression may hold a literal, until the gate refuses it
    version: Any
    open_paths: frozenset[tuple[str, ...]] = frozenset()
    versions: tuple[str, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
    demanded: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, secrets: Secrets, path: ConstructPath, naming: Sequence[str], label: str, version: Any
    ) -> SecretInputs:
        """Make variables and expressions of sources.

        Args:
            secrets: The sources.
            path: Where the connector stands, for the variables' descriptions.
            naming: The ids below the stack that variables are named after.
            label: The connector type's name, for the variables' descriptions.
            version: Any text, or a token; a new one sends the secrets again.
        """
        variables: list[SecretVariable] = []
        versions: dict[str, None] = {}
        kept: dict[str, str] = {}
        demanded: dict[str, str] = {}
        tree: dict[str, Any] = {}
        for secret_path, source, rules in secrets.leaves():
            branch = tree
            for key in secret_path[:-1]:
                branch = branch.setdefault(key, {})
            if not isinstance(source, Secret):  # a field that is not sensitive, such as authType
                branch[secret_path[-1]] = literal(source)
                continue
            if source.version is not None:
                versions[in_template(source.version)] = None
            if source.is_reference:
                expression = branch[secret_path[-1]] = _expression(source)
                if source.missing:
                    demanded[expression] = source.missing
                if source.kept_because:
                    kept[".".join(("secrets", *secret_path))] = source.kept_because
                continue
            name = source.name or _free_name(variable_name(naming, secret_path), variables)
            described = f"{label} connector {path}: secret {'.'.join(secret_path)}"
            variables.append(
                SecretVariable(
                    name,
                    secret_path,
                    source.description or described,
                    rules,
                    is_shared=source.name is not None,
                )
            )
            branch[secret_path[-1]] = f"var.{name}"
        return cls(tuple(variables), tree, version, secrets.open_paths(), tuple(versions), kept, demanded)

    def known_texts(self) -> Iterator[tuple[str, str]]:
        """Yield the texts that stand in the open among the secrets: Kibana's name and the text."""
        for name, leaf in self.tree.items():
            if isinstance(leaf, str) and leaf.startswith('"') and is_literal(leaf):
                yield name, json.loads(leaf)

    def problems(self, type_id: str) -> Iterator[Problem]:
        """Find what is wrong with the version that was given."""
        if self.version is None:
            return
        if not _is_version(self.version):
            yield Problem(
                "secrets_version", 'expected a text that is not blank, such as "2026-11", or a token'
            )
        elif isinstance(self.version, str) and holds_template(self.version):
            message = "expected a text without ${ and %{, which would never change"
            yield Problem("secrets_version", message, INSTEAD)
        elif not self.tree:
            yield Problem("secrets_version", f"this {type_id} has no secrets to send again")

    def attributes(self, mode: SecretsMode) -> dict[str, Any]:
        """Return the resource's attributes.

        The provider sends write-only secrets again when `secrets_wo_version` changes, and only then
        (docs/provider.md, "Secrets"). Without a version of the user's, it is derived from which secrets
        there are and from the literals among them, so that one added, taken away or changed is noticed; the
        versions that the secrets' sources tell follow.
        """
        if not self.tree:
            return {}
        if mode is SecretsMode.STATE:
            return {"secrets": self._encoded}
        return {"secrets_wo": self._encoded, "secrets_wo_version": self._sent_version}

    def preconditions(self) -> list[dict[str, str]]:
        """Return what must hold before the secrets are sent; no message shows anything of a value.

        These stand in the connector, and not in the ephemeral block: Terraform 1.11 cannot show a plan as
        JSON when such a block has a condition. Without them, `jsondecode` would show a character of what is
        no JSON.
        """
        return [
            {
                "condition": f'${{try(trimspace({expression}) != "", false)}}',
                "error_message": template(message),
            }
            for expression, message in self.demanded.items()
        ]

    @cached_property
    def _encoded(self) -> Any:
        return jsonencode(self.tree)

    @cached_property
    def _sent_version(self) -> Any:
        version = template(self.version) if isinstance(self.version, str) else self.version
        return version or ",".join((f"fields-{_digest(self.tree)}", *self.versions))


def _is_version(version: object) -> bool:
    if is_token(version):
        return is_token_of(version, Shape.TEXT, Shape.NUMBER)
    return isinstance(version, str) and not is_blank(version)


def _free_name(name: str, taken: Sequence[SecretVariable]) -> str:
    # Two keys of a map may differ only in characters that a variable's name cannot have.
    names = {variable.name for variable in taken}
    number = 2
    free = name
    while free in names:
        free, number = f"{name}_{number}", number + 1
    return free


def _expression(secret: Secret) -> Any:
    source = secret.source
    if is_variable(source):
        return source.string_value
    if isinstance(source, str) and not is_token(source):
        return source[2:-1].strip()
    return source


def _digest(tree: dict[str, Any]) -> str:
    names = {key: sorted(leaf) if isinstance(leaf, dict) else _known(leaf) for key, leaf in tree.items()}
    return hashlib.sha256(json.dumps(names, sort_keys=True).encode()).hexdigest()[:8]


def _known(leaf: Any) -> str | None:
    return leaf if isinstance(leaf, str) and is_literal(leaf) else None
