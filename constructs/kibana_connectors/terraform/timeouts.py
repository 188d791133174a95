"""How long Terraform waits for Kibana."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping

from typing_extensions import TypedDict

from ..errors import Problem


class Timeouts(TypedDict, total=False):
    """How long each operation may take, such as `"30s"` or `"2m"`; left out, the provider's own limit."""

    create: str
    read: str
    update: str
    delete: str


_DURATION = re.compile(r"(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+")
_OPERATIONS = ("create", "read", "update", "delete")


def timeout_problems(given: object) -> Iterator[Problem]:
    """Find what is wrong with `timeouts`."""
    if given is None:
        return
    if not isinstance(given, Mapping):
        yield Problem("timeouts", 'expected a dict, such as {"create": "30s"}')
        return
    for operation, duration in given.items():
        if operation not in _OPERATIONS:
            close = difflib.get_close_matches(str(operation), _OPERATIONS, n=1)
            hint = f'Did you mean "{close[0]}"?' if close else f"There are: {', '.join(_OPERATIONS)}"
            yield Problem(f"timeouts.{operation}", "unknown operation", hint)
        elif not (isinstance(duration, str) and _DURATION.fullmatch(duration)):
            yield Problem(f"timeouts.{operation}", 'expected a duration, such as "30s" or "1m30s"')
