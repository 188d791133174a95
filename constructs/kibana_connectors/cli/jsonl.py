"""Kibana's verdict on each line of a JSON Lines stream."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import UnknownConnectorType
from ..schema.shown_keys import shown_key
from ..types.catalog import validate

_KEYS = {"type", "config", "secrets"}


def verdicts(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """Yield Kibana's verdict on each line; a line that is not a payload gets one too.

    Args:
        lines: JSON objects with `type`, and `config` and `secrets` where there are any, in UTF-8. Blank
            lines are skipped.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _verdict(line, number)


def _verdict(line: bytes, number: int) -> dict[str, Any]:
    try:
        payload = json.loads(line)
    except ValueError:  # its message may quote the line
        return _refusal(f"line {number}: expected a JSON object; this is not valid JSON")
    except RecursionError:
        return _refusal(f"line {number}: nested too deeply")
    if not isinstance(payload, dict) or "type" not in payload:
        return _refusal(f"line {number}: expected a JSON object with type, config and secrets")
    unknown = sorted(shown_key(key, nth) for nth, key in enumerate(payload, start=1) if key not in _KEYS)
    if unknown:
        keys = f"unknown key{'s' if len(unknown) > 1 else ''} {', '.join(unknown)}"
        return _refusal(f"line {number}: {keys}; expected type, config and secrets")
    try:
        verdict = validate(payload["type"], payload.get("config"), payload.get("secrets"))
    except UnknownConnectorType as error:
        return _refusal(f"line {number}: {error}")
    except RecursionError:
        return _refusal(f"line {number}: nested too deeply")
    return {"ok": verdict.ok, "errors": list(verdict.errors), "stored_config": verdict.settled_config}


def _refusal(error: str) -> dict[str, Any]:
    return {"ok": False, "errors": [error], "stored_config": None}
