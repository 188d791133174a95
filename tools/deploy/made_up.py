"""Make up values for the secrets that are not set, and name the variables they are for."""

from __future__ import annotations

import json
import secrets
import sys
import textwrap
from collections.abc import Iterable, Mapping
from pathlib import Path

from tools.command import say

_WIDTH = 110


def made_up_secrets(stacks: Iterable[Path], environment: Mapping[str, str]) -> dict[str, str]:
    """Return a random value for each variable of the stacks that has neither a default nor a value.

    Args:
        stacks: The folders of the synthesized stacks.
        environment: The environment in which a variable may be set, as `TF_VAR_…`.
    """
    return {
        f"TF_VAR_{name}": f"https://made-up.example/{secrets.token_hex(16)}"  # some secrets must be a URL
        for stack in stacks
        for name, variable in json.loads((stack / "cdk.tf.json").read_text()).get("variable", {}).items()
        if "default" not in variable and f"TF_VAR_{name}" not in environment
    }


def name_made_up(names: Iterable[str], *, is_stand_in: bool) -> None:
    """Print, on stderr, for which variables values were made up, without the values."""
    listed = ", ".join(sorted(names))
    if not listed:
        return
    fate = "used, and thrown away at the end" if is_stand_in else "sent"
    say(f"secrets that are not set; random, made-up values are {fate}:")
    indent = " " * 4
    wrapped = textwrap.wrap(listed, _WIDTH, initial_indent=indent, subsequent_indent=indent)
    print(*wrapped, sep="\n", file=sys.stderr, flush=True)
