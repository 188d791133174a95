"""What an error shows to whoever meets it."""

from __future__ import annotations

import traceback


def everything_told(error: BaseException) -> str:
    """Give all the texts in which an error may appear, in a log or on a screen."""
    return "\n".join([str(error), repr(error), *traceback.format_exception(error)])
