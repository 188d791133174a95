"""Kibana's own verdicts, made with its own schemas: each must be met, on the wire and when building."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from functools import cache
from typing import Any, NamedTuple

import pytest
from cdktf import App, TerraformStack
from harness.shared_facts import SHARED, available, classic_types, classic_vectors
from harness.synthesized import resources

from kibana_connectors import InvalidConnector, connector_types, validate

needs_facts = pytest.mark.skipif(not available(), reason=f"needs the shared facts in {SHARED}")
TYPES = connector_types()


class Difference(NamedTuple):
    """A payload that Kibana takes and this library does not build as it stands.

    Attributes:
        type_id: The connector type.
        problem: What the refusal says (a pattern); None when it is built in another form.
        form: The other form, over the settled config.
        why: Where the reason is written down.
    """

    type_id: str
    problem: str | None
    form: dict[str, Any]
    why: str


DIFFERENCES: tuple[Difference, ...] = (
    Difference(
        ".email",
        r"^secrets\.(user|password): required with hasAuth true, the default",
        {},
        "Kibana reads hasAuth in the raw request; once the default is written out, the login is demanded",
    ),
    Difference(
        ".email",
        r"^config\.port: expected a whole number",
        {},
        "the provider reads the port as an integer and loses a fraction",
    ),
    Difference(
        ".webhook",
        None,
        {"authType": "webhook-authentication-basic"},
        "authType null with hasAuth true is basic for Kibana, and the provider would lose the null",
    ),
)
"""All differences between Kibana's verdict and what can be built; nothing else may differ."""


OWN: tuple[dict[str, Any], ...] = (
    {
        "type": ".webhook",
        "config": {"url": "https://example.com", "hasAuth": True, "authType": None},
        "secrets": {"user": "a", "password": "b"},
        "ok": True,
        "errors": [],
        "stored_config": {
            "url": "https://example.com",
            "method": "post",
            "headers": None,
            "hasAuth": True,
            "authType": None,
        },
    },
)
"""Payloads that no shared vector has, judged by the rules in classic.json."""


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


def test_the_facts_are_there() -> None:
    """Skipping is for whoever has the repository alone; CI must have looked."""
    assert available() or os.environ.get("CI", "").lower() not in ("1", "true")


@needs_facts
def test_every_type_has_vectors() -> None:
    assert set(TYPES) - set(_by_type()) <= {".server-log"}


@needs_facts
@pytest.mark.parametrize("type_id", sorted(TYPES))
def test_verdicts(type_id: str) -> None:
    wrong = []
    for vector in _by_type().get(type_id, []):
        verdict = validate(type_id, vector["config"], vector["secrets"])
        if (verdict.ok, verdict.stored_config) != (vector["ok"], vector["stored_config"]):
            wrong.append((_shown(vector), vector["errors"], vector["stored_config"], verdict))
        elif verdict.ok:
            assert verdict.errors == ()
            assert verdict.settled_config == _without_nulls(vector["stored_config"])
        else:
            assert verdict.errors
            assert verdict.settled_config is None

    assert wrong == []


@needs_facts
@pytest.mark.parametrize("type_id", sorted(TYPES))
def test_a_verdict_does_not_change_what_is_judged(type_id: str) -> None:
    for vector in _by_type().get(type_id, []):
        before = json.dumps(vector)
        validate(type_id, vector["config"], vector["secrets"])
        assert json.dumps(vector) == before


def _explained(type_id: str, problems: tuple[str, ...]) -> Difference | None:
    """Find the difference that explains every problem."""
    for difference in DIFFERENCES:
        pattern = difference.problem
        if difference.type_id == type_id and pattern and all(re.search(pattern, each) for each in problems):
            return difference
    return None


def _other_form(type_id: str, settled: dict[str, Any], emitted: dict[str, Any]) -> Difference | None:
    """Find the difference that adds to the settled config what was emitted."""
    for difference in DIFFERENCES:
        form = difference.form
        if difference.type_id == type_id and form and emitted == {**settled, **form} != settled:
            return difference
    return None


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Build every accepted vector, one stack a type; give the emitted configs and the refusals by index."""
    app = App(outdir=str(tmp_path_factory.mktemp("vectors")))
    emitted: dict[tuple[str, int], dict[str, Any]] = {}
    refused: dict[tuple[str, int], tuple[str, ...]] = {}
    for type_id, vectors in _by_type().items():
        stack = TerraformStack(app, type_id.strip("."))
        for index, vector in enumerate(vectors):
            if not vector["ok"]:
                continue
            payload = {"config": vector["config"], "secrets": vector["secrets"]}
            try:
                TYPES[type_id].from_wire(stack, f"v{index}", name="It", **payload)
            except InvalidConnector as error:
                refused[type_id, index] = tuple(problem.wire for problem in error.problems)
        for id, attributes in resources(stack).items():
            emitted[type_id, int(id.removeprefix("v"))] = json.loads(
                attributes["config"].replace("$${", "${").replace("%%{", "%{")
            )
    return {"emitted": emitted, "refused": refused}


@needs_facts
def test_accepted_payloads_are_built_as_kibana_would_store_them(built: dict[str, Any]) -> None:
    wrong = []
    used: list[Difference] = []
    counted = 0
    for type_id, vectors in _by_type().items():
        for index, vector in enumerate(vectors):
            if not vector["ok"]:
                continue
            counted += 1
            settled = _without_nulls(vector["stored_config"])
            config = built["emitted"].get((type_id, index))
            if config is None:
                found = _explained(type_id, built["refused"][type_id, index])
            elif config == settled:
                continue
            else:
                found = _other_form(type_id, settled, config)
            if found is None:
                wrong.append((_shown(vector), config, built["refused"].get((type_id, index))))
            else:
                used.append(found)

    assert wrong == []
    assert counted == len(built["emitted"]) + len(built["refused"])
    assert [difference for difference in DIFFERENCES if difference not in used] == [], "nothing needs it"


@needs_facts
@pytest.mark.parametrize("type_id", sorted(TYPES))
def test_refused_payloads_are_not_built(app: App, type_id: str) -> None:
    stack = TerraformStack(app, "stack")
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


# -- what a type says of itself ------------------------------------------------------------------------------


@needs_facts
@pytest.mark.parametrize("type_id", sorted(TYPES))
def test_types_say_what_kibana_says(type_id: str) -> None:
    fact = classic_types()[type_id]
    said = TYPES[type_id].TYPE

    assert said.type_id == type_id
    assert said.name == fact["name"]
    assert said.license == fact["minimumLicense"]
    assert list(said.features) == fact["featureIds"]
    assert said.since == fact["since"]


@needs_facts
@pytest.mark.parametrize("part", ["Config", "Secrets"])
@pytest.mark.parametrize("type_id", sorted(TYPES))
def test_fields_are_kibanas(type_id: str, part: str) -> None:
    schema = classic_types()[type_id][f"{part.lower()}Schema"] or {}
    specs = getattr(TYPES[type_id], part).specs()

    assert {spec.wire for spec in specs} == set(schema.get("properties", {}))
    assert {spec.wire for spec in specs if spec.required} == set(schema.get("required", []))


@needs_facts
@pytest.mark.parametrize("type_id", sorted(TYPES))
def test_every_field_is_documented(type_id: str) -> None:
    for part in (TYPES[type_id].Config, TYPES[type_id].Secrets):
        text = "\n".join(cls.__doc__ or "" for cls in part.__mro__)
        assert [spec.name for spec in part.specs() if f" {spec.name}: " not in text] == []
