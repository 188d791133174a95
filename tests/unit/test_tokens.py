"""Tokens: any field may be one, and whatever it yields at apply arrives as Kibana expects it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from cdktf import (
    Fn,
    TerraformDataSource,
    TerraformResource,
    TerraformStack,
    TerraformVariable,
    Token,
)

from kibana_connectors import (
    Email,
    Index,
    InvalidConnector,
    Jira,
    KibanaProvider,
    PagerDuty,
    ServerLog,
    ServiceNow,
    SlackApi,
    Webhook,
)
from kibana_connectors.sandbox import Sandbox
from pytest_cdktf import Synth, json_equal, json_with, ref, resource

CONNECTOR = "elasticstack_kibana_action_connector"
NAME = "data.facts.it"


def _tokens(stack: TerraformStack) -> dict[str, Any]:
    it = TerraformDataSource(stack, "it", terraform_resource_type="facts")
    return {
        "string": it.get_string_attribute("string"),
        "number": it.get_number_attribute("number"),
        "list": it.get_list_attribute("list"),
        "number_list": it.get_number_list_attribute("number_list"),
        "map": it.get_string_map_attribute("map"),
        "any_map": it.get_any_map_attribute("any_map"),
        "boolean": it.get_boolean_attribute("boolean"),
        "variable_boolean": TerraformVariable(stack, "flag", type="bool").boolean_value,
        "variable": TerraformVariable(stack, "text", type="string").value,
        "call": Token.as_string(Fn.upper(it.get_string_attribute("string"))),
        "resolvable": Fn.lookup_nested(it.get_any_map_attribute("any_map"), ["key"]),
    }


# -- every kind in every suitable field ----------------------------------------------------------------------

WEBHOOK = {"url": "https://x.example", "has_auth": False}
BASIC_WEBHOOK = (
    '"hasAuth" = true, "authType" = "webhook-authentication-basic", "url" = "https://x.example", '
    '"method" = "post"'
)


@pytest.mark.parametrize(
    ("connector_type", "config", "field", "token", "expression"),
    [
        pytest.param(Index, {}, "index", "string", f"{NAME}.string", id="text"),
        pytest.param(Index, {}, "index", "call", f"upper({NAME}.string)", id="text-call"),
        pytest.param(Index, {}, "index", "variable", "var.text", id="text-variable-value"),
        pytest.param(Index, {}, "index", "resolvable", f"{NAME}.any_map.key", id="text-resolvable"),
        pytest.param(Index, {"index": "a"}, "refresh", "boolean", f"{NAME}.boolean", id="flag-attribute"),
        pytest.param(Index, {"index": "a"}, "refresh", "variable_boolean", "var.flag", id="flag-variable"),
        pytest.param(Index, {"index": "a"}, "refresh", "string", f"{NAME}.string", id="flag-as-string"),
        pytest.param(
            Email,
            {"from": "a@b.example", "host": "h"},
            "port",
            "number",
            f"{NAME}.number",
            id="port-number",
        ),
        pytest.param(
            Email,
            {"from": "a@b.example", "host": "h"},
            "port",
            "string",
            f"{NAME}.string",
            id="port-string",
        ),
        pytest.param(Email, {"host": "h", "port": 25}, "from", "string", f"{NAME}.string", id="address"),
        pytest.param(Email, {"from": "a@b.example"}, "service", "string", f"{NAME}.string", id="service"),
        pytest.param(PagerDuty, {}, "api_url", "string", f"{NAME}.string", id="url-optional"),
        pytest.param(Jira, {"project_key": "K"}, "api_url", "string", f"{NAME}.string", id="url-required"),
        pytest.param(
            ServiceNow,
            {"api_url": "https://x.example"},
            "uses_table_api",
            "boolean",
            f"{NAME}.boolean",
            id="flag-default",
        ),
        pytest.param(
            SlackApi,
            {},
            "allowed_channels",
            "list",
            f"{NAME}.list",
            id="list-of-objects",
        ),
        pytest.param(Webhook, {}, "url", "string", f"{NAME}.string", id="webhook-url"),
        pytest.param(Webhook, WEBHOOK, "method", "string", f"{NAME}.string", id="enumeration"),
        pytest.param(Webhook, WEBHOOK, "headers", "map", f"{NAME}.map", id="map"),
        pytest.param(Webhook, WEBHOOK, "headers", "any_map", f"{NAME}.any_map", id="any-map"),
        pytest.param(
            Webhook,
            {"url": "https://x.example"},
            "auth_type",
            "string",
            f"{NAME}.string",
            id="auth-type",
        ),
        pytest.param(
            Webhook,
            {"url": "https://x.example"},
            "ca",
            "string",
            f"{NAME}.string",
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
        lambda stack: connector_type(stack, "c", name="C", config={**config, field: _tokens(stack)[token]})
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
            f'{{"index" = "logs-${{{NAME}.string}}-x", "refresh" = false}}',
            id="inside-text",
        ),
        pytest.param(
            Index,
            lambda tokens: {"index": tokens["string"] + tokens["call"]},
            f'{{"index" = "${{{NAME}.string}}${{upper({NAME}.string)}}", "refresh" = false}}',
            id="two-in-a-row",
        ),
        pytest.param(
            SlackApi,
            lambda tokens: {"allowed_channels": [{"name": tokens["string"]}, {"name": "#b"}]},
            f'{{"allowedChannels" = [{{"name" = {NAME}.string}}, {{"name" = "#b"}}]}}',
            id="inside-an-object-in-a-list",
        ),
        pytest.param(
            SlackApi,
            lambda tokens: {"allowed_channels": [tokens["any_map"]]},
            f'{{"allowedChannels" = [{NAME}.any_map]}}',
            id="object-in-a-list",
        ),
        pytest.param(
            Webhook,
            lambda tokens: {
                "url": "https://x.example",
                "headers": {"A": tokens["string"], "B": "b", "C": "c" + tokens["string"]},
            },
            f'{{"headers" = {{"A" = {NAME}.string, "B" = "b", "C" = "c${{{NAME}.string}}"}}, '
            f"{BASIC_WEBHOOK}}}",
            id="inside-a-map",
        ),
        pytest.param(
            Index,
            lambda tokens: Index.Config(index=tokens["string"], refresh=tokens["boolean"]),
            f'{{"index" = {NAME}.string, "refresh" = {NAME}.boolean}}',
            id="config-object",
        ),
    ],
)
def test_tokens_beside_literals(synth: Synth, connector_type: Any, config: Any, written: str) -> None:
    out = synth(lambda stack: connector_type(stack, "c", name="C", config=config(_tokens(stack))))

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
    shown = f"${{{NAME}.string}}"
    written = {
        "before": f'"A" = "{shown}{quoted}"',
        "after": f'"A" = "{quoted}{shown}"',
        "around": f'"A" = "{quoted}{shown}{quoted}"',
        "elsewhere": f'"A" = "{quoted}", "B" = {NAME}.string',
        "key": f'"{quoted}" = {NAME}.string',
    }[place]

    def hook(stack: TerraformStack) -> None:
        token = _tokens(stack)["string"]
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
        text = f"a{dollars}" + _tokens(stack)["string"]
        Index(stack, "c", name=text, config={"index": text})

    written = synth(index).at("c")

    for attribute in ("name", "config"):
        assert f"${{{NAME}.string}}" in written[attribute]
        assert f"$${{{NAME}.string}}" not in written[attribute]


# -- checks step aside, shapes count -------------------------------------------------------------------------


def test_checks_that_need_the_value_step_aside(synth: Synth) -> None:
    def several(stack: TerraformStack) -> None:
        tokens = _tokens(stack)
        Email(stack, "a", name="A", config={"from": "a@b.example", "service": tokens["string"]}, secrets={})
        Webhook(
            stack,
            "b",
            name="B",
            config={
                "url": tokens["string"],
                "has_auth": tokens["boolean"],
                "auth_type": tokens["string"],
                "additional_fields": tokens["string"],
            },
            secrets={},
        )
        ServiceNow(
            stack,
            "c",
            name="C",
            config={"api_url": tokens["string"], "is_oauth": tokens["boolean"], "client_id": "c"},
            secrets={"username": tokens["string"], "password": tokens["string"]},
        )

    assert {each.name for each in synth(several).resources} == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("connector_type", "config", "field"),
    [
        pytest.param(Index, lambda tokens: {"index": tokens["list"]}, "config.index", id="list-for-text"),
        pytest.param(Index, lambda tokens: {"index": tokens["map"]}, "config.index", id="map-for-text"),
        pytest.param(Index, lambda tokens: {"index": tokens["number"]}, "config.index", id="number-for-text"),
        pytest.param(
            Index,
            lambda tokens: {"index": "a", "refresh": tokens["list"]},
            "config.refresh",
            id="list-for-flag",
        ),
        pytest.param(
            Index,
            lambda tokens: {"index": "a", "refresh": "is-" + tokens["string"]},
            "config.refresh",
            id="text-for-flag",
        ),
        pytest.param(
            Webhook,
            lambda tokens: {**WEBHOOK, "headers": tokens["list"]},
            "config.headers",
            id="list-for-map",
        ),
        pytest.param(
            SlackApi,
            lambda tokens: {"allowed_channels": tokens["map"]},
            "config.allowed_channels",
            id="map-for-list",
        ),
        pytest.param(
            SlackApi,
            lambda tokens: {"allowed_channels": "x" + tokens["string"]},
            "config.allowed_channels",
            id="text-for-list",
        ),
        pytest.param(Index, lambda tokens: tokens["map"], "config", id="map-for-config"),
        pytest.param(Index, lambda tokens: tokens["string"], "config", id="text-for-config"),
    ],
)
def test_the_shape_of_a_token_counts(
    stack: TerraformStack, connector_type: Any, config: Any, field: str
) -> None:
    """A list can never be what Kibana wants as a string, whatever Terraform will find in it."""
    with pytest.raises(InvalidConnector) as refusal:
        connector_type(stack, "c", name="C", config=config(_tokens(stack)))

    named = {problem.where for problem in refusal.value.problems}
    assert named == {field} or named == {_camel(field)}


def _camel(field: str) -> str:
    first, *rest = field.split("_")
    return first + "".join(word.capitalize() for word in rest)


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"name": "list"}, id="name-list"),
        pytest.param({"name": "map"}, id="name-map"),
        pytest.param({"space": "list"}, id="space-list"),
        pytest.param({"space": "map"}, id="space-map"),
        pytest.param({"connector_id": "list"}, id="connector-id-list"),
        pytest.param({"secrets_version": "list"}, id="secrets-version-list"),
        pytest.param({"spaces": "map"}, id="spaces-map"),
    ],
)
def test_the_shape_of_a_token_counts_in_options(stack: TerraformStack, options: dict[str, str]) -> None:
    tokens = _tokens(stack)
    given = {"name": "C", **{name: tokens[kind] for name, kind in options.items()}}

    with pytest.raises(InvalidConnector) as refusal:
        PagerDuty(stack, "c", **given)

    assert {problem.where for problem in refusal.value.problems} == set(options)


@pytest.mark.parametrize("key", ["alone", "inside-text"])
@pytest.mark.parametrize("part", ["config", "secrets"])
def test_a_token_cannot_be_a_name(stack: TerraformStack, part: str, key: str) -> None:
    """CDKTF cannot write one as a key; only a whole map may be a token."""
    token = _tokens(stack)["string"]
    name = token if key == "alone" else f"X-{token}"
    given: dict[str, dict[str, Any]] = {"config": dict(WEBHOOK), "secrets": {}}
    given[part]["headers" if part == "config" else "secret_headers"] = {name: token}

    with pytest.raises(InvalidConnector) as refusal:
        Webhook(stack, "c", name="C", **given)

    (problem,) = refusal.value.problems
    assert problem.where in ("config.headers", "secrets.secretHeaders", "secrets.secret_headers")


# -- outside of config ---------------------------------------------------------------------------------------


def test_name(synth: Synth) -> None:
    def logs(stack: TerraformStack) -> None:
        token = _tokens(stack)["string"]
        ServerLog(stack, "a", name=token)
        ServerLog(stack, "b", name='"${x}" ' + token + " %{y}\n")

    out = synth(logs)

    assert {each.name: each["name"] for each in out.resources} == {
        "a": f"${{{NAME}.string}}",
        "b": f'"$${{x}}" ${{{NAME}.string}} %%{{y}}\n',
    }


def test_space(synth: Synth) -> None:
    def logs(stack: TerraformStack) -> None:
        token = _tokens(stack)["string"]
        alone = ServerLog(stack, "a", name="A", space=token)
        ServerLog(stack, "b", name="B", space="team-" + token)
        assert alone.known_ids() == ()

    out = synth(logs)

    for id, space in (("a", f"${{{NAME}.string}}"), ("b", f"team-${{{NAME}.string}}")):
        connector_id = f'${{uuidv5("url", "kibana-connector://stack/{space}/{id}")}}'
        assert out.at(id) == resource(CONNECTOR, space_id=space, connector_id=connector_id)


def test_spaces(synth: Synth) -> None:
    def logs(stack: TerraformStack) -> None:
        tokens = _tokens(stack)
        ServerLog(stack, "a", name="A", spaces=tokens["list"])
        ServerLog(stack, "b", name="B", spaces=["ops", tokens["string"], "team-" + tokens["string"]])
        ServerLog(stack, "c", name="C", spaces=[tokens["string"]])

    out = synth(logs)

    for id, spaces in (
        ("a", f"{NAME}.list"),
        ("b", f'["ops", {NAME}.string, "team-${{{NAME}.string}}"]'),
        ("c", f"[{NAME}.string]"),
    ):
        connector_id = f'${{uuidv5("url", "kibana-connector://stack/${{each.key}}/{id}")}}'
        many = {"for_each": f"${{toset({spaces})}}", "space_id": "${each.key}", "connector_id": connector_id}
        assert out.at(id) == resource(CONNECTOR, many)


def test_connector_id_and_secrets_version(synth: Synth) -> None:
    def pager(stack: TerraformStack) -> None:
        token = _tokens(stack)["string"]
        PagerDuty(stack, "a", name="A", connector_id=token, secrets_version="v" + token + "${x}")

    version = f"v${{{NAME}.string}}$${{x}}"
    expected = resource(CONNECTOR, connector_id=f"${{{NAME}.string}}", secrets_wo_version=version)
    assert expected in synth(pager)


def test_a_token_for_one_id_cannot_serve_several_spaces(stack: TerraformStack) -> None:
    with pytest.raises(InvalidConnector) as refusal:
        ServerLog(stack, "a", name="A", connector_id=_tokens(stack)["string"], spaces=["ops", "sec"])

    assert [problem.where for problem in refusal.value.problems] == ["connector_id"]


# -- what arrives --------------------------------------------------------------------------------------------

NASTY = {
    "quote": 'a"b',
    "backslash": "a\\b",
    "backslash-at-end": "a\\",
    "escape-lookalike": '\\n\\u0041\\"',
    "newline": "a\nb\r\nc",
    "tab": "a\tb",
    "interpolation": "${x}",
    "directive": "%{if}",
    "escaped-interpolation": "$${y}",
    "escaped-directive": "%%{z}",
    "tripled": "$$${y}%%%{z}",
    "dollars": "$$$",
    "percents": "%%%",
    "dollar-at-end": "a$",
    "braces": "}{",
    "unicode": "ü€日本😀",
    "line-separator": "a\u2028b",
    "control": "a\x01b\x7fc",
    "quoted": '"a"',
    "json": '{"a": ["${b}"]}',
    "heredoc": "<<EOT\n${x}\nEOT",
    "function": "${jsonencode({})}",
}


@pytest.mark.terraform
@pytest.mark.slow
def test_what_terraform_sends_is_what_was_given(synth: Synth, sandbox: Sandbox) -> None:
    """Nasty literals, as JSON text and beside a token, in headers' values and names and in names."""

    def build(stack: TerraformStack) -> None:
        KibanaProvider(stack)
        source = TerraformResource(stack, "source", terraform_resource_type="terraform_data")
        source.add_override("input", "from terraform")
        token = source.get_string_attribute("output")
        for label, extra in {
            "text": {},
            "token": {
                "Token": token,
                **{f"Around {key}": f"{text}{token}{text}" for key, text in NASTY.items()},
            },
        }.items():
            Webhook(
                stack,
                label,
                name=f"{label}: {''.join(NASTY.values())}",
                config={
                    "url": "https://x.example",
                    "has_auth": False,
                    "headers": {**NASTY, **{text: key for key, text in NASTY.items()}, **extra},
                },
            )
        ServerLog(
            stack, "named", name=f"{NASTY['interpolation']}{token}{NASTY['quote']}{NASTY['dollars']}{token}"
        )
        ServerLog(stack, 'log-ä"$%/x', name="Many", spaces=["ops", "sec"])

    synth(build).assert_plan_empty_after_apply(kibana=sandbox)

    plain = {**NASTY, **{text: key for key, text in NASTY.items()}}
    around = {f"Around {key}": f"{text}from terraform{text}" for key, text in NASTY.items()}
    everything = "".join(NASTY.values())
    received = {each.name: each for each in sandbox.connectors if each.name != "Many"}
    assert received.keys() == {
        f"text: {everything}",
        f"token: {everything}",
        '${x}from terraforma"b$$$from terraform',
    }
    for label, headers in {"text": plain, "token": {**plain, "Token": "from terraform", **around}}.items():
        got = received[f"{label}: {everything}"].config["headers"]
        assert [(name, text, got.get(name)) for name, text in headers.items() if got.get(name) != text] == []
        assert got.keys() == headers.keys()
    assert {each.space: each.id for each in sandbox.connectors if each.name == "Many"} == {
        space: str(uuid.uuid5(uuid.NAMESPACE_URL, f"kibana-connector://stack/{space}/log-%C3%A4%22%24%25--x"))
        for space in ("ops", "sec")
    }


def test_nasty_literals_are_json_text_with_escaped_templates(synth: Synth) -> None:
    out = synth(Webhook, name="C", config={**WEBHOOK, "headers": NASTY})

    settled = {"url": "https://x.example", "method": "post", "hasAuth": False, "headers": NASTY}
    text = out.one(resource(CONNECTOR, config=json_equal(settled)))["config"]
    assert text.startswith("{")
    assert "${x}" not in text.replace("$${", "")
