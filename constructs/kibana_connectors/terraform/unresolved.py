"""What stands, in this library's own data, for a value that is known only to Terraform."""

from __future__ import annotations

from typing import Any


class Unresolved:
    """Counts as a token wherever values are checked (`tokens.is_token`), and never reaches an engine."""

    def resolve(self, context: Any, /) -> Any:
        """Raise; that there is such a method makes it count as a token."""
        raise TypeError(f"{type(self).__name__} stands for a value that only Terraform knows")
