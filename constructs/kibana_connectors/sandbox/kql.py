"""Kibana's query language, as far as filters of rules and of the execution log need it.

`field: value`, quoted and with `*`, `field: (a or b)`, `field: { nested: value }`, `not`, `and`, `or`,
parentheses, ranges (`field >= 5`), and a value alone, which may stand in any field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

Fields: TypeAlias = Mapping[str, Any]
"""Field name to value or list of values; a list of mappings for nested fields."""
Matches: TypeAlias = Callable[[Fields], bool]

_TOKEN = re.compile(
    r'\s*(?:(?P<quoted>"(?:\\.|[^"\\])*")|(?P<mark>[(){}:]|<=|>=|<|>)|(?P<word>(?:\\.|[^\s(){}:<>"])+))'
)
_RESERVED = frozenset({"and", "or", "not"})


class KqlError(ValueError):
    """The text is not of the language."""


def parse(text: str) -> Matches:
    """Return a function that tells whether fields match a query.

    Args:
        text: The query; an empty one matches everything.

    Raises:
        KqlError: The text is not of the language.
    """
    parser = _Parser(_tokens(text))
    if not parser.left:
        return lambda _fields: True
    matches = parser.alternatives(parser.statement)
    if parser.left:
        raise KqlError(f"unexpected {parser.left[0][1]}")
    return matches


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens, place = [], 0
    while text[place:].strip():
        found = _TOKEN.match(text, place)
        if found is None or found.lastgroup is None:
            raise KqlError("unexpected end")
        tokens.append((found.lastgroup, found[found.lastgroup]))
        place = found.end()
    return tokens


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.left = tokens

    def alternatives(self, one: Callable[[], Matches]) -> Matches:
        parts = [self._all(one)]
        while self._word("or"):
            parts.append(self._all(one))
        return lambda fields: any(part(fields) for part in parts)

    def _all(self, one: Callable[[], Matches]) -> Matches:
        parts = [self._not(one)]
        while self._word("and"):
            parts.append(self._not(one))
        return lambda fields: all(part(fields) for part in parts)

    def _not(self, one: Callable[[], Matches]) -> Matches:
        if self._word("not"):
            inner = self._not(one)
            return lambda fields: not inner(fields)
        if self._mark("("):
            inner = self.alternatives(one)
            self._need(")")
            return inner
        return one()

    def statement(self) -> Matches:
        kind, text = self._operand()
        name = _plain(kind, text)
        for sign in ("<=", ">=", "<", ">"):
            if self._mark(sign):
                bound = _plain(*self._operand())
                return lambda fields: any(_compare(one, sign, bound) for one in _values(fields, name))
        if not self._mark(":"):
            fits = _pattern(kind, text)
            return lambda fields: any(fits(str(one)) for values in fields for one in _values(fields, values))
        if self._mark("{"):
            inner = self.alternatives(self.statement)
            self._need("}")
            return lambda fields: any(
                isinstance(one, Mapping) and inner(one) for one in _values(fields, name)
            )
        value = self._values(name)
        return value

    def _values(self, name: str) -> Matches:
        def one() -> Matches:
            kind, text = self._operand()
            fits = _pattern(kind, text)
            return lambda fields: any(fits(_shown(value)) for value in _values(fields, name))

        if self._mark("("):
            inner = self.alternatives(one)
            self._need(")")
            return inner
        return one()

    def _word(self, word: str) -> bool:
        if self.left and self.left[0][0] == "word" and self.left[0][1].lower() == word:
            self.left = self.left[1:]
            return True
        return False

    def _mark(self, mark: str) -> bool:
        if self.left and self.left[0] == ("mark", mark):
            self.left = self.left[1:]
            return True
        return False

    def _need(self, mark: str) -> None:
        if not self._mark(mark):
            raise KqlError(f"expected {mark}")

    def _operand(self) -> tuple[str, str]:
        if not self.left:
            raise KqlError("unexpected end")
        first, *self.left = self.left
        kind, text = first
        if kind == "mark" or (kind == "word" and text.lower() in _RESERVED):
            raise KqlError(f"unexpected {text}")
        return first


def _plain(kind: str, text: str) -> str:
    inside = text[1:-1] if kind == "quoted" else text
    return re.sub(r"\\(.)", r"\1", inside)


def _pattern(kind: str, text: str) -> Callable[[str], bool]:
    if kind == "quoted" or "*" not in text:
        wanted = _plain(kind, text)
        return lambda value: value == wanted
    expression = re.compile(".*".join(re.escape(_plain("word", part)) for part in text.split("*")), re.DOTALL)
    return lambda value: expression.fullmatch(value) is not None


def _values(fields: Fields, name: str) -> Iterable[Any]:
    value = fields.get(name)
    if value is None:
        return ()
    return value if isinstance(value, (list, tuple)) else (value,)


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _compare(value: Any, sign: str, bound: str) -> bool:
    left: Any = value
    right: Any = bound
    try:
        left, right = float(value), float(bound)
    except (TypeError, ValueError):
        left = str(value)
    return bool({"<=": left <= right, ">=": left >= right, "<": left < right, ">": left > right}[sign])
