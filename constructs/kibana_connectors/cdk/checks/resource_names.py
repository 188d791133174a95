"""The resource of every connector and rule has a name that Terraform takes: CDKTF lets others pass."""

from __future__ import annotations

from collections.abc import Iterator

from ...policies.demands.resource_names import ResourceNames
from ...terraform.logical_id import is_resource_name
from .check import Check, CheckedStack, Wrong


def _find(checked: CheckedStack) -> Iterator[Wrong]:
    for declaration in checked.record.everything:
        name = declaration.logical_id
        if not is_resource_name(name):
            yield Wrong(
                declaration.path.full,
                f"{declaration.path} would be called {name or 'nothing'} in Terraform, where names start "
                "with a letter or _: give it another id, or override_logical_id(…)",
            )


RESOURCE_NAMES = Check(ResourceNames, _find)
