"""How a connector's secrets get from their sources into Terraform, without their values being seen."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..cdk.place import Place
from ..errors import Problem
from ..formats.javascript import is_blank
from ..hcl import is_literal, jsonencode, literal, template
from ..schema.payload import Secrets
from ..schema.secret import Secret, SecretVariable, is_variable
from ..tokens import Shape, is_token, is_token_of


@dataclass(frozen=True)
class Wiring:
    """One connector's secrets: the variables they need, and the attributes that carry them.

    Attributes:
        place: Where the connector stands.
        variables: The variables that the connector declares, in the order of the fields.
        tree: Kibana's `secrets`, each leaf an expression of Terraform's (a literal too) or a token.
        version: What was asked for as `secrets_version`.
    """

    place: Place
    variables: tuple[SecretVariable, ...]
    tree: dict[str, Any]
    version: Any

    @classmethod
    def of(cls, secrets: Secrets, place: Place, label: str, version: Any) -> Wiring:
        """Wire secrets up.

        Args:
            secrets: The sources.
            place: Where the connector stands; variables are named after it.
            label: The connector type's name, for the variables' descriptions.
            version: Any text, or a token; a new one sends the secrets again.
        """
        variables: list[SecretVariable] = []
        tree: dict[str, Any] = {}
        for path, source, rules in secrets.leaves():
            branch = tree
            for key in path[:-1]:
                branch = branch.setdefault(key, {})
            if not isinstance(source, Secret):  # a field that is no secret, such as authType
                branch[path[-1]] = literal(source)
                continue
            if source.is_reference:
                branch[path[-1]] = _expression(source)
                continue
            name = source.name or _free_name(name_variable(place, path), variables)
            description = source.description or f"{label} connector {place.path}: secret {'.'.join(path)}"
            variables.append(SecretVariable(name, path, description, rules, shared=source.name is not None))
            branch[path[-1]] = f"var.{name}"
        return cls(place, tuple(variables), tree, version)

    def problems(self, type_id: str) -> Iterator[Problem]:
        """Find what is wrong with the version that was asked for."""
        if self.version is None:
            return
        if not _is_version(self.version):
            yield Problem(
                "secrets_version", 'expected a text that is not blank, such as "2026-11", or a token'
            )
        elif not self.tree:
            yield Problem("secrets_version", f"this {type_id} has no secrets to send again")

    def attributes(self, *, write_only: bool) -> dict[str, Any]:
        """Give the resource's attributes.

        The provider sends write-only secrets again when `secrets_wo_version` changes, and only then
        (provider_facts, "The resource"). Without a version of the user's, it is derived from which secrets
        there are and from what is literal among them, so that one added, taken away or changed is noticed.
        """
        if not self.tree:
            return {}
        encoded = jsonencode(self.tree)
        if not write_only:
            return {"secrets": encoded}
        version = template(self.version) if isinstance(self.version, str) else self.version
        return {"secrets_wo": encoded, "secrets_wo_version": version or f"fields-{_shape(self.tree)}"}


def _is_version(version: object) -> bool:
    if is_token(version):
        return is_token_of(version, Shape.TEXT, Shape.NUMBER)
    return isinstance(version, str) and not is_blank(version)


def name_variable(place: Place, path: tuple[str, ...]) -> str:
    """Name a secret's variable: `<id>_<field>`, with the ids of the constructs around it before.

    Only letters, digits and `_`, so that `TF_VAR_<name>` can be set in any shell.
    """
    words = [*place.below, *(re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", key).lower() for key in path)]
    name = re.sub(r"[^A-Za-z0-9_]+", "_", "_".join(words))
    return name if re.match(r"[A-Za-z_]", name) else f"_{name}"


def _free_name(name: str, taken: list[SecretVariable]) -> str:
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


def _shape(tree: dict[str, Any]) -> str:
    names = {key: sorted(leaf) if isinstance(leaf, dict) else _known(leaf) for key, leaf in tree.items()}
    return hashlib.sha256(json.dumps(names, sort_keys=True).encode()).hexdigest()[:8]


def _known(leaf: Any) -> str | None:
    return leaf if isinstance(leaf, str) and is_literal(leaf) else None
