"""How a stack keeps its state: the verdict over its backends and its encryption, in one place.

`state_judge` tells whether the state is encrypted, `backend_credentials` finds credentials in settings,
`backend_tools` what the tool does not know, `opentofu_encryption` finds what OpenTofu refuses.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from ..schema.tool import Tool
from .backend_blocks import with_one_backend as with_one_backend
from .backend_credentials import credentials_in
from .backend_tools import not_evaluated, unknown_encryption, unknown_settings
from .document import Document
from .opentofu_encryption import forbidden_fallbacks, migration_notes
from .problems import GateProblem
from .state_judge.blocks import declared_backends, encryption_blocks
from .state_judge.encryption import StateEncryption as StateEncryption
from .state_judge.encryption import encryption_of as encryption_of


def backend_problems(terraform: Any) -> Iterator[GateProblem]:
    """Find what is wrong with a stack's backend: more than one, or credentials in its settings.

    Args:
        terraform: The `terraform` block of a stack's JSON.
    """
    backends = declared_backends(terraform)
    if len(backends) > 1:
        yield GateProblem(
            "terraform.backend",
            "",
            f"{' and '.join(sorted(backends))} are declared side by side, and Terraform takes one backend",
            "Declare one, as a construct or by an override, and take the other away",
        )
    for kind, given in backends.items():
        yield from credentials_in(kind, given)
    yield from forbidden_fallbacks(encryption_blocks(terraform))


def tool_problems(
    file: Document,
    tool: Tool | None,
    environ: Mapping[str, str] = os.environ,
    *,
    is_tool_told: bool = True,
) -> tuple[list[GateProblem], list[GateProblem]]:
    """Return what the tool would refuse or misread in how the state is kept, and what to warn of.

    Args:
        file: The stack's JSON.
        tool: The tool that deploys it; None if that is not known: then what only one knows is a warning.
        environ: The environment.
        is_tool_told: Whether the program names the tool, and not only its environment. Then `encryption` in
            a file for Terraform is no warning but an error.
    """
    terraform = file.raw.get("terraform")
    unknown = list(unknown_settings(terraform, tool, environ))
    encryption = list(unknown_encryption(terraform, tool))
    errors = [*not_evaluated(file, tool), *(unknown if tool is not None else ())]
    notes = [*(unknown if tool is None else ()), *migration_notes(encryption_blocks(terraform))]
    # Terraform refuses the block before it writes anything, and what deploys may be another machine.
    (errors if tool is not None and is_tool_told else notes).extend(encryption)
    return errors, notes
