"""Set-up: the time before and during the first synth, ours against `cdktf get`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.command import say
from tools.layout import ROOT

from bench import generated_binding
from bench.effort import Effort
from bench.markdown import Cell, table
from bench.observed import Cost, observe
from bench.results import Ratio, Result, shown
from bench.section import Figures, Section

GOAL = 0.1
"""Our side should need only the synth itself; the other side also generates the binding."""
_PACKAGE = ROOT / "constructs" / "kibana_connectors"

_STEPS = """\
What must happen before a stack with one connector is synthesized. Ours is an installed package and needs
nothing else. The binding must be generated first. With the provider as it is, that fails in every language,
because of one data source. So a [wrapper around
Terraform](../bench/terraform_without_broken_data_source.py) removes this data source from the provider's
schema."""

_RATIOS = """\
`set_up_and_first_synth_seconds` is the time of our first synth, divided by the time that it takes to generate
the binding and to synthesize with it. `set_up_and_first_synth_memory` compares the peaks, and `set_up_disk`
the files."""

_REASONS = {"set_up": "the synth itself; our side has no other step."}


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


def _paragraphs(figures: Figures) -> Iterator[str]:
    get, first, disk = figures["cdktf get"], figures["first synth"], figures["disk_megabytes"]
    yield _STEPS
    rows: list[tuple[Cell, ...]] = [
        ("`cdktf get`: seconds", "none", shown(get["seconds"])),
        ("`cdktf get`: peak memory, MB", "none", shown(get["megabytes"])),
    ]
    for what, key in (("seconds", "seconds"), ("peak memory, MB", "megabytes")):
        rows.append((f"first synth: {what}", *(shown(first[side][key]) for side in ("ours", "generated"))))
    rows.append(("on disk, MB", shown(disk["ours"]), shown(disk["generated"])))
    yield table(("", "ours", "generated binding"), rows)
    yield _RATIOS


SECTION = Section("Set-up", _REASONS, _paragraphs)


def _first_synth(side: str) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.programs.synthesize", side, "pagerduty", "1", folder]
        return observe(f"first synth {side}", command, cwd=ROOT)


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in _files(folder)) / 1e6


def _files(folder: Path) -> Iterable[Path]:
    return (file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
