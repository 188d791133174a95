"""Draws the plot of docs/performance.md: time and memory over the number of connectors."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tools.layout import ROOT

FILE = ROOT / "docs" / "performance.svg"
_SIDES = {
    "generated": ("generated binding", "#b0413e", "s"),
    "ours": ("ours", "#1f6f8b", "o"),
    "bare": ("empty constructs", "#9a9a9a", "^"),
}
_MEMORY = ("python_megabytes", "node_megabytes")


def write(sizes: Mapping[str, Mapping[str, Mapping[str, float]]], file: Path) -> None:
    """Draw the figures of construct and synth.

    Args:
        sizes: The figures, by number of connectors and by side.
        file: The SVG file. The same figures always give the same content.
    """
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams.update({"svg.hashsalt": "kibana-connectors", "svg.fonttype": "none", "font.size": 9})
    from matplotlib import pyplot

    counts = [int(count) for count in sizes]
    figure, (time, memory) = pyplot.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    for side, (label, color, marker) in _SIDES.items():
        style: dict[str, Any] = {"color": color, "marker": marker, "label": label}
        figures = [sizes[str(count)][side] for count in counts]
        time.plot(counts, [each["seconds"] for each in figures], **style)
        memory.plot(counts, [sum(each[part] for part in _MEMORY) for each in figures], **style)
    time.set(title="construct + synth", ylabel="seconds", xscale="log", yscale="log")
    memory.set(title="peak memory, Python and Node", ylabel="megabytes", xscale="log", ylim=(0, None))
    for axes in (time, memory):
        axes.set_xlabel("connectors")
        axes.set_xticks(counts, [f"{count:,}" for count in counts])
        axes.minorticks_off()
        axes.grid(alpha=0.3)
    time.legend(frameon=False)
    figure.savefig(file, metadata={"Date": None, "Creator": None})
    pyplot.close(figure)
