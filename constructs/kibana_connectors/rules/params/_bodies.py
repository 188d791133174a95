"""Bodies that are JSON text, which Kibana reads only when the action runs."""

from __future__ import annotations

from collections.abc import Iterator

from ...errors import Problem
from ...tokens import is_token
from ..fields import holds_template, json_of


def unreadable_body(body: str | None, where: str) -> Iterator[Problem]:
    """Find a body that is no JSON, so that the action fails at each run; an empty one is fine."""
    if not body or is_token(body) or holds_template(body):
        return
    if json_of(body) is ...:
        yield Problem(where, "expected JSON text: the action fails at each run otherwise")
