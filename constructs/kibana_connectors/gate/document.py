"""A stack's JSON as Terraform reads it: blocks by their labels, and what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from ..terraform.elasticstack import CONNECTOR
from .state_judge.blocks import bodies as bodies

PASSED_ON: dict[tuple[str, str], tuple[str, ...]] = {
    ("terraform_data", "output"): ("input",),
    ("null_data_source", "outputs"): ("inputs",),
    ("template_file", "rendered"): ("template", "vars"),
    ("random_shuffle", "result"): ("input",),
    ("vault_generic_secret", "data"): ("data_json",),
    ("vault_kv_secret", "data"): ("data_json",),
    ("vault_kv_secret_v2", "data"): ("data_json",),
}
"""Attributes that give what others were set to."""


def is_empty_json(kind: str, type_: str, attribute: str) -> bool:
    """Whether an attribute is one that Vault's provider answers as `{}`, whatever the secret holds."""
    return (kind, type_, attribute) == ("ephemeral", "vault_kv_secret_v2", "data_json")


class Block(NamedTuple):
    """A block that something may refer to.

    Attributes:
        kind: `resource`, `data` or `ephemeral`.
        type: The type of the resource.
        name: Its name in the stack.
        bodies: What it holds; more than one only where the file is wrong.
    """

    kind: str
    type: str
    name: str
    bodies: tuple[Mapping[str, Any], ...]

    def __repr__(self) -> str:
        return f"<Block {self.address}>"

    @property
    def address(self) -> str:
        """How Terraform names it: `type.name`, `data.type.name`."""
        prefix = "" if self.kind == "resource" else f"{self.kind}."
        return f"{prefix}{self.type}.{self.name}" if self.name else f"{prefix}{self.type}"

    def sets(self, attribute: str) -> bool:
        """Whether the file gives an attribute its value, or one that it passes on."""
        given = PASSED_ON.get((self.type, attribute), (attribute,))
        return any(name in body for body in self.bodies for name in (*given, "dynamic"))

    @property
    def repeats(self) -> bool:
        """Whether it stands for several instances."""
        return any("for_each" in body or "count" in body for body in self.bodies)


class Place(NamedTuple):
    """Where a value stands in the file.

    Attributes:
        block: The block, which `each` belongs to.
        dynamic: The `dynamic` blocks around it, from without: their labels, and what they hold.
    """

    block: Block | None = None
    dynamic: tuple[tuple[str, Mapping[str, Any]], ...] = ()

    def __repr__(self) -> str:
        return f"<Place {self.block}>"


class Document:
    """A stack's JSON.

    Args:
        raw: The object that is written as `cdk.tf.json`.
    """

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw

    def __repr__(self) -> str:
        return "<Document>"

    @cached_property
    def variables(self) -> dict[str, Any]:
        """The bodies of `variable` blocks by name."""
        return _by_label(self.raw.get("variable"))

    @cached_property
    def outputs(self) -> dict[str, Any]:
        """The bodies of `output` blocks by name."""
        return _by_label(self.raw.get("output"))

    @cached_property
    def modules(self) -> dict[str, Any]:
        """The bodies of `module` blocks by name."""
        return _by_label(self.raw.get("module"))

    @cached_property
    def locals(self) -> dict[str, list[Any]]:
        """The values of each local; more than one only where the file is wrong."""
        found: dict[str, list[Any]] = {}
        for body in bodies(self.raw.get("locals")):
            for name, value in body.items():
                found.setdefault(name, []).append(value)
        return found

    @cached_property
    def _types(self) -> dict[str, dict[str, Any]]:
        return {kind: _by_label(self.raw.get(kind)) for kind in ("resource", "data", "ephemeral")}

    @cached_property
    def _names(self) -> dict[tuple[str, str], dict[str, Any]]:
        return {
            (kind, type_): _by_label(body)
            for kind, types in self._types.items()
            for type_, body in types.items()
        }

    def block(self, kind: str, type_: str, name: str) -> Block | None:
        """Return the block of this kind with these labels, if there is one."""
        body = self._names.get((kind, type_), {}).get(name)
        return None if body is None else Block(kind, type_, name, tuple(bodies(body)))

    def blocks(self, kind: str) -> Iterator[Block]:
        """Yield all blocks of a kind."""
        for type_ in self._types[kind]:
            yield from self.blocks_of(kind, type_)

    def blocks_of(self, kind: str, type_: str) -> Iterator[Block]:
        """Yield all blocks of a kind and type."""
        for name, body in self._names.get((kind, type_), {}).items():
            yield Block(kind, type_, name, tuple(bodies(body)))

    def blocks_of_provider(self, provider: str) -> Iterator[Block]:
        """Yield all resources and data sources of a provider."""
        for kind in ("resource", "data"):
            for type_ in self._types[kind]:
                if type_.startswith(f"{provider}_"):
                    yield from self.blocks_of(kind, type_)

    def providers_from(self, source: str, name: str) -> Iterator[Block]:
        """Yield the `provider` blocks of a provider.

        Args:
            source: Where it comes from.
            name: How it is called unless the file gives it another name.
        """
        names = {name, *self._local_names(source)}
        for called, given in _by_label(self.raw.get("provider")).items():
            if called in names:
                for body in bodies(given):
                    alias = body.get("alias")
                    yield Block("provider", called, alias if isinstance(alias, str) else "", (body,))

    def _local_names(self, source: str) -> Iterator[str]:
        for terraform in bodies(self.raw.get("terraform")):
            for required in bodies(terraform.get("required_providers")):
                for name, given in required.items():
                    for body in bodies(given):
                        if str(body.get("source", "")).lower().endswith(source):
                            yield name

    def connectors(self) -> Iterator[Block]:
        """Yield all connectors, also those that this library did not write."""
        yield from self.blocks_of("resource", CONNECTOR)


def _by_label(value: Any) -> dict[str, Any]:
    """Return what stands behind each label; Terraform also takes a list of objects where labels stand."""
    found: dict[str, Any] = {}
    for body in bodies(value):
        for label, behind in body.items():
            if label == "//":
                continue
            if label in found:
                found[label] = [*bodies(found[label]), *bodies(behind)]
            else:
                found[label] = behind
    return found
