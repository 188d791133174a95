"""How connectors are tried out: each type has a way or a reason, and Kibana takes the params."""

from __future__ import annotations

from typing import Any

import pytest

from kibana_connectors.kibana import NoTrial, Trial, trial_of
from kibana_connectors.kibana.shown_text import without_likely_secrets
from kibana_connectors.sandbox.catalog import is_spec_type
from kibana_connectors.sandbox.params import refusal_of
from kibana_connectors.schema.system_types import SYSTEM_TYPES
from kibana_connectors.types._index import INDEX

CLASSIC = [type_id for type_id in INDEX if not is_spec_type(type_id)]
TASKS = ["chat_completion", "completion", "rerank", "sparse_embedding", "text_embedding"]
CONFIGS: dict[str, list[dict[str, Any]]] = {
    ".email": [{"from": "ops@example.com"}],
    ".inference": [{"taskType": task} for task in TASKS],
    ".slack_api": [
        {},
        {"allowedChannels": [{"name": "#a"}]},
        {"allowedChannels": [{"id": "C1", "name": "#a"}]},
    ],
    ".webhook": [{"method": "post"}, {"method": "get"}],
}
TRIED = [(type_id, config) for type_id in CLASSIC for config in CONFIGS.get(type_id, [{}])]


@pytest.mark.parametrize(("type_id", "config"), TRIED, ids=lambda value: str(value))
def test_kibana_takes_the_params(type_id: str, config: dict[str, Any]) -> None:
    trial = trial_of(type_id, config)

    assert isinstance(trial, Trial)
    assert refusal_of(type_id, "n", "c", trial.params) is None
    assert trial.does


WRITES = {".cases-webhook", ".d3security", ".index", ".swimlane", ".thehive"}
SENDS = {
    *(".email", ".jira-service-management", ".opsgenie", ".pagerduty", ".slack", ".teams"),
    *(".torq", ".webhook", ".xmatters"),
}


def test_what_pages_sends_or_writes() -> None:
    effects = {
        type_id: {getattr(trial_of(type_id, config), "effect", "") for config in CONFIGS.get(type_id, [{}])}
        for type_id in CLASSIC
    }

    assert {type_id for type_id, found in effects.items() if "writes" in found} == WRITES
    assert {type_id for type_id, found in effects.items() if "sends" in found} == SENDS


@pytest.mark.parametrize("type_id", sorted({"pushToService", "createAlert", "run", "hostActions"}))
def test_no_trial_that_reads_uses_a_sub_action_that_does_more(type_id: str) -> None:
    for each, config in TRIED:
        trial = trial_of(each, config)
        if isinstance(trial, Trial) and trial.effect == "reads":
            assert trial.params.get("subAction") != type_id


def test_types_defined_as_data_are_tried_only_by_their_own_test() -> None:
    for type_id in (each for each in INDEX if is_spec_type(each)):
        trial = trial_of(type_id, {}, is_testable=True)
        assert isinstance(trial, Trial)
        assert trial.params == {"subAction": "_test", "subActionParams": {}}
        for answer in (False, None):
            assert isinstance(trial_of(type_id, {}, is_testable=answer), NoTrial)


@pytest.mark.parametrize("type_id", [*SYSTEM_TYPES, ".brand-new"])
def test_what_cannot_be_tried(type_id: str) -> None:
    assert isinstance(trial_of(type_id), NoTrial)


def test_what_the_config_has_to_tell() -> None:
    assert isinstance(trial_of(".email", None), NoTrial)
    assert isinstance(trial_of(".inference", {}), NoTrial)
    given = trial_of(".email", None, email_to="me@example.com")
    own = trial_of(".email", {"from": "ops@example.com"})
    assert isinstance(given, Trial)
    assert isinstance(own, Trial)
    assert (given.params["to"], own.params["to"]) == (["me@example.com"], ["ops@example.com"])


SHOWN = {
    "error calling webhook, retry later: [500] Internal Server Error": None,
    "unexpected status 404 for connector 6b1e2b9e-5b7d-4d35-a4a1-2c1a0f6d3c01": None,
    "error posting a slack message, retry at 2026-11-25T12:00:00.000Z": None,
    "getaddrinfo ENOTFOUND host-01.a-very-long-name.example.com": None,
    "the connector's type has a well-known-and-rather-long-name": None,
    "Field 'incidentTypesOfThisOrganization' is unknown": None,
    "see https://example.com": None,
    "POST https://hooks.slack.com/services/T0/B0/x1y2": "POST https://hooks.slack.com/…",
    "GET https://user:Hunter2@host:8443/?token=x failed": "GET https://host:8443/… failed",
    "Authorization: Bearer abc123def": "Authorization: Bearer <secret>",
    "bad token xoxb-1234567890-abcdefghij": "bad token <secret>",
    "invalid key: R0UT1NG-K3Y": "invalid key: <secret>",
    "no such key found": None,
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl": "<secret>",
}


@pytest.mark.parametrize("text", SHOWN)
def test_what_may_be_a_credential_is_not_shown(text: str) -> None:
    assert without_likely_secrets(text) == (SHOWN[text] or text)
