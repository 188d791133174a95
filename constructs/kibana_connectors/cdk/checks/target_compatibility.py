"""Every connector can be created in the Kibana that its provider describes."""

from __future__ import annotations

from collections.abc import Iterator

from .check import Check, CheckedStack


def _find(checked: CheckedStack) -> Iterator[str]:
    record = checked.record
    for declaration in record.declarations:
        target = record.settings_of(declaration).target
        if target is not None:
            for refusal in (
                *target.refusals(declaration.type_info, declaration.hosts()),
                *target.unknown_spaces(declaration.identity.named_spaces),
                *declaration.target_limits(target),
            ):
                yield f"{declaration.path}: {refusal}"


TARGET_COMPATIBILITY = Check("target-compatibility", _find)
