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


def pascal_case(text: str) -> str:
    """Return a display name or an id as a class name; its capitals are kept."""
    words = re.findall(r"[A-Za-z0-9]+", text)
    name = "".join(word[0].upper() + word[1:] for word in words)
    if not name.isidentifier():
        raise ValueError(f"{text!r} makes no class name: give one in tools/generate/words.py")
    return name


def module_name(type_id: str) -> str:
    """Return a type's id as a module name."""
    name = re.sub(r"[^a-z0-9]+", "_", type_id.lower()).strip("_")
    if not name.isidentifier() or keyword.iskeyword(name):
        raise ValueError(f"{type_id!r} makes no module name: give one in tools/generate/words.py")
    return name


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
            raise ValueError(
                f"{' and '.join(types)} would share the {kind} {name}: see tools/generate/words.py"
            )
