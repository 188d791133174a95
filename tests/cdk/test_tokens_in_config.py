"""Any field of a config may be a token, and what it yields arrives as Kibana expects it."""

from __future__ import annotations

from typing import Any

import pytest
from harness.cdk import TerraformStack
from harness.tokens import DATA, tokens_in
from harness.written import CONNECTOR

from kibana_connectors import Email, Index, InvalidConnector, Jira, PagerDuty, ServiceNow, SlackApi, Webhook
from pytest_cdktf import Synth, json_with, ref, resource

WEBHOOK = {"url": "https://x.example", "has_auth": False}
BASIC_WEBHOOK = (
    '"hasAuth" = true, "authType" = "webhook-authentication-basic", "url" = "https://x.example", '
    '"method" = "post"'
)


def _camel(field: str) -> str:
    first, *rest = field.split("_")
    return first + "".join(word.capitalize() for word in rest)


@pytest.mark.parametrize(
    ("connector_type", "config", "field", "token", "expression"),
    [
        pytest.param(Index, {}, "index", "string", f"{DATA}.string", id="text"),
        pytest.param(Index, {}, "index", "call", f"upper({DATA}.string)", id="text-call"),
        pytest.param(Index, {}, "index", "variable", "var.text", id="text-variable-value"),
        pytest.param(Index, {}, "index", "resolvable", f"{DATA}.any_map.key", id="text-resolvable"),
        pytest.param(Index, {"index": "a"}, "refresh", "boolean", f"{DATA}.boolean", id="flag-attribute"),
        pytest.param(Index, {"index": "a"}, "refresh", "variable_boolean", "var.flag", id="flag-variable"),
        pytest.param(Index, {"index": "a"}, "refresh", "string", f"{DATA}.string", id="flag-as-string"),
        pytest.param(
            Email,
            {"from": "a@b.example", "host": "h"},
            "port",
            "number",
            f"{DATA}.number",
            id="port-number",
        ),
        pytest.param(
            Email,
            {"from": "a@b.example", "host": "h"},
            "port",
            "string",
            f"{DATA}.string",
            id="port-string",
        ),
        pytest.param(Email, {"host": "h", "port": 25}, "from", "string", f"{DATA}.string", id="address"),
        pytest.param(Email, {"from": "a@b.example"}, "service", "string", f"{DATA}.string", id="service"),
        pytest.param(PagerDuty, {}, "api_url", "string", f"{DATA}.string", id="url-optional"),
        pytest.param(Jira, {"project_key": "K"}, "api_url", "string", f"{DATA}.string", id="url-required"),
        pytest.param(
            ServiceNow,
            {"api_url": "https://x.example"},
            "uses_table_api",
            "boolean",
            f"{DATA}.boolean",
            id="flag-default",
        ),
        pytest.param(
            SlackApi,
            {},
            "allowed_channels",
            "list",
            f"{DATA}.list",
            id="list-of-objects",
        ),
        pytest.param(Webhook, {}, "url", "string", f"{DATA}.string", id="webhook-url"),
        pytest.param(Webhook, WEBHOOK, "method", "string", f"{DATA}.string", id="enumeration"),
        pytest.param(Webhook, WEBHOOK, "headers", "map", f"{DATA}.map", id="map"),
        pytest.param(Webhook, WEBHOOK, "headers", "any_map", f"{DATA}.any_map", id="any-map"),
        pytest.param(
            Webhook,
            {"url": "https://x.example"},
            "auth_type",
            "string",
            f"{DATA}.string",
            id="auth-type",
        ),
        pytest.param(
            Webhook,
            {"url": "https://x.example"},
            "ca",
            "string",
            f"{DATA}.string",
            id="field-without-default",
        ),
    ],
)
def test_a_field_may_be_a_token(
    synth: Synth,
    connector_type: Any,
    config: dict[str, Any],
    field: str,
    token: str,
    expression: str,
) -> None:
    out = synth(
        lambda stack: connector_type(stack, "c", name="C", config={**config, field: tokens_in(stack)[token]})
    )

    written = out.one(resource(CONNECTOR, config=json_with({_camel(field): ref(expression)})))["config"]
    assert written.startswith("${jsonencode({"), "Terraform has to quote what a token yields"
    assert written.endswith("})}")


