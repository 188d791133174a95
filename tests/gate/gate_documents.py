"""Stacks' JSON to judge."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from kibana_connectors.gate.problems import GateProblem
from kibana_connectors.gate.verdict import Verdict, judge

CONNECTOR = "elasticstack_kibana_action_connector"
ADDRESS = f"{CONNECTOR}.pager"
MARK = "hunter2"
"""Part of every secret that stands in these documents: no message may hold it."""

S3 = {"terraform": {"backend": {"s3": {"encrypt": True, "kms_key_id": "alias/k"}}}}

SURROUNDINGS: dict[str, Any] = {
    "variable": {
        **{name: {"type": "string", "ephemeral": True} for name in ("t", "u", "k", "pw", "env", "key")},
        "m": {"type": "map(string)", "ephemeral": True},
        "l": {"type": "list(string)", "ephemeral": True},
        "o": {"type": "object({token = string, more = optional(string)})", "ephemeral": True},
        "null_default": {"type": "string", "default": None, "ephemeral": True},
        "literal_default": {"type": "string", "default": "hunter2", "ephemeral": True},
        "empty_default": {"type": "string", "default": "", "ephemeral": True},
        "empty_map_default": {"type": "map(string)", "default": {}, "ephemeral": True},
        "false_default": {"type": "bool", "default": False, "ephemeral": True},
        "zero_default": {"type": "number", "default": 0, "ephemeral": True},
        "default_in_type": {
            "type": 'object({token = optional(string, "hunter2")})',
            "ephemeral": True,
        },
        "default_in_wrapped_type": {
            "type": '${list(object({a = object({token = optional(string, "hunter2")})}))}',
            "ephemeral": True,
        },
    },
    "locals": {
        "token": "${var.t}",
        "chain": "${local.link}",
        "link": "${local.token}",
        "bearer": "Bearer ",
        "user": "elastic",
        "colon": ":",
        "secret": "hunter2",
        "secret_chain": "${local.secret}",
        "deep": {"a": {"b": ["${var.t}", {"c": "hunter2"}]}},
        "tokens": {"a": "${var.t}", "b": "${var.u}"},
        "half": {"good": "${var.t}", "bad": "hunter2"},
        "round": "${local.about}",
        "about": "${local.round}",
        "header": "${local.bearer}${var.t}",
        "joined": '${join("", ["hun", "ter2", var.t])}',
        "list": ["${var.t}", "hunter2"],
    },
    "data": {
        "vault_kv_secret_v2": {"v": {"mount": "hunter2", "name": "hunter2"}},
        "external": {"e": {"program": ["hunter2"]}},
        "null_data_source": {"n": {"inputs": {"a": "hunter2"}}},
    },
    "ephemeral": {
        "vault_kv_secret_v2": {"v": {"mount": "hunter2", "name": "${var.env}"}},
        "random_password": {"many": {"for_each": "${var.l}", "length": 20}},
    },
    "resource": {
        "random_password": {"p": {"length": 20}, "many": {"count": 2, "length": 20}},
        "terraform_data": {
            "good": {"input": "${random_password.p.result}"},
            "bad": {"input": "hunter2"},
            "each": {"for_each": {"a": "hunter2"}, "input": "${each.value}"},
            "circle": {"input": "${terraform_data.circle.output}"},
        },
        "aws_db_instance": {"db": {"password": "hunter2", "login": [{"password": "hunter2"}]}},
        CONNECTOR: {"other": {"connector_id": "hunter2", "name": "hunter2", "config": '{"a":"hunter2"}'}},
    },
}
"""What the expressions of these tests may refer to."""


def with_secret(expression: str, **more: Any) -> dict[str, Any]:
    """Return a stack with a connector whose one secret is an expression."""
    return with_value(f'${{jsonencode({{"routingKey" = {expression}}})}}', **more)


def with_value(value: Any, **more: Any) -> dict[str, Any]:
    """Return a stack with a connector whose `secrets_wo` is a value."""
    document = copy.deepcopy(SURROUNDINGS)
    document["resource"][CONNECTOR]["pager"] = {"secrets_wo": value, **more}
    return document


def with_api_key(value: Any) -> dict[str, Any]:
    """Return a stack whose provider has an API key."""
    return {**copy.deepcopy(SURROUNDINGS), "provider": {"elasticstack": [{"kibana": [{"api_key": value}]}]}}


def refused(document: Mapping[str, Any], **options: Any) -> tuple[GateProblem, ...]:
    """Return the errors of a stack's JSON, after making sure that there are some and they tell nothing."""
    verdict = judged(document, **options)
    assert verdict.errors
    return verdict.errors


def accepted(document: Mapping[str, Any], **options: Any) -> Verdict:
    """Return the verdict over a stack's JSON, after making sure that there are no errors."""
    verdict = judged(document, **options)
    assert verdict.errors == ()
    return verdict


def judged(document: Mapping[str, Any], **options: Any) -> Verdict:
    """Return the verdict, after making sure that it changes nothing and tells no secret."""
    before = copy.deepcopy(document)
    verdict = judge(document, **options)
    assert document == before
    for problem in (*verdict.errors, *verdict.warnings):
        assert MARK not in f"{problem} {problem!r} {problem.problem}"
        assert problem.message
    assert MARK not in repr(verdict._replace(document={}))
    return verdict
