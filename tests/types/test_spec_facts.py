"""Types that Kibana defines as data say of themselves what the catalog says."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest
from harness.field_docs import documented_fields
from harness.kibana_facts import spec_types
from harness.type_ids import SPEC_TYPE_IDS

import kibana_connectors
from kibana_connectors import Slack2, connector_types

CLASSES: Any = connector_types()


@pytest.mark.parametrize("type_id", sorted(SPEC_TYPE_IDS))
def test_a_type_says_what_the_catalog_says(type_id: str) -> None:
    fact = spec_types()[type_id]
    cls = CLASSES[type_id]

    assert (cls.TYPE.type_id, cls.TYPE.name, cls.TYPE.license) == (type_id, fact["name"], fact["license"])
    assert (list(cls.TYPE.features), cls.TYPE.since) == (fact["features"], fact["since"])
    assert [choice.kind() for choice in cls.CONNECTOR_TYPE.AUTH_TYPES] == [
        auth["id"] for auth in fact["auth_types"]
    ]
    for part, schema in (
        (cls.Config, fact["config_schema"]),
        *(
            (choice, auth["secrets_schema"])
            for choice, auth in zip(cls.CONNECTOR_TYPE.AUTH_TYPES, fact["auth_types"], strict=True)
        ),
    ):
        fields = [spec for spec in part.specs() if spec.kibana_name != "authType"]
        assert {spec.kibana_name for spec in fields} == schema["properties"].keys() - {"authType"}
        assert {spec.kibana_name for spec in fields if spec.is_required} == {*schema.get("required", ())} - {
            "authType"
        }


@pytest.mark.parametrize("type_id", sorted(SPEC_TYPE_IDS))
def test_every_field_and_auth_type_is_documented(type_id: str) -> None:
    fact = spec_types()[type_id]
    cls = CLASSES[type_id]
    text = inspect.getdoc(cls) or ""

    assert Path(fact["docs_path"]).stem in text if "docs_path" in fact else "Kibana docs:" not in text
    assert "In technical preview" in text
    assert f"Kibana {fact['since']}" in text
    assert f" {fact['license']} license" in text
    assert all(f"`{feature}`" in text for feature in fact["features"])
    for kind, choice in cls.auth_types().items():
        names = [name for name, value in vars(cls).items() if value is choice]
        assert [f"auth={cls.__name__}.{name}()" in text for name in names] == [True], kind
    assert all(
        f"`{each.kind()}`, because {each.REFUSAL}" in " ".join(text.split())
        for each in cls.CONNECTOR_TYPE.AUTH_TYPES
        if each.REFUSAL
    )
    for part in (cls.Config, *cls.auth_types().values()):
        assert {spec.name for spec in part.specs()} == documented_fields(part)


def test_every_type_has_a_class() -> None:
    assert len(SPEC_TYPE_IDS) == 77
    assert set(spec_types()) == SPEC_TYPE_IDS <= set(connector_types())


def test_classic_types_keep_their_class_names() -> None:
    """Where Kibana has a name twice, the class of the type that it defines as data has another one."""
    assert kibana_connectors.Slack.TYPE.type_id == ".slack"
    assert Slack2.TYPE.type_id == ".slack2"
    assert kibana_connectors.ServiceNow.TYPE.type_id == ".servicenow"
    assert kibana_connectors.ServiceNowSearch.TYPE.type_id == ".servicenow_search"
