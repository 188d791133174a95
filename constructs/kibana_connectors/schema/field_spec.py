"""What the library needs to know of one field, gathered once per class."""

from __future__ import annotations

from dataclasses import dataclass

from .secret_rules import SecretRule


@dataclass(frozen=True)
class FieldSpec:
    """One field of a Config or a Secrets.

    Attributes:
        name: Its Python name.
        kibana_name: Its name in Kibana.
        is_absent: Whether Kibana stores nothing when it is left out.
        is_required: Whether Kibana demands it.
        is_url: Whether it holds a URL, and so names a host.
        is_sensitive: For a field of the secrets: whether its value is a secret.
        rules: For a secret: Kibana's rules for the value.
        holds_several: For a field of the secrets: whether it holds several, under names of the user's own.
    """

    name: str
    kibana_name: str
    is_absent: bool
    is_required: bool
    is_url: bool
    is_sensitive: bool
    rules: tuple[SecretRule, ...]
    holds_several: bool

    @property
    def other_name(self) -> str:
        """The Python name where it differs from Kibana's, else empty."""
        return self.name if self.name != self.kibana_name else ""
