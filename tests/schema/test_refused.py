"""`Refused`: what `Config(…)` and `Secrets(…)` return in place of a model that Kibana would refuse."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from harness.cdk import TerraformStack
from harness.refusals import MARK, NUMBER, refusal
from pydantic import BaseModel

from kibana_connectors import (
    GitHub,
    Index,
    InvalidConnector,
    InvalidPayload,
    Jira,
    PagerDuty,
    Secret,
    Shodan,
    Slack,
    Swimlane,
    Webhook,
)
from kibana_connectors.schema.auth_types import Auth
from kibana_connectors.schema.payload import Config, Refused, Secrets

PAYLOADS: dict[str, tuple[Callable[..., Any], dict[str, Any], list[str]]] = {
    "config": (
        Index.Config,
        {"index": NUMBER, "refresh": MARK, "zzz": MARK},
        ["config.index", "config.refresh", "config.zzz"],
    ),
    "missing": (Jira.Config, {}, ["config.apiUrl", "config.projectKey"]),
    "secrets": (
        PagerDuty.Secrets,
        {"routing_key": MARK, "zzz": MARK},
        ["secrets.routing_key", "secrets.zzz"],
    ),
    "object-in-a-config": (
        Swimlane.Mappings,
        {"alert_id_config": MARK, "zzz": MARK},
        ["alert_id_config", "zzz"],
    ),
    "auth-type": (GitHub.Bearer, {"token": MARK, "zzz": MARK}, ["secrets.token", "secrets.zzz"]),
}
"""The class, what it refuses, and where."""

each_payload = pytest.mark.parametrize(
    ("make", "given", "places"),
    [pytest.param(*case, id=name) for name, case in PAYLOADS.items()],
)
SWIMLANE = {"api_url": "https://swimlane.example", "app_id": "a", "connector_type": "alerts"}


@each_payload
def test_it_is_no_model(make: Callable[..., Any], given: dict[str, Any], places: list[str]) -> None:
    refused = make(**given)

    assert isinstance(refused, Refused)
    assert not isinstance(refused, (BaseModel, Config, Secrets))
    assert refused.payload is make


@each_payload
def test_it_holds_every_problem(make: Callable[..., Any], given: dict[str, Any], places: list[str]) -> None:
    assert sorted(problem.where for problem in make(**given).problems) == sorted(places)


@each_payload
def test_its_repr_shows_the_problems_and_no_value(
    make: Callable[..., Any], given: dict[str, Any], places: list[str]
) -> None:
    refused = make(**given)

    for shown in (repr(refused), str(refused), f"{refused}", repr(refused.problems)):
        assert MARK not in shown
        assert str(NUMBER) not in shown
        assert all(place in shown for place in places)
    assert repr(refused).startswith(f"{make.__name__}(<refused: ")  # type: ignore[attr-defined]


@each_payload
def test_reading_a_field_raises_with_every_problem(
    make: Callable[..., Any], given: dict[str, Any], places: list[str]
) -> None:
    refused = make(**given)

    for field in make.model_fields:  # type: ignore[attr-defined]
        error = refusal(lambda field=field: getattr(refused, field), InvalidPayload)
        assert error.problems == refused.problems
        assert all(place in str(error) for place in places)


@each_payload
@pytest.mark.parametrize(
    "call",
    [
        lambda payload: payload.settled(),
        lambda payload: payload.stored(),
        lambda payload: payload.has("index"),
        lambda payload: payload.is_set("index"),
        lambda payload: payload.with_defaults_set(),
        lambda payload: payload.model_dump(),
        lambda payload: payload.model_copy(),
        lambda payload: payload.model_dump_json(),
    ],
    ids=["settled", "stored", "has", "is_set", "with_defaults_set", "dump", "copy", "dump-json"],
)
def test_calling_a_method_raises_with_every_problem(
    make: Callable[..., Any], given: dict[str, Any], places: list[str], call: Callable[[Any], object]
) -> None:
    refused = make(**given)

    assert refusal(lambda: call(refused), InvalidPayload).problems == refused.problems


def test_what_the_model_does_not_have_is_an_attribute_error() -> None:
    """Libraries ask any object for attributes of all kinds, to learn what it can do."""
    refused = Index.Config()

    for name in ("zzz", "_repr_html_", "__array__"):
        assert getattr(refused, name, None) is None
        with pytest.raises(AttributeError, match=f"'IndexConfig' has no attribute '{name}'"):
            getattr(refused, name)


@pytest.mark.parametrize(
    "again",
    [copy.copy, copy.deepcopy, lambda payload: pickle.loads(pickle.dumps(payload))],
    ids=["copy", "deepcopy", "pickle"],
)
def test_it_can_be_copied(again: Callable[[Any], Any]) -> None:
    refused = Index.Config(index=NUMBER)

    copied = again(refused)

    assert isinstance(copied, Refused)
    assert copied.problems == refused.problems
    assert copied.payload is Index.Config


@pytest.mark.parametrize("spelling", ["class", "dict"])
def test_an_object_that_is_refused_is_told_with_its_config(spelling: str, stack: TerraformStack) -> None:
    mappings = Swimlane.Mappings(alert_id_config={"id": MARK, "key": "k", "name": NUMBER})
    config: Any = {**SWIMLANE, "mappings": mappings}

    error = refusal(
        lambda: Swimlane(
            stack, "it", name="It", config=Swimlane.Config(**config) if spelling == "class" else config
        )
    )

    told = {problem.where: problem.message for problem in error.problems}
    assert told == {
        "config.mappings.alert_id_config.name": "expected a string, got a number",
        "config.mappings.alert_id_config.fieldType": "required, and missing",
    }


def test_a_refused_config_and_refused_secrets_are_told_together(stack: TerraformStack) -> None:
    config = Webhook.Config(url=NUMBER, zzz=MARK)
    secrets = Webhook.Secrets(user=MARK)

    error = refusal(lambda: Webhook(stack, "it", name="", config=config, secrets=secrets))

    assert error.place == "stack/it (Webhook, .webhook)"
    assert {problem.where for problem in error.problems} == {
        "name",
        "config.url",
        "config.zzz",
        "secrets.user",
    }


@pytest.mark.parametrize(
    ("connector_type", "options", "problem"),
    [
        pytest.param(
            Jira,
            {"config": Index.Config(index=NUMBER)},
            "config: expected a JiraConfig or a dict of its fields",
            id="config",
        ),
        pytest.param(
            PagerDuty,
            {"secrets": Slack.Secrets(webhook_url=MARK)},
            "secrets: expected a PagerDutySecrets or a dict of its fields",
            id="secrets",
        ),
        pytest.param(
            PagerDuty,
            {"secrets": GitHub.Bearer(token=MARK)},
            "secrets: expected a PagerDutySecrets or a dict of its fields",
            id="auth-type-as-secrets",
        ),
        pytest.param(
            PagerDuty,
            {"config": PagerDuty.Secrets(routing_key=MARK)},
            "config: expected a PagerDutyConfig or a dict of its fields",
            id="secrets-as-config",
        ),
        pytest.param(
            GitHub,
            {"auth": Shodan.ApiKeyHeader(zzz=MARK)},
            "auth: expected an auth type of this connector's. Write auth=GitHub.Bearer()",
            id="auth-type",
        ),
        pytest.param(
            GitHub,
            {"auth": PagerDuty.Secrets(routing_key=MARK)},
            "auth: expected an auth type of this connector's. Write auth=GitHub.Bearer()",
            id="secrets-as-auth-type",
        ),
    ],
)
def test_a_refused_payload_of_another_class_is_refused_for_its_class(
    stack: TerraformStack, connector_type: Any, options: dict[str, Any], problem: str
) -> None:
    """What is wrong with it inside says nothing about the connector that it was given to."""
    if connector_type is Jira:
        options = {**options, "secrets": {"email": Secret.variable(), "api_token": Secret.variable()}}

    error = refusal(lambda: connector_type(stack, "it", name="It", **options))

    assert [str(each) for each in error.problems] == [problem]


@pytest.mark.parametrize("keyword", ["auth", "secrets"])
def test_a_refused_auth_type_is_told_by_its_connector(stack: TerraformStack, keyword: str) -> None:
    auth = GitHub.Bearer(token=MARK, zzz=MARK)
    options: Any = {keyword: auth}

    assert issubclass(auth.payload, Auth)
    error = refusal(lambda: GitHub(stack, "it", name="It", **options))

    assert error.problems == auth.problems
    assert error.place == "stack/it (GitHub, .github)"


def test_a_connector_error_is_a_payload_error(stack: TerraformStack) -> None:
    """One `except InvalidPayload` is enough for both."""
    with pytest.raises(InvalidPayload) as caught:
        Index(stack, "it", name="It", config=Index.Config())

    assert isinstance(caught.value, InvalidConnector)
    assert isinstance(caught.value, ValueError)
