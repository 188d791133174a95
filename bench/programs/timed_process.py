"""Runs Python in a process of its own, and prints the seconds that it took and its greatest memory.

`python -m bench.programs.timed_process ARGUMENT...`, with the arguments of Python
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time


def main(arguments: list[str]) -> None:
    """Run it, with its output thrown away."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps({"seconds": seconds, "megabytes": kilobytes / 1024}))


if __name__ == "__main__":
    main(sys.argv[1:])
