"""Every connector can be created in the Kibana that its provider describes."""

from __future__ import annotations

from collections.abc import Iterator

from ...policies.demands.target_compatibility import TargetCompatibility, connector_refusals
from .check import Check, CheckedStack, Wrong


def _find(checked: CheckedStack) -> Iterator[Wrong]:
    record = checked.record
    for declaration in record.declarations:
        target = record.settings_of(declaration).target
        if target is not None:
            for refusal in connector_refusals(
                target,
                declaration.type_info,
                hosts=declaration.hosts(),
                spaces=declaration.identity.named_spaces,
                limits=declaration.target_limits(target),
            ):
                yield Wrong(declaration.path.full, f"{declaration.path}: {refusal}")


TARGET_COMPATIBILITY = Check(TargetCompatibility, _find)
