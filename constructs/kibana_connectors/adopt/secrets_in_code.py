"""Which variables hold the secrets of connectors, and what code says of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..schema.payload import Refused
from ..schema.secret_source import Secret
from ..terraform.secret_variable import variable_name
from .inventory import AdoptedConnector, Inventory, SecretLeaf, SecretPlace
from .python_names import FreeNames, identifier
from .python_text import Call, Code

_VARIABLE = re.compile(r"var\.([A-Za-z_][A-Za-z0-9_-]*)")
_AUTH_TYPE = "authType"


@dataclass(frozen=True)
class SecretWanted:
    """A variable to set before a plan.

    Attributes:
        name: Terraform's name of it, without `TF_VAR_`.
        uses: The connectors and leaves that take it: `On-call: routingKey`.
        was: Where the value came from in the source, where that is known.
    """

    name: str
    uses: tuple[str, ...]
    was: str = ""


@dataclass
class SecretsInCode:
    """One connector's secrets as its code has them.

    Attributes:
        argument: The keyword and its value; None where both may be left out.
        given: What the class is given, for its own judgement; None for left out.
        wanted: The variables: name to leaf.
        doubt: Why no update may be sent: the source does not tell what it has to hold. Empty if it may.
        imports: The names that the argument needs of the library.
        may_have: Secrets that Kibana may hold besides, and that an update takes away.
    """

    argument: tuple[str, Any] | None = None
    given: Any = None
    wanted: dict[str, str] = field(default_factory=dict)
    doubt: str = ""
    imports: set[str] = field(default_factory=set)
    may_have: tuple[str, ...] = ()


class SecretNames:
    """Names the variables of all connectors.

    Args:
        inventory: The connectors.
        reserved: Variables that exist for something else.
    """

    def __init__(self, inventory: Inventory, reserved: set[str]) -> None:
        whole = {
            found[1]
            for connector in inventory.connectors
            for leaf in connector.secrets
            if leaf.origin == "variable" and (found := _VARIABLE.fullmatch(leaf.text))
        }
        self._names = FreeNames({*reserved, *whole})
        self._by_text: dict[str, str] = {}
        self._shared: dict[SecretPlace, str] = {}
        for group in inventory.shared_secrets:
            leaves = [_leaf(inventory, place) for place in group]
            shared = self._written(leaves[0]) or self._names.free(_shared_name(inventory, group, leaves))
            for place in group:
                self._shared[place] = shared

    def name(self, index: int, leaf: SecretLeaf) -> str | None:
        """Return the name that code has to give; None for the one that the construct makes itself."""
        return self._shared.get(SecretPlace(index, leaf.dotted)) or self._written(leaf)

    def _written(self, leaf: SecretLeaf) -> str | None:
        """Return the name of the source's own variable; a part of one becomes a variable of its own."""
        if leaf.origin not in ("variable", "environment") or not leaf.text:
            return None
        if leaf.origin == "variable" and (whole := _VARIABLE.fullmatch(leaf.text)):
            return whole[1]
        if leaf.text not in self._by_text:
            wanted = identifier(leaf.text.removeprefix("var."), "secret")
            self._by_text[leaf.text] = self._names.free(wanted)
        return self._by_text[leaf.text]

    def own(self, construct_id: str, path: tuple[str, ...]) -> tuple[str, bool]:
        """Return the construct's own name for a variable, and whether it is free."""
        name = variable_name([construct_id], path)
        if name in self._names.taken:
            return self._names.free(name), False
        self._names.taken.add(name)
        return name, True


def secrets_in_code(
    connector: AdoptedConnector, index: int, construct_id: str, kind: Any, class_name: str, names: SecretNames
) -> SecretsInCode:
    """Return what a connector's code says of its secrets.

    Args:
        connector: The connector.
        index: Its place in the inventory.
        construct_id: The id of its construct.
        kind: Its type; None for one that the library does not know.
        class_name: The name of its construct's class.
        names: Names of variables.
    """
    if connector.secrets_expression is not None:
        return SecretsInCode(doubt="an expression hides which secrets it has: write them as secrets={…}")
    leaves = [leaf for leaf in connector.secrets if leaf.path != (_AUTH_TYPE,)]
    if hasattr(kind, "AUTH_TYPES"):
        return _auth(connector, index, leaves, construct_id, kind, class_name, names)
    made = SecretsInCode(may_have=connector.optional_secrets)
    tree = _tree(leaves, index, construct_id, names, made)
    if kind is None:
        return _open(connector, tree, made)
    specs = {spec.kibana_name: spec for spec in kind.Secrets.specs()}
    if not specs:
        return made
    if not leaves:
        if connector.origin.kind in ("hcl", "cdktf.out") or (
            connector.origin.kind == "state" and connector.secrets_mode != "write-only"
        ):
            made.argument, made.given = ("secrets", {}), {}
        else:
            made.doubt = (
                f"Kibana does not tell whether it has secrets ({', '.join(specs)}): write them, "
                "or secrets={} for none"
            )
        return made
    by_name = {specs[key].name if key in specs else key: value for key, value in tree.items()}
    made.given = _sources(tree)
    if _is_left_out(connector, kind, by_name):
        made.given = None
        return made
    made.imports.add("Secret")
    unknown = [key for key in tree if key not in specs]
    if unknown:
        made.doubt = f"its class knows no secret {', '.join(unknown)}"
        return made
    made.argument = ("secrets", Call(f"{class_name}.Secrets", (), tuple(by_name.items())))
    return made


