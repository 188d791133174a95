"""docs/performance.md and its plot, from the results: tables here, words in `prose`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tools.layout import ROOT

from bench import PARTS, plot, prose
from bench.markdown import Cell, table, wrapped
from bench.results import Ratio, Results, shown

PAGE = ROOT / "docs" / "performance.md"
PLOT = PAGE.with_suffix(".svg")
Figures = Mapping[str, Any]
_SIDES = {
    "ours": "ours",
    "generated": "generated binding",
    "generated-ephemeral": "generated binding, ephemeral",
    "generated-with-ids": "generated binding, ids given",
    "ours-120-spaces": "ours, 120 spaces each",
    "bare": "empty constructs",
}


def write(results: Results) -> None:
    """Write the page and the plot."""
    construct = results.parts.get("construct_and_synth")
    if construct is not None:
        plot.write(construct["figures"]["sizes"], PLOT)
    PAGE.write_text(text(results))


def text(results: Results) -> str:
    """Give the page."""
    return "\n\n".join(wrapped(paragraph) for paragraph in _paragraphs(results)) + "\n"


def _paragraphs(results: Results) -> Iterator[str]:
    yield "# Performance"
    yield prose.INTRODUCTION
    yield from _ratios(results)
    for part, section in _SECTIONS.items():
        if part in results.parts:
            yield f"## {prose.TITLES[part]}"
            yield from section(results.parts[part]["figures"])
    yield f"## {prose.WHERE}"
    on = results.measured_on
    yield table(("", ""), (*on["machine"].items(), *on["versions"].items(), *_dates(results)))
    yield prose.AGAIN.format(parts=", ".join(f"`{part}`" for part in PARTS))


def _dates(results: Results) -> Iterator[tuple[str, str]]:
    dates = {part: measured["date"] for part, measured in results.parts.items()}
    if len(set(dates.values())) == 1:
        yield "date", next(iter(dates.values()))
        return
    for part, date in dates.items():
        yield f"date of {part}", date


def _ratios(results: Results) -> Iterator[str]:
    ratios = [ratio for part in PARTS for ratio in results.ratios(part)]
    rows = [
        (
            f"`{each.name}`",
            each.value,
            f"{'at least' if each.at_least else 'at most'} {shown(each.goal)}",
            each.verdict,
        )
        for each in ratios
    ]
    yield table(("ratio", "measured", "goal", ""), rows)
    missed = [each for each in ratios if not each.met]
    if missed:
        yield prose.IN_THE_WAY_HEAD
        yield "\n".join(f"- `{each.name}`: {in_the_way(each)}" for each in missed)


def in_the_way(ratio: Ratio) -> str:
    """Say why the goal of a ratio may be missed."""
    fitting = [beginning for beginning in prose.IN_THE_WAY if ratio.name.startswith(beginning)]
    reason = prose.IN_THE_WAY[max(fitting, key=len)] if fitting else "not known yet."
    return reason


def _set_up(figures: Figures) -> Iterator[str]:
    get, first, disk = figures["cdktf get"], figures["first synth"], figures["disk_megabytes"]
    yield prose.SET_UP
    rows: list[tuple[Cell, ...]] = [
        ("`cdktf get`: seconds", "none", shown(get["seconds"])),
        ("`cdktf get`: peak memory, MB", "none", shown(get["megabytes"])),
    ]
    for what, key in (("seconds", "seconds"), ("peak memory, MB", "megabytes")):
        rows.append((f"first synth: {what}", *(shown(first[side][key]) for side in ("ours", "generated"))))
    rows.append(("on disk, MB", shown(disk["ours"]), shown(disk["generated"])))
    yield table(("", "ours", "generated binding"), rows)
    yield prose.SET_UP_RATIOS


def _import_time(figures: Figures) -> Iterator[str]:
    yield prose.IMPORT
    rows = [(what, each["seconds"]) for what, each in figures["imports"].items()]
    engine = min(each["engine_seconds"] for each in figures["imports"].values())
    yield table(("imported", "seconds"), [*rows, ("the engine itself, with Node", engine)])
    yield prose.IMPORT_PROFILE
    slowest = [(f"`{each['module']}`", each["seconds"]) for each in figures["profile"]]
    yield table(("module", "seconds"), slowest)


def _construct_and_synth(figures: Figures) -> Iterator[str]:
    yield prose.CONSTRUCT_AND_SYNTH
    yield f"![Time and memory over the number of connectors]({PLOT.name})"
    yield _by_count(figures["sizes"])
    yield prose.CONSTRUCT_AND_SYNTH_MIX
    yield _by_count(figures["mix"])
    yield prose.CONSTRUCT_AND_SYNTH_EPHEMERAL
    yield _by_count(figures["ephemeral"])
    yield prose.CONSTRUCT_AND_SYNTH_SPACES
    yield _by_count(figures["spaces"])
    yield prose.CONSTRUCT_AND_SYNTH_RATIOS


def _by_count(figures: Mapping[str, Mapping[str, Mapping[str, float]]]) -> str:
    keys = {
        "seconds": "seconds",
        "construct_seconds": "of them construct",
        "cpu_seconds": "CPU seconds",
        "python_megabytes": "Python MB",
        "node_megabytes": "Node MB",
        "added_megabytes": "MB added",
    }
    rows: list[tuple[Cell, ...]] = [
        (f"{int(count):,}", _SIDES[side], *(each[key] for key in keys))
        for count, sides in figures.items()
        for side, each in sides.items()
    ]
    return table(("connectors", "", *keys.values()), rows)


def _validation(figures: Figures) -> Iterator[str]:
    yield prose.VALIDATION
    for group, each in figures.items():
        yield f"The {group} types, {each['count']:,} payloads:"
        rows = [
            (side, speed, f"{each['as_kibana'][side]:.1%}" if side in each["as_kibana"] else "")
            for side, speed in each["per_second"].items()
        ]
        yield table(("", "payloads a second", "verdicts as Kibana's"), rows)
    yield prose.VALIDATION_VERDICTS


def _cdktf_synth(figures: Figures) -> Iterator[str]:
    yield f"{prose.CDKTF_SYNTH} {figures['count']} connectors:"
    rows = [
        (side, seconds, figures["cpu_seconds"][side], figures["megabytes"][side])
        for side, seconds in figures["seconds"].items()
    ]
    yield table(("", "seconds", "CPU seconds", "peak MB"), rows)
    yield prose.CDKTF_SYNTH_PHASES
    yield table(("phase", "seconds"), figures["phases"].items())
    yield prose.CDKTF_SYNTH_LEFT


def _plan_and_apply(figures: Figures) -> Iterator[str]:
    yield f"{figures['count']} connectors. {prose.PLAN_AND_APPLY}"
    rows = []
    for step in ("apply", "second plan"):
        for side, steps in figures["sides"].items():
            each = steps[step]
            calls = ", ".join(f"{shown(number)} {kind}" for kind, number in each["calls_by_kind"].items())
            rows.append((step, _SIDES[side], each["calls"], calls, each["seconds"], each["cpu_seconds"]))
    yield table(("", "", "calls a connector", "of them", "seconds", "CPU seconds"), rows)


def _small_tests(figures: Figures) -> Iterator[str]:
    count, measured = figures["count"], figures["measured_with_cli"]
    yield prose.SMALL_TESTS
    names = {"plugin": "with the plugin", "cli": "with `cdktf synth`"}
    rows = [(names[side], figures["seconds"][side], figures["seconds_each"][side]) for side in names]
    yield table(("", f"seconds for {count}", "seconds each"), rows)
    if measured != count:
        yield prose.SMALL_TESTS_SAMPLE.format(measured=measured + 1)


_SECTIONS: Mapping[str, Callable[[Figures], Iterator[str]]] = {
    "set_up": _set_up,
    "import_time": _import_time,
    "construct_and_synth": _construct_and_synth,
    "validation": _validation,
    "cdktf_synth": _cdktf_synth,
    "plan_and_apply": _plan_and_apply,
    "small_tests": _small_tests,
}