@pytest.mark.parametrize(
    ("connector_type", "config", "written"),
    [
        pytest.param(
            Index,
            lambda tokens: {"index": "logs-" + tokens["string"] + "-x"},
            f'{{"index" = "logs-${{{DATA}.string}}-x", "refresh" = false}}',
            id="inside-text",
        ),
        pytest.param(
            Index,
            lambda tokens: {"index": tokens["string"] + tokens["call"]},
            f'{{"index" = "${{{DATA}.string}}${{upper({DATA}.string)}}", "refresh" = false}}',
            id="two-in-a-row",
        ),
        pytest.param(
            SlackApi,
            lambda tokens: {"allowed_channels": [{"name": tokens["string"]}, {"name": "#b"}]},
            f'{{"allowedChannels" = [{{"name" = {DATA}.string}}, {{"name" = "#b"}}]}}',
            id="inside-an-object-in-a-list",
        ),
        pytest.param(
            SlackApi,
            lambda tokens: {"allowed_channels": [tokens["any_map"]]},
            f'{{"allowedChannels" = [{DATA}.any_map]}}',
            id="object-in-a-list",
        ),
        pytest.param(
            Webhook,
            lambda tokens: {
                "url": "https://x.example",
                "headers": {"A": tokens["string"], "B": "b", "C": "c" + tokens["string"]},
            },
            f'{{"headers" = {{"A" = {DATA}.string, "B" = "b", "C" = "c${{{DATA}.string}}"}}, '
            f"{BASIC_WEBHOOK}}}",
            id="inside-a-map",
        ),
        pytest.param(
            Index,
            lambda tokens: Index.Config(index=tokens["string"], refresh=tokens["boolean"]),
            f'{{"index" = {DATA}.string, "refresh" = {DATA}.boolean}}',
            id="config-object",
        ),
    ],
)
def test_tokens_beside_literals(synth: Synth, connector_type: Any, config: Any, written: str) -> None:
    out = synth(lambda stack: connector_type(stack, "c", name="C", config=config(tokens_in(stack))))

    assert out.at("c")["config"] == "${jsonencode(" + written + ")}"


@pytest.mark.parametrize(
    ("literal", "quoted"),
    [
        pytest.param('"', r"\"", id="quote"),
        pytest.param("\\", r"\\", id="backslash"),
        pytest.param("\\n", r"\\n", id="backslash-n"),
        pytest.param("a\nb\tc\rd", r"a\nb\tc\rd", id="white-space"),
        pytest.param("\x01\x7f", r"\u0001\u007f", id="control"),
        pytest.param("${x}", r"$\u007bx\u007d", id="interpolation"),
        pytest.param("%{if}", r"%\u007bif\u007d", id="directive"),
        pytest.param("$${y}", r"$$\u007by\u007d", id="escaped-interpolation"),
        pytest.param("}{", r"\u007d\u007b", id="braces"),
        pytest.param("ü€😀\u2028", "ü€😀\u2028", id="unicode"),
    ],
)
@pytest.mark.parametrize(
    "place", ["before", "after", "around", "elsewhere", "key"], ids=lambda place: f"token-{place}"
)
def test_literals_beside_a_token_are_escaped(synth: Synth, literal: str, quoted: str, place: str) -> None:
    shown = f"${{{DATA}.string}}"
    written = {
        "before": f'"A" = "{shown}{quoted}"',
        "after": f'"A" = "{quoted}{shown}"',
        "around": f'"A" = "{quoted}{shown}{quoted}"',
        "elsewhere": f'"A" = "{quoted}", "B" = {DATA}.string',
        "key": f'"{quoted}" = {DATA}.string',
    }[place]

    def hook(stack: TerraformStack) -> None:
        token = tokens_in(stack)["string"]
        headers = {
            "before": {"A": token + literal},
            "after": {"A": literal + token},
            "around": {"A": literal + token + literal},
            "elsewhere": {"A": literal, "B": token},
            "key": {literal: token},
        }[place]
        Webhook(stack, "c", name="C", config={"url": "https://x.example", "headers": headers})

    config = synth(hook).at("c")["config"].replace(r"\u0024", "$")  # which may be escaped, and need not be

    assert config == f'${{jsonencode({{"headers" = {{{written}}}, {BASIC_WEBHOOK}}})}}'


@pytest.mark.parametrize("dollars", ["$", "$$", "$$$"])
def test_a_dollar_before_a_token_does_not_escape_it(synth: Synth, dollars: str) -> None:
    """`$${…}` is Terraform's way to write a literal `${…}`."""

    def index(stack: TerraformStack) -> None:
        text = f"a{dollars}" + tokens_in(stack)["string"]
        Index(stack, "c", name=text, config={"index": text})

    written = synth(index).at("c")

    for attribute in ("name", "config"):
        assert f"${{{DATA}.string}}" in written[attribute]
        assert f"$${{{DATA}.string}}" not in written[attribute]


@pytest.mark.parametrize("key", ["alone", "inside-text"])
@pytest.mark.parametrize("part", ["config", "secrets"])
def test_a_token_cannot_be_a_key(stack: TerraformStack, part: str, key: str) -> None:
    """CDKTF cannot write one as a key; only a whole map may be a token."""
    token = tokens_in(stack)["string"]
    name = token if key == "alone" else f"X-{token}"
    given: dict[str, dict[str, Any]] = {"config": dict(WEBHOOK), "secrets": {}}
    given[part]["headers" if part == "config" else "secret_headers"] = {name: token}

    with pytest.raises(InvalidConnector) as refusal:
        Webhook(stack, "c", name="C", **given)

    (problem,) = refusal.value.problems
    assert problem.where in ("config.headers", "secrets.secretHeaders", "secrets.secret_headers")
