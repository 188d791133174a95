"""Durations as Kibana's rules write them: a number and a unit, such as `5m`."""

from __future__ import annotations

import re

_DURATION = re.compile(r"([1-9][0-9]*)([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def seconds_of(duration: object) -> int | None:
    """Return how long a duration is, in seconds; None for what is none, and for tokens."""
    found = _DURATION.fullmatch(duration) if isinstance(duration, str) else None
    return int(found[1]) * _SECONDS[found[2]] if found else None
