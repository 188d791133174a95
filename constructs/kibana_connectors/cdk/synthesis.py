"""Synthesis that fails with a message instead of a JavaScript trace."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

from ..engine_objects import AnyApp
from ..errors import SynthesisError
from ..frames import forgetful


@forgetful
def synth(app: AnyApp) -> None:
    """Synthesize an app; like `app.synth()`, but with readable errors.

    Warnings go to stderr where the program runs without the command line of CDKTF, which prints them itself.

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
    if _RUN_BY_CLI not in os.environ:
        for line in dict.fromkeys(_warnings(Path(app.outdir))):
            sys.stderr.write(f"{line}\n")


_RUN_BY_CLI = "CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS"
"""What the command line sets for the programs that it runs; it prints annotations itself."""


def _warnings(outdir: Path) -> list[str]:
    """Return the warnings that constructs added to themselves, as the command line prints them."""
    manifest: dict[str, Any] = json.loads((outdir / "manifest.json").read_text(encoding="utf-8"))
    return [
        f"WARN [{annotation['constructPath']}]: {annotation['message']}"
        for stack in manifest["stacks"].values()
        for annotation in stack.get("annotations", ())
        if annotation["level"].endswith("/warn")
    ]


def readable(text: str) -> str:
    """Return Node's message without CDKTF's own stack trace and without the advice to ignore validations.

    Args:
        text: The message of an error that came from Node.
    """
    lines = [line for line in text.splitlines() if not re.match(r"\s+at .+:\d+:\d+\)?$", line)]
    message = re.sub(r"^(\w*Error: )+", "", "\n".join(lines))
    return message.partition("If you wish to ignore these validations")[0].strip()
