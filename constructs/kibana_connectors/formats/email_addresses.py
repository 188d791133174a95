"""RFC 5322 address lists, parsed like the npm package ``email-addresses`` 5, which Kibana uses for senders.

The package tries the RFC's current grammar first, and then the grammar with the obsolete forms. Both take
the first alternative that matches, and their repetitions do not backtrack. ``email.headerregistry`` cannot
replace it, because it repairs invalid addresses and does not refuse them. So this module has a grammar of
its own. A rule takes a text and a position. It returns the position after its match, or ``None``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

_Rule = Callable[[str, int], "int | None"]

_BEYOND_ASCII = "\x80-\U0010ffff"
_CONTROLS = r"\x01-\x08\x0b\x0c\x0e-\x1f\x7f"
_ATOM_TEXT = rf"[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~{_BEYOND_ASCII}-]+"

_PLAIN = re.compile(rf"{_ATOM_TEXT}(?:\.{_ATOM_TEXT})*@{_ATOM_TEXT}(?:\.{_ATOM_TEXT})*")
"""A single address without a display name, which is the usual case."""


def is_address_list(text: str) -> bool:
    """Whether Kibana accepts ``text`` as one or more comma-separated mailboxes or groups."""
    if _PLAIN.fullmatch(text):
        return True
    if "@" not in text and ";" not in text:
        return False  # an address has an @, and a group ends with ;
    return any(_address_list(obsolete)(text, 0) == len(text) for obsolete in (False, True))


@lru_cache(maxsize=2)
def _address_list(obsolete: bool) -> _Rule:
    """Return the grammar, with or without the RFC's obsolete forms."""
    controls = _CONTROLS if obsolete else ""
    folding = r"(?:(?:\r\n)?[ \t])+" if obsolete else r"(?:[ \t]*\r\n[ \t]+|(?![ \t]*\r\n)[ \t]+)"
    pair = r"\\[\s\S]" if obsolete else rf"\\[\t -~{_BEYOND_ASCII}]"

    def run_of(characters: str, escapes: str = pair) -> str:
        return rf"(?:(?:{folding})?(?:[{characters}{controls}{_BEYOND_ASCII}]|{escapes}))*(?:{folding})?"

    comment_text = run_of(r"!-'*-\[\]-~")
    quoted_text = run_of(r"!#-\[\]-~")
    literal_text = run_of("!-Z^-~", pair if obsolete else "(?!)")
    space = _optional(_comments_and_space(_pattern(folding), _pattern(comment_text)))
    some_space = _not_empty(space)
    comma, at = _pattern(","), _pattern("@")

    atom = _sequence(space, _pattern(_ATOM_TEXT), space)
    dotted = _sequence(space, _pattern(rf"{_ATOM_TEXT}(?:\.{_ATOM_TEXT})*"), space)
    quoted = _sequence(space, _pattern(f'"{quoted_text}"'), space)
    literal = _sequence(space, _pattern(rf"\[{literal_text}\]"), space)
    word = _first(atom, quoted)
    more_words = _first(word, _pattern(r"\."), some_space) if obsolete else word
    phrase = _sequence(word, _many(more_words))

    def dotted_list(part: _Rule) -> _Rule:
        return _sequence(part, _many(_sequence(_pattern(r"\."), part)))

    local_part = dotted_list(word) if obsolete else _first(dotted, quoted)
    domain = _first(dotted_list(atom) if obsolete else dotted, literal)
    address_spec = _sequence(local_part, at, domain)

    angled = _sequence(space, _pattern("<"), address_spec, _pattern(">"), space)
    if obsolete:
        at_domain = _sequence(at, domain)
        more_domains = _many(_sequence(comma, space, _optional(at_domain)))
        route = _sequence(_many(_first(some_space, comma)), at_domain, more_domains, _pattern(":"))
        angled = _first(angled, _sequence(space, _pattern("<"), route, address_spec, _pattern(">"), space))
    mailbox = _first(_sequence(_optional(phrase), angled), address_spec)

    commas = _many(_sequence(space, comma))

    def comma_list(item: _Rule) -> _Rule:
        plain = _sequence(item, _many(_sequence(comma, item)))
        if not obsolete:
            return plain
        # Used only when the text starts with commas: otherwise the plain list matches first.
        further = _many(_sequence(comma, _optional(_sequence(item, some_space))))
        return _first(plain, _sequence(commas, item, further))

    no_members = _first(some_space, _sequence(_not_empty(commas), space)) if obsolete else some_space
    members = _optional(_first(comma_list(mailbox), no_members))
    group = _sequence(phrase, _pattern(":"), members, _pattern(";"), space)
    return comma_list(_first(mailbox, group))


def _pattern(expression: str) -> _Rule:
    compiled = re.compile(expression)

    def rule(text: str, start: int) -> int | None:
        found = compiled.match(text, start)
        return found.end() if found else None

    return rule


def _sequence(*rules: _Rule) -> _Rule:
    def rule(text: str, start: int) -> int | None:
        end: int | None = start
        for part in rules:
            if end is None:
                return None
            end = part(text, end)
        return end

    return rule


def _first(*rules: _Rule) -> _Rule:
    def rule(text: str, start: int) -> int | None:
        return next((end for part in rules if (end := part(text, start)) is not None), None)

    return rule


def _many(part: _Rule) -> _Rule:
    def rule(text: str, start: int) -> int | None:
        while (end := part(text, start)) is not None:
            start = end
        return start

    return rule


def _optional(part: _Rule) -> _Rule:
    def rule(text: str, start: int) -> int | None:
        end = part(text, start)
        return start if end is None else end

    return rule


def _not_empty(part: _Rule) -> _Rule:
    def rule(text: str, start: int) -> int | None:
        end = part(text, start)
        return None if end == start else end

    return rule


def _comments_and_space(folding: _Rule, comment_text: _Rule) -> _Rule:
    """Match comments, which nest, and the white space around them.

    It counts parentheses and does not recurse, so that deep nesting cannot exhaust the stack.
    """

    def comment(text: str, start: int) -> int | None:
        depth, position = 0, start
        while text[position : position + 1] in ("(", ")"):
            depth += 1 if text[position] == "(" else -1
            position += 1
            if depth <= 0:
                return position if depth == 0 else None
            position = comment_text(text, position) or position
        return None

    padding = _optional(folding)
    return _sequence(_many(_sequence(padding, comment)), padding)
