"""The reader of Terraform's expressions: what it makes of them, and that it never fails in another way."""

from __future__ import annotations

import pytest
from expression_grammar import Grammar
from hypothesis import given
from hypothesis import strategies as st

from kibana_connectors.gate.expression_reader import CannotRead, read_expression, read_template
from kibana_connectors.gate.expressions import (
    Call,
    Conditional,
    For,
    Keyword,
    Loop,
    Name,
    Node,
    Number,
    Object,
    Operation,
    Splat,
    Step,
    Template,
    Text,
    Traversal,
    Tuple,
)

A, B = Name("a"), Name("b")


def _into(of: Node, *names: str) -> Node:
    return Traversal(of, tuple(Step(Text(name), is_attribute=True) for name in names))


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", Text("")),
        ("plain", Text("plain")),
        ('"quoted" \\n', Text('"quoted" \\n')),
        ("$${a} %%{b} $x % $", Text("${a} %{b} $x % $")),
        ("$$${a}", Text("$${a}")),
        ("${a}", A),
        ("${ a }", A),
        ("x${a}", Template((Text("x"), A))),
        ("${a}${b}", Template((A, B))),
        ("x ${~ a ~} y", Template((Text("x"), A, Text("y")))),
        ("${1}", Number("1")),
        ("${1.5e-3}", Number("1.5e-3")),
        ("${true}", Keyword("true")),
        ('${"x"}', Text("x")),
        (r'${"\u0068\U00000069\n\t\r\"\\"}', Text('hi\n\t\r"\\')),
        ('${"a${b}"}', Template((Text("a"), B))),
        ('${"${b}"}', B),
        ("${a.b.c}", _into(A, "b", "c")),
        ("${a . b}", _into(A, "b")),
        ("${a.0}", Traversal(A, (Step(Number("0"), is_attribute=False),))),
        ('${a["k"]}', Traversal(A, (Step(Text("k"), is_attribute=False),))),
        ("${a[b]}", Traversal(A, (Step(B, is_attribute=False),))),
        ("${a[*].b[0]}", Traversal(A, (Splat((Step(Text("b"), True), Step(Number("0"), False))),))),
        ("${a.*.b[0]}", Traversal(A, (Splat((Step(Text("b"), True),)), Step(Number("0"), False)))),
        ("${f()}", Call("f", (), expands=False)),
        ("${f(a, b,)}", Call("f", (A, B), expands=False)),
        ("${f(a...)}", Call("f", (A,), expands=True)),
        ("${provider::x::f(a)}", Call("provider::x::f", (A,), expands=False)),
        ("${-a}", Operation((A,), ("-",))),
        ("${!a}", Operation((A,), ("!",))),
        ("${a + b * a}", Operation((A, B, A), ("+", "*"))),
        ("${a == b ? a : b}", Conditional(Operation((A, B), ("==",)), A, B)),
        ("${(a)}", A),
        ("${[a, b]}", Tuple((A, B))),
        ("${[]}", Tuple(())),
        ("${{}}", Object(())),
        ("${{a = b}}", Object(((Text("a"), B),))),
        ('${{"a": b, (a) = a}}', Object(((Text("a"), B), (A, A)))),
        ("${{a = b\n\nb = a}}", Object(((Text("a"), B), (Text("b"), A)))),
        ('${{"${a}" = b}}', Object(((A, B),))),
        ("${[for x in a : x]}", For("", "x", A, None, Name("x"), None)),
        ("${[for k, v in a : v if k]}", For("k", "v", A, None, Name("v"), Name("k"))),
        ("${{for k, v in a : k => v...}}", For("k", "v", A, Name("k"), Name("v"), None)),
        ("${a # c\n}", A),
        ("${a // c\n}", A),
        ("${/* c */ a}", A),
        ("${<<EOT\nx ${a}\nEOT\n}", Template((Text("x "), A, Text("\n")))),
        ("${<<-EOT\n    x\n      y\n  EOT\n}", Text("x\n  y\n")),
        ("${[<<EOT\nx\nEOT\n, a]}", Tuple((Text("x\n"), A))),
        (
            "%{if a}x%{else}y%{endif}",
            Template((Conditional(A, Template((Text("x"),)), Template((Text("y"),))),)),
        ),
        (
            "%{for x in a}${x}%{endfor}",
            Template((Loop(For("", "x", A, None, Template((Name("x"),)), None)),)),
        ),
        ("${é}", Name("é")),
        ("${for}", Name("for")),
        ("\ufeff${a}", A),
    ],
)
def test_what_is_read(text: str, node: Node) -> None:
    assert read_template(text) == node
    assert type(read_template(text)) is type(node)


