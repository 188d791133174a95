"""Inventory: what a source denotes, as plain data that every reader fills and the writer of code reads.

`neutral()` gives the form of `adopt --inventory` (docs/adopt.md): it holds no secret.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

from ..terraform.unresolved import Unresolved
from .held_secret import HeldSecret

SourceKind: TypeAlias = Literal["kibana", "ndjson", "hcl", "state", "kibana.yml", "cdktf.out", "api"]
"""Where a connector was read."""

SecretOrigin: TypeAlias = Literal["literal", "variable", "environment", "keystore", "expression", "unknown"]
"""Where a secret's value comes from in the source.

`literal`: it is written in the source, also in a state. `variable`: exactly one Terraform variable, or a part
of one (`text` is `var.x` or `var.x["y"]`). `environment`: `${NAME}` of Kibana's environment. `keystore`:
Kibana's keystore alone has it. `expression`: any other expression. `unknown`: the source does not say.
"""

SecretsMode: TypeAlias = Literal["state", "write-only", "none"]
"""`state`: the argument `secrets`, which the state keeps. `write-only`: `secrets_wo`. `none`: neither."""

IdOrigin: TypeAlias = Literal["known", "written", "generated"]
"""`known`: a Kibana has it. `written`: the source gives it as `connector_id`. `generated`: Kibana made it, or
will make it, and the source does not tell it; the id is None then."""


@dataclass(frozen=True)
class Expression(Unresolved):
    """A value that must not, or cannot, be written out: only Terraform knows it, or it is a credential.

    To a `Config` it is a token, so that a config which holds some is checked all the same.

    Attributes:
        text: The expression as the source has it, without quotes or `${…}` around it: `var.prefix`. Empty
            for a credential that is written in the source: it has to become a variable.
        value: The value where it is known and secret, such as a credential in a URL of a config.
        is_sensitive: Whether Terraform calls it sensitive.
    """

    text: str
    value: HeldSecret | None = field(default=None, compare=False)
    is_sensitive: bool = field(default=False, compare=False)


A_CREDENTIAL = "a credential that is written in the source"
"""What the neutral form has in place of one."""

Text: TypeAlias = "str | Expression"


@dataclass(frozen=True)
class Origin:
    """Where a connector, a reference or a report comes from.

    Attributes:
        kind: The kind of source.
        file: The file, relative to the folder of the source where that is a folder; None for a live Kibana.
        line: The line where it begins, from 1; None where the source has no lines.
        address: Terraform's address with modules and instance keys; None where the source is no Terraform.
        instance: The instance's key: a text of `for_each`, a number of `count`, None without either.
        endpoint: Kibana's URL where it is known.
    """

    kind: SourceKind
    file: str | None = None
    line: int | None = None
    address: str | None = None
    instance: str | int | None = None
    endpoint: str | None = None

    @property
    def block(self) -> str | None:
        """The address without any instance keys."""
        return None if self.address is None else without_instances(self.address)


@dataclass(frozen=True)
class SecretLeaf:
    """One secret of a connector.

    Attributes:
        path: Where it belongs in Kibana's `secrets`: `("secretHeaders", "Authorization")`.
        origin: Where its value comes from.
        text: The variable, the expression or the environment's name; empty where there is none.
        value: The value where the source has it as a literal.
    """

    path: tuple[str, ...]
    origin: SecretOrigin = "unknown"
    text: str = ""
    value: HeldSecret | None = field(default=None, compare=False)

    @property
    def dotted(self) -> str:
        """The path with dots: `secretHeaders.Authorization`."""
        return ".".join(self.path)


@dataclass(frozen=True)
class Lifecycle:
    """What a resource's `lifecycle` block says.

    Attributes:
        ignore_changes: The attributes in it; `("all",)` for all.
        prevent_destroy: Whether Terraform must not delete it.
        create_before_destroy: Whether a replacement is made first.
        replace_triggered_by: What replaces it, as written.
        has_conditions: Whether there are preconditions or postconditions.
    """

    ignore_changes: tuple[str, ...] = ()
    prevent_destroy: bool = False
    create_before_destroy: bool = False
    replace_triggered_by: tuple[str, ...] = ()
    has_conditions: bool = False


@dataclass(frozen=True)
class Carry:
    """What makes the connector in the new code the one that exists.

    Attributes:
        kind: `import` by an id, `moved` from an address of the same state, or `nothing`, because it exists
            nowhere that is known.
        id: For `import`: the connector's own id. Terraform's import id is `<space>/<id>`, with the space of
            the connector, or the one that the user names where the source does not say.
        address: For `moved`: the old address.
    """

    kind: Literal["import", "moved", "nothing"] = "nothing"
    id: str | None = None
    address: str | None = None


@dataclass(frozen=True)
class AdoptedConnector:
    """A connector that a source denotes.

    Attributes:
        origin: Where it was read.
        name: Its name.
        type_id: Its type, with the dot.
        space: Its space; None where the source does not say, `*` for one in all spaces.
        id: Its id; None where the source does not know it.
        id_origin: How it is known.
        config: The settled config, which the code has to send: defaults written out, nulls left out. At any
            depth a value may be an `Expression`, and then nothing more was settled around it than the source
            shows. An `Expression` as a whole if nothing of it is known.
        config_is_settled: Whether the config is known as a whole and was read by its type's own rules. False
            for types that the library does not know, and where a value is an expression.
        secrets: Each secret, sorted by path; those that the type needs are there with the origin `unknown`
            where the source holds none.
        optional_secrets: Dotted leaves that this connector may have besides: a source that hides secrets does
            not tell.
        secrets_expression: The whole of the secrets where an expression hides even which there are.
        secrets_mode: How the source has them in Terraform; `none` elsewhere.
        secrets_version: `secrets_wo_version`.
        lifecycle: Its `lifecycle` block.
        provider: The provider's local name and alias as the block says it: `elasticstack.ops`; None for the
            default one.
        kibana_connection: Whether the block names a Kibana of its own.
        endpoints: The Kibana URLs that its provider or the block names, as far as they are literals.
        depends_on: What the block depends on by `depends_on`, as written.
        references: The references in each attribute, as written: `{"name": ("var.prefix",)}`.
        carry: What must happen to it.
        codes: Why it is special; docs/adopt.md has them all. Each of them has a report.
        notes: What Kibana says besides: `deprecated`, `auth_mode` and the like.
    """

    origin: Origin
    name: Text
    type_id: Text
    space: Text | None = None
    id: Text | None = None
    id_origin: IdOrigin = "generated"
    config: dict[str, Any] | Expression = field(default_factory=dict, repr=False)
    config_is_settled: bool = True
    secrets: tuple[SecretLeaf, ...] = ()
    optional_secrets: tuple[str, ...] = ()
    secrets_expression: Expression | None = None
    secrets_mode: SecretsMode = "none"
    secrets_version: Text | None = None
    lifecycle: Lifecycle = Lifecycle()
    provider: str | None = None
    kibana_connection: bool = False
    endpoints: tuple[str, ...] = ()
    depends_on: tuple[str, ...] = ()
    references: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    carry: Carry = Carry()
    codes: tuple[str, ...] = ()
    notes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What to call it in a message: its address, else its type and name, or its id."""
        if self.origin.address is not None:
            return self.origin.address
        if isinstance(self.name, str):
            return f"{shown(self.type_id)} {self.name}"
        return shown(self.id)


