"""Validation: payloads per second, ours against the `jsonschema` library."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tools.command import say

from bench.effort import Effort
from bench.markdown import table
from bench.payloads import GROUPS
from bench.results import Ratio, Result
from bench.section import Figures, Section
from bench.turns import in_turns

GOAL = 5.0
_SIDES = ("ours", "jsonschema", "jsonschema, yes or no", "jsonschema, by hand")
_SLOW = "jsonschema.validate"
_STEP = 50
"""The slow way validates only one of so many payloads."""

_WAYS = """\
Kibana's verdict on payloads, which are config and secrets. The payloads are [those that the tests
use](../tests/data/README.md): valid and invalid ones, each with the verdict of Kibana's own schemas. The
library `jsonschema` validates them with the JSON Schemas of the same types. *jsonschema* has one schema per
type. It creates the validators once, and collects all errors with their messages. The goal uses this row,
because a user wants to know what is wrong, and ours says so too. The figures use processor time, because
nothing waits. *Yes or no* has no messages. *By hand* has separate schemas for config and secrets, and chooses
that of the secrets by `authType` in Python. *jsonschema.validate* is the library's function of that name,
called for each payload."""

_VERDICTS = """\
Our verdicts differ from Kibana's only where we refuse keys that Kibana would silently drop
([exceptions](exceptions.md)). JSON Schemas do not describe everything that Kibana checks."""

_REASONS = {
    "validation": """\
a JSON Schema describes only the form of a payload. Ours also parses URLs and addresses as Node does, applies
the rules between fields, refuses blank strings, adds the defaults, and says in words what was expected. The
rest is many small steps in Python."""
}


def measure(effort: Effort) -> Result:
    """Validate the payloads of each group of types in all ways."""
    figures: dict[str, Any] = {}
    ratios = []
    for group in GROUPS:
        say(f"validation: the {group} types")
        repetitions = effort.repetitions(7)
        found = in_turns({side: ["validate", side, group] for side in _SIDES}, repetitions=repetitions)
        found |= in_turns({_SLOW: ["validate", _SLOW, group, str(_STEP)]}, repetitions=1)
        figures[group] = {
            "count": int(found["ours"]["count"]),
            "per_second": {side: 1 / each["seconds"] for side, each in found.items()},
            "as_kibana": {side: found[side]["as_kibana"] for side in _SIDES},
        }
        ratio = found["jsonschema"]["seconds"] / found["ours"]["seconds"]
        ratios.append(Ratio(f"validation_{group}_types", ratio, GOAL, at_least=True))
    return Result(tuple(ratios), figures)


def _paragraphs(figures: Figures) -> Iterator[str]:
    yield _WAYS
    for group, each in figures.items():
        yield f"The {group} types, {each['count']:,} payloads:"
        rows = [
            (side, speed, f"{each['as_kibana'][side]:.1%}" if side in each["as_kibana"] else "")
            for side, speed in each["per_second"].items()
        ]
        yield table(("", "payloads per second", "same verdict as Kibana"), rows)
    yield _VERDICTS


SECTION = Section("Validation", _REASONS, _paragraphs)