def _open(connector: AdoptedConnector, tree: dict[str, Any], made: SecretsInCode) -> SecretsInCode:
    if tree:
        made.imports.add("Secret")
        made.argument, made.given = ("secrets", tree), _sources(tree)
    elif connector.origin.kind in ("hcl", "cdktf.out", "state") and connector.secrets_mode != "write-only":
        made.argument, made.given = ("secrets", {}), {}
    else:
        made.doubt = (
            "this library does not know the type, and Kibana does not tell its secrets: write them, "
            "or secrets={} for none"
        )
    return made


def _auth(
    connector: AdoptedConnector,
    index: int,
    leaves: Sequence[SecretLeaf],
    construct_id: str,
    kind: Any,
    class_name: str,
    names: SecretNames,
) -> SecretsInCode:
    made = SecretsInCode(may_have=connector.optional_secrets)
    usable = kind.auth_types()
    chosen = _auth_type(connector, leaves, usable)
    if chosen is None:
        options = [f"{class_name}.{_member(kind, each)}()" for each in usable.values()]
        made.doubt = (
            f"Kibana does not tell how it authenticates: write auth={' or '.join(options)}"
            if options
            else "Terraform cannot set up how it authenticates"
        )
        return made
    specs = {spec.kibana_name: spec for spec in chosen.specs()}
    tree = _tree(leaves, index, construct_id, names, made)
    needed = [spec for spec in chosen.specs() if spec.is_required and spec.kibana_name not in tree]
    for spec in needed:
        tree[spec.kibana_name] = _own_variable((spec.kibana_name,), construct_id, names, made)
    unknown = [key for key in tree if key not in specs]
    if unknown:
        made.doubt = f"its auth type {chosen.kind()} knows no secret {', '.join(unknown)}"
        return made
    required = {spec.kibana_name for spec in chosen.specs() if spec.is_required}
    made.given = {_AUTH_TYPE: chosen.kind(), **_sources(tree)}
    keywords = tuple(
        (specs[key].name, value) for key, value in tree.items() if not (key in required and value == _PLAIN)
    )
    if keywords:
        made.imports.add("Secret")
    made.argument = ("auth", Call(f"{class_name}.{_member(kind, chosen)}", (), keywords))
    return made


def _auth_type(connector: AdoptedConnector, leaves: Sequence[SecretLeaf], usable: Mapping[str, Any]) -> Any:
    """Return the auth type that a connector has, as far as its source tells."""
    told = next((leaf for leaf in connector.secrets if leaf.path == (_AUTH_TYPE,)), None)
    if told is not None and told.value is not None:
        return usable.get(told.value.reveal())
    if len(usable) == 1:
        return next(iter(usable.values()))
    given = {leaf.path[0] for leaf in leaves}
    if not given:
        return None
    fitting = [
        choice
        for choice in usable.values()
        if given <= {spec.kibana_name for spec in choice.specs()}
        and {spec.kibana_name for spec in choice.specs() if spec.is_required} <= given
    ]
    return fitting[0] if len(fitting) == 1 else None


def _member(kind: Any, choice: Any) -> str:
    for each in kind.__mro__:
        for name, value in vars(each).items():
            if value is choice and name not in ("Secrets", "Config"):
                return str(name)
    return str(choice.__name__)


_PLAIN = Code("Secret.variable()")


def _tree(
    leaves: Sequence[SecretLeaf], index: int, construct_id: str, names: SecretNames, made: SecretsInCode
) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for leaf in leaves:
        branch = tree
        for key in leaf.path[:-1]:
            branch = branch.setdefault(key, {})
        name = names.name(index, leaf)
        if name is None:
            branch[leaf.path[-1]] = _own_variable(leaf.path, construct_id, names, made)
        else:
            made.wanted[name] = leaf.dotted
            branch[leaf.path[-1]] = Call("Secret.variable", (name,))
    return tree


def _own_variable(path: tuple[str, ...], construct_id: str, names: SecretNames, made: SecretsInCode) -> Any:
    own, is_free = names.own(construct_id, path)
    made.wanted[own] = ".".join(path)
    return _PLAIN if is_free else Call("Secret.variable", (own,))


def _sources(tree: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: _sources(value) if isinstance(value, Mapping) else Secret.variable()
        for key, value in tree.items()
    }


def _is_left_out(connector: AdoptedConnector, kind: Any, by_name: Mapping[str, Any]) -> bool:
    """Whether the construct itself makes just these variables."""
    if any(value != _PLAIN for value in by_name.values()) or not isinstance(connector.config, Mapping):
        return False
    config = kind.read_config(dict(connector.config))
    return not isinstance(config, Refused) and set(kind.needed_secrets(config)) == set(by_name)


def _leaf(inventory: Inventory, place: SecretPlace) -> SecretLeaf:
    return next(leaf for leaf in inventory.connectors[place.connector].secrets if leaf.dotted == place.leaf)


def _shared_name(inventory: Inventory, group: Sequence[SecretPlace], leaves: Sequence[SecretLeaf]) -> str:
    """Name a secret of several connectors after what they have in common: their type, and the leaf."""
    types = Counter(str(inventory.connectors[place.connector].type_id) for place in group)
    kind = identifier(next(iter(types)), "") if len(types) == 1 else ""
    fields = {identifier(leaf.path[-1], "secret") for leaf in leaves}
    what = fields.pop() if len(fields) == 1 else "secret"
    return f"shared_{kind}_{what}" if kind else f"shared_{what}"
