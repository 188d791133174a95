"""Values without tokens become text that needs no engine; what holds a token becomes the engine's call."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from harness.cdk import DefaultTokenResolver, Fn, StringConcat, TerraformStack, Token, Tokenization
from harness.odd_texts import ODD_TEXTS
from harness.tokens import DATA, tokens_in

from kibana_connectors.hcl import is_literal, literal, object_expression, quoted, template
from kibana_connectors.terraform.expressions import json_text, jsonencode, toset, uuidv5_of_url


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_json_text_is_json_with_escaped_templates(text: str) -> None:
    written = json_text({text: [text, 1, True, None]})

    unescaped = written.replace("$${", "${").replace("%%{", "%{")
    assert json.loads(unescaped) == {text: [text, 1, True, None]}
    assert "${" not in written.replace("$${", "")
    assert "%{" not in written.replace("%%{", "")


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_a_literal_holds_nothing_that_is_special_in_hcl(text: str) -> None:
    written = literal(text)

    assert is_literal(written)
    inside = written[1:-1]
    for special in ("${", "%{", "{", "}", "\n", "\r", "\t"):
        assert special not in inside
    # The escapes are JSON's own.
    assert json.loads(written) == text


@pytest.mark.parametrize(("value", "written"), [(True, "true"), (False, "false"), ("true", '"true"')])
def test_flags_are_literals_too(value: str | bool, written: str) -> None:
    assert literal(value) == written
    assert is_literal(written)


@pytest.mark.parametrize("expression", ["var.a", "data.x.y.z", "trimspace(var.a)", "null"])
def test_an_expression_is_no_literal(expression: str) -> None:
    assert not is_literal(expression)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plain", "plain"),
        ("${x}", "$${x}"),
        ("%{if}", "%%{if}"),
        ("$${x}", "$$${x}"),
        ("100%", "100%"),
        ("$5", "$5"),
        ('"\\', '"\\'),
    ],
)
def test_a_template_yields_its_text(text: str, written: str) -> None:
    assert template(text) == written


def test_an_object_of_expressions() -> None:
    tree = {"user": "var.user", "headers": {'X-"A': "var.a", "${b}": '"c"'}, "none": {}}

    assert object_expression(tree) == (
        r'{"user" = var.user, "headers" = {"X-\"A" = var.a, "$\u007bb\u007d" = "c"}, "none" = {}}'
    )
    assert jsonencode(tree) == "${jsonencode(" + object_expression(tree) + ")}"


def test_a_set_of_names() -> None:
    assert toset(["ops", "s-1"]) == '${toset(["ops", "s-1"])}'


def test_the_uuid_of_a_url() -> None:
    assert uuidv5_of_url("x://a/${each.key}") == '${uuidv5("url", "x://a/${each.key}")}'


def _resolved(stack: TerraformStack, value: Any) -> str:
    resolver = DefaultTokenResolver(StringConcat())
    text: str = Tokenization.resolve(value, scope=stack, resolver=resolver, preparing=False)
    return text


def test_json_with_a_token_becomes_a_call(stack: TerraformStack) -> None:
    token = tokens_in(stack)["string"]

    written = _resolved(stack, json_text({"a": token, '"': f"${{x}}{token}"}))

    assert (
        written == f'${{jsonencode({{"a" = {DATA}.string, "\\"" = "$\\u007bx\\u007d${{{DATA}.string}}"}})}}'
    )


def test_a_tree_with_a_token_becomes_a_call(stack: TerraformStack) -> None:
    token = tokens_in(stack)["string"]

    written = _resolved(stack, jsonencode({"a": token, "b": {"c": "var.x"}}))

    assert written == f'${{jsonencode({{"a" = {DATA}.string, "b" = {{"c" = var.x}}}})}}'


def test_a_set_with_a_token_becomes_a_call(stack: TerraformStack) -> None:
    tokens = tokens_in(stack)

    assert _resolved(stack, toset(["ops", tokens["string"]])) == f'${{toset(["ops", {DATA}.string])}}'
    assert _resolved(stack, toset(tokens["list"])) == f"${{toset({DATA}.list)}}"


def test_the_uuid_of_a_url_with_a_token_becomes_a_call(stack: TerraformStack) -> None:
    url = f"x://a/{tokens_in(stack)['string']}"

    assert _resolved(stack, uuidv5_of_url(url)) == f'${{uuidv5("url", "x://a/${{{DATA}.string}}")}}'


def test_both_ways_mean_the_same(stack: TerraformStack) -> None:
    """Nothing but the presence of a token decides which one is taken."""
    for key, text in ODD_TEXTS.items():
        value = {key: text}
        by_engine = _resolved(stack, Token.as_string(Fn.jsonencode({key: quoted(text)})))
        assert by_engine == "${jsonencode({" + f'"{key}" = {literal(text)}' + "})}"
        assert json.loads(json_text(value).replace("$${", "${").replace("%%{", "%{")) == value


def test_without_a_token_no_engine_is_loaded() -> None:
    code = """
import sys
from kibana_connectors.terraform.expressions import json_text, jsonencode, toset, uuidv5_of_url
json_text({"a": "${x}"}), jsonencode({"a": "var.x"}), toset(["a"]), uuidv5_of_url("x://a")
print([name for name in ("jsii", "cdktf", "cdktn") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
