"""Set-up: what a user waits for before the first synth, ours against `cdktf get`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tools.command import say
from tools.layout import ROOT

from bench import generated_binding
from bench.effort import Effort
from bench.observed import Cost, observe
from bench.results import Ratio, Result

GOAL = 0.1
"""Nothing but the synth itself is wanted on our side; on the other it comes on top of the generating."""
_PACKAGE = ROOT / "constructs" / "kibana_connectors"


def measure(effort: Effort) -> Result:
    """Generate the binding, then synthesize one connector with each."""
    get = generated_binding.generate()
    say("set-up: the first synth of one connector, ours and generated")
    ours, generated = (_first_synth(side) for side in ("ours", "generated"))
    disk = {"ours": _megabytes(_PACKAGE), "generated": _megabytes(generated_binding.FOLDER / "imports")}
    figures = {
        "cdktf get": {"seconds": get.seconds, "cpu_seconds": get.cpu_seconds, "megabytes": get.megabytes},
        "first synth": {
            "ours": {"seconds": ours.seconds, "megabytes": ours.megabytes},
            "generated": {"seconds": generated.seconds, "megabytes": generated.megabytes},
        },
        "disk_megabytes": disk,
    }
    ratios = (
        Ratio("set_up_and_first_synth_seconds", ours.seconds / (get.seconds + generated.seconds), GOAL),
        Ratio("set_up_and_first_synth_memory", ours.megabytes / max(get.megabytes, generated.megabytes), 1.0),
        Ratio("set_up_disk", disk["ours"] / disk["generated"], 1.0),
    )
    return Result(ratios, figures)


def _first_synth(side: str) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.programs.synthesize", side, "pagerduty", "1", folder]
        return observe(f"first synth {side}", command, cwd=ROOT)


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in _files(folder)) / 1e6


def _files(folder: Path) -> Iterable[Path]:
    return (file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
