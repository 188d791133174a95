"""Makes the settled config of what a source has, by the library's own types, and says what cannot be kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import Problem
from ..schema.config_texts import ConfigText
from ..schema.connector_type import AnyConnectorType
from ..schema.credential_names import is_credential
from ..schema.credentials_in_config import holds_credential
from ..schema.payload import Refused
from ..schema.secret_source import Secret
from ..schema.shown_keys import shown_key
from ..schema.system_types import is_system_id, why_uncreatable
from ..types.catalog import TYPES, describe_unknown
from .held_secret import HeldSecret
from .inventory import Expression, SecretLeaf, Text, has_expression, sorted_leaves

CONTEXT_KEY = "__tf_provider_context"
"""What the Terraform provider writes into a config for itself."""


@dataclass
class Settled:
    """What became of a config.

    Attributes:
        config: The settled config; credentials in it are hidden.
        is_settled: Whether its type's rules made it, and it is known as a whole.
        is_refused: Whether no connector can be written of it.
        secrets: The secrets, those added that the type needs and the source hides.
        optional_secrets: Dotted leaves that may be there besides.
        told: What must be told: codes and text.
    """

    config: dict[str, Any] | Expression
    is_settled: bool = True
    is_refused: bool = False
    secrets: tuple[SecretLeaf, ...] = ()
    optional_secrets: tuple[str, ...] = ()
    told: list[tuple[tuple[str, ...], str]] = field(default_factory=list)


def settle(
    type_id: Text,
    config: Any,
    secrets: Iterable[SecretLeaf] | None,
    *,
    exists: bool,
) -> Settled:
    """Settle a config.

    Args:
        type_id: The connector's type.
        config: The config as the source has it; None for none.
        secrets: Its secrets; None where the source does not tell which there are.
        exists: Whether a Kibana took this config: an unknown key is then left out and told, else the config
            is refused.
    """
    given = () if secrets is None else sorted_leaves(secrets)
    if config is None:
        config = {}
    if isinstance(config, Expression):
        return Settled(config, is_settled=False, secrets=given)
    if not isinstance(config, Mapping):
        return _refused(given, "kibana-refuses", "config: expected an object")
    config = {str(key): value for key, value in config.items() if key != CONTEXT_KEY}
    if not isinstance(type_id, str):
        return Settled(_without_nulls(config), is_settled=False, secrets=given)
    if why := why_uncreatable(type_id):
        return _refused(given, "system-connector", why)
    if type_id not in TYPES:
        return _of_unknown_type(type_id, config, given)
    return _by_its_type(TYPES[type_id], config, None if secrets is None else given, exists=exists)


def _of_unknown_type(type_id: str, config: dict[str, Any], secrets: tuple[SecretLeaf, ...]) -> Settled:
    about = describe_unknown(type_id)
    if isinstance(about, Problem):
        return _refused(secrets, "unknown-type", str(about))
    settled = Settled(_without_nulls(config), is_settled=False, secrets=secrets)
    settled.told.append(
        (
            ("unknown-type",),
            f"the library does not know the type {type_id}: its config is kept as it is, and which defaults "
            "and secrets it has is not known",
        )
    )
    _hide_credentials(settled)
    return settled


def _by_its_type(
    kind: AnyConnectorType, config: dict[str, Any], secrets: tuple[SecretLeaf, ...] | None, *, exists: bool
) -> Settled:
    settled = Settled(config)
    known = {spec.kibana_name for spec in kind.Config.specs()}
    unknown = [key for key in config if key not in known]
    if unknown:
        named = ", ".join(
            shown_key(key, number, ()) for number, key in enumerate(config, 1) if key in unknown
        )
        text = f"config: {kind.TYPE.type_id} has no {named}, as far as the library knows"
        if not exists:
            return _refused(secrets or (), "unknown-key", f"{text}; Kibana refuses it")
        settled.told.append((("unknown-key",), f"{text}: left out; an update removes it from Kibana"))
        config = {key: value for key, value in config.items() if key in known}
    has_unknown_values = has_expression(config)
    read = kind.Config.from_code(config) if has_unknown_values else kind.Config.from_wire(config)
    if isinstance(read, Refused):
        return _refused(secrets or (), "kibana-refuses", _told(read.problems))
    sources, needed, optional = _secrets_of(kind, read, secrets)
    settled.secrets, settled.optional_secrets = needed, optional
    checked = read.with_defaults_set()
    problems: list[Problem] = []
    limits: list[Problem] = []
    if sources is not None and not isinstance(sources, Refused):
        problems = list(kind.check(checked, sources))
        limits = [] if problems else list(kind.provider_limits(checked, sources))
    elif isinstance(sources, Refused) and secrets is not None:
        problems = list(sources.problems)
    if secrets is None:
        # Which secrets there are is not known, so that nothing can be said of them.
        problems = [problem for problem in problems if problem.where.startswith("config")]
        limits = [problem for problem in limits if problem.where.startswith(("config", "secrets.authType"))]
    if problems and not secrets and all(problem.where.startswith("secrets") for problem in problems):
        # The source gives none, or a variable's empty default: those that are needed are still to be given.
        again = _by_its_type(kind, config, None, exists=exists)
        text = "the source has no secrets, and the type needs some: they have to be supplied"
        again.told.append((("missing-secrets",), text))
        return again
    if problems:
        codes = ("unknown-secret",) if any("unknown" in each.message for each in problems) else ()
        return _refused(settled.secrets, "kibana-refuses", _told(problems), *codes)
    if limits:
        return _refused(settled.secrets, "provider-refuses", _told(limits), "field-lost")
    form = kind.provider_form(read)
    settled.config = _plain(form)
    settled.is_settled = not has_unknown_values
    if not exists and any(value is None for value in config.values()):
        settled.told.append((("null-in-config",), "nulls in the config are left out, as the provider does"))
    if config.get("authType", "") is None and "authType" in form:
        settled.told.append((("null-means-basic",), "authType null means basic authentication: written out"))
    if kind.TYPE.is_deprecated:
        settled.told.append((("type-deprecated",), f"Kibana calls the type {kind.TYPE.type_id} outdated"))
    _hide_credentials(settled)
    return settled


def _secrets_of(
    kind: Any, config: Any, secrets: tuple[SecretLeaf, ...] | None
) -> tuple[Any, tuple[SecretLeaf, ...], tuple[str, ...]]:
    """Return sources for the secrets, which there are, and which may be."""
    if secrets is not None:
        tree = _tree(secrets)
        return (
            kind.read_secrets(config, tree if tree or not hasattr(kind, "AUTH_TYPES") else None),
            secrets,
            (),
        )
    chosen: tuple[str, ...] = ()
    kind_of_auth: Any = kind.Secrets
    if hasattr(kind, "AUTH_TYPES"):
        usable: dict[str, Any] = kind.auth_types()
        if not usable:
            return kind.read_secrets(config, None), (), ()
        kind_of_auth = usable["none"] if "none" in usable else next(iter(usable.values()))
        chosen = ("authType",)
        names = {spec.name for spec in kind_of_auth.specs() if spec.is_required}
    else:
        names = set(kind.needed_secrets(config))
    leaves = tuple(
        SecretLeaf((spec.kibana_name,))
        for spec in kind_of_auth.specs()
        if spec.name in names and spec.kibana_name != "authType"
    )
    if chosen:
        leaves = (
            SecretLeaf(chosen, "literal", value=HeldSecret(kind_of_auth.kind())),
            *leaves,
        )
    optional = tuple(
        spec.kibana_name
        for spec in kind.Secrets.specs()
        if spec.kibana_name not in {leaf.path[0] for leaf in leaves}
    )
    return kind.read_secrets(config, _tree(leaves)), sorted_leaves(leaves), optional


def _tree(leaves: Iterable[SecretLeaf]) -> dict[str, Any]:
    """Return a source for each secret; `authType` stands as it is, for it decides about the others."""
    tree: dict[str, Any] = {}
    for leaf in leaves:
        inner = tree
        for key in leaf.path[:-1]:
            inner = inner.setdefault(key, {})
        is_choice = leaf.path == ("authType",) and leaf.value is not None
        inner[leaf.path[-1]] = (
            leaf.value.reveal() if is_choice and leaf.value is not None else Secret.variable()
        )
    return tree


def _hide_credentials(settled: Settled) -> None:
    found: list[str] = []

    def hidden(value: Any, path: tuple[str, ...], numbers: tuple[int, ...]) -> Any:
        if isinstance(value, str) and path:
            text = ConfigText(path, numbers, value)
            if holds_credential(text):
                found.append(text.where())
                return Expression("", HeldSecret(value))
        if isinstance(value, Mapping):
            return {
                key: hidden(item, (*path, key), (*numbers, number))
                for number, (key, item) in enumerate(value.items(), 1)
            }
        if isinstance(value, list):
            return [hidden(item, (*path, str(at)), (*numbers, 0)) for at, item in enumerate(value)]
        if isinstance(value, Expression) and path and _is_credential(value, path, numbers):
            found.append(ConfigText(path, numbers, "").where())
        return value

    settled.config = hidden(settled.config, (), ())
    if found:
        settled.told.append(
            (
                ("secret-in-config",),
                f"a credential stands in the open, in {', '.join(found)}: it becomes a variable; Kibana and "
                "the state show it all the same, so move it to the secrets, and replace it",
            )
        )


def _is_credential(value: Expression, path: tuple[str, ...], numbers: tuple[int, ...]) -> bool:
    """Whether an expression stands for a credential: Terraform calls it sensitive, or its key says so."""
    return value.value is not None or value.is_sensitive or is_credential_place(path, numbers)


def is_credential_place(path: tuple[str, ...], numbers: tuple[int, ...] | None = None) -> bool:
    """Whether the name of a place in a config says that a credential stands there.

    Args:
        path: The keys that lead to it.
        numbers: As in `ConfigText`; None takes all keys for names of the user's own.
    """
    numbers = tuple(range(1, len(path) + 1)) if numbers is None else numbers
    return holds_credential(ConfigText(path, numbers, "only-terraform-knows"))


_VALUE_OF_KEY = re.compile(r'"?([\w-]+)"?\)?\s*[:=]\s*"((?:[^"\\]|\\.)*)"')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


def may_hold_credential(expression: str) -> bool:
    """Whether a literal in an expression may be a credential: by its key, or in a URL.

    Args:
        expression: An expression of Terraform's.
    """
    for text in (expression, expression.replace('\\"', '"')):
        if any(is_credential(key, value) for key, value in _VALUE_OF_KEY.findall(text)):
            return True
        if any(holds_credential(ConfigText(("url",), (0,), value)) for value in _QUOTED.findall(text)):
            return True
    return False


def _refused(secrets: tuple[SecretLeaf, ...], code: str, text: str, *codes: str) -> Settled:
    refused = Settled({}, is_settled=False, is_refused=True, secrets=secrets)
    refused.told.append(((code, *codes), text))
    return refused


def _told(problems: Iterable[Problem]) -> str:
    return "; ".join(str(problem) for problem in problems)


def _without_nulls(config: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in config.items() if value is not None}


def _plain(value: Any) -> Any:
    """Return a config as plain data, without nulls in the objects that a type declares."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def needed_leaves(type_id: str, config: Mapping[str, Any]) -> tuple[SecretLeaf, ...]:
    """Return the secrets that Kibana requires of a connector, for a source that hides them.

    Args:
        type_id: Its type.
        config: Its config.
    """
    return settle(type_id, config, None, exists=True).secrets


def leaves_in(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield where a tree of secrets ends: path and value; nulls and empty objects hold nothing."""
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from leaves_in(value, (*path, str(key)))
    elif tree is not None and path:
        yield path, tree


def is_system(connector_id: object) -> bool:
    """Whether an id is one of Kibana's own connectors."""
    return isinstance(connector_id, str) and is_system_id(connector_id)
