"""Terraform's diagnostics, with construct paths."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..view import View

_KEY = re.compile(r'( *)"((?:[^"\\]|\\.)*)": ')

Diagnostic = Mapping[str, Any]


def parse_stream(output: str) -> list[Diagnostic]:
    """Return the diagnostics from the output of a command with `-json`.

    Args:
        output: The output: one JSON object per line.
    """
    lines = (json.loads(line) for line in output.splitlines() if line.startswith("{"))
    return [line["diagnostic"] for line in lines if line.get("type") == "diagnostic"]


def errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the errors, without the warnings.

    Args:
        diagnostics: Terraform's diagnostics.
    """
    return [each for each in diagnostics if each.get("severity") == "error"]


def format_all(diagnostics: Iterable[Diagnostic], stack: View, text: str) -> str:
    """Return diagnostics as text for a message, with construct paths.

    Args:
        diagnostics: Terraform's diagnostics.
        stack: The stack.
        text: The JSON that Terraform read.
    """
    return "".join(f"\n  - {_format(each, stack, text)}" for each in diagnostics)


def place(diagnostic: Diagnostic, text: str) -> tuple[str, ...]:
    """Return the keys that lead to the place of a diagnostic in the JSON.

    Args:
        diagnostic: One of Terraform's diagnostics.
        text: The JSON that Terraform read, indented.
    """
    line = diagnostic.get("range", {}).get("start", {}).get("line", 0)
    return tuple([*_keys_above(text.splitlines()[:line])][::-1])


def _keys_above(lines: list[str]) -> Iterator[str]:
    depth: int | None = None
    for line in reversed(lines):
        indent = len(line) - len(line.lstrip())
        if depth is None or indent < depth:
            depth = indent
            key = _KEY.match(line)
            if key:
                yield key[2]


def _format(diagnostic: Diagnostic, stack: View, text: str) -> str:
    detail = " ".join(diagnostic.get("detail", "").split())
    texts = [part for part in (diagnostic.get("summary", ""), detail) if part]
    return ": ".join([*_where(diagnostic, stack, text), *texts])


def _where(diagnostic: Diagnostic, stack: View, text: str) -> list[str]:
    """Return block and attribute, as far as Terraform names them; it does so in one of three ways."""
    keys = place(diagnostic, text)
    inside, below = _address(keys)
    named = diagnostic.get("address") or (diagnostic.get("snippet") or {}).get("context") or ""
    address = re.sub(r"\[.*", "", named).removeprefix("resource.")
    for block in stack.blocks:
        if block.address in (address, inside):
            return [block.label, *([".".join(below)] if below and block.address == inside else [])]
    found = address or ".".join(keys)
    return [found] if found else []


def _address(keys: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the address of the block that the keys lead into, and the keys inside it."""
    section = keys[0] if keys else ""
    if section in ("resource", "data"):
        return ".".join(keys[1 if section == "resource" else 0 : 3]), keys[3:]
    if section == "provider":
        return ".".join(keys[1:2]), keys[2:]
    return ".".join(["var" if section == "variable" else section, *keys[1:2]]), keys[2:]
