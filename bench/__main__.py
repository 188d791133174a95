"""Measures, writes the results, and prints the ratios: `python -m bench [--quick | --page] [PART...]`."""

from __future__ import annotations

import argparse
import os
import sys
import time

from tools.command import say
from tools.errors import CommandFailed, ToolError

from bench import PARTS, load, page
from bench.effort import Effort
from bench.machine import measured_on
from bench.results import FILE, Result, Results, earlier

_LOG_CHARACTERS = 3000


def main(arguments: list[str]) -> int:
    """Run the parts. The exit status is 1 if a part could not be measured; missed goals do not change it."""
    options = _options(arguments)
    if options.page:
        return _write_page()
    effort = Effort(quick=options.quick, every_test=os.environ.get("BENCH_FULL") == "1")
    parts = options.parts or list(PARTS)
    found: dict[str, Result] = {}
    failed = False
    for part in parts:
        start = time.monotonic()
        try:
            found[part] = load(part)(effort)
        except ToolError as error:
            failed = True
            _report(part, error)
            continue
        except KeyboardInterrupt:
            print("error: interrupted; nothing was written", file=sys.stderr)
            return 130
        say(f"{part}: measured in {time.monotonic() - start:.0f} s")
    if not effort.quick:
        _save(found)
    for result in found.values():
        for ratio in result.ratios:
            print(ratio.line)
    return 1 if failed else 0


def _write_page() -> int:
    results = earlier()
    if results is None:
        print(f"error: there is no {FILE.name} yet: measure first", file=sys.stderr)
        return 1
    page.write(results)
    return 0


def _report(part: str, error: ToolError) -> None:
    if isinstance(error, CommandFailed):
        print(error.log.read_text(errors="replace")[-_LOG_CHARACTERS:], file=sys.stderr)
    print(f"error: {part}: {error}", file=sys.stderr, flush=True)


def _save(found: dict[str, Result]) -> None:
    """Write the results and the page. Parts that were not measured keep their old results."""
    here = measured_on()
    results = earlier() or Results(here)
    if results.measured_on != here:
        if set(found) != set(PARTS):
            say(
                f"{FILE.name} is from another machine or other versions, and was not changed: "
                "run all parts to replace it"
            )
            return
        results = Results(here)
    for part, result in found.items():
        results.put(part, result)
    results.parts = {part: results.parts[part] for part in PARTS if part in results.parts}
    results.write()
    page.write(results)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure this library against the alternatives."
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument(
        "--quick",
        action="store_true",
        help="measure small sizes once and write nothing: only shows that it works",
    )
    instead.add_argument(
        "--page", action="store_true", help="write docs/performance.md again from the last results"
    )
    options = parser.parse_args(arguments)
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"unknown part: {', '.join(sorted(unknown))}; the parts are {', '.join(PARTS)}")
    return options


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
