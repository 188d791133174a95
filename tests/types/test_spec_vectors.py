"""Kibana's own verdicts for the types that it defines as data, on the wire and when building."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from typing import Any

import pytest
from harness.cdk import TerraformStack
from harness.exceptions import REFUSED, UNKNOWN_KEY, DocumentedException, spec_exceptions
from harness.kibana_facts import spec_types, spec_vectors
from harness.type_ids import SPEC_TYPE_IDS

from kibana_connectors import InvalidConnector, connector_types, validate
from pytest_cdktf import Synth

_CLASSES = connector_types()


_NEWER = {".google_threat_intelligence", ".inboundWebhook", ".mongodb", ".mysql"}
"""The types that came after the vectors; tests/types/test_newer_spec_types.py judges them."""


@cache
def _by_type() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for vector in spec_vectors():
        found[vector["type"]].append(vector)
    return found


def _has_unknown_key(vector: dict[str, Any]) -> bool:
    """Tell a payload with a key that the schemas in the catalog do not have."""
    spec = spec_types()[vector["type"]]
    chosen = [auth for auth in spec["auth_types"] if auth["id"] == vector["secrets"].get("authType")]
    known = chosen[0]["secrets_schema"]["properties"] if chosen else vector["secrets"]
    return not (
        vector["config"].keys() <= spec["config_schema"]["properties"].keys()
        and vector["secrets"].keys() <= known.keys()
    )


def _rows_for(kind: str, problems: tuple[str, ...]) -> list[DocumentedException]:
    rows = [row for row in spec_exceptions() if row.kind == kind]
    covered = all(any(row.covers(where) for row in rows) for where in problems)
    return rows if rows and problems and covered else []


def test_every_type_has_vectors() -> None:
    with_vectors = {type_id for type_id, vectors in _by_type().items() if vectors}

    assert set(SPEC_TYPE_IDS) == with_vectors | _NEWER == set(spec_types())


@pytest.mark.parametrize("type_id", sorted(SPEC_TYPE_IDS))
def test_the_verdict_is_kibanas(type_id: str) -> None:
    wrong = []
    for vector in _by_type()[type_id]:
        verdict = validate(type_id, vector["config"], vector["secrets"])
        if vector["ok"] and _has_unknown_key(vector):
            places = tuple(error.removesuffix(": unknown field") for error in verdict.errors)
            if verdict.ok or not _rows_for(UNKNOWN_KEY, places):
                wrong.append((vector, verdict))
        elif (verdict.ok, verdict.stored_config) != (vector["ok"], vector["stored_config"]):
            wrong.append((vector, verdict))

    assert wrong == []


@pytest.mark.parametrize("type_id", sorted(SPEC_TYPE_IDS))
def test_what_kibana_takes_is_built_and_the_rest_is_refused(synth: Synth, type_id: str) -> None:
    """Build what Kibana takes, in the form that it would store, and refuse the rest."""
    expected: dict[str, Any] = {}
    wrong = []

    def build(stack: TerraformStack) -> None:
        for index, vector in enumerate(_by_type()[type_id]):
            if vector["ok"] and _has_unknown_key(vector):
                continue
            payload = {"config": vector["config"], "secrets": vector["secrets"]}
            try:
                connector = _CLASSES[type_id].from_wire(stack, f"v{index}", name="It", **payload)
            except InvalidConnector as error:
                places = tuple(problem.where for problem in error.problems)
                if vector["ok"] and not _rows_for(REFUSED, places):
                    wrong.append((vector, str(error)))
                continue
            expected[f"v{index}"] = vector["stored_config"]
            known = {path[0] for path in connector.secret_variables.values()}
            if not vector["ok"] or known != vector["secrets"].keys() - {"authType"}:
                wrong.append((vector, "built", known))

    out = synth(build)

    assert wrong == []
    assert {written.name: json.loads(written["config"]) for written in out.resources} == expected
