"""Stand-ins for secret variables that have no value: so it shows where each of them goes.

A text that nobody else uses stands for each part of the variable; where it comes out again, the variable
went in.
"""

from __future__ import annotations

import json
import re
import secrets

_SIMPLE = frozenset({"", "string", "any"})


class Placeholders:
    """The stand-ins of one evaluation."""

    def __init__(self) -> None:
        self._mark = f"kc-{secrets.token_hex(8)}-"
        self._texts: dict[str, str] = {}
        self._found = re.compile(rf"{self._mark}\d+-")

    def expression(self, variable: str, type: str) -> str | None:
        """Return an expression that stands for a variable's value; None for a type that has no fixed form.

        Args:
            variable: The variable's name.
            type: The text of its type; empty for none.
        """
        return self._of(f"var.{variable}", type.strip())

    def _of(self, reference: str, type: str) -> str | None:
        if type in _SIMPLE:
            text = f"{self._mark}{len(self._texts)}-"
            self._texts[text] = reference
            return json.dumps(text)
        if match := re.fullmatch(r"optional\(\s*([^,()]+?)\s*(?:,.*)?\)", type, re.DOTALL):
            return self._of(reference, match.group(1))
        if match := re.fullmatch(r"object\(\s*\{(.*)\}\s*\)", type, re.DOTALL):
            parts = []
            for name, inner in _fields(match.group(1)):
                part = self._of(f"{reference}.{name}", inner)
                if part is None:
                    return None
                parts.append(f"{name} = {part}")
            return "{" + ", ".join(parts) + "}"
        return None

    def variable(self, value: object) -> str | None:
        """Return the variable that a value is; None if it is anything else."""
        return self._texts.get(value) if isinstance(value, str) else None

    def is_in(self, value: object) -> bool:
        """Whether a stand-in is in a text."""
        return isinstance(value, str) and self._found.search(value) is not None


def _fields(text: str) -> list[tuple[str, str]]:
    """Return the attributes of an object type: name and type."""
    found: list[tuple[str, str]] = []
    depth, start = 0, 0
    text = re.sub(r"#[^\n]*|//[^\n]*|/\*.*?\*/", "", text, flags=re.DOTALL)
    for at, char in enumerate(f"{text},"):
        if char in "({[":
            depth += 1
        elif char in ")}]":
            depth -= 1
        elif not depth and char in ",\n":
            name, separator, inner = text[start:at].partition("=")
            if separator:
                found.append((name.strip().strip('"'), inner.strip()))
            start = at + 1
    return found
