"""The resource of every connector and rule has a name that Terraform takes: CDKTF lets others pass."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .check import Check, CheckedStack


def _find(checked: CheckedStack) -> Iterator[str]:
    for declaration in checked.record.everything:
        name = declaration.logical_id
        if not re.match(r"[A-Za-z_]", name):
            yield (
                f"{declaration.path} would be called {name or 'nothing'} in Terraform, where names start "
                "with a letter or _: give it another id, or override_logical_id(…)"
            )


RESOURCE_NAMES = Check("resource-names", _find, can_be_suppressed=False)
