"""A connector waits for, and is triggered by, nothing that stands in another stack.

CDKTF writes an output of the other stack in its place, and Terraform refuses that.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...policies.demands.references_in_the_stack import ReferencesInTheStack
from ...terraform.bare_references import references_to_others
from .check import Check, CheckedStack, Wrong


def _find(checked: CheckedStack) -> Iterator[Wrong]:
    found = list(references_to_others(checked.document))
    if not found:
        return
    paths = {each.logical_id: each.path.full for each in checked.record.declarations}
    for name, field in found:
        yield Wrong(
            paths.get(name, name),
            f"{paths.get(name, name)}: {field}: it names what stands in another stack. One stack can only "
            "wait for another as a whole: write add_dependency(…) on this stack, with the other stack",
        )


REFERENCES_IN_THE_STACK = Check(ReferencesInTheStack, _find, reads_file=True)
