"""No variable of the user's has the name of a secret's variable."""

from __future__ import annotations

from typing import ClassVar

from ..policy import CheckOfConstructs


class VariableNames(CheckOfConstructs):
    """No variable of yours has the name of a secret's variable."""

    id: ClassVar[str] = "variable-names"
    reason: ClassVar[str] = (
        "CDKTF would merge the two into one, and the secret's variable would lose what guards it."
    )
    remedy: ClassVar[str] = "Rename yours, or give it to the connector with Secret.ref(…)"
    check: ClassVar[str] = id
    can_be_suppressed: ClassVar[bool] = False
