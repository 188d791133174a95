"""Secrets that are given and that the chosen authentication does not use."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..errors import Problem
from .payload import Secrets


def unused_secrets(
    secrets: Secrets, credentials: Collection[str], used: Collection[str], when: str
) -> Iterator[Problem]:
    """Yield each credential that Kibana takes and does not use, which is most likely a mistake.

    Args:
        secrets: A connector's secrets.
        credentials: The fields of all ways to authenticate, in Python's spelling.
        used: Those of the chosen way.
        when: What was chosen: `with authType bearer`.
    """
    instead = " and ".join(spec.kibana_name for spec in secrets.specs() if spec.name in used)
    hint = f"Give {instead} instead, or choose the other way" if instead else "Leave it out"
    for spec in secrets.specs():
        if spec.name in credentials and spec.name not in used and secrets.has(spec.name):
            yield Problem(f"secrets.{spec.kibana_name}", f"not used {when}", hint, spec.other_name)
