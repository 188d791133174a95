"""What Kibana says of a type that it defines as data."""

from __future__ import annotations

import json

import httpx
import pytest
from tools.generate.sandbox_data import FILE, spec_types
from tools.layout import ROOT

from kibana_connectors.generate.catalog import FROZEN
from kibana_connectors.sandbox import Sandbox
from kibana_connectors.schema.spec_type import SpecType
from kibana_connectors.types.catalog import TYPES

SPECS = [type_id for type_id, kind in TYPES.items() if issubclass(kind, SpecType)]
WITHOUT = [".sharepoint-server", ".snowflake"]


@pytest.fixture(scope="module")
def spec():
    with Sandbox() as sandbox:
        headers = {"Authorization": f"ApiKey {sandbox.api_key}"}
        with httpx.Client(base_url=sandbox.url, headers=headers, trust_env=False, verify=False) as http:
            yield lambda type_id: http.get(f"/internal/actions/connector_types/{type_id}/spec")


def test_its_data_are_those_of_the_catalog():
    kept = (ROOT / "constructs" / "kibana_connectors" / FILE).read_text(encoding="utf-8")
    assert kept == spec_types(FROZEN)


def test_the_simplest(spec):
    body = spec(".abuseipdb").json()
    assert body["metadata"] == {
        "id": ".abuseipdb",
        "display_name": "AbuseIPDB",
        "description": "AbuseIPDB connector",
        "minimum_license": "gold",
        "supported_feature_ids": ["workflows", "agentBuilder"],
        "docs_url": "https://www.elastic.co/docs/reference/kibana/connectors-kibana/abuseipdb-action-type",
    }
    assert body["is_testable"] is True
    assert body["schema"] == {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {
            "config": {"type": "object", "properties": {}, "additionalProperties": False},
            "secrets": {
                "oneOf": [
                    {
                        "type": "object",
                        "properties": {
                            "Key": {"type": "string", "minLength": 1, "sensitive": True},
                            "authType": {"type": "string", "const": "api_key_header"},
                        },
                        "required": ["Key", "authType"],
                        "additionalProperties": False,
                        "label": "Api key header",
                        "authMode": "shared",
                    }
                ],
                "label": "Authentication",
            },
        },
        "required": ["config", "secrets"],
        "additionalProperties": False,
    }


def test_defaults_are_required_and_refinements_are_lost(spec):
    first, second = spec(".okta").json()["schema"]["properties"]["secrets"]["oneOf"]
    assert first["required"] == [
        "tokenUrl",
        "clientId",
        "scope",
        "algorithm",
        "certificateBinding",
        "privateKey",
        "authType",
    ]
    assert first["isRecommended"] is True
    assert "pattern" not in first["properties"]["privateKey"]
    assert second["required"] == ["apiToken", "authType"]


@pytest.mark.parametrize("type_id", [one for one in SPECS if one not in WITHOUT])
def test_every_type(spec, type_id):
    body = spec(type_id).json()
    branches = body["schema"]["properties"]["secrets"]["oneOf"]
    kinds = [branch["properties"]["authType"]["const"] for branch in branches]
    assert kinds == [one.kind() for one in TYPES[type_id].AUTH_TYPES if one.kind() != "ears"]
    assert json.dumps(body["schema"]).count('"BEGIN') == 0


def test_what_it_has_no_answer_for(spec, refusal):
    for unknown in (".index", ".nothing"):
        assert refusal(spec(unknown)) == (404, f'Spec for connector type "{unknown}" not found.')
    for type_id in WITHOUT:
        assert refusal(spec(type_id))[0] == 500


def test_versions(make, connect, refusal):
    path = "/internal/actions/connector_types/.abuseipdb/spec"
    assert refusal(connect(make(types=None, version="9.4")).get(path)) == (404, "Not Found")
    assert "is_testable" not in connect(make(types=None, version="9.5")).get(path).json()
    assert refusal(connect(make(types=None, privileges="none")).get(path))[0] == 403