@dataclass(frozen=True)
class ConnectorReference:
    """A connector that exists, is used, and must not be managed: preconfigured, Kibana's own, looked up.

    Attributes:
        origin: Where it was read.
        id: Its id.
        kind: `preconfigured`, `system`, or `lookup` for a data source whose answer is known.
        name: Its name, where it is known.
        type_id: Its type, where it is known.
        space: Its space; `*` for all.
        note: What to know of it.
    """

    origin: Origin
    id: str
    kind: Literal["preconfigured", "system", "lookup"]
    name: Text | None = None
    type_id: Text | None = None
    space: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Report:
    """Something that must be told.

    Attributes:
        origin: What it is about: file and line, address.
        text: One sentence or two; no secret and no value of a config.
        codes: Why: words of docs/adopt.md.
        id: The connector's id, where it is known.
        is_loss: Whether something was not, or could not be, taken over.
    """

    origin: Origin
    text: str
    codes: tuple[str, ...] = ()
    id: str | None = None
    is_loss: bool = False


class SecretPlace(NamedTuple):
    """One secret of one connector of an inventory: the connector's index, and the dotted leaf."""

    connector: int
    leaf: str


@dataclass
class Inventory:
    """Everything that was read from one source, or from several.

    Attributes:
        connectors: The connectors to manage.
        references: The connectors to refer to.
        reports: What must be told.
    """

    connectors: list[AdoptedConnector] = field(default_factory=list)
    references: list[ConnectorReference] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)

    def add(self, other: Inventory) -> None:
        """Take over what another inventory holds."""
        self.connectors += other.connectors
        self.references += other.references
        self.reports += other.reports

    @property
    def shared_secrets(self) -> tuple[tuple[SecretPlace, ...], ...]:
        """Groups of secrets that are one: equal literals, the same variable, or the same expression.

        Expressions are compared as text with their instance's keys filled in by the reader, so that two of
        the same text that may yield different values are never grouped.
        """
        groups: dict[object, list[SecretPlace]] = {}
        for index, connector in enumerate(self.connectors):
            for leaf in connector.secrets:
                key = _identity(leaf)
                if key is not None:
                    groups.setdefault(key, []).append(SecretPlace(index, leaf.dotted))
        return tuple(tuple(group) for group in groups.values() if len(group) > 1)

    def neutral(self) -> dict[str, Any]:
        """Return the form of `adopt --inventory`: plain JSON without a secret (docs/adopt.md)."""
        return {
            "connectors": [_neutral_connector(each) for each in self.connectors],
            "references": [
                _without_none(
                    {
                        "id": each.id,
                        "kind": each.kind,
                        "name": to_neutral(each.name),
                        "type": to_neutral(each.type_id),
                        "space": each.space,
                        "note": each.note or None,
                        **_neutral_origin(each.origin),
                    }
                )
                for each in self.references
            ],
            "reports": [
                _without_none(
                    {
                        "id": each.id,
                        **_neutral_origin(each.origin),
                        "codes": list(each.codes),
                        "text": each.text,
                    }
                )
                for each in self.reports
            ],
            "shared_secrets": [
                [[self.connectors[place.connector].label, place.leaf] for place in group]
                for group in self.shared_secrets
            ],
        }


