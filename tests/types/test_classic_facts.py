"""Types that Kibana defines in code say of themselves what Kibana says."""

from __future__ import annotations

import re

import pytest
from harness.field_docs import documented_fields
from harness.kibana_facts import classic_types
from harness.type_ids import CLASSIC_TYPE_IDS

from kibana_connectors import connector_types

TYPES = {type_id: cls for type_id, cls in connector_types().items() if type_id in CLASSIC_TYPE_IDS}


@pytest.mark.parametrize("type_id", sorted(TYPES))
def test_a_type_says_what_kibana_says(type_id: str) -> None:
    fact = classic_types()[type_id]
    said = TYPES[type_id].TYPE

    assert said.type_id == type_id
    assert said.name == fact["name"]
    assert said.license == fact["minimumLicense"]
    assert list(said.features) == fact["featureIds"]
    assert said.since == fact["since"]


@pytest.mark.parametrize("part", ["Config", "Secrets"])
@pytest.mark.parametrize("type_id", sorted(TYPES))
def test_the_fields_are_kibanas(type_id: str, part: str) -> None:
    schema = classic_types()[type_id][f"{part.lower()}Schema"] or {}
    branches = schema.get("anyOf", [schema])
    specs = getattr(TYPES[type_id], part).specs()

    newer = {
        name
        for text in classic_types()[type_id].get("newerFieldsNotInOracle", [])
        for name in re.findall(rf"^{part.lower()}\.(\w+)", text)
    }
    assert {spec.kibana_name for spec in specs} - newer == {
        key for branch in branches for key in branch.get("properties", {})
    }
    required = [set(branch.get("required", [])) for branch in branches]
    assert {spec.kibana_name for spec in specs if spec.is_required} == set.intersection(*required)


@pytest.mark.parametrize("type_id", sorted(TYPES))
def test_every_field_is_documented(type_id: str) -> None:
    for part in (TYPES[type_id].Config, TYPES[type_id].Secrets):
        assert {spec.name for spec in part.specs()} == documented_fields(part)
