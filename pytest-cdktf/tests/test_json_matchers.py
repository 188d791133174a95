"""JSON text and `jsonencode(…)`, matched by what they mean."""

from __future__ import annotations

from typing import Any

import pytest
from either_engine import Fn, TerraformStack, TerraformVariable
from sample_stacks import null

from pytest_cdktf import Expression, Synth, absent, anything, json_equal, json_with, ref, regex, resource
from pytest_cdktf.json_texts import read_json


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        (json_with(), "{}"),
        (json_with(a=1), '{"b":2,"a":1}'),
        (json_with(a=1), "${jsonencode({a = 1, b = 2})}"),
        (json_with(a=1), '${ jsonencode( { "a" : 1 } ) }'),
        (json_with({"a b": 1}), '${jsonencode({"a b" = 1})}'),
        (json_with(a={"b": 1}), '{"a":{"b":1,"c":2}}'),
        (json_with(a=absent()), "{}"),
        (json_with(a=regex("x"), b=anything()), '{"a":"x","b":null}'),
        (json_with(a=ref("var.x")), '${jsonencode({"a" = var.x})}'),
        (json_with(a=ref("var.x")), '{"a":"${var.x}"}'),
        (json_with(a="${var.x}"), '${jsonencode({"a" = "${ var.x }"})}'),
        (json_with(a=ref("lookup(var.m, var.k)")), "${jsonencode({a = lookup(var.m,var.k)})}"),
        (json_with(a="pre-${var.x}-post"), '${jsonencode({"a" = "pre-${var.x}-post"})}'),
        (json_with(a="${literal}"), '{"a":"$${literal}"}'),
        (json_with(a="%{literal}"), '{"a":"%%{literal}"}'),
        (json_with(a="${literal}"), '${jsonencode({"a" = "$${literal}"})}'),
        (json_equal({"a": 1}), '{"a": 1}'),
        (json_equal([1, "x", None, True]), '${jsonencode([1, "x", null, true])}'),
        (json_equal("text"), '"text"'),
        (json_equal({"a": json_with(b=1)}), "${jsonencode({a = jsonencode({b = 1})})}"),
        (json_equal({"a": json_with(b=1)}), r'{"a":"{\"b\":1}"}'),
    ],
)
def test_matches(expected: Any, found: str) -> None:
    assert expected == found


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        (json_with(a=1), '{"a":2}'),
        (json_with(a=1), '{"a":true}'),
        (json_with(a=[1]), '{"a":[1,2]}'),
        (json_with(a=1), "[1]"),
        (json_with(), "no JSON"),
        (json_with(), "${var.config}"),
        (json_with(), "${jsonencode(var.config)}"),
        (json_with(), "${jsonencode({}, {})}"),
        (json_with(), "${jsondecode({})}"),
        (json_with(), "${jsonencode({a = })}"),
        (json_with(), {"a": 1}),
        (json_with(), None),
        (json_with(a=ref("var.x")), '{"a":"$${var.x}"}'),
        (json_with(a=ref("var.x")), '${jsonencode({"a" = "$${var.x}"})}'),
        (json_with(a=ref("var.x")), '${jsonencode({"a" = "pre-${var.x}"})}'),
        (json_equal({"a": 1}), '{"a":1,"b":2}'),
        (json_equal({"a": None}), "{}"),
    ],
)
def test_does_not_match(expected: Any, found: Any) -> None:
    assert expected != found


def test_jsonencode_is_matched_by_what_it_holds() -> None:
    text = (
        '${jsonencode({"s" = "q\\"b\\\\s/ \\u007b\\n\\t", "n" = -3, "f" = 2.5, "e" = 1e3,'
        '"big" = 12345678901234567890, '
        '"nested" = {"list" = [[], {}, "$${a", "}"]}, (var.k) = 1, "op" = var.a == 1 ? "x" : "y", '
        '"dollar" = "${"$"}${var.b}", "mixed" = "%{if var.c}yes%{endif}", "each" = each.value.id})}'
    )
    assert read_json(text) == {
        "s": 'q"b\\s/ {\n\t',
        "n": -3,
        "f": 2.5,
        "e": 1000.0,
        "big": 12345678901234567890,
        "nested": {"list": [[], {}, "${a", "}"]},
        "${(var.k)}": 1,
        "op": Expression('${var.a == 1 ? "x" : "y"}'),
        "dollar": Expression("$${var.b}"),
        "mixed": Expression("%{ if var.c }yes%{ endif }"),
        "each": Expression("${each.value.id}"),
    }


def test_jsonencode_of_cdktf_is_read(synth: Synth) -> None:
    def fill(stack: TerraformStack) -> None:
        who = TerraformVariable(stack, "who", type="string")
        value = {
            "who": who.string_value,
            "list": [1, True, "x"],
            "hi": f"hello {who.string_value}!",
            "n": None,
        }
        null(stack, "a", encoded=Fn.jsonencode(value))

    expected = json_with(who=ref("var.who"), list=[1, True, "x"], hi="hello ${var.who}!")
    assert resource("null_resource", encoded=expected) in synth(fill)


def test_tokens_are_resolved_in_the_stack(synth: Synth, stack: TerraformStack) -> None:
    who = TerraformVariable(stack, "who", type="string")
    null(
        stack,
        "a",
        plain=who.string_value,
        nested=[{"who": who.string_value}],
        encoded=Fn.jsonencode({"w": who.value}),
    )
    out = synth(stack)
    assert resource("null_resource", plain=who.string_value) in out
    assert resource("null_resource", plain=who.value) in out
    assert resource("null_resource", plain=f"not {who.string_value}") not in out
    assert resource("null_resource", nested=[{"who": who.string_value}]) in out
    assert resource("null_resource", encoded=json_with(w=who.string_value)) in out
    assert resource("null_resource", encoded=json_equal({"w": who.value})) in out
    assert resource("null_resource", encoded=Fn.jsonencode({"w": who.value})) in out
    assert resource("null_resource", plain=who.string_value) & resource(anything(), encoded=anything()) in out


def test_spelling_of_json_does_not_matter(synth: Synth) -> None:
    out = synth(lambda stack: null(stack, "a", config='{"a": 1, "b": [2]}'))
    assert resource("null_resource", config='{"b":[2],"a":1}') in out
    assert resource("null_resource", config='${jsonencode({"a" = 1, "b" = [2]})}') in out
    assert resource("null_resource", config='{"b":[2]}') not in out


def test_a_long_expression_is_read_once() -> None:
    text = "${jsonencode({" + ", ".join(f"k{number} = var.v{number}" for number in range(50)) + "})}"
    assert read_json(text) is read_json(text)
