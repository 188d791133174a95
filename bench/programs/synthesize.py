"""Constructs and synthesizes one stack of connectors, and prints what that cost.

`python -m bench.programs.synthesize SIDE SERIES COUNT [FOLDER]`, where SIDE is `ours`, `ours-120-spaces`,
`generated`, `generated-ephemeral`, `generated-with-ids`, or `bare` for empty constructs: the lowest possible
cost of one construct per connector. The clock starts when everything is imported.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cdktf import App, LocalBackend, S3Backend, TerraformStack
from constructs import Construct

from bench.programs.process_costs import Costs
from bench.programs.sample_connectors import SERIES

SPACES = [f"space-{number}" for number in range(120)]


def main(side: str, series: str, count: str, folder: str | None = None) -> None:
    """Measure and print the cost. With a folder, only write the stack into it."""
    provider, add = _side(side, series)
    if folder is not None:
        _synthesize(Path(folder), provider, add, int(count), local=True)
        return
    with tempfile.TemporaryDirectory() as scratch:
        costs = Costs()
        start = time.perf_counter()
        constructed = _synthesize(Path(scratch), provider, add, int(count), local=False)
        end = time.perf_counter()
        figures = {"seconds": end - start, "construct_seconds": constructed - start, **costs.since_start()}
    print(json.dumps(figures))


def _side(
    side: str, series: str
) -> tuple[Callable[[TerraformStack], None], Callable[[TerraformStack, int], object]]:
    samples = SERIES[series]
    if side.startswith("ours"):
        from bench.programs import with_ours

        spaces = SPACES if side == "ours-120-spaces" else None
        return with_ours.provider, with_ours.builder(samples, spaces)
    from bench.programs import with_generated

    if side == "bare":
        return with_generated.provider, lambda stack, index: Construct(stack, f"c{index}")
    add = with_generated.builder(
        samples, ephemeral=side == "generated-ephemeral", with_ids=side == "generated-with-ids"
    )
    return with_generated.provider, add


def _synthesize(
    folder: Path,
    provider: Callable[[TerraformStack], None],
    add: Callable[[TerraformStack, int], object],
    count: int,
    *,
    local: bool,
) -> float:
    """Construct a stack and write it; return the time when it was constructed."""
    app = App(outdir=str(folder / "cdktf.out"))
    stack = TerraformStack(app, "stack")
    if local:
        LocalBackend(stack, path=str(folder / "terraform.tfstate"))
    else:
        S3Backend(
            stack, bucket="state", key="stack", region="eu-west-1", encrypt=True, kms_key_id="alias/state"
        )
    provider(stack)
    for index in range(count):
        add(stack, index)
    constructed = time.perf_counter()
    app.synth()
    return constructed


if __name__ == "__main__":
    main(*sys.argv[1:])
