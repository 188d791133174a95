"""Params that are changed at every place, judged by our classes and by Kibana's schemas in the stand-in."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from own_params import CASES

from kibana_connectors import validate_action
from kibana_connectors.sandbox.params import _schemas
from kibana_connectors.schema.json_schema import issues

DATA = Path(__file__).parents[1] / "data"
STRANGERS: tuple[Any, ...] = (None, True, 7, 1.5, "", "a text", [], ["a"], [7], {}, {"a": 7})
COERCED = {"id", "storyId", "severityCode", "incidentTypes", "severity", "tlp"}
"""Fields that Kibana makes a number of, somewhere."""
_GONE = object()


def starts() -> list[tuple[str, Any]]:
    """Params without Mustache that Kibana takes: schemas know nothing of rendering."""
    samples = map(json.loads, (DATA / "action_params_samples.jsonl").read_text().splitlines())
    given = [*((each["type"], each["params"], each["ok"]) for each in samples), *CASES]
    return [(kind, params) for kind, params, ok in given if ok and "{{" not in json.dumps(params)]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        if key != "subAction":
            yield (*path, key)
            yield from places(item, (*path, key))


def changed(params: Any, path: tuple[Any, ...], value: Any) -> Any:
    copied = copy.deepcopy(params)
    inside = copied
    for key in path[:-1]:
        inside = inside[key]
    if value is _GONE:
        del inside[path[-1]]
    else:
        inside[path[-1]] = value
    return copied


def variants(params: Any) -> Iterator[Any]:
    for path in [*places(params)][:40]:
        for value in (_GONE, *STRANGERS):
            # JavaScript makes a number of a list with one number in it; the stand-in does not.
            if not (isinstance(value, list) and COERCED.intersection(path[-2:])):
                yield changed(params, path, value)
        inside = params
        for key in path:
            inside = inside[key]
        if isinstance(inside, dict):
            yield changed(params, (*path, "never_a_field"), "x")
    yield changed(params, ("never_a_field",), "x")


def known_to_differ(kind: str, params: Any) -> bool:
    """Where the schema is known to say something else than Kibana (`action_params_check.md`)."""
    inside = params.get("subActionParams") if isinstance(params, dict) else None
    if kind == ".torq":
        return isinstance(params.get("body"), str)
    if kind == ".email":
        lists = [params.get(name) or [] for name in ("to", "cc", "bcc")]
        return not any(isinstance(each, list) and any(map(str.strip, map(str, each))) for each in lists)
    if kind == ".pagerduty":
        return isinstance(params.get("timestamp"), str)
    if kind == ".cases" and isinstance(inside, dict):
        return str(inside.get("timeWindow", "")).endswith("m")
    return False


def test_our_classes_say_what_the_schemas_say() -> None:
    wrong = []
    compared = 0
    for kind, start in starts():
        schema = _schemas().get(kind)
        if schema is None:
            continue  # system actions cannot be executed, so that the stand-in has none of theirs
        for params in variants(start):
            if known_to_differ(kind, params):
                continue
            compared += 1
            expected = not [*issues(schema["params"], params)]
            verdict = validate_action(kind, params)
            if verdict.ok != expected:
                wrong.append((kind, params, expected, verdict.errors))
    assert wrong == []
    assert compared > 5000
