"""The CDK engine of this run, cdktf or cdktn: tests import every name of it from here.

`pytest --cdk-engine` chooses. Types are checked in tests/typing, not here.
"""

from __future__ import annotations

import sys
from typing import Any

import kibana_connectors._cdk as _chosen
from kibana_connectors.engines import other_engine

ENGINE: str = _chosen.ENGINE
"""The engine's name, which programs in texts import from."""
OTHER: str = other_engine(_chosen.ENGINE)
"""The name of the other one."""

_engine = sys.modules[ENGINE]


def __getattr__(name: str) -> Any:
    return getattr(_engine, name)
