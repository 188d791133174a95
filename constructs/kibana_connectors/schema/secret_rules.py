"""Kibana's rules for the value of a secret."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..formats.javascript import is_blank
from ..formats.urls import is_url
from ..tokens import escape_template


@dataclass(frozen=True)
class SecretRule:
    """One of Kibana's rules for a secret's value, checked in Python and by Terraform.

    Attributes:
        expected: What the rule demands, as the end of "expected …".
        holds: The rule in Python, for values given on the wire.
        condition: The rule in Terraform's language; `$` stands for the variable. It may be laxer than
            Kibana, where Terraform cannot say it exactly, and is never stricter.
    """

    expected: str
    holds: Callable[[str], bool]
    condition: str

    def validation(self, variable: str, subject: str) -> dict[str, str]:
        """Return a `validation` block of a variable.

        Args:
            variable: The variable's name.
            subject: Whose value it is, for the message; Terraform shows the message, never the value.
        """
        return {
            "condition": "${" + self.condition.replace("$", f"var.{variable}") + "}",
            "error_message": escape_template(f"{subject}: expected {self.expected}."),
        }


NOT_BLANK = SecretRule("a value that is not blank", lambda text: not is_blank(text), 'trimspace($) != ""')
"""Kibana's route refuses a blank string anywhere (docs/kibana_api.md, "Blank strings")."""
IS_URL = SecretRule(
    "a URL, such as https://example.com/path",
    is_url,
    'can(regex("^[[:space:]]*[A-Za-z][A-Za-z0-9+.-]*:.", $))',
)
"""Kibana parses it with `new URL()`, any scheme."""
