"""Synthesis that fails with a message instead of a JavaScript trace."""

from __future__ import annotations

import re

from .._cdk import App
from ..errors import SynthesisError
from ..frames import forgetful


@forgetful
def synth(app: App) -> None:
    """Synthesize an app; like `app.synth()`, but with readable errors.

    Args:
        app: The CDKTF app.

    Raises:
        SynthesisError: A stack must not be deployed as it is. The message names each construct path.
    """
    message = ""
    try:
        app.synth()
    except RuntimeError as error:  # what jsii makes of any error in Node
        message = readable(str(error))
    if message:
        raise SynthesisError(message)


def readable(text: str) -> str:
    """Return Node's message without CDKTF's own stack trace and without the advice to ignore validations.

    Args:
        text: The message of an error that came from Node.
    """
    lines = [line for line in text.splitlines() if not re.match(r"\s+at .+:\d+:\d+\)?$", line)]
    message = re.sub(r"^(\w*Error: )+", "", "\n".join(lines))
    return message.partition("If you wish to ignore these validations")[0].strip()
