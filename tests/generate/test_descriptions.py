"""Answers of the spec route and definitions, as entries of the catalog."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
from harness.kibana_facts import DATA

from kibana_connectors.errors import UnreadableFile, UnusableSpec
from kibana_connectors.generate.catalog import Spec, frozen, read_spec
from kibana_connectors.generate.differences import differences
from kibana_connectors.generate.modules import type_module
from kibana_connectors.generate.runtime import type_from
from kibana_connectors.generate.sources import read_description, read_file
from kibana_connectors.generate.style import Style

EXAMPLES = DATA / "type_descriptions"
OURS = {spec.id: spec for spec in frozen().specs}


def example(name: str) -> Any:
    return json.loads((EXAMPLES / f"{name}.constructed.json").read_text(encoding="utf-8"))


def spec_of(found: object) -> Spec:
    (entry,) = read_description(found, where="given")
    return read_spec(entry, frozen().auth_types)


def text_of(spec: Spec) -> str:
    return type_module(dataclasses.replace(spec, source=""), frozen(), Style())


@pytest.mark.parametrize(
    "name",
    [
        "abuseipdb",
        "abuseipdb.with_actions",
        "okta",
        "graphql.with_actions",
        "mysql",
        "inbound_webhook.with_events",
    ],
)
def test_a_constructed_answer_gives_the_module_that_the_library_has(name: str) -> None:
    spec = spec_of(example(name))

    assert differences(OURS[spec.id], spec) == []
    assert text_of(spec) == text_of(OURS[spec.id])


def test_the_patterns_of_pem_texts_are_kept() -> None:
    spec = spec_of(example("okta"))
    patterns = {field.wire: field.schema.get("pattern") for field in spec.auth_types[0].fields}

    assert "PRIVATE KEY" in str(patterns["privateKey"])
    assert "CERTIFICATE" in str(patterns["certificate"])


def test_one_id_with_two_config_schemas() -> None:
    spec = spec_of(example("abuseipdb.from_yaml"))

    assert differences(OURS[".abuseipdb"], spec) == ["config.baseUrl is new there"]
    assert spec.fields[0].default == "https://api.abuseipdb.com"
    assert not spec.fields[0].required, "a field with a default is listed as required in output mode"


def test_the_first_form_of_an_answer_is_read_too() -> None:
    answer = example("mysql")
    told = answer["metadata"]
    answer["metadata"] = {
        "id": told["id"],
        "displayName": told["display_name"],
        "description": told["description"],
        "minimumLicense": told["minimum_license"],
        "supportedFeatureIds": told["supported_feature_ids"],
        "isTechnicalPreview": True,
    }
    secrets = answer["schema"]["properties"]["secrets"]
    answer["schema"]["properties"]["secrets"] = {"anyOf": secrets["oneOf"]}
    del answer["is_testable"]

    assert differences(OURS[".mysql"], spec_of(answer)) == []


def test_a_definition() -> None:
    (entry,) = read_file(EXAMPLES / "acme.yaml")
    spec = read_spec(entry, frozen().auth_types)

    assert (spec.name, spec.license, spec.preview) == ("Acme Lookup", "gold", True)
    assert spec.source == "the definition acme.yaml, version 1.2.0"
    assert {field.wire: field.kind for field in spec.fields if field.required} == {"tags": "json"}
    assert [auth.id for auth in spec.auth_types] == ["api_key_header", "basic", "oauth_client_credentials"]
    assert [field.wire for field in spec.auth_types[0].fields] == ["X-Acme"]
    assert {field.wire: field.default for field in spec.auth_types[2].fields if field.has_default} == {
        "tokenUrl": "https://acme.example/token",
        "scope": "read",
    }
    assert spec.unchecked == ("config.since: the format date-time",)


def test_a_definition_and_the_answer_that_kibana_makes_of_it_agree() -> None:
    definition = {
        "schemaVersion": 1,
        "id": ".abuseipdb",
        "version": "1.1.0",
        "metadata": {
            "displayName": "AbuseIPDB",
            "description": "IP reputation checking and abuse reporting",
            "minimumLicense": "gold",
            "supportedFeatureIds": ["workflows", "agentBuilder"],
        },
        "config": {
            "type": "object",
            "properties": {
                "baseUrl": {"type": "string", "format": "uri", "default": "https://api.abuseipdb.com"}
            },
        },
        "auth": {"types": [{"type": "api_key_header", "defaults": {"headerField": "Key"}}]},
        "actions": {"checkIp": {"input": {"type": "object"}, "request": {"method": "GET", "url": "/"}}},
    }

    assert differences(spec_of(example("abuseipdb.from_yaml")), spec_of(definition)) == []


def test_a_type_without_any_auth_type(tmp_path: Path) -> None:
    answer = example("mysql")
    answer["metadata"]["id"] = ".free"
    answer["schema"]["properties"]["secrets"] = {"type": "object", "properties": {}}
    kind = type_from(answer)
    config = {"host": "h", "database": "d"}

    assert kind.verdict(config, {}).ok
    assert kind.verdict(config, None).ok
    assert not kind.verdict(config, {"authType": "none"}).ok
    assert (
        list(kind.problems(kind.read_config(config), kind.read_secrets(kind.read_config(config), None))) == []
    )


def test_two_fields_of_one_name_in_python_are_refused() -> None:
    answer = example("mysql")
    answer["schema"]["properties"]["config"]["properties"] |= {
        "some_name": {"type": "string"},
        "someName": {"type": "string"},
    }
    with pytest.raises(UnusableSpec, match="would share the name some_name"):
        spec_of(answer)


def test_what_there_is_no_rule_for_is_told() -> None:
    answer = example("mysql")
    config = answer["schema"]["properties"]["config"]["properties"]
    config["step"] = {"type": "integer", "multipleOf": 5}
    config["odd"] = {"type": "string", "pattern": r"^\p{L}+$"}
    branch = answer["schema"]["properties"]["secrets"]["oneOf"][0]["properties"]
    branch["port"] = {"type": "integer"}

    spec = spec_of(answer)

    assert spec.unchecked == (
        "config.step: multipleOf",
        r"config.odd: the pattern ^\p{L}+$",
        "basic.port: no rule for the type integer among secrets",
    )
    assert "no rule" in spec.auth_types[0].refusal


BAD_ANSWERS = {
    "no metadata": ({"schema": {}}, "expected an answer of Kibana's spec route"),
    "an error": ({"statusCode": 404, "error": "Not Found", "message": "x"}, "an error of Kibana's (404)"),
    "a manifest": ({"schemaVersion": 1, "connectors": []}, "the manifest of a catalog"),
    "a text": ("x", "expected an answer of Kibana's spec route"),
    "nothing": ([], "expected an answer of Kibana's spec route"),
}


@pytest.mark.parametrize(("found", "told"), BAD_ANSWERS.values(), ids=BAD_ANSWERS)
def test_what_is_no_description_is_refused(found: object, told: str) -> None:
    with pytest.raises(UnusableSpec) as error:
        read_description(found, where="given")
    assert told in str(error.value)


def test_everything_that_is_wrong_with_an_answer_is_told_at_once() -> None:
    answer = example("mysql")
    answer["metadata"] |= {"id": "mysql", "minimum_license": "silver"}
    answer["schema"]["properties"].pop("secrets")

    with pytest.raises(UnusableSpec) as error:
        spec_of(answer)
    assert "3 problems" in str(error.value)
    for told in ("metadata.id", "metadata.minimumLicense: expected one of basic", "config and secrets"):
        assert told in str(error.value)


def test_everything_that_is_wrong_with_a_definition_is_told_at_once() -> None:
    with pytest.raises(UnusableSpec) as error:
        read_description(
            {
                "schemaVersion": 2,
                "id": ".Acme",
                "version": "1",
                "metadata": {"displayName": " ", "icn": 1},
                "auth": {"types": ["magic"]},
                "colour": 1,
            },
            where="acme.yaml",
        )
    for told in (
        "schemaVersion: expected 1",
        "id: expected the id",
        "version: expected",
        "metadata.displayName",
        "metadata.icn: no such key",
        "metadata.minimumLicense",
        "auth.types.0: expected one of none, basic",
        "actions: expected at least one",
        "colour: no such key",
    ):
        assert told in str(error.value)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.json", b"{", "line 1: expected JSON"),
        ("a.yaml", b"a: [", "line 1: expected YAML"),
        ("a.yaml", b"a: 1\na: 2", "a key is there twice"),
        ("a.yaml", b"\xff", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(UnreadableFile, match=told):
        read_file(file)
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read_file(tmp_path / "nowhere.json")
