"""Runs an import after the engine's own import, and prints its time.

`python -m bench.programs.imports FOLDER CODE`: FOLDER is where the package is imported from.
"""

from __future__ import annotations

import json
import sys
import time


def main(folder: str, code: str) -> None:
    """Measure the import of the engine, and then the code."""
    sys.path.insert(0, folder)
    start = time.perf_counter()
    import cdktf  # noqa: F401

    engine = time.perf_counter()
    exec(code, {})  # noqa: S102 - an import statement of the benchmark's own
    end = time.perf_counter()
    print(json.dumps({"seconds": end - engine, "engine_seconds": engine - start}))


if __name__ == "__main__":
    main(*sys.argv[1:])
