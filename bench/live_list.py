"""Live lists: `kibana-connectors list` against as many bare GETs as there are spaces."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from tools.command import say
from tools.errors import ToolError
from tools.layout import ROOT

from bench.effort import Effort
from bench.markdown import table
from bench.results import Ratio, Result
from bench.section import Figures, Section
from bench.turns import in_turns

GOAL = 3.0
_SPACES = 50
_CONNECTORS = 2000

_WAYS = """\
A stand-in Kibana in a process of its own holds the connectors, in all of its spaces. *list* is
`kibana-connectors list`: it asks for the spaces and the types, asks for each space's connectors, a few spaces
at a time, and writes the sorted table. *bare GETs* is a program that asks for each space's connectors with
httpx, all at the same time, and reads nothing of the answers. Both are whole processes, from their start to
their end."""

_REASONS = {
    "live_list": """\
the server takes most of the time of both, and shares the processor with them; what is ours is the import of
pydantic, the models, and the table."""
}


def measure(effort: Effort) -> Result:
    """Run both in turns against the same stand-in."""
    spaces, connectors = effort.size(_SPACES, 3), effort.size(_CONNECTORS, 12)
    say(f"live list: {connectors} connectors in {spaces} spaces")
    with _stand_in(spaces, connectors) as (url, key):
        os.environ.update(KIBANA_ENDPOINT=url, KIBANA_API_KEY=key)
        try:
            found = in_turns(
                {
                    "list": ["timed_process", "-m", "bench.programs.command", "list"],
                    "bare GETs": ["timed_process", "-m", "bench.programs.bare_gets", str(spaces)],
                },
                repetitions=effort.repetitions(7),
            )
        finally:
            del os.environ["KIBANA_ENDPOINT"], os.environ["KIBANA_API_KEY"]
    ratio = Ratio("live_list", found["list"]["seconds"] / found["bare GETs"]["seconds"], GOAL)
    return Result((ratio,), {"spaces": spaces, "connectors": connectors, "sides": found})


@contextmanager
def _stand_in(spaces: int, connectors: int) -> Iterator[tuple[str, str]]:
    """Start a stand-in in a process of its own, and give its URL and API key."""
    command = [sys.executable, "-m", "bench.programs.stand_in_kibana", str(spaces), str(connectors)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            told = process.stdout.readline().split() if process.stdout is not None else []
            if len(told) != 2:
                raise ToolError("the stand-in Kibana did not start")
            yield told[0], told[1]
        finally:
            process.terminate()


def _paragraphs(figures: Figures) -> Iterator[str]:
    yield _WAYS
    yield f"{figures['connectors']:,} connectors in {figures['spaces']} spaces:"
    rows = [(side, each["seconds"], each["megabytes"]) for side, each in figures["sides"].items()]
    yield table(("", "seconds", "MB at most"), rows)


SECTION = Section("Live lists", _REASONS, _paragraphs)
