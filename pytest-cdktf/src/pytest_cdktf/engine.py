"""The CDK engine of a test run: cdktf, or its fork cdktn. One process cannot use both."""

from __future__ import annotations

import importlib
import sys
from importlib.util import find_spec

import pytest

ENGINES = ("cdktf", "cdktn")


def requested(config: pytest.Config) -> str | None:
    """Return the engine that the command line or the configuration file asks for, if any.

    Args:
        config: pytest's configuration.

    Raises:
        pytest.UsageError: The engine does not exist, is not installed, or the other one is imported already.
    """
    # Before the conftest.py files are loaded, only this namespace knows the command line.
    given = getattr(config, "known_args_namespace", config.option)
    name: str | None = getattr(given, "cdk_engine", None) or config.getini("cdk_engine") or None
    if name is None:
        return None
    if name not in ENGINES:
        raise pytest.UsageError(f"cdk_engine: expected {' or '.join(ENGINES)}, got {name!r}")
    if not is_installed(name):
        raise pytest.UsageError(f"cdk_engine is {name}, and it is not installed: pip install {name}")
    other = _other(name)
    # A program may have put one in the other's place: then it is the same module.
    if other in sys.modules and sys.modules[other] is not sys.modules.get(name):
        raise pytest.UsageError(
            f"cdk_engine is {name}, and {other} is imported already (by a conftest.py, a test module or a "
            "plugin); the two cannot be mixed in a process"
        )
    return name


def load(name: str | None) -> None:
    """Import the requested engine if the library would otherwise import the other one.

    Args:
        name: The requested engine, if any.
    """
    if name is not None and name not in sys.modules and name != ENGINES[0] and is_installed(ENGINES[0]):
        importlib.import_module(name)


def current(name: str | None) -> str:
    """Return the engine of this run: the one requested, else imported, else installed.

    Args:
        name: The requested engine, if any.
    """
    if name is not None:
        return name
    return next(iter(imported() or filter(is_installed, ENGINES)), ENGINES[0])


def imported() -> list[str]:
    """Return the engines that are imported. One that a program put in the other's place counts once."""
    found: dict[int, str] = {}
    for name in ENGINES:
        module = sys.modules.get(name)
        if module is not None:
            own = getattr(module, "__name__", name)
            found.setdefault(id(module), own if own in ENGINES else name)
    return [*found.values()]


def is_installed(name: str) -> bool:
    """Whether an engine can be imported.

    Args:
        name: The engine.
    """
    return find_spec(name) is not None


def skip_reason(marker: pytest.Mark, engine: str) -> str | None:
    """Return why a test must be skipped with an engine, or None.

    Args:
        marker: The test's mark `cdk_engine`.
        engine: The engine of this run.

    Raises:
        pytest.UsageError: The mark names no engine.
    """
    wanted = marker.args
    if not wanted or any(name not in ENGINES for name in wanted):
        raise pytest.UsageError(
            f"@pytest.mark.cdk_engine: expected {' or '.join(map(repr, ENGINES))}, "
            f"got {', '.join(map(repr, wanted)) or 'nothing'}"
        )
    if engine in wanted:
        return None
    return f"needs {' or '.join(wanted)}, and this run uses {engine}: run pytest --cdk-engine {wanted[0]}"


def _other(name: str) -> str:
    return ENGINES[1] if name == ENGINES[0] else ENGINES[0]
