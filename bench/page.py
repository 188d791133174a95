"""Writes docs/performance.md from the results: the sections of all parts, and what is around them."""

from __future__ import annotations

from collections.abc import Iterator

from tools.layout import ROOT

from bench import PARTS, plot, section_of
from bench.markdown import table, wrapped
from bench.results import Ratio, Results, shown

PAGE = ROOT / "docs" / "performance.md"

INTRODUCTION = """\
What this library costs, compared with what a user would otherwise use. `make bench` measures everything and
writes this page; do not edit it. Both sides of a ratio are measured in the same run, in turns, and of
several repetitions the lowest value counts. Times are wall-clock times unless the text says otherwise. This
is how long a user waits, and the lowest of several values contains little of the machine's other work."""

REASONS = "Reasons for missed goals:"

WHERE = "Machine, versions and date"

AGAIN = """\
`make bench` measures everything again. It prepares all that it needs, generates the binding in a folder that
git ignores, and prints the ratios last. `python3 -m tools.run python -m bench PART…` measures only some
parts ({parts}). With `BENCH_FULL=1`, all of the tests with `cdktf synth` run."""


def write(results: Results) -> None:
    """Write the page and the plot."""
    construct = results.parts.get("construct_and_synth")
    if construct is not None:
        plot.write(construct["figures"]["sizes"], plot.FILE)
    PAGE.write_text(text(results))


def text(results: Results) -> str:
    """Return the page."""
    return "\n\n".join(wrapped(paragraph) for paragraph in _paragraphs(results)) + "\n"


def _paragraphs(results: Results) -> Iterator[str]:
    yield "# Performance"
    yield INTRODUCTION
    yield from _ratios(results)
    for part in PARTS:
        if part in results.parts:
            found = section_of(part)
            yield f"## {found.title}"
            yield from found.paragraphs(results.parts[part]["figures"])
    yield f"## {WHERE}"
    on = results.measured_on
    yield table(("", ""), (*on["machine"].items(), *on["versions"].items(), *_dates(results)))
    yield AGAIN.format(parts=", ".join(f"`{part}`" for part in PARTS))


def _dates(results: Results) -> Iterator[tuple[str, str]]:
    dates = {part: measured["date"] for part, measured in results.parts.items()}
    if len(set(dates.values())) == 1:
        yield "date", next(iter(dates.values()))
        return
    for part, date in dates.items():
        yield f"date of {part}", date


def _ratios(results: Results) -> Iterator[str]:
    ratios = [(part, ratio) for part in PARTS for ratio in results.ratios(part)]
    rows = [
        (
            f"`{each.name}`",
            each.value,
            f"{'at least' if each.at_least else 'at most'} {shown(each.goal)}",
            each.verdict,
        )
        for _, each in ratios
    ]
    yield table(("ratio", "measured", "goal", ""), rows)
    missed = [(part, each) for part, each in ratios if not each.met]
    if missed:
        yield REASONS
        yield "\n".join(f"- `{each.name}`: {reason(part, each)}" for part, each in missed)


def reason(part: str, ratio: Ratio) -> str:
    """Return why the goal of a part's ratio may be missed."""
    reasons = section_of(part).reasons
    fitting = [beginning for beginning in reasons if ratio.name.startswith(beginning)]
    return reasons[max(fitting, key=len)] if fitting else "not known yet."
