"""What CDKTF says of an error, without JavaScript."""

from __future__ import annotations

import re


def readable(text: str) -> str:
    """Return Node's message without CDKTF's own stack trace and without the advice to ignore validations.

    Args:
        text: The message of an error that came from Node.
    """
    lines = [line for line in text.splitlines() if not re.match(r"\s+at .+:\d+:\d+\)?$", line)]
    message = re.sub(r"^(\w*Error: )+", "", "\n".join(lines))
    return message.partition("If you wish to ignore these validations")[0].strip()
