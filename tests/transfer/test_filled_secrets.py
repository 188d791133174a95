"""Which variables hold the secrets of imported connectors, and what is made of them."""

from __future__ import annotations

import traceback
from typing import Any

import pytest

from kibana_connectors.terraform.secret_variable import variable_name
from kibana_connectors.transfer.export_file import ExportedConnector
from kibana_connectors.transfer.secret_variables import fill, naming_parts, secrets_wanted

HOOK = {"url": "https://x.example/a", "method": "post", "hasAuth": True}


def connector(type_id: str, name: str = "On-call", id: str = "c1", **config: Any) -> ExportedConnector:
    return ExportedConnector(id, name, type_id, config, True, {})


def variables(one: ExportedConnector, environment: dict[str, str] | None = None) -> dict[str, bool]:
    naming = naming_parts([one])[one.id]
    return {each.variable: each.is_needed for each in secrets_wanted(one, naming, environment or {})}


def test_a_variable_is_named_as_that_of_a_construct() -> None:
    assert variables(connector(".pagerduty")) == {"TF_VAR_On_call_routing_key": True}
    assert variable_name(["On-call"], ("routingKey",)) == "On_call_routing_key"


@pytest.mark.parametrize(
    ("config", "needed"),
    [
        (HOOK, {"user", "password"}),
        ({**HOOK, "hasAuth": False}, set()),
        ({**HOOK, "authType": "webhook-authentication-ssl", "certType": "ssl-pfx"}, {"pfx"}),
    ],
)
def test_the_config_says_what_is_needed(config: dict[str, Any], needed: set[str]) -> None:
    found = variables(connector(".webhook", **config))

    assert {name for name, is_needed in found.items() if is_needed} == {
        f"TF_VAR_On_call_{field}" for field in needed
    }
    assert "TF_VAR_On_call_secret_headers" in found


def test_names_that_give_the_same_variable_get_the_id() -> None:
    both = [connector(".pagerduty", "On-call", "a-1"), connector(".pagerduty", "On call", "b-2")]

    assert naming_parts(both) == {"a-1": ("On-call", "a-1"), "b-2": ("On call", "b-2")}
    _, problems = fill(both, {})
    assert [problem.rpartition(": ")[2] for problem in problems] == [
        "TF_VAR_On_call_a_1_routing_key is not set",
        "TF_VAR_On_call_b_2_routing_key is not set",
    ]


def test_secrets_and_the_settled_config() -> None:
    config = {**HOOK, "headers": None}
    environment = {
        "TF_VAR_On_call_user": "u",
        "TF_VAR_On_call_password": "hunter2",
        "TF_VAR_On_call_secret_headers": '{"X-Key": "hunter3"}',
    }

    ((filled,), problems) = fill([connector(".webhook", **config)], environment)

    assert problems == []
    assert filled.secrets == {"user": "u", "password": "hunter2", "secretHeaders": {"X-Key": "hunter3"}}
    assert filled.config == {**HOOK, "authType": "webhook-authentication-basic"}
    assert "hunter" not in repr(filled)


def test_one_auth_type_is_chosen_and_several_are_asked_for() -> None:
    github = connector(".github", serverUrl="https://api.example.com")
    ((filled,), problems) = fill([github], {"TF_VAR_On_call_token": "t"})
    assert (filled.secrets, problems) == ({"authType": "bearer", "token": "t"}, [])

    okta = connector(".okta", orgUrl="https://x.okta.com")
    _, (problem,) = fill([okta], {})
    assert "TF_VAR_On_call_auth_type is not set: expected one of" in problem
    environment = {"TF_VAR_On_call_auth_type": "api_key_header"}
    assert variables(okta, environment)["TF_VAR_On_call_api_token"]


def test_a_type_that_is_not_known_takes_an_object() -> None:
    new = connector(".brand-new", some="config")
    _, (problem,) = fill([new], {})
    assert "TF_VAR_On_call_secrets is not set: expected a JSON object with all secrets" in problem

    ((filled,), problems) = fill([new], {"TF_VAR_On_call_secrets": '{"a": "b"}'})
    assert (filled.secrets, filled.config, problems) == ({"a": "b"}, {"some": "config"}, [])


def test_what_needs_nothing_and_has_nothing_is_left_alone() -> None:
    assert fill([connector(".webhook", **{**HOOK, "hasAuth": False}), connector(".index")], {}) == ([], [])


def test_everything_that_is_wrong_at_once_and_no_value() -> None:
    environment = {
        "TF_VAR_A_routing_key": " ",
        "TF_VAR_B_user": "u",
        "TF_VAR_B_password": "hunter2",
        "TF_VAR_B_secret_headers": "hunter3",
        "TF_VAR_C_user": "hunter4",
        "TF_VAR_C_password": "hunter5",
        "TF_VAR_C_pfx": "hunter6",
    }

    filled, problems = fill(
        [
            connector(".pagerduty", "A", "a"),
            connector(".webhook", "B", "b", **HOOK),
            connector(".webhook", "C", "c", **HOOK),
        ],
        environment,
    )

    assert filled == []
    assert problems[:2] == [
        'connector "A" (.pagerduty): secret routingKey: TF_VAR_A_routing_key is not set',
        'connector "B" (.webhook): secret secretHeaders: TF_VAR_B_secret_headers: expected a JSON object',
    ]
    assert problems[2].startswith('connector "C" (.webhook): secrets: expected exactly one of')
    assert "hunter" not in "".join(problems)


def test_a_config_that_kibana_would_refuse_is_told_before_anything_is_sent() -> None:
    _, problems = fill([connector(".jira")], {"TF_VAR_On_call_email": "e", "TF_VAR_On_call_api_token": "t"})

    assert any("config.apiUrl: required, and missing" in problem for problem in problems)


def test_a_traceback_holds_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kibana_connectors.transfer.secret_variables._judged", len)  # takes one argument
    try:
        fill([connector(".pagerduty")], {"TF_VAR_On_call_routing_key": "".join(("hun", "ter2"))})
    except TypeError as error:
        shown = traceback.TracebackException.from_exception(error, capture_locals=True)
        assert "hunter2" not in "".join(shown.format())
    else:
        raise AssertionError("nothing was raised")
