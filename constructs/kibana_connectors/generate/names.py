"""Turns Kibana's names into Python's."""

from __future__ import annotations

import keyword
import re
from collections import defaultdict
from collections.abc import Mapping

_OWN_NAMES = frozenset(
    {"auth_type", "part", "problems", "has", "missing", "is_set", "stored", "settled", "specs", "leaves"}
)
"""Names that the base classes of configs and auth types use."""


_TAKEN_CLASS_NAMES = frozenset(
    {
        *("Annotated", "Any", "AnyDependable", "AnyLifecycle", "AnyProvider", "Auth", "ClassVar", "Config"),
        *("Connector", "Flag", "LifecycleDict", "Literal", "Mapping", "Never", "NoConfig", "NoSecrets"),
        *("NonEmpty", "OpenFlag", "OpenText", "OpenUrl", "OrAbsent", "OrToken", "Required", "Secret"),
        *("SecretText", "SecretUrl", "Secrets", "SecretsMode", "Sequence", "Spec", "SpecConnector", "Text"),
        *("Timeouts", "TypeInfo", "TypedDict", "Url", "None", "True", "False", "Type"),
    }
)
"""Names that a generated module imports, so that no class of a connector type may be called so."""
_TAKEN_AUTH_NAMES = frozenset({"Config", "Secrets", "TYPE", "HINTS", "None", "True", "False"})
"""Names that a connector type's class has already."""


def class_name(name: str, type_id: str) -> str:
    """Return a class name for a type: made of the name that Kibana shows, or else of its id."""
    for text in (name, type_id):
        found = _pascal_words(text)
        if found.isidentifier():
            return f"{found}Connector" if found in _TAKEN_CLASS_NAMES else found
    return f"Type{_pascal_words(type_id)}"


def auth_class_name(auth_id: str) -> str:
    """Return a class name for an auth type."""
    found = _pascal_words(auth_id)
    if not found.isidentifier() or found in _TAKEN_AUTH_NAMES:
        return f"Auth{found}"
    return found


def _pascal_words(text: str) -> str:
    return "".join(word[0].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", text))


def module_name(type_id: str) -> str:
    """Return a type's id as a module name."""
    parted = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", type_id)
    name = re.sub(r"[^a-z0-9]+", "_", parted.lower()).strip("_")
    return f"type_{name}" if not name.isidentifier() or keyword.iskeyword(name) else name


def field_name(wire: str) -> str:
    """Return the name of a field, such as `serverUrl` or `X-Api-Key`, in snake_case."""
    parted = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", wire)
    name = re.sub(r"[^A-Za-z0-9]+", "_", parted).strip("_").lower()
    if not name.isidentifier() or keyword.iskeyword(name) or name in _OWN_NAMES:
        name = f"field_{name}"
    return name


def camel_case(name: str) -> str:
    """Return a field's name in the wire form, as the library derives it by default."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def demand_unique(kind: str, named: Mapping[str, str]) -> None:
    """Raise if two types would have the same name."""
    owners: dict[str, list[str]] = defaultdict(list)
    for type_id, name in named.items():
        owners[name].append(type_id)
    for name, types in owners.items():
        if len(types) > 1:
            raise ValueError(f"{' and '.join(types)} would share the {kind} {name}: see generate/words.py")
