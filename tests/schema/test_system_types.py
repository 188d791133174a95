"""Types that Kibana has and nobody can create: each is known wherever a type can be named."""

from __future__ import annotations

import pytest
from harness.cdk import TerraformStack
from harness.refusals import refusal

from kibana_connectors import Connector, UnknownConnectorType, connector_types, validate
from kibana_connectors.schema.system_types import (
    SYSTEM_ID_PREFIX,
    SYSTEM_TYPES,
    is_system_id,
    why_uncreatable,
)

each_type = pytest.mark.parametrize("type_id", SYSTEM_TYPES)


def test_which_there_are() -> None:
    assert SYSTEM_TYPES == {
        ".cases": "Cases",
        ".http-system": "HTTP",
        ".observability-ai-assistant": "Observability AI Assistant",
        ".workflows": "Workflows",
    }


@each_type
def test_they_have_no_class(type_id: str) -> None:
    assert type_id not in connector_types()


@each_type
def test_the_id_of_the_connector_that_kibana_provides_is_told(type_id: str) -> None:
    for asked in (type_id, type_id.removeprefix(".")):
        why = why_uncreatable(asked)
        assert why is not None
        assert why.startswith(f"{type_id} ({SYSTEM_TYPES[type_id]}) is a system action")
        assert f"use the id system-connector-{type_id} where an id is asked for" in why


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Workflows", "system-connector-.workflows"),
        ("workflows", "system-connector-.workflows"),
        ("CASES", "system-connector-.cases"),
        ("observability ai assistant", "system-connector-.observability-ai-assistant"),
        (".http-system", "or create an .http connector"),
        ("Elastic Managed LLM", "preconfigured by Elastic"),
    ],
)
def test_a_type_is_known_by_its_name_in_any_case(asked: str, told: str) -> None:
    assert told in str(why_uncreatable(asked))


@pytest.mark.parametrize("asked", ["HTTP", ".http", "http", ".webhook", ".zzz", "", ".", ".Cases"])
def test_other_types_can_be_created_or_are_unknown(asked: str) -> None:
    assert why_uncreatable(asked) is None


@each_type
def test_no_connector_of_such_a_type_can_be_written(stack: TerraformStack, type_id: str) -> None:
    error = refusal(lambda: Connector(stack, "it", name="It", type_id=type_id))

    (problem,) = error.problems
    assert problem.where == "type_id"
    assert problem.message == why_uncreatable(type_id)


@each_type
def test_no_payload_of_such_a_type_is_judged(type_id: str) -> None:
    for ask in (lambda: validate(type_id, {}, {}), lambda: connector_types()[type_id]):
        error = refusal(ask, UnknownConnectorType)
        assert f"connector type: {why_uncreatable(type_id)}" in str(error)


@each_type
def test_the_ids_of_kibanas_own_connectors_are_recognized(type_id: str) -> None:
    assert is_system_id(f"{SYSTEM_ID_PREFIX}{type_id}")
    for other in (type_id, f"{SYSTEM_ID_PREFIX}{type_id}x", f"x{SYSTEM_ID_PREFIX}{type_id}"):
        assert not is_system_id(other)
