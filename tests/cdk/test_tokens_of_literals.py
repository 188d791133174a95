"""A token in a config may stand for a literal, not for a reference: it arrives as it is."""

from __future__ import annotations

import json
from typing import Any

import jsii
import pytest
from harness.cdk import (
    Fn,
    IAnyProducer,
    IListProducer,
    INumberProducer,
    IResolveContext,
    IStringProducer,
    Lazy,
    TerraformStack,
    TerraformVariable,
    Testing,
    Token,
)
from harness.odd_texts import ODD_TEXTS
from harness.tokens import DATA, tokens_in
from harness.written import CONNECTOR

from kibana_connectors import Connector, Email, Index, Inference, SlackApi, Webhook
from pytest_cdktf import Synth

HOOK = {"url": "https://x.example", "has_auth": False}


@jsii.implements(IStringProducer)
class _Texts:
    def __init__(self, text: str) -> None:
        self.text = text

    def produce(self, context: IResolveContext) -> str:
        return self.text


@jsii.implements(INumberProducer)
class _Numbers:
    def produce(self, context: IResolveContext) -> float:
        return 587


@jsii.implements(IListProducer)
class _Lists:
    def produce(self, context: IResolveContext) -> list[str]:
        return ["#a", '#"b"']


@jsii.implements(IAnyProducer)
class _Anything:
    def __init__(self, value: Any) -> None:
        self.value = value

    def produce(self, context: IResolveContext) -> Any:
        return self.value


def _any(value: Any) -> Any:
    return Lazy.any_value(_Anything(value))


def _text(value: str) -> str:
    return Lazy.string_value(_Texts(value))


def _config_of(synth: Synth, connector_type: Any, config: dict[str, Any], **options: Any) -> str:
    out = synth(lambda stack: connector_type(stack, "c", name="C", config=config, **options))
    written: str = out.at("c")["config"]
    return written


def _unescaped(written: str) -> Any:
    assert not written.startswith("${jsonencode(")
    return json.loads(written.replace("$${", "${").replace("%%{", "%{"))


@pytest.mark.parametrize(
    "text", [text for text in ODD_TEXTS.values() if "${" not in text and "%{" not in text]
)
def test_a_text_of_any_form(synth: Synth, text: str) -> None:
    for token in (_text(text), Token.as_string(Token.as_any(text)), _any(text)):
        written = _config_of(synth, Index, {"index": token})
        assert _unescaped(written) == {"index": text, "refresh": False}


@pytest.mark.parametrize(
    ("connector_type", "config", "arrives"),
    [
        pytest.param(Index, lambda: {"index": f"a-{_text('b')}-c"}, {"index": "a-b-c"}, id="inside-a-text"),
        pytest.param(Index, lambda: {"index": "a", "refresh": _any(True)}, {"refresh": True}, id="flag"),
        pytest.param(
            Email,
            lambda: {"from": "a@b.c", "host": "h", "port": Lazy.number_value(_Numbers()), "has_auth": False},
            {"port": 587},
            id="number",
        ),
        pytest.param(
            Email,
            lambda: {"from": "a@b.c", "host": "h", "port": Token.as_number(25), "has_auth": False},
            {"port": 25},
            id="number-token",
        ),
        pytest.param(
            SlackApi,
            lambda: {"allowed_channels": Lazy.list_value(_Lists())},
            {"allowedChannels": ["#a", '#"b"']},
            id="list",
        ),
        pytest.param(
            SlackApi,
            lambda: {"allowed_channels": [_any({"name": '#"b"'})]},
            {"allowedChannels": [{"name": '#"b"'}]},
            id="object-in-a-list",
        ),
        pytest.param(
            Webhook,
            lambda: {**HOOK, "headers": _any({"A": 'b "c"', "D": "\\n"})},
            {"headers": {"A": 'b "c"', "D": "\\n"}},
            id="map",
        ),
        pytest.param(
            Connector,
            lambda: {"a": _any({"b": [1, None, {"c": 'd"'}], "e": 1.5}), "f": f"n{Token.as_string(_any(5))}"},
            {"a": {"b": [1, {"c": 'd"'}], "e": 1.5}, "f": "n5"},
            id="anything",
        ),
        pytest.param(
            Connector,
            lambda: {"a": Token.as_any({"b": 'c "d"'}), "e": Token.as_any(5), "f": Token.as_any(None)},
            {"a": {"b": 'c "d"'}, "e": 5},
            id="as-any",
        ),
    ],
)
def test_a_literal_of_any_kind(
    synth: Synth, connector_type: Any, config: Any, arrives: dict[str, Any]
) -> None:
    options = {"type_id": ".brand-new"} if connector_type is Connector else {}
    written = _unescaped(_config_of(synth, connector_type, config(), **options))

    assert arrives.items() <= written.items()