@pytest.mark.parametrize(
    "text",
    [
        "${",
        "${}",
        "${a",
        "${a b}",
        "${a.}",
        "${a.0.1}",
        "${a[}",
        "${a[*}",
        "${(a}",
        "${[a b]}",
        "${[a}",
        "${{a}}",
        "${{a = }}",
        "${{a = b c = d}}",
        "${{\na =\nb}}",
        "${{for k in a : k}}",
        "${[for k in a : k => k]}",
        "${[for k in a : k...]}",
        "${[for in a : a]}",
        "${[for k of a : k]}",
        "${{for = a}}",
        "${f(a}",
        "${f(a b)}",
        "${f(a... b)}",
        "${x::}",
        "${x::y}",
        "${a ? b}",
        "${a ? b : }",
        "${a = b}",
        "${a & b}",
        "${1.2.3}",
        "${1..2}",
        "${'a'}",
        '${"a}',
        '${"a\nb"}',
        '${"\\x41"}',
        '${"\\u12"}',
        '${"\\ud800"}',
        '${"\\U00110000"}',
        "${<<EOT\nx}",
        "${<<EOT}",
        "${/* a}",
        "${# a }",
        "%{if a}x",
        "%{endif}",
        "%{if a}%{endfor}",
        "%{if a}%{else}%{else}%{endif}",
        "%{for x in a}%{else}%{endfor}",
        "%{for x}%{endfor}",
        "%{while a}%{endif}",
        "%{if a b}%{endif}",
        "${a\u00a0}",
        "${a;}",
        "${`a`}",
        "${" + "(" * 100 + "a" + ")" * 100 + "}",
        "${" * 5000,
        '${"' * 5000,
        "${" + "[" * 50_000,
        "%{if a}" * 5000,
        "${a" + "[*]" * 5000 + "}",
    ],
)
def test_what_cannot_be_read(text: str) -> None:
    with pytest.raises(CannotRead) as caught:
        read_template(text)
    assert str(caught.value) == "this expression cannot be read"


@pytest.mark.parametrize(
    "text",
    [
        "${" + "-" * 20_000 + "a}",
        "${a" + " + a" * 20_000 + "}",
        "${a" + ".b" * 20_000 + "}",
        "${a" + "[0]" * 20_000 + "}",
        "${f(" + "a, " * 20_000 + "a)}",
        "${a}" * 20_000,
        "$" * 20_000,
        "${a" + ".*.b[0]" * 5_000 + "}",
    ],
    ids=lambda text: text[:12],
)
def test_long_is_not_deep(text: str) -> None:
    read_template(text)


def test_an_expression_without_a_template() -> None:
    assert read_expression(' object({a = optional(string, "x")}) ') == Call(
        "object", (Object(((Text("a"), Call("optional", (Name("string"), Text("x")), False)),)),), False
    )
    for text in ("", "a b", "${a}", "a }"):
        with pytest.raises(CannotRead):
            read_expression(text)


def test_no_tree_shows_its_texts() -> None:
    text = (
        '${f("hunter2", hunter2, 7315917, {hunter2 = [hunter2["hunter2"], hunter2[*].hunter2]})}hunter2'
        '%{ if hunter2 }${hunter2 ? "hunter2" : -hunter2}%{ endif }'
        "%{ for hunter2 in hunter2 }${[for hunter2 in hunter2 : hunter2]}%{ endfor }"
    )

    assert not {"hunter2", "7315917"} & set(repr(read_template(text)).replace("'", " ").split())
    assert "hunter2" not in repr(read_template(text))


_PIECES = st.sampled_from(
    [
        *'"${}%~()[].,:=?!-+*/#<>\n\r\\ a0é|&',
        "${",
        "%{",
        "if ",
        "for ",
        " in ",
        "endif",
        "<<A\n",
        "...",
        "::",
        "=>",
    ]
)


@given(st.text() | st.lists(_PIECES, max_size=30).map("".join))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_template, read_expression):
        try:
            read(text)
        except CannotRead:
            continue


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=5))
def test_any_expression_is_read_or_refused(seed: int, depth: int) -> None:
    grammar = Grammar(seed)
    for text in (f"${{{grammar.expression(depth)}}}", grammar.template(depth, is_quoted=False)):
        try:
            read_template(grammar.broken(text))
        except CannotRead:
            continue
