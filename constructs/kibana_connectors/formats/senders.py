"""The addresses in a list of senders, such as a From header's, and Kibana's newer rule for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_PART = re.compile(
    r"(?P<space>\s+)|(?P<comment>\()"
    r'|(?P<quoted>"(?:\\.|[^"\\])*")|(?P<literal>\[(?:\\.|[^\]\\])*\])'
    r"|(?P<other>[,:;<>@.])|(?P<atom>(?:[^\s()<>@,;:\\\".\[\]])+)",
    re.DOTALL,
)
_IN_COMMENT = re.compile(r"\\.|[()]|[^()\\]+", re.DOTALL)


class Sender(NamedTuple):
    """One address.

    Attributes:
        local: What stands before the `@`; empty for a quoted text, in which everything is allowed.
        domain: What stands behind it.
    """

    local: str
    domain: str


def senders_in(text: str) -> tuple[Sender, ...]:
    """Return the addresses in a list that Kibana accepts, those of groups too."""
    parts = _parts(text)
    senders = []
    for index, (kind, part) in enumerate(parts):
        if kind == "other" and part == "@":
            local = _dotted(parts[:index][::-1])[::-1]
            # Without one it is a route, the obsolete `<@first,@second:me@last>`.
            if local:
                is_quoted = any(kind == "quoted" for kind, _ in local)
                shown = "" if is_quoted else "".join(part for _, part in local)
                senders.append(Sender(shown, "".join(part for _, part in _dotted(parts[index + 1 :]))))
    return tuple(senders)


def has_outer_hyphen(sender: Sender) -> bool:
    """Whether the local part, or a label of the domain, begins or ends with a hyphen.

    Kibana 9.5 and later patches of older releases refuse such senders (kibana#268496). A quoted local part
    may have any form.
    """
    labels = [label for label in (sender.local, *sender.domain.split(".")) if label]
    return any(label[0] == "-" or label[-1] == "-" for label in labels)


def _parts(text: str) -> list[tuple[str, str]]:
    """Split a list into words and signs, without white space and comments."""
    parts: list[tuple[str, str]] = []
    position = 0
    while found := _PART.match(text, position):
        position = found.end()
        kind = str(found.lastgroup)
        if kind == "comment":
            position = _end_of_comment(text, position)
        elif kind != "space":
            parts.append((kind, found[0]))
    return parts


def _end_of_comment(text: str, position: int) -> int:
    depth = 1
    while depth and (found := _IN_COMMENT.match(text, position)):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        position = found.end()
    return position


def _dotted(parts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the words at the start, with the dots between them."""
    taken: list[tuple[str, str]] = []
    for kind, part in parts:
        is_dot = kind == "other" and part == "."
        if kind == "other" and not is_dot:
            break
        if taken and not is_dot and taken[-1][1] != ".":
            break
        taken.append((kind, part))
    return taken
