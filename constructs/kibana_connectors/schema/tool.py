"""Which of the two tools runs a stack: Terraform, or OpenTofu."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

Tool: TypeAlias = Literal["terraform", "opentofu"]

NAMES: dict[Tool, str] = {"terraform": "Terraform", "opentofu": "OpenTofu"}
"""How the tools are called in messages."""
IN_ENVIRONMENT = "TERRAFORM_BINARY_NAME"
"""The variable with which CDKTF's command line is told which program to run."""

_PROGRAM = re.compile(r"(terraform|tofu)(?:[-_.]?v?\d[\w.+-]*)?(?:\.exe)?", re.IGNORECASE)


def tool_of(told: Iterable[Tool | None], environ: Mapping[str, str]) -> Tool | None:
    """Return the tool that runs a stack; None where that is not known.

    What the program says (`Target(tool=…)`) comes first, then the environment.

    Args:
        told: What each target of the stack says.
        environ: The environment of the process that synthesizes.
    """
    for tool in told:
        if tool is not None:
            return tool
    return tool_of_program(environ.get(IN_ENVIRONMENT, ""))


def tool_of_program(program: str) -> Tool | None:
    """Return which tool a program is, by its name: `/opt/tofu`, `terraform-1.11.4`, `terraform.exe`."""
    *_, file = re.split(r"[/\\]", program.strip())
    found = re.search(rf"{_PROGRAM.pattern}$", file, re.IGNORECASE)
    if found is None:
        return None
    return "opentofu" if found[1].lower() == "tofu" else "terraform"
