"""Answers of old, of current and of future versions, and of serverless projects."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from kibana_connectors.kibana import LiveConnector, Status

OLD = {
    "id": "c1",
    "name": "n",
    "connector_type_id": ".index",
    "config": {},
    "is_preconfigured": False,
    "is_deprecated": False,
    "is_missing_secrets": False,
}
"""As in Kibana 8.8."""
NEW = {
    **OLD,
    "auth_mode": "a-mode-of-the-future",
    "is_system_action": False,
    "is_connector_type_deprecated": True,
    "referenced_by_count": 3,
    "spec_version": "1.1.0",
    "something": {"new": [1]},
}
PRECONFIGURED = {
    "id": "p",
    "name": "Mail",
    "connector_type_id": ".email",
    "is_preconfigured": True,
    "is_deprecated": False,
    "referenced_by_count": 0,
}


def test_connectors_of_any_version(answering) -> None:
    client, _ = answering([OLD, NEW, PRECONFIGURED])

    old, new, preconfigured = client.list_connectors()

    assert (old.auth_mode, old.referenced_by_count, old.is_connector_type_deprecated) == (None, None, None)
    assert (new.auth_mode, new.referenced_by_count) == ("a-mode-of-the-future", 3)
    assert (preconfigured.config, preconfigured.is_missing_secrets) == (None, None)


def test_types_of_any_version(answering) -> None:
    old = {
        "id": ".x",
        "name": "X",
        "enabled": False,
        "enabled_in_config": True,
        "enabled_in_license": False,
        "minimum_license_required": "a-license-of-the-future",
    }
    new = {**old, "source": "yml", "supported_feature_ids": ["a-feature"], "sub_feature": "endpointSecurity"}
    client, _ = answering([old, new])

    found = client.list_connector_types()

    assert [(each.source, each.supported_feature_ids) for each in found] == [
        (None, ()),
        ("yml", ("a-feature",)),
    ]
    assert found[1].sub_feature == "endpointSecurity"


@pytest.mark.parametrize("is_camel", [True, False])
def test_specs_in_every_form(answering, is_camel: bool) -> None:
    snake = {
        "id": ".x",
        "display_name": "X",
        "minimum_license": "gold",
        "supported_feature_ids": ["workflows"],
    }
    camel = {"id": ".x", "displayName": "X", "minimumLicense": "gold", "supportedFeatureIds": ["workflows"]}
    client, _ = answering(
        {"metadata": camel if is_camel else snake, "schema": {}, "actions": [{"name": "a", "isTool": True}]}
    )

    found = client.get_connector_spec(".x")

    metadata = found.metadata
    assert (metadata.display_name, metadata.minimum_license) == ("X", "gold")
    assert (metadata.supported_feature_ids, found.is_testable) == (("workflows",), None)
    assert found.actions == [{"name": "a", "isTool": True}]


@pytest.mark.parametrize(
    ("body", "version", "flavor", "level"),
    [
        ({"status": {"overall": {"level": "available"}}}, None, None, "available"),
        ({"version": {"number": "8.8.0"}, "status": {"overall": {"level": "x"}}}, "8.8.0", None, "x"),
        (
            {"version": {"number": "9.6.0-SNAPSHOT", "build_flavor": "serverless"}},
            "9.6.0-SNAPSHOT",
            "serverless",
            None,
        ),
        ({}, None, None, None),
    ],
)
def test_status_of_any_version(answering, body, version, flavor, level) -> None:
    client, _ = answering(body)

    status = client.status()

    assert (status.version, status.build_flavor, status.level) == (version, flavor, level)


@pytest.mark.parametrize(
    ("status", "has"),
    [
        ({"version": {"number": "9.4.0"}}, False),
        ({"version": {"number": "9.5.0-SNAPSHOT"}}, True),
        ({"version": {"number": "10.0.0"}}, True),
        ({"version": {"number": "9.0.0", "build_flavor": "serverless"}}, True),
        ({}, None),
    ],
)
def test_whether_it_is_of_a_version(status, has) -> None:
    assert Status.model_validate(status).has("9.5") is has


def test_a_kibana_without_a_license(answering) -> None:
    client, _ = answering({"features": {}, "signature": "x"})

    assert client.license().type is None


def test_answers_cannot_be_changed() -> None:
    connector = LiveConnector.model_validate(OLD)

    with pytest.raises(ValidationError, match="frozen"):
        connector.name = "x"  # type: ignore[misc]
