"""CDKTF's tokens, recognized and written without asking the engine.

A token stands for a value that is known only to Terraform. CDKTF encodes it as a string
(`${TfToken[…]}`), a list or map of one marked string, a number with a marked bit pattern, or an object
with a `resolve` method (docs/provider.md, "Tokens"). Asking the engine costs a call into Node each time,
so the markers are read here.
"""

from __future__ import annotations

import enum
import re
import struct
from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeAlias

_STRING = re.compile(r"\$\{TfToken\[[a-zA-Z0-9:._-]+\]\}")
_LIST = re.compile(r"#\{TfToken\[[a-zA-Z0-9:._-]+\]\}")
_MAP = re.compile(r"&\{TfToken\[[a-zA-Z0-9:._-]+\]\}")
_NUMBER_MARKS = (0xFDFF, 0xFBFF)
"""The two upper bytes of a double that encodes a number, and of one that encodes a list of numbers."""


class Resolvable(Protocol):
    """What CDKTF calls `IResolvable`: an object that stands for a value known only to Terraform."""

    def resolve(self, context: Any, /) -> Any:
        """Return the value, as the engine asks for it."""
        ...


BoolOrToken: TypeAlias = bool | Resolvable
"""True or false, or a token of it."""


def is_token(value: object) -> bool:
    """Whether a value is a token, or a string that contains one."""
    if isinstance(value, str):
        return "TfToken[" in value and _STRING.search(value) is not None
    if value is None or isinstance(value, (bool, int)):
        return False
    if isinstance(value, float):
        return struct.unpack(">H", struct.pack(">d", value)[:2])[0] in _NUMBER_MARKS
    if isinstance(value, (list, tuple)):
        return len(value) == 1 and _is_list_mark(value[0])
    if isinstance(value, Mapping):
        return len(value) == 1 and _MAP.search(str(next(iter(value)))) is not None
    # jsii hands over a value of no declared type, such as TerraformVariable.value, as an opaque proxy.
    return callable(getattr(value, "resolve", None)) or type(value).__name__ == "InterfaceDynamicProxy"


def _is_list_mark(item: object) -> bool:
    if isinstance(item, str):
        return _LIST.search(item) is not None
    return isinstance(item, float) and is_token(item)


def contains_token(value: object) -> bool:
    """Whether a value is a token or holds one at any depth."""
    if isinstance(value, str):
        return "TfToken[" in value and is_token(value)
    if isinstance(value, (dict, Mapping)):
        return is_token(value) or any(map(contains_token, value)) or any(map(contains_token, value.values()))
    if isinstance(value, (list, tuple)):
        return is_token(value) or any(map(contains_token, value))
    return is_token(value)


def literal_parts(text: str, change: Callable[[str], str], dollar: str) -> str:
    """Rewrite what stands between a string's tokens, and leave the tokens alone.

    Args:
        text: A text with or without tokens.
        change: Rewrites a literal part.
        dollar: How to write a `$` right before a token, where it would swallow the token's own.
    """
    parts: list[str] = []
    end = 0
    for match in _STRING.finditer(text):
        literal = text[end : match.start()]
        bare = literal.rstrip("$")
        parts += [change(bare), dollar * (len(literal) - len(bare)), match.group()]
        end = match.end()
    return "".join([*parts, change(text[end:])])


def token_parts(text: str) -> list[tuple[bool, str]]:
    """Return a text's parts in order, each with whether it is a token; an empty text has none."""
    parts: list[tuple[bool, str]] = []
    end = 0
    for match in _STRING.finditer(text):
        parts += [(False, text[end : match.start()]), (True, match.group())]
        end = match.end()
    return [(is_one, part) for is_one, part in (*parts, (False, text[end:])) if part]


def escape_template(text: str) -> str:
    """Return a text with its literal `${` and `%{` escaped, so that Terraform reads them as text."""
    return text.replace("${", "$${").replace("%{", "%%{")


class Shape(enum.Enum):
    """What a token yields, as far as its encoding tells."""

    ANY = "any"
    TEXT = "text"
    NUMBER = "number"
    LIST = "list"
    MAP = "map"


def shape_of(token: object) -> Shape:
    """Return what a token yields; a string that is only a token, or an object, may yield anything."""
    if isinstance(token, str):
        return Shape.ANY if _STRING.fullmatch(token) else Shape.TEXT
    if isinstance(token, float):
        return Shape.NUMBER
    if isinstance(token, (list, tuple)):
        return Shape.LIST
    return Shape.MAP if isinstance(token, Mapping) else Shape.ANY


def is_token_of(value: object, *shapes: Shape) -> bool:
    """Whether a value is a token that may yield one of these."""
    return is_token(value) and shape_of(value) in (Shape.ANY, *shapes)
