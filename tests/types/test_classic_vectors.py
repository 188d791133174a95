"""Kibana's own verdicts, made with its own schemas: each must be met, on the wire and when building."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from typing import Any

import pytest
from harness.cdk import TerraformStack
from harness.exceptions import OTHER_FORM, UNKNOWN_KEY, DocumentedException, documented_exceptions
from harness.kibana_facts import classic_vectors
from harness.own_vectors import OWN
from harness.type_ids import CLASSIC_TYPE_IDS

from kibana_connectors import InvalidConnector, connector_types, validate
from pytest_cdktf import Synth

TYPES = {type_id: cls for type_id, cls in connector_types().items() if type_id in CLASSIC_TYPE_IDS}


@cache
def _vectors() -> tuple[dict[str, Any], ...]:
    return (*OWN, *(vector for vector in classic_vectors() if vector["type"] in TYPES))


def _by_type() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for vector in _vectors():
        found[vector["type"]].append(vector)
    return found


def _shown(vector: dict[str, Any]) -> str:
    return json.dumps({key: vector[key] for key in ("config", "secrets")}, ensure_ascii=False)


def _without_nulls(config: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in config.items() if value is not None}


def test_every_type_has_vectors() -> None:
    assert set(TYPES) - set(_by_type()) <= {".server-log"}


def _refused_for_unknown_keys(type_id: str, errors: tuple[str, ...]) -> bool:
    """Tell a refusal for keys that Kibana would drop silently, where the table says that it does."""
    documented = any(row.type_id == type_id and row.kind == UNKNOWN_KEY for row in documented_exceptions())
    return documented and bool(errors) and all(error.endswith(": unknown field") for error in errors)


@pytest.mark.parametrize("type_id", sorted(TYPES))
def test_the_verdict_is_kibanas(type_id: str) -> None:
    wrong = []
    for vector in _by_type().get(type_id, []):
        verdict = validate(type_id, vector["config"], vector["secrets"])
        if verdict.ok:
            assert verdict.errors == ()
            assert verdict.settled_config == _without_nulls(verdict.stored_config or {})
        else:
            assert verdict.errors
            assert verdict.settled_config is None
            if vector["ok"] and _refused_for_unknown_keys(type_id, verdict.errors):
                continue
        if (verdict.ok, verdict.stored_config) != (vector["ok"], vector["stored_config"]):
            wrong.append((_shown(vector), vector["errors"], vector["stored_config"], verdict))

    assert wrong == []


@pytest.mark.parametrize("type_id", sorted(TYPES))
def test_a_verdict_does_not_change_what_is_judged(type_id: str) -> None:
    for vector in _by_type().get(type_id, []):
        before = json.dumps(vector)
        validate(type_id, vector["config"], vector["secrets"])
        assert json.dumps(vector) == before


def _rows_for_refusal(type_id: str, problems: tuple[str, ...]) -> set[DocumentedException]:
    """Find the rows that explain the refusal; none when a problem is left unexplained."""
    rows = [row for row in documented_exceptions() if row.type_id == type_id and row.kind != OTHER_FORM]
    explained = [[row for row in rows if row.covers(where)] for where in problems]
    return {row for found in explained for row in found} if all(explained) else set()


def _rows_for_form(
    type_id: str, settled: dict[str, Any], emitted: dict[str, Any]
) -> set[DocumentedException]:
    """Find the rows that explain every field that differs; none when one is left unexplained."""
    rows = [row for row in documented_exceptions() if row.type_id == type_id and row.kind == OTHER_FORM]
    changed = [key for key in {**settled, **emitted} if settled.get(key) != emitted.get(key)]
    explained = [[row for row in rows if row.covers(f"config.{key}")] for key in changed]
    return {row for found in explained for row in found} if all(explained) else set()


def _built(synth: Synth, type_id: str) -> tuple[dict[int, dict[str, Any]], dict[int, tuple[str, ...]]]:
    """Build a type's accepted vectors in one stack; give the emitted configs and the refusals by index."""
    refused: dict[int, tuple[str, ...]] = {}

    def build(stack: TerraformStack) -> None:
        for index, vector in enumerate(_by_type()[type_id]):
            if not vector["ok"]:
                continue
            payload = {"config": vector["config"], "secrets": vector["secrets"]}
            try:
                TYPES[type_id].from_wire(stack, f"v{index}", name="It", **payload)
            except InvalidConnector as error:
                refused[index] = tuple(problem.where for problem in error.problems)

    emitted = {
        int(written.name.removeprefix("v")): json.loads(
            written["config"].replace("$${", "${").replace("%%{", "%{")
        )
        for written in synth(build, stack_id=type_id.strip(".")).resources
    }
    return emitted, refused


def test_accepted_payloads_are_built_as_kibana_would_store_them(synth: Synth) -> None:
    wrong = []
    used: set[DocumentedException] = set()
    for type_id, vectors in _by_type().items():
        emitted, refused = _built(synth, type_id)
        accepted = {index for index, vector in enumerate(vectors) if vector["ok"]}
        assert emitted.keys() ^ refused.keys() == accepted
        for index, vector in enumerate(vectors):
            if not vector["ok"]:
                continue
            settled = _without_nulls(vector["stored_config"])
            config = emitted.get(index)
            if config == settled:
                continue
            if config is None:
                rows = _rows_for_refusal(type_id, refused[index])
            else:
                rows = _rows_for_form(type_id, settled, config)
            used |= rows
            if not rows:
                wrong.append((_shown(vector), config, refused.get(index)))

    assert wrong == []
    assert [row for row in documented_exceptions() if row not in used] == [], "nothing needs it"


@pytest.mark.parametrize("type_id", sorted(TYPES))
def test_refused_payloads_are_not_built(stack: TerraformStack, type_id: str) -> None:
    taken = []
    for index, vector in enumerate(_by_type().get(type_id, [])):
        if vector["ok"]:
            continue
        try:
            TYPES[type_id].from_wire(
                stack, f"v{index}", name="It", config=vector["config"], secrets=vector["secrets"]
            )
        except InvalidConnector:
            continue
        taken.append(_shown(vector))

    assert taken == []