def to_neutral(value: Any) -> Any:
    """Return a value with each `Expression` as `{"$expr": …}`."""
    if isinstance(value, Expression):
        return {"$expr": value.text or A_CREDENTIAL}
    if isinstance(value, Mapping):
        return {str(key): to_neutral(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_neutral(item) for item in value]
    return value


def has_expression(value: Any) -> bool:
    """Whether an `Expression` is anywhere in a value."""
    if isinstance(value, Expression):
        return True
    if isinstance(value, Mapping):
        return any(map(has_expression, value.values()))
    return isinstance(value, (list, tuple)) and any(map(has_expression, value))


def shown(value: Text | None) -> str:
    """Return a text, or the expression that stands for it."""
    if isinstance(value, Expression):
        return value.text
    return value or ""


def without_instances(address: str) -> str:
    """Return a Terraform address without its instance keys, which may hold any character.

    Args:
        address: Such as `module.team["a.b"].elasticstack_kibana_action_connector.chat[0]`.
    """
    kept: list[str] = []
    depth, quoted, escaped = 0, False, False
    for char in address:
        if quoted:
            quoted = escaped or char != '"'
            escaped = char == "\\" and not escaped
            continue
        if char == '"' and depth:
            quoted = True
        elif char == "[":
            depth += 1
        elif char == "]":
            depth -= 1
        elif not depth:
            kept.append(char)
    return "".join(kept)


def _identity(leaf: SecretLeaf) -> object:
    if leaf.value is not None:
        return ("value", leaf.value)
    if leaf.text and leaf.origin in ("variable", "environment", "expression"):
        return (leaf.origin, leaf.text)
    return None


def _neutral_connector(each: AdoptedConnector) -> dict[str, Any]:
    return {
        **_neutral_origin(each.origin),
        "space": to_neutral(each.space),
        "id": to_neutral(each.id),
        "name": to_neutral(each.name),
        "type": to_neutral(each.type_id),
        "config": to_neutral(each.config),
        "secrets": [leaf.dotted for leaf in each.secrets],
        "secret_origins": {
            leaf.dotted: _without_none({"from": leaf.origin, "text": leaf.text or None})
            for leaf in each.secrets
        },
        **({"secrets_expression": to_neutral(each.secrets_expression)} if each.secrets_expression else {}),
        "secrets_mode": each.secrets_mode,
        "carry": _without_none({"kind": each.carry.kind, "id": each.carry.id, "address": each.carry.address}),
        "codes": list(each.codes),
    }


def _neutral_origin(origin: Origin) -> dict[str, Any]:
    return _without_none(
        {"source": origin.kind, "address": origin.address, "file": origin.file, "line": origin.line}
    )


def _without_none(mapping: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if value is not None}


def sorted_leaves(leaves: Iterable[SecretLeaf]) -> tuple[SecretLeaf, ...]:
    """Return leaves sorted by path, each path once: the first wins."""
    found: dict[tuple[str, ...], SecretLeaf] = {}
    for leaf in leaves:
        found.setdefault(leaf.path, leaf)
    return tuple(found[path] for path in sorted(found))