def test_literals_beside_references(synth: Synth) -> None:
    def hook(stack: TerraformStack) -> None:
        reference = tokens_in(stack)["string"]
        headers = {
            "A": _text('plain "quoted" text'),
            "B": reference,
            "C": _text('x-"y"-') + reference,
            "D": _text(f"${{{DATA}.number}}"),
            "E": _text("a$") + reference,
            "F": _text("a$${b}%%{c}"),
            "G": _text('${lookup({"}" = "${b}"}, "}", "c")}'),
            "H": _any({"I": f"${{{DATA}.any_map}}"}),
        }
        config = {"headers": headers, "none": {}}
        Connector(stack, "c", name="C", type_id=".brand-new", config=config)

    assert synth(hook).at("c")["config"] == (
        '${jsonencode({"headers" = {'
        r'"A" = "plain \"quoted\" text", '
        f'"B" = {DATA}.string, '
        rf'"C" = "x-\"y\"-${{{DATA}.string}}", '
        f'"D" = {DATA}.number, '
        rf'"E" = "a\u0024${{{DATA}.string}}", '
        r'"F" = "a$\u007bb\u007d%\u007bc\u007d", '
        '"G" = lookup({"}" = "${b}"}, "}", "c"), '
        f'"H" = {{"I" = {DATA}.any_map}}'
        '}, "none" = {}})}'
    )


def test_an_expression_as_text_may_be_made_a_token(synth: Synth) -> None:
    """The way to write an expression by hand."""
    token = Token.as_string(Token.as_any("${var.team}"))

    assert _config_of(synth, Index, {"index": token}) == (
        '${jsonencode({"index" = var.team, "refresh" = false})}'
    )
    assert _config_of(synth, Index, {"index": f"logs-{token}"}) == (
        '${jsonencode({"index" = "logs-${var.team}", "refresh" = false})}'
    )


def test_directives_and_broken_expressions_stay_texts(synth: Synth) -> None:
    assert _config_of(synth, Index, {"index": _text("%{ if var.a }b%{ endif }")}) == (
        '${jsonencode({"index" = "%{ if var.a }b%{ endif }", "refresh" = false})}'
    )
    assert _unescaped(_config_of(synth, Index, {"index": _text("a ${b")})) == {
        "index": "a ${b",
        "refresh": False,
    }


def test_a_token_that_stands_for_nothing(synth: Synth) -> None:
    assert _config_of(synth, Index, {"index": "a", "execution_time_field": _any(None)}) == (
        '{"index": "a", "refresh": false, "executionTimeField": null}'
    )


def test_an_override_of_the_config_wins(stack: TerraformStack) -> None:
    it = Index(stack, "c", name="C", config={"index": _text('"')})
    it.add_override("config", "{}")
    other = Index(stack, "d", name="D", config={"index": _text('"')})
    other.add_override("name", "E")

    written = json.loads(Testing.synth(stack))["resource"][CONNECTOR]
    assert written["c"]["config"] == "{}"
    assert _unescaped(written["d"]["config"]) == {"index": '"', "refresh": False}


def test_every_way_to_synthesize_writes_the_same(stack: TerraformStack) -> None:
    variable = TerraformVariable(stack, "team", type="string").string_value
    Index(stack, "c", name="C", config={"index": _text('"') + variable})
    Index(stack, "d", name="D", config={"index": _text('"')})

    expected = {
        "c": r'${jsonencode({"index" = "\"${var.team}", "refresh" = false})}',
        "d": r'{"index": "\"", "refresh": false}',
    }
    for document in (json.loads(Testing.synth(stack)), stack.to_terraform()):
        written = document["resource"][CONNECTOR]
        assert {name: written[name]["config"] for name in expected} == expected


def test_functions_of_the_engine_still_work(synth: Synth) -> None:
    def inference(stack: TerraformStack) -> None:
        text = tokens_in(stack)["string"]
        Inference(
            stack,
            "c",
            name="C",
            config={
                "provider": "elastic",
                "taskType": "chat_completion",
                "inferenceId": Fn.upper(text),
                "providerConfig": {"a": Fn.merge([{"b": "c"}, {"d": text}]), "e": Fn.split(",", text)},
            },
        )

    written = synth(inference).at("c")["config"]
    assert f'"inferenceId" = upper({DATA}.string)' in written
    assert f'"a" = merge({{"b" = "c"}}, {{"d" = {DATA}.string}})' in written
    assert f'"e" = split(",", {DATA}.string)' in written
