"""What messages may show of a value that somebody wrote."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"[\w .:/@$-]{1,80}")


def shown(text: str) -> str:
    """Return a name in quotation marks, if it reads like one; else that it is not shown."""
    return f'"{text}"' if _PLAIN.fullmatch(text) else "of that name"
