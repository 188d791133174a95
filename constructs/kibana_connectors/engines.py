"""Which CDK engine this program uses: cdktf, or its fork cdktn. Their objects cannot be mixed.

A token of the one means something else to the other, so a mix would not always fail. That is why the engine
that was not chosen cannot be imported any more, whichever comes first.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from .errors import MissingEngine, MixedEngines

ENGINES = ("cdktf", "cdktn")


def chosen_engine() -> tuple[str, Any]:
    """Return the engine of this program: the one that is imported, else the one that is installed.

    If both are installed and none is imported, it is cdktf. The other one cannot be imported afterwards.

    Returns:
        Its name, and its module.

    Raises:
        MissingEngine: None is installed.
        MixedEngines: Both are imported.
    """
    imported: dict[int, str] = {}
    for name in ENGINES:
        if name in sys.modules:
            # One may stand in the other's place: then they are the same module.
            imported[id(sys.modules[name])] = _own_name(sys.modules[name], name)
    if len(imported) > 1:
        raise MixedEngines("this program imports both cdktf and cdktn. Import from one of them only")
    for name in imported.values():
        _keep_out(name, "which this program imports")
        return name, sys.modules[name]
    installed = [name for name in ENGINES if importlib.util.find_spec(name) is not None]
    if not installed:
        raise MissingEngine
    name = installed[0]
    engine = importlib.import_module(name)
    if len(installed) > 1:
        _keep_out(name, f"because {other_engine(name)} was not imported before kibana_connectors")
    return name, engine


def other_engine(name: str) -> str:
    """Return the engine that is not this one.

    Args:
        name: An engine.
    """
    return ENGINES[1] if name == ENGINES[0] else ENGINES[0]


def _own_name(module: ModuleType, name: str) -> str:
    return next((known for known in ENGINES if known == module.__name__), name)


def _keep_out(chosen: str, why: str) -> None:
    other = other_engine(chosen)
    if other not in sys.modules:
        sys.meta_path.insert(0, _KeptOut(other, chosen, why))


class _KeptOut(MetaPathFinder, Loader):
    """Finds one engine, so that a program can ask whether it is installed, and refuses to load it."""

    def __init__(self, engine: str, chosen: str, why: str) -> None:
        self._engine = engine
        self._message = (
            f"kibana_connectors uses {chosen} here, {why}, and {engine} cannot be mixed with it. Import from "
            f"{chosen}, or import {engine} before kibana_connectors and {chosen} nowhere"
        )

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self._engine or fullname in sys.modules or not self._is_installed():
            return None
        return ModuleSpec(fullname, self)

    def _is_installed(self) -> bool:
        others = (finder for finder in sys.meta_path if finder is not self)
        return any(finder.find_spec(self._engine, None) is not None for finder in others)

    def exec_module(self, module: ModuleType) -> None:
        raise MixedEngines(self._message)
