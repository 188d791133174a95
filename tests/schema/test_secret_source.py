"""A secret is given by its source: a value in its place is refused, and shown nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from harness.refusals import MARK, NUMBER, Case, refusal

from kibana_connectors import LiteralSecret, PagerDuty, Secret, Webhook

HOOK = {"url": "https://x.example"}
REFUSED: dict[str, Case] = {
    "secret-in-a-dict": (
        PagerDuty,
        {"secrets": {"routing_key": MARK}},
        ["secrets.routing_key"],
        r"source of a secret.*must not stand in code.*Secret\.variable\(\)",
    ),
    "secret-in-wire-spelling": (
        PagerDuty,
        {"secrets": {"routingKey": MARK}},
        ["secrets.routingKey"],
        "must not stand in code",
    ),
    "secret-in-secrets": (
        PagerDuty,
        {"secrets": PagerDuty.Secrets(routing_key=MARK)},
        ["secrets.routing_key"],
        "must not stand in code",
    ),
    "secret-in-a-map": (
        Webhook,
        {
            "config": {**HOOK, "hasAuth": False},
            "secrets": {"secret_headers": {"X-A": Secret.variable(), "X-B": MARK}},
        },
        ["secrets.secret_headers.X-B"],
        "must not stand in code",
    ),
    "secret-number": (PagerDuty, {"secrets": {"routing_key": NUMBER}}, ["secrets.routing_key"], "source"),
    "secret-expression-without-ref": (
        PagerDuty,
        {"secrets": {"routing_key": f"${{var.{MARK}}}"}},
        ["secrets.routing_key"],
        r"Secret\.ref",
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_a_value_is_refused_where_a_source_belongs(
    assert_refused: Callable[[Case], None], case: Case
) -> None:
    assert_refused(case)


@pytest.mark.parametrize(
    "source",
    [
        MARK,
        "",
        NUMBER,
        None,
        True,
        ["a"],
        {"a": MARK},
        f"${{{MARK}",
        f"$${{var.{MARK}}}",
        f"{MARK}${{var.a}}",
        f"${{var.a}}{MARK}",
        f"${{var.a}}{MARK}${{var.b}}",
        f"${{var.user}}:{MARK}:${{var.host}}",
        f'${{"{MARK}"}}',
        f"${{{MARK}}}",
        "${}",
    ],
    ids=str,
)
def test_ref_refuses_literals(source: Any) -> None:
    error = refusal(lambda: Secret.ref(source), LiteralSecret)

    assert "not a value" in str(error)
    assert "Secret.variable()" in str(error)


@pytest.mark.parametrize(
    "name", ["", " ", "1st", "a b", f"${{var.{MARK}}}", f"{MARK}!", "ä", NUMBER, "a\n"], ids=str
)
def test_variable_refuses_a_name_that_is_no_identifier(name: Any) -> None:
    error = refusal(lambda: Secret.variable(name), LiteralSecret)

    assert "expected the name of a Terraform variable" in str(error)


def test_secrets_show_sources_where_they_are_dumped() -> None:
    """A debugger, a log of `model_dump()` or a snapshot must not be a way out for a secret."""
    secrets = PagerDuty.Secrets(routing_key=Secret.variable())

    assert "Secret.variable()" in repr(secrets.model_dump())
    assert "routing_key" in repr(secrets)
