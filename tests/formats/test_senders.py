"""The addresses in a list of senders are those that the package in Kibana finds."""

from __future__ import annotations

import pytest

from kibana_connectors.formats.email_addresses import is_address_list
from kibana_connectors.formats.senders import Sender, has_outer_hyphen, senders_in


@pytest.mark.parametrize(
    ("text", "senders"),
    [
        ("a@b.c", [("a", "b.c")]),
        ("A@B.Com", [("A", "B.Com")]),
        ("Me <me@x.example>", [("me", "x.example")]),
        ('"a, b" <a.b@x.example>, c@d.e', [("a.b", "x.example"), ("c", "d.e")]),
        ('Team: a@b.c, "-a"@d.e; , f@g', [("a", "b.c"), ("", "d.e"), ("f", "g")]),
        ("a (a (nested@one) \\) comment) @ (and more) b . c", [("a", "b.c")]),
        ('"x@y" <z@w>', [("z", "w")]),
        ("<@a,@b:c@d>", [("c", "d")]),
        ("me@[1.2.3.4]", [("me", "[1.2.3.4]")]),
        ("Joe Q. Public <john.q.public@example.com>", [("john.q.public", "example.com")]),
        ("undisclosed:;", []),
    ],
)
def test_senders(text: str, senders: list[tuple[str, str]]) -> None:
    assert is_address_list(text)
    assert list(senders_in(text)) == [Sender(*sender) for sender in senders]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("-a@b.c", True),
        ("a-@b.c", True),
        ("a@-b.c", True),
        ("a@b-.c", True),
        ("a@b.c-", True),
        ("a-b@c-d.e", False),
        ('"-a"@b.c', False),
        ("me@[1.2.3.4]", False),
    ],
)
def test_hyphens(text: str, found: bool) -> None:
    assert is_address_list(text)
    assert any(map(has_outer_hyphen, senders_in(text))) is found
