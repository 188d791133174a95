"""A CDKTF app, as a user writes it, that measures its phases: `python -m bench.programs.app`.

CDKTF sets the output folder. `BENCH_COUNT` is the number of connectors, and `BENCH_TIMELINE` the file for the
seconds of each phase. The imports are phases too, so they are in `main`.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path


def main() -> None:
    """Import, construct and synthesize, and write the time of each phase."""
    phases: dict[str, float] = {}
    clock = time.perf_counter()

    def end(phase: str) -> None:
        nonlocal clock
        now = time.perf_counter()
        phases[phase] = now - clock
        clock = now

    import constructs  # noqa: F401

    end("Node starts, with constructs")
    from cdktf import App, LocalBackend, TerraformStack

    end("import cdktf")
    from bench.programs.sample_connectors import PAGERDUTY
    from bench.programs.with_ours import builder, provider

    add = builder((PAGERDUTY,))
    end("import kibana_connectors, with PagerDuty")
    app = App()
    stack = TerraformStack(app, "stack")
    LocalBackend(stack, path="terraform.tfstate")
    provider(stack)
    for index in range(int(os.environ["BENCH_COUNT"])):
        add(stack, index)
    end("construct")
    app.synth()
    end("synth")
    Path(os.environ["BENCH_TIMELINE"]).write_text(json.dumps(phases))


if __name__ == "__main__":
    main()
