"""What messages may show of a value that somebody wrote."""

from __future__ import annotations

import re

_INDEX = re.compile(r"\.(\d+)(?=[.\[]|$)")
_PLAIN = re.compile(r"[\w .:/@$-]{1,80}")


def shown(text: str) -> str:
    """Return a name in quotation marks, if it reads like one; else that it is not shown."""
    return f'"{text}"' if _PLAIN.fullmatch(text) else "of that name"


def place_of(where: str) -> str:
    """Return a problem's place as findings write it: `params.criteria[0].comparator`."""
    return _INDEX.sub(r"[\1]", where)
