"""Random expressions: a literal is found wherever it stands for a value, and nothing else is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from gate_documents import SURROUNDINGS, accepted, judged, refused, with_api_key, with_secret
from hypothesis import given, settings
from hypothesis import strategies as st

from kibana_connectors.gate.verdict import judge
from kibana_connectors.hcl import quoted

VALUES: list[Callable[[str], str]] = [
    lambda value: f"({value})",
    lambda value: f'"${{{value}}}"',
    lambda value: f'"${{var.t}}:${{{value}}}"',
    lambda value: f'"${{{value}}}${{var.t}}"',
    lambda value: f'"Bearer ${{{value}}}"',
    lambda value: f'"%{{ if var.env }}${{{value}}}%{{ else }}${{var.t}}%{{ endif }}"',
    lambda value: f'"%{{ for x in [var.t, {value}] }}${{x}}%{{ endfor }}"',
    lambda value: f"<<EOT\n${{{value}}}\nEOT\n",
    lambda value: f"var.env ? {value} : var.t",
    lambda value: f'(var.env == "other" ? var.t : {value})',
    lambda value: f"coalesce(var.t, {value})",
    lambda value: f"coalesce([var.t, {value}]...)",
    lambda value: f"try({value}, null)",
    lambda value: f"sensitive({value})",
    lambda value: f"upper({value})",
    lambda value: f"base64encode({value})",
    lambda value: f"provider::acme::encrypt({value})",
    lambda value: f"[{value}][0]",
    lambda value: f'{{a = {value}, "b" = var.t}}.a',
    lambda value: f'{{a = {value}, "b" = var.t}}[var.env]',
    lambda value: f'merge({{a = var.t}}, {{b = {value}}})["b"]',
    lambda value: f"[for x in [{value}] : x][0]",
    lambda value: f"[for k, v in {{a = {value}}} : v][0]",
    lambda value: f"{{for x in [{value}] : var.env => x}}[var.env]",
    lambda value: f"[{{a = {value}}}][*].a",
    lambda value: f'lookup({{a = {value}}}, "a")',
    lambda value: f'lookup(var.m, "a", {value})',
    lambda value: f"element([var.t, {value}], 1)",
    lambda value: f'join(":", [var.t, {value}])',
    lambda value: f'join("", [for x in [{value}] : x], [var.t])',
    lambda value: f'format("%s:%s", var.t, {value})',
    lambda value: f'format("Bearer %s", {value})',
    lambda value: f'replace({value}, "a", "")',
    lambda value: f'replace(var.t, "a", {value})',
    lambda value: f'regex("(.*)", {value})[0]',
    lambda value: f'split(",", {value})[0]',
    lambda value: f"substr({value}, 0, 4)",
    lambda value: f'trimprefix({value}, "v")',
    lambda value: f"jsonencode({{a = {value}}})",
    lambda value: f'jsondecode(jsonencode({{a = {value}}}))["a"]',
    lambda value: f"values({{a = {value}}})[0]",
    lambda value: f"concat([var.t], [{value}])[1]",
    lambda value: f"({value}) /* {{ */",
]
"""Expressions that are made of a value."""

FREE: list[Callable[[str], str]] = [
    lambda text: f"var.env == {text} ? var.t : var.u",
    lambda text: f"var.m[{text}]",
    lambda text: f"file({text})",
    lambda text: f"lookup(var.m, {text})",
    lambda text: f'{{({text}) = var.t, "other-key" = var.u}}["other-key"]',
    lambda text: f"replace(var.t, {text}, var.u)",
    lambda text: f"split({text}, var.t)[0]",
    lambda text: f"regex({text}, var.t)[0]",
    lambda text: f"trim(var.t, {text})",
    lambda text: f"trimsuffix(var.t, {text})",
    lambda text: f"[for v in var.l : v if v == {text}][0]",
    lambda text: f'"%{{ if var.env == {text} }}${{var.t}}%{{ endif }}"',
    lambda text: f"textencodebase64(var.t, {text})",
]
"""Expressions in which a text only says how."""

SOURCES = ["var.t", 'var.m["a"]', "local.chain", "data.acme.x.value", 'file("x")', "random_password.p.result"]

WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12).map(lambda text: f"x7{text}")
"""Texts that are neither separator nor leading word."""


def _plain(text: str) -> str:
    return f'"{quoted(text)}"'


def _spelled(text: str) -> str:
    return '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'


def _heredoc(text: str) -> str:
    return f"<<EOT\n{text}\nEOT\n"


SPELLINGS = st.sampled_from([_plain, _spelled, _heredoc, lambda text: f'"${{{_plain(text)}}}"'])


def _wrapped(value: str, wrappers: list[Callable[[str], str]]) -> str:
    for wrap in wrappers:
        # Within brackets, for a heredoc ends with a newline.
        value = f"({wrap(value)}\n)"
    return value


@given(WORDS, SPELLINGS, st.lists(st.sampled_from(VALUES), max_size=4))
@settings(deadline=None)
def test_a_literal_is_refused_wherever_it_is_a_value(
    text: str, spell: Callable[[str], str], wrappers: list[Callable[[str], str]]
) -> None:
    expression = _wrapped(f"({spell(text)}\n)", wrappers)

    for problem in (*refused(with_secret(expression)), *refused(with_api_key(f"${{{expression}}}"))):
        assert text not in str(problem)
        assert text not in repr(problem)


@given(WORDS, st.lists(st.sampled_from(VALUES), max_size=3), st.lists(st.booleans(), max_size=4))
@settings(deadline=None)
def test_a_literal_is_found_through_locals(
    text: str, wrappers: list[Callable[[str], str]], shapes: list[bool]
) -> None:
    document = with_secret("local.last")
    value: Any = text.replace("$", "").replace("%", "")
    for number, is_nested in enumerate(shapes):
        document["locals"][f"l{number}"] = {"a": [value]} if is_nested else value
        value = f"${{local.l{number}{'.a[0]' if is_nested else ''}}}"
    document["locals"]["first"] = value
    document["locals"]["last"] = f"${{{_wrapped('local.first', wrappers)}}}"

    for problem in refused(document):
        assert text not in str(problem)


CUTS = ("regex(", "split(", "substr(", "trimprefix(")


def _is_good(wrappers: list[Callable[[str], str]]) -> bool:
    """Whether a reference in these is right: nothing is before a leading word, and no key is cut out."""
    written = [wrap("") for wrap in wrappers]
    has_key = False
    for text in written:
        if has_key and any(cut in text for cut in CUTS):
            return False
        has_key = has_key or "{a = " in text
    return not any("Bearer " in text for text in written[:-1])


@given(st.sampled_from(SOURCES), st.lists(st.sampled_from(VALUES), max_size=4).filter(_is_good))
@settings(deadline=None)
def test_references_are_accepted_wherever_they_stand(
    source: str, wrappers: list[Callable[[str], str]]
) -> None:
    accepted(with_secret(_wrapped(source, wrappers)))


@given(WORDS, st.sampled_from(FREE), st.lists(st.sampled_from(VALUES), max_size=2).filter(_is_good))
@settings(deadline=None)
def test_a_text_that_only_says_how_is_free(
    text: str, free: Callable[[str], str], wrappers: list[Callable[[str], str]]
) -> None:
    accepted(with_secret(_wrapped(free(_plain(text)), wrappers)))


KEYS = (
    "a",
    "x",
    "t",
    "//",
    "id",
    "type",
    "name",
    "path",
    "value",
    "input",
    "output",
    "store",
    "content",
    "iterator",
    "for_each",
    "count",
    "default",
    "ephemeral",
    "alias",
    "secrets",
    "secrets_wo",
    "kibana",
    "kibana_connection",
    "api_key",
    "headers",
    "endpoints",
    "dynamic",
    "source",
    "required_providers",
    "backend",
    "s3",
    "local",
    "encrypt",
    "cloud",
    "token",
    "hostname",
    "encryption",
    "state",
    "method",
    "key_provider",
    "pbkdf2",
    "passphrase",
    "metadata",
    "stackName",
    "elasticstack",
    "terraform_data",
    "terraform_remote_state",
    "elasticstack_kibana_action_connector",
)
TEXTS = (
    "${var.t}",
    "${local.a}",
    "${",
    "${each.value}",
    "${kibana.value}",
    "%{if a}",
    "${terraform_data.x.output}",
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(TEXTS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=15,
)
SECTIONS = st.sampled_from(
    [
        "//",
        "resource",
        "data",
        "ephemeral",
        "variable",
        "locals",
        "output",
        "module",
        "provider",
        "terraform",
        "import",
    ]
)


@given(st.dictionaries(SECTIONS, JSON, max_size=6))
@settings(deadline=None)
def test_any_document_is_judged(document: dict[str, Any]) -> None:
    before = json.dumps(document)

    verdict = judge(document)

    assert json.dumps(document) == before
    json.dumps(verdict.document)
    # What was changed is right then.
    assert judge(verdict.document).document == verdict.document


@given(SECTIONS, JSON)
@settings(deadline=None)
def test_any_change_of_a_stack_is_judged(section: str, value: Any) -> None:
    judged({**with_secret("var.t"), "output": SURROUNDINGS["locals"], section: value})
