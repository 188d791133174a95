"""Run the example stacks, which are written for cdktf, with either engine: `python -m tools.engine [MODULE]`.

The environment variable CDK_ENGINE names the engine, cdktf or cdktn; `make deploy` and the tests use it.
"""

from __future__ import annotations

import importlib
import os
import runpy
import sys
from collections.abc import Mapping

from tools.errors import ToolError

ENGINE = "CDK_ENGINE"
ENGINES = ("cdktf", "cdktn")


def chosen_engine(environment: Mapping[str, str] = os.environ) -> str:
    """Return the engine that CDK_ENGINE names; cdktf if it names none.

    Args:
        environment: The environment variables.

    Raises:
        ToolError: It names something else.
    """
    name = environment.get(ENGINE) or ENGINES[0]
    if name not in ENGINES:
        raise ToolError(f"{ENGINE}: expected {' or '.join(ENGINES)}, got {name!r}")
    return name


def put_in_place_of_cdktf(name: str) -> None:
    """Let this process import an engine under the name cdktf.

    Args:
        name: The engine.
    """
    sys.modules[ENGINES[0]] = importlib.import_module(name)


if __name__ == "__main__":
    put_in_place_of_cdktf(chosen_engine())
    module = sys.argv[1] if len(sys.argv) > 1 else "stacks"
    runpy.run_module(module, run_name="__main__", alter_sys=True)
