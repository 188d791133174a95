"""The CDK engine of this run, cdktf or cdktn: tests import every name of it from here.

`pytest --cdk-engine` chooses.
"""

from __future__ import annotations

import importlib
from typing import Any

from pytest_cdktf import engine

ENGINE: str = engine.current(None)
"""The engine's name, which programs in texts import from."""
OTHER: str = next(name for name in engine.ENGINES if name != ENGINE)
"""The name of the other one."""

_engine = importlib.import_module(ENGINE)


def __getattr__(name: str) -> Any:
    return getattr(_engine, name)
