"""What a value of a stack's file is, as far as the file tells; all else is unknown, and says of what."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from kibana_connectors.gate.document import Document
from kibana_connectors.stack_files.values import (
    EncodedJson,
    Evaluator,
    Scope,
    Unknown,
    instances,
    is_known,
    unknown_in,
)
from kibana_connectors.tokens import is_token

DOCUMENT = Document(
    {
        "locals": {
            "team": "ops",
            "teams": ["ops", "sec"],
            "by_team": {"ops": {"tier": 1}, "sec": {"tier": 2}},
            "of_var": "${var.team}",
            "circle": "${local.circle}",
            "same": "${local.team}",
        },
        "resource": {
            "elasticstack_kibana_space": {"ops": {"space_id": "ops-1"}, "many": {"for_each": "${var.x}"}},
            "terraform_data": {"gateway": {"input": {"url": "https://x.example"}}},
        },
    }
)
KNOWN: dict[str, Any] = {
    "plain": "plain",
    "$${not} %%{this}": "${not} %{this}",
    '${1 == 1 ? "yes" : "no"}': "yes",
    '${local.team != "ops"}': False,
    "${!false}": True,
    "${-3}": -3,
    "a${1}b${true}c": "a1btruec",
    "${local.same}": "ops",
    '${local.by_team["sec"].tier}': 2,
    "${local.teams[1]}": "sec",
    "${[for team in local.teams : upper(team)]}": ["OPS", "SEC"],
    "${{for team, about in local.by_team : team => about.tier if about.tier > 1}}": None,
    '${{for team in local.teams : team => "t-${team}" if team != "ops"}}': {"sec": "t-sec"},
    '${toset(["b", "a", "b"])}': ["a", "b"],
    '${lookup({a = "1"}, "a", "2")}': "1",
    '${lookup({a = "1"}, "b", "2")}': "2",
    "${merge({a = 1}, {b = 2})}": {"a": 1, "b": 2},
    "${concat([1], [2])}": [1, 2],
    '${join("-", ["a", "b"])}': "a-b",
    '${core::lower("A")}': "a",
    '${sensitive(trimspace(" x "))}': "x",
    '${uuidv5("url", "a/${local.team}")}': str(uuid.uuid5(uuid.NAMESPACE_URL, "a/ops")),
    '${jsondecode("{\\"a\\": 1}")}': {"a": 1},
    "${jsondecode(jsonencode({a = 1}))}": {"a": 1},
    "${elasticstack_kibana_space.ops.space_id}": "ops-1",
    "${terraform_data.gateway.output.url}": "https://x.example",
    "${null}": None,
}


@pytest.mark.parametrize("text", [text for text in KNOWN if KNOWN[text] is not None or text == "${null}"])
def test_what_the_file_tells(text: str) -> None:
    assert Evaluator(DOCUMENT).of(text) == KNOWN[text]


UNKNOWN: dict[str, tuple[str, ...]] = {
    "${var.x}": ("var.x",),
    "a ${var.x} b ${var.y}": ("var.x", "var.y"),
    "${local.of_var}": ("var.team",),
    "${local.circle}": ("local.circle",),
    "${local.nothing}": ("local.nothing",),
    '${var.x == 1 ? "a" : var.y}': ("var.x", "var.y"),
    "${1 + 2}": (),
    "${1 > 2}": (),
    "${sha256(var.x)}": ("var.x",),
    "${timestamp()}": (),
    "${random_password.p.result}": ("random_password.p",),
    '${ephemeral.vault_kv_secret_v2.v.data["k"]}': ("ephemeral.vault_kv_secret_v2.v",),
    "${data.http.page.body}": ("data.http.page",),
    "${module.m.out}": ("module.m",),
    "${elasticstack_kibana_space.ops.name}": ("elasticstack_kibana_space.ops",),
    '${elasticstack_kibana_space.many["a"].space_id}': ("elasticstack_kibana_space.many",),
    "${each.key}": ("each.key",),
    "${count.index}": ("count.index",),
    "${local.teams[7]}": (),
    "${local.by_team[*].tier}": (),
    "${upper(7)}": (),
    '${uuidv5("dns", "a")}': (),
    "${concat(local.teams...)}": (),
    "${unreadable": (),
    "%{ for t in local.teams }${t}%{ endfor }": (),
}


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_only_terraform_knows(text: str) -> None:
    found = Evaluator(DOCUMENT).of(text)

    assert isinstance(found, Unknown)
    assert found.references == UNKNOWN[text]
    assert is_token(found)


def test_one_reference_alone_is_bare() -> None:
    evaluator = Evaluator(DOCUMENT)

    assert evaluator.of("${var.x}").is_bare
    assert not evaluator.of("x${var.x}").is_bare
    assert not evaluator.of("${var.x.y}").is_bare


def test_the_start_of_a_text_is_known_and_not_shown() -> None:
    found = Evaluator(DOCUMENT).of("Bearer 12 ${var.x} rest")

    assert found.start == "Bearer 12 "
    assert "Bearer" not in repr(found)


def test_json_is_known_in_part() -> None:
    evaluator = Evaluator(DOCUMENT)
    found = evaluator.json('${jsonencode({"url" = "https://a/${var.x}", "n" = [1, {"m" = var.y}]})}')

    assert found["n"][0] == 1
    assert [(path, each.references) for path, each in unknown_in(found)] == [
        (("url",), ("var.x",)),
        (("n", "1", "m"), ("var.y",)),
    ]
    assert evaluator.json('{"a": [1, null]}') == {"a": [1, None]}
    for odd in ("no json", "${var.x}", 7, None, "[" * 100_000):
        assert isinstance(evaluator.json(odd), Unknown)


def test_encoded_json_inside_a_text_is_its_text() -> None:
    assert Evaluator(DOCUMENT).of("x${jsonencode({b = 1, a = 2})}") == 'x{"a":2,"b":1}'
    assert isinstance(Evaluator(DOCUMENT).of("${jsonencode({a = var.x})}"), EncodedJson)
    assert "1" not in repr(EncodedJson({"a": 1}))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, [""]),
        ({"count": 2}, ["[0]", "[1]"]),
        ({"count": '${local.team == "ops" ? 1 : 0}'}, ["[0]"]),
        ({"count": 0}, []),
        ({"count": "${var.n}"}, ["[*]"]),
        ({"for_each": '${toset(["b", "a"])}'}, ['["a"]', '["b"]']),
        ({"for_each": {'é"': 1}}, ['["é\\""]']),
        ({"for_each": "${local.by_team}"}, ['["ops"]', '["sec"]']),
        ({"for_each": "${var.them}"}, ["[*]"]),
    ],
)
def test_instances(body: dict[str, Any], expected: list[str]) -> None:
    document = Document({"resource": {"t": {"n": body}}})
    evaluator = Evaluator(Document({**document.raw, "locals": DOCUMENT.raw["locals"]}))
    block = document.block("resource", "t", "n")
    assert block is not None

    assert [instance for instance, _ in instances(block, evaluator)] == expected


def test_each_and_count() -> None:
    evaluator = Evaluator(DOCUMENT)

    assert evaluator.of("${each.key}/${each.value.a}", Scope(each=("k", {"a": 1}))) == "k/1"
    assert evaluator.of("c${count.index}", Scope(number=3)) == "c3"


def test_half_characters_become_whole_as_in_terraform() -> None:
    assert Evaluator(DOCUMENT).json('{"a\\ud800": ["\\udfff", "\\ud83d\\ude00"]}') == {
        "a\ufffd": ["\ufffd", "😀"]
    }


def test_a_deep_value_ends() -> None:
    found = Evaluator(DOCUMENT).of("${" + "(" * 500 + "1" + ")" * 500 + "}")

    assert isinstance(found, Unknown)
    assert is_known(Evaluator(DOCUMENT).of(["a", {"b": 1}]))
