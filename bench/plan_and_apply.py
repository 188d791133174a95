"""Plan and apply: with the real provider, in a stand-in Kibana that counts the calls."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tools.command import say
from tools.errors import ToolError
from tools.layout import ROOT

from bench import generated_binding
from bench.effort import Effort
from bench.markdown import table
from bench.observed import Cost, observe
from bench.results import Ratio, Result, shown
from bench.section import Figures, Section
from kibana_connectors.sandbox import RequestRecord, Sandbox

COUNT = 500
GOAL_CALLS = 1.0
"""Ours must not make additional calls."""
GOAL_CPU = 1.2
"""The same work, plus the checks that only ours has. Processor time, because the stand-in Kibana runs on the
same machine and takes part of the wall-clock time."""
_STEPS = ("apply", "second plan")
_SIDES = ("ours", "generated-with-ids", "generated")
"""The generated binding twice: with ids from code, as ours has them, and with ids from Kibana."""
_NAMES = {
    "ours": "ours",
    "generated": "generated binding",
    "generated-with-ids": "generated binding, ids given",
}

_SAME_CONNECTORS = """\
The real Terraform and the real provider run against the stand-in Kibana of this library, which counts the
calls. All sides must create the same connectors there and have an empty second plan, or the benchmark fails.
The generated binding is measured with ids from code, as ours has them, and with ids that Kibana makes."""

_MORE_CALLS = "ours makes a call that the generated binding does not make. This is a bug."
_MORE_CHECKS = "Terraform evaluates more: a check for each connector, and rules for each secret."
_REASONS = {
    "apply_calls_ids_from_kibana": """\
our ids are derived in code, so that they are the same everywhere. Before the provider creates a connector
with a given id, it asks Kibana for its version. Without a given id, it does not.""",
    "apply_calls": _MORE_CALLS,
    "second_plan_calls": _MORE_CALLS,
    "apply_cpu": _MORE_CHECKS,
    "second_plan_cpu": _MORE_CHECKS,
}


def measure(effort: Effort) -> Result:
    """Apply the same connectors from all sides in turns, each in its own stand-in Kibana."""
    generated_binding.ensure_generated()
    count = effort.size(COUNT, 3)
    runs: dict[str, list[dict[str, Any]]] = {side: [] for side in _SIDES}
    for _ in range(effort.repetitions(2)):
        for side in _SIDES:
            say(f"plan and apply: {count} connectors, {side}")
            runs[side].append(_run(side, count))
    stored = [run.pop("stored") for side in _SIDES for run in runs[side]]
    if any(each != stored[0] for each in stored):
        raise ToolError("the sides did not make the same connectors: their figures cannot be compared")
    found = {side: {step: _lowest(run[step] for run in runs[side]) for step in _STEPS} for side in _SIDES}
    ratios = []
    for step in _STEPS:
        ours, same_ids, other_ids = (found[side][step] for side in _SIDES)
        name = step.replace(" ", "_")
        ratios += [
            Ratio(f"{name}_calls", ours["calls"] / same_ids["calls"], GOAL_CALLS),
            Ratio(f"{name}_calls_ids_from_kibana", ours["calls"] / other_ids["calls"], GOAL_CALLS),
            Ratio(f"{name}_cpu", ours["cpu_seconds"] / same_ids["cpu_seconds"], GOAL_CPU),
        ]
    return Result(tuple(ratios), {"count": count, "sides": found})


def _paragraphs(figures: Figures) -> Iterator[str]:
    yield f"{figures['count']} connectors. {_SAME_CONNECTORS}"
    rows = []
    for step in _STEPS:
        for side, steps in figures["sides"].items():
            each = steps[step]
            calls = ", ".join(f"{shown(number)} {kind}" for kind, number in each["calls_by_kind"].items())
            rows.append((step, _NAMES[side], each["calls"], calls, each["seconds"], each["cpu_seconds"]))
    yield table(("", "", "calls per connector", "of them", "seconds", "CPU seconds"), rows)


SECTION = Section("Plan and apply", _REASONS, _paragraphs)


def _run(side: str, count: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as scratch, Sandbox() as kibana:
        folder = Path(scratch)
        program = ["-m", "bench.programs.synthesize", side, "pagerduty", str(count), scratch]
        observe(f"synth {side}", [sys.executable, *program], cwd=ROOT)
        stack = folder / "cdktf.out" / "stacks" / "stack"
        env = {
            **os.environ,
            "KIBANA_ENDPOINT": kibana.url,
            "KIBANA_API_KEY": kibana.api_key,
            **_secrets(json.loads((stack / "cdk.tf.json").read_text())),
        }
        _terraform("init", stack, env)
        steps = {}
        for step, arguments in (("apply", ["apply", "-auto-approve"]), ("second plan", ["plan"])):
            before = len(kibana.requests)
            cost = _terraform(step, stack, env, *arguments)
            steps[step] = _figures(cost, kibana.requests[before:], count)
        if "No changes." not in cost.output:
            raise ToolError(f"the second plan of {side} is not empty")
        stored = sorted((each.type_id, each.name, json.dumps(each.config)) for each in kibana.connectors)
        if len(stored) != count:
            raise ToolError(f"{side} made {len(stored)} connectors, not {count}")
        return {**steps, "stored": stored}


def _secrets(stack: Mapping[str, Any]) -> dict[str, str]:
    return {f"TF_VAR_{name}": f"made-up-{name}" for name in stack.get("variable", {})}


def _terraform(step: str, folder: Path, env: Mapping[str, str], *arguments: str) -> Cost:
    command = [os.environ["TERRAFORM_BINARY_NAME"], *(arguments or (step,)), "-no-color", "-input=false"]
    return observe(f"terraform {step}", command, cwd=folder, env=env)


def _figures(cost: Cost, requests: Iterable[RequestRecord], count: int) -> dict[str, Any]:
    by_kind = Counter(f"{request.method} {_kind(request.path)}" for request in requests)
    return {
        "seconds": cost.seconds,
        "cpu_seconds": cost.cpu_seconds,
        "calls": sum(by_kind.values()) / count,
        "calls_by_kind": {kind: number / count for kind, number in sorted(by_kind.items())},
    }


def _kind(path: str) -> str:
    return "connector" if "/actions/connector" in path else path


def _lowest(steps: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return the lowest times; the calls are the same in each run."""
    runs = list(steps)
    times = {name: min(run[name] for run in runs) for name in ("seconds", "cpu_seconds")}
    return {**runs[0], **times}
