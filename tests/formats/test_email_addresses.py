"""The verdicts are those of `parseAddressList` in the npm package email-addresses 5.0.0, not ours."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kibana_connectors.formats.email_addresses import is_address_list

ACCEPTED = [
    "a@example.com", "a@b", "a@b.c.d", "a@b,c@d", "a@b, c@d", ",a@b", ",,a@b", " , a@b", ",a@b,", ",a@b,,",
    "Bob <a@b>", "Bob Smith <a@b>", "Bob<a@b>", "<a@b>", " <a@b> ", '"Bob, S" <a@b>', "Bob. S <a@b>",
    '"B\\"ob" <a@b>', '"" <a@b>', "Ünï <ü@ü.com>", "\U0001f600 <a@b>", "Bob <a@b>, Eve <c@d>",
    "Bob\r\n <a@b>", "Bob \r\n \r\n <a@b>", '"a b"@c', '"a"@b', '""@b', '"a".b@c', 'a."b"@c', '"a\\\x00"@b',
    '"a\x01"@b', '"a\tb"@c', '"a\r\n b"@c', "a .b@c", "a. b@c", "a@b .c", "a @b", "a@ b", " a@b ",
    "a\t@\tb", "a@b_c", "a@-b", "a@1.2.3.4", "a@b/c", "a\xa0b@c", "{{a}}@b", "!#$%&'*+-/=?^_`{|}~@b",
    "a@[127.0.0.1]", "a@[IPv6:::1]", "a@[]", "a@[ x y ]", "a@[a\\]b]", "a@[\x01]", "a(c)@b", "(c)a@b",
    "a@(c)b", "a@b(c)", "a@b (c (d) e)", "a@b (\\))", "a@b (\x01)", "a@b (ü)", "()a@b", "a(x).(y)b@c",
    "G:;", "G: ;", "G:a@b;", "G:a@b,c@d;", "G: Bob <a@b>, c@d ;", "G:,;", "G:,a@b;", "G:(c);",
    "G:a@b;, c@d", "c@d, G:a@b;", '"G":a@b;', "G:; (c)", "<@x:a@b>", "<@x,@y:a@b>", "<,@x:a@b>",
    "<@x,,@y:a@b>", "<(c)@x:a@b>", "Bob <@x:a@b>", "<@[x]:a@b>", "<@x: a@b>",
]  # fmt: skip

REFUSED = [
    "a", "", "   ", "a@", "@b", "https://example.com/x", "\xfcn\xef\u2713", "7", "not an email",
    "a@b;c@d", "a@b,", "a@b, ", ",a@b, c@d", ",a@b,c@d ,", ",a@b,c@d\t,", ",", "a@b,,c@d", "a@b c@d",
    "a@b@c", "a@@b", "<a@b", "a@b>", "<<a@b>>", "Bob <>", "Bob", "Bob <a>", "Bob, S <a@b>", ".Bob <a@b>",
    "Bob@x <a@b>", "Bob [x] <a@b>", '"Bob <a@b>', '"Bob\\" <a@b>', "Bob <a@b> x", "Bob <a@b> Eve <c@d>",
    "Bob\n<a@b>", "Bob\r\n<a@b>", "Bob\\x <a@b>", '"a""b"@c', '"a\x00"@b', '"a\nb"@c', '"unclosed@b',
    "a b@c", "a..b@c", ".a@b", "a.@b", "a@.b", "a@b.", "a@b..c", "a@b\n", "a@b:25", "a\x00@b", "a\x7f@b",
    "{{from}}", "a@[a[b]", "a@[a]b]", "a@[x", "a@[x].y", "a@x.[y]", "a@b (c", "a@b c)", "(c)", "a(c)b@d",
    "G:a@b", "G:a@b;,", "G:a@b,;", "G:H:a@b;;", "G:a@b; c@d", ":a@b;", "G <a@b>;", "<@x a@b>", "<:a@b>",
]  # fmt: skip


@pytest.mark.parametrize("text", ACCEPTED)
def test_accepted(text: str) -> None:
    assert is_address_list(text)


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    assert not is_address_list(text)


@pytest.mark.parametrize(
    "text", ["(" * 2000, "a " * 2000, '"' + "a " * 4000, "x:" * 2000, "(a)" * 1000 + "@"]
)
def test_long_nonsense_is_refused_quickly(text: str) -> None:
    started = time.perf_counter()
    assert not is_address_list(text)
    assert time.perf_counter() - started < 5


@given(st.from_regex(r"[a-z!é.]{1,4}@?[a-z0-9.-]{0,6}[;:]?", fullmatch=True))
def test_the_short_cut_gives_the_same_verdict(text: str) -> None:
    assert is_address_list(text) is is_address_list(f"{text} (a comment with @ and ;)")
