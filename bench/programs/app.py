"""A CDKTF app, as a user writes it, that notes when it has reached what: `python -m bench.programs.app`.

CDKTF says where the stack goes. `BENCH_COUNT` is the number of connectors, `BENCH_TIMELINE` a file for the
seconds that each phase took. Imports are part of what is measured, so they are in `main`.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path


def main() -> None:
    """Import, construct, synthesize, and note the time of each."""
    phases: dict[str, float] = {}
    clock = time.perf_counter()

    def reached(phase: str) -> None:
        nonlocal clock
        now = time.perf_counter()
        phases[phase] = now - clock
        clock = now

    import constructs  # noqa: F401

    reached("Node starts, with constructs")
    from cdktf import App, LocalBackend, TerraformStack

    reached("import cdktf")
    from bench.programs.kinds import PAGERDUTY
    from bench.programs.with_ours import builder, provider

    add = builder((PAGERDUTY,))
    reached("import kibana_connectors, with PagerDuty")
    app = App()
    stack = TerraformStack(app, "stack")
    LocalBackend(stack, path="terraform.tfstate")
    provider(stack)
    for index in range(int(os.environ["BENCH_COUNT"])):
        add(stack, index)
    reached("construct")
    app.synth()
    reached("synth")
    Path(os.environ["BENCH_TIMELINE"]).write_text(json.dumps(phases))


if __name__ == "__main__":
    main()
