"""The CDK engines, cdktf and its fork cdktn. No other module imports them, and this one only on demand.

Both have the same classes, but their objects must not meet: a token of the one means something else to the
other, and to Python a stack of the one is no stack of the other. So the engine comes from what a test gives,
and a process keeps to the first one that it used.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator
from typing import Any, Final

from .engine import ENGINES, current, imported
from .errors import MixedEngines


class Engine:
    """An engine that is imported.

    Attributes:
        name: `cdktf` or `cdktn`.
        App: Its class of apps.
        TerraformStack: Its class of stacks.
    """

    def __init__(self, name: str) -> None:
        self.name: Final = name
        self._module = importlib.import_module(name)
        self.App = self._module.App
        self.TerraformStack = self._module.TerraformStack

    def resolve(self, token: Any, stack: Any) -> Any:
        """Return what a token stands for.

        Args:
            token: A token, or a text with tokens in it.
            stack: The stack in which it is resolved.
        """
        resolver = self._module.DefaultTokenResolver(self._module.StringConcat())
        return self._module.Tokenization.resolve(token, preparing=False, scope=stack, resolver=resolver)


class _Use:
    """Which engine this process uses."""

    def __init__(self) -> None:
        self.name: str | None = None


_in_use = _Use()


def engine_for(what: object, requested: str | None, asks: str) -> Engine:
    """Return the engine of a class or an object, else of this run, and keep to it.

    Args:
        what: A class, an object or a function; only those of an engine say which one they need.
        requested: The engine that the run asks for, if any.
        asks: What needs the engine, for messages.

    Returns:
        The engine of `what`, else the requested one, else the one in use, else the one that is imported, else
        the one that is installed (cdktf of two).

    Raises:
        MixedEngines: The run or an earlier synthesis has the other engine, or nothing says which one of two
            imported ones is meant.
    """
    __tracebackhide__ = True
    name = name_of(what) or requested or _in_use.name
    if name is None:
        loaded = imported()
        if len(loaded) > 1:
            raise MixedEngines(
                f"{asks}: this process imports both cdktf and cdktn, and nothing says which one is meant. "
                "Import one of them only"
            )
        name = current(None)
    keep_to(name, requested, asks)
    return Engine(name)


def keep_to(name: str, requested: str | None, asks: str) -> None:
    """Refuse an engine that is not the one of this run.

    Args:
        name: The engine.
        requested: The engine that the run asks for, if any.
        asks: What needs the engine, for messages.

    Raises:
        MixedEngines: The run or an earlier synthesis has the other engine.
    """
    __tracebackhide__ = True
    if requested is not None and name != requested:
        raise MixedEngines(
            f"{asks} is of {name}, and this run is for {requested} (--cdk-engine, or cdk_engine in the "
            f"configuration). Run it with --cdk-engine {name}, or mark the test with "
            f'@pytest.mark.cdk_engine("{name}")'
        )
    if _in_use.name is not None and name != _in_use.name:
        raise MixedEngines(
            f"{asks} is of {name}, and this process uses {_in_use.name} already. The two cannot be mixed in "
            f'a process: mark the tests of {name} with @pytest.mark.cdk_engine("{name}"), and run them with '
            f"--cdk-engine {name}"
        )
    _in_use.name = name


def name_of(what: object) -> str | None:
    """Return the engine that a class, or the class of an object, is derived from; None if it is from neither.

    Args:
        what: A class or an object.
    """
    # The type in jsii and not the module: a program may have put one engine in the other's place.
    return next((engine for engine, _ in _types(what)), None)


def is_a(what: object, names: str | tuple[str, ...]) -> bool:
    """Whether a class, or the class of an object, is derived from a class of an engine or of constructs.

    Args:
        what: A class or an object.
        names: The class, such as `TerraformStack`, or several; `Construct` is of neither engine.
    """
    if names == "Construct":
        return "constructs.Construct" in _jsii_types(what)
    wanted = (names,) if isinstance(names, str) else names
    return any(each in wanted for _, each in _types(what))


def same_engine(nodes: Iterable[object], name: str, asks: str) -> None:
    """Refuse constructs of the other engine.

    Args:
        nodes: Constructs.
        name: The engine that they should have.
        asks: What made them, for messages.

    Raises:
        MixedEngines: There are some. The message names the first.
    """
    __tracebackhide__ = True
    for node in nodes:
        other = name_of(node)
        if other is not None and other != name:
            path = getattr(getattr(node, "node", None), "path", "") or "the app"
            raise MixedEngines(
                f"{asks} mixes the engines: {path} ({type(node).__name__}) is of {other}, and what it is in "
                f"or with is of {name}. Import from one of them only, or run with --cdk-engine {other}"
            )


def _types(what: object) -> Iterator[tuple[str, str]]:
    for fqn in _jsii_types(what):
        assembly, _, name = fqn.partition(".")
        if assembly in ENGINES:
            yield assembly, name


def _jsii_types(what: object) -> Iterator[str]:
    for each in (what if isinstance(what, type) else type(what)).__mro__:
        fqn = getattr(each, "__jsii_type__", None)
        if isinstance(fqn, str):
            yield fqn


def modules() -> list[Any]:
    """Return the engines that are imported; one that stands in the other's place counts once."""
    return [sys.modules[name] for name in imported()]
