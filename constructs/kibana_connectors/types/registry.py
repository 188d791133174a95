"""Which connector types there are: this library's own, and those that a project registers.

A package that `kibana-connectors generate` wrote registers its types when it is imported. A type that it has
under an id that the library knows too then stands in its place, for a project knows what its Kibana has.
Nothing of a type is loaded here.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ._index import INDEX

_LIBRARY = __name__.rpartition(".types.")[0]


@dataclass(frozen=True)
class KnownType:
    """Where a connector type is.

    Attributes:
        type_id: Kibana's id of the type.
        package: The package that has it: this library, or a project's.
        module: The module of the type, below the folder `types` of the package.
        class_name: The class of its construct; the type's own is called so with `Type` after it.
    """

    type_id: str
    package: str
    module: str
    class_name: str

    @property
    def is_of_project(self) -> bool:
        """Whether a project registered it."""
        return self.package != _LIBRARY

    def load_type(self) -> Any:
        """Return the class of the type."""
        return getattr(
            importlib.import_module(f"{self.package}.types.{self.module}"), f"{self.class_name}Type"
        )

    def load_construct(self) -> Any:
        """Return the class of its construct; this loads the engine."""
        name = self.module.rpartition(".")[2]
        return getattr(importlib.import_module(f"{self.package}.connectors.{name}"), self.class_name)


_registered: dict[str, KnownType] = {}


def register(package: str, index: Mapping[str, tuple[str, str]]) -> Callable[[str], Any]:
    """Make the types of a project's package known, in place of those that were known under the same ids.

    Args:
        package: The name of the package, which has the folders `types` and `connectors`.
        index: Type id to module and class, as `generate` writes it.

    Returns:
        What gives the package's constructs by their names: its `__getattr__`.
    """
    for type_id, (module, class_name) in index.items():
        _registered[type_id] = KnownType(type_id, package, module, class_name)
    own = {
        class_name: KnownType(type_id, package, module, class_name)
        for type_id, (module, class_name) in index.items()
    }

    def load(name: str) -> Any:
        if name not in own:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return own[name].load_construct()

    return load


def unregister(package: str) -> None:
    """Forget the types of a project's package.

    Args:
        package: The name that it registered them under.
    """
    for type_id in [known.type_id for known in _registered.values() if known.package == package]:
        del _registered[type_id]


def known_type(type_id: object) -> KnownType | None:
    """Return where a type is; None for an id that no type has.

    Args:
        type_id: Kibana's id of the type.
    """
    if not isinstance(type_id, str):
        return None
    return _registered.get(type_id) or _own().get(type_id)


def known_types() -> Iterator[KnownType]:
    """Yield all types, in the order of their ids."""
    yield from (known for _, known in sorted({**_own(), **_registered}.items()))


@cache
def _own() -> dict[str, KnownType]:
    return {
        type_id: KnownType(type_id, _LIBRARY, module, class_name)
        for type_id, (module, class_name) in INDEX.items()
    }
