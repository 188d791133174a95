"""The Terraform variable that holds a secret's value at plan and apply time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..schema.secret_rules import SecretRule


@dataclass(frozen=True)
class SecretVariable:
    """A variable that a connector declares for one secret value.

    Attributes:
        name: The variable's name in Terraform.
        path: Where the value goes in Kibana's `secrets`.
        description: What to set it to, and for which connector.
        rules: Kibana's rules for the value.
        is_shared: Whether the user named it, so that other connectors may use it too.
    """

    name: str
    path: tuple[str, ...]
    description: str
    rules: tuple[SecretRule, ...]
    is_shared: bool

    @staticmethod
    def declaration(uses: Sequence[tuple[SecretVariable, str]], *, is_ephemeral: bool) -> dict[str, Any]:
        """Return the `variable` block.

        `nullable: false` and the validations make a value that Kibana would refuse fail at plan; both
        tools keep the value hidden then (docs/provider.md, "Variables").

        Args:
            uses: Every use of the variable, with the path of the connector that uses it.
            is_ephemeral: Whether to keep the value out of plan files; not possible for a value that goes
                into the state.
        """
        block: dict[str, Any] = {
            "type": "string",
            "description": uses[0][0].description,
            "nullable": False,
            "sensitive": True,
        }
        if is_ephemeral:
            block["ephemeral"] = True
        rules: dict[SecretRule, dict[str, str]] = {}
        for variable, connector_path in uses:
            for rule in variable.rules:
                subject = f"{connector_path}: secret {'.'.join(variable.path)}"
                rules.setdefault(rule, rule.validation(variable.name, subject))
        block["validation"] = list(rules.values())
        return block


def variable_name(below_stack: Sequence[str], secret_path: tuple[str, ...]) -> str:
    """Return the default name of a secret's variable: `<id>_<field>`, after the ids of the scopes around it.

    It has only letters, digits and `_`, so that `TF_VAR_<name>` can be set in any shell.
    """
    fields = (re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", key).lower() for key in secret_path)
    name = re.sub(r"[^A-Za-z0-9_]+", "_", "_".join([*below_stack, *fields]))
    return name if re.match(r"[A-Za-z_]", name) else f"_{name}"
