"""JSON with tokens in it, written when the engine tells what they stand for.

A token may stand for a reference, and must then be quoted by Terraform: `jsonencode({"a" = var.a})`. It may
as well stand for a literal, as those of `Lazy` and `Token.as_any` can. CDKTF writes both in the same way, and
what comes of a literal is no HCL.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..hcl import quoted, template
from ..tokens import is_token, token_parts
from .unresolved import Unresolved


class JsonWithTokens(Unresolved):
    """A JSON value whose tokens are not resolved yet.

    Attributes:
        value: The value.
    """

    def __init__(self, value: Any) -> None:
        self.value = value

    def __deepcopy__(self, memo: object) -> JsonWithTokens:
        return self

    @property
    def tokens(self) -> list[Any]:
        """The tokens, in the order in which `text` takes what they stand for."""
        return list(_tokens_in(self.value))

    def text(self, resolved: Iterator[Any]) -> str:
        """Return the JSON as an attribute: its text, or `jsonencode(…)` where there are references.

        Args:
            resolved: What the engine makes of the tokens: a text with `${…}` for a reference, else a literal.
        """
        known = _known(self.value, resolved)
        if _holds_reference(known):
            return f"${{jsonencode({_expression(known)})}}"
        return template(json.dumps(_literal(known), ensure_ascii=False))


class _Part(NamedTuple):
    """A part of a text: literal, or an expression with its `${` and `}`."""

    is_expression: bool
    text: str


class _Template(list[_Part]):
    """A text with expressions in it."""

    @property
    def only_expression(self) -> str | None:
        """What stands between the `${` and `}` of a text that is one expression and nothing else."""
        if len(self) == 1 and self[0].is_expression and self[0].text.startswith("${"):
            return self[0].text[2:-1]
        return None


def _tokens_in(value: Any) -> Iterator[Any]:
    if isinstance(value, str):
        yield from (part for is_one, part in token_parts(value) if is_one)
    elif is_token(value):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _tokens_in(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _tokens_in(item)


def _known(value: Any, resolved: Iterator[Any]) -> Any:
    """Return a value with what the tokens stand for in their place, and templates for texts."""
    if isinstance(value, str):
        parts = _Template()
        alone = len(token_parts(value)) == 1
        for is_one, part in token_parts(value):
            if not is_one:
                parts.append(_Part(False, part))
            elif isinstance(given := next(resolved), str):
                parts += _parts_of(given)
            elif alone:
                return _resolved(given)
            else:
                parts.append(_inside_text(given))
        return parts
    if is_token(value):
        return _resolved(next(resolved))
    if isinstance(value, Mapping):
        return {key: _known(item, resolved) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_known(item, resolved) for item in value]
    return value


def _resolved(value: Any) -> Any:
    """Return what a token stands for, with templates for texts."""
    if isinstance(value, str):
        return _parts_of(value)
    if isinstance(value, Mapping):
        return {key: _resolved(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_resolved(item) for item in value]
    return value


def _inside_text(value: Any) -> _Part:
    """Return a number, a list or a map as a part of a text."""
    if isinstance(value, (Mapping, list, tuple)):
        return _Part(True, f"${{{_expression(_resolved(value))}}}")
    return _Part(False, json.dumps(value))


def _parts_of(text: str) -> _Template:
    """Split a template of Terraform's into literals and expressions."""
    parts = _Template()
    literal, position = "", 0
    while position < len(text):
        start = text[position : position + 2]
        if text[position : position + 3] in ("$${", "%%{"):
            literal, position = literal + text[position + 1 : position + 3], position + 3
        elif start in ("${", "%{") and (end := _end_of_expression(text, position)):
            if literal:
                parts.append(_Part(False, literal))
            parts.append(_Part(True, text[position:end]))
            literal, position = "", end
        else:
            literal, position = literal + text[position], position + 1
    if literal or not parts:
        parts.append(_Part(False, literal))
    return parts


def _end_of_expression(text: str, start: int) -> int:
    """Return where the `}` is that closes a `${`, plus one; 0 if there is none."""
    inside = ["{"]
    position = start + 2
    while position < len(text):
        char = text[position]
        if inside[-1] == '"':
            if char == "\\":
                position += 1
            elif char == '"':
                inside.pop()
            elif text.startswith(("${", "%{"), position):
                inside.append("{")
                position += 1
        elif char in '{"':
            inside.append(char)
        elif char == "}":
            inside.pop()
            if not inside:
                return position + 1
        position += 1
    return 0


def _holds_reference(known: Any) -> bool:
    if isinstance(known, _Template):
        return any(part.is_expression for part in known)
    if isinstance(known, Mapping):
        return any(map(_holds_reference, known.values()))
    return isinstance(known, list) and any(map(_holds_reference, known))


def _literal(known: Any) -> Any:
    if isinstance(known, _Template):
        return "".join(part.text for part in known)
    if isinstance(known, Mapping):
        return {key: _literal(item) for key, item in known.items()}
    return [_literal(item) for item in known] if isinstance(known, list) else known


def _expression(known: Any) -> str:
    if isinstance(known, _Template):
        return known.only_expression or _quoted_template(known)
    if isinstance(known, Mapping):
        items = (f'"{quoted(str(key))}" = {_expression(item)}' for key, item in known.items())
        return "{" + ", ".join(items) + "}"
    if isinstance(known, list):
        return f"[{', '.join(map(_expression, known))}]"
    return json.dumps(known)


def _quoted_template(parts: _Template) -> str:
    written = ""
    for part in parts:
        if part.is_expression and written[-1:] in ("$", "%"):
            # Right before an expression, it would escape it.
            written = f"{written[:-1]}\\u{ord(written[-1]):04x}"
        written += part.text if part.is_expression else quoted(part.text)
    return f'"{written}"'
