"""Runs every check of a stack at synth: of the constructs by CDKTF, of the file when it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import constructs
import jsii

from ..._cdk import TerraformStack
from ..applied_policies import app_suppressions
from ..stack_record import StackRecord
from .check import Check, CheckedStack
from .effective_secrets_version import EFFECTIVE_SECRETS_VERSION
from .encrypted_state import ENCRYPTED_STATE
from .json_output import JSON_OUTPUT
from .references_in_the_stack import REFERENCES_IN_THE_STACK
from .resource_names import RESOURCE_NAMES
from .rule_connector_ids import RULE_CONNECTOR_IDS
from .rule_credentials import RULE_CREDENTIALS
from .rule_target import RULE_TARGET
from .target_compatibility import TARGET_COMPATIBILITY
from .unique_connector_ids import UNIQUE_CONNECTOR_IDS
from .unique_ids_across_stacks import UNIQUE_IDS_ACROSS_STACKS
from .unique_rule_ids import UNIQUE_RULE_IDS
from .variable_names import VARIABLE_NAMES

ALL_CHECKS: tuple[Check, ...] = (
    JSON_OUTPUT,
    ENCRYPTED_STATE,
    RESOURCE_NAMES,
    REFERENCES_IN_THE_STACK,
    UNIQUE_CONNECTOR_IDS,
    UNIQUE_IDS_ACROSS_STACKS,
    EFFECTIVE_SECRETS_VERSION,
    VARIABLE_NAMES,
    TARGET_COMPATIBILITY,
    RULE_TARGET,
    RULE_CONNECTOR_IDS,
    RULE_CREDENTIALS,
    UNIQUE_RULE_IDS,
)


@jsii.implements(constructs.IValidation)
class StackChecks:
    """CDKTF calls this at synth; each text it gets back is an error."""

    def __init__(self, stack: TerraformStack, record: StackRecord) -> None:
        self._checked = (stack, record)

    def validate(self) -> list[str]:
        """Return what is wrong with the stack."""
        checked = CheckedStack(*self._checked, {})
        return list(_errors(checked, [check for check in ALL_CHECKS if not check.reads_file]))


def file_errors(
    stack: TerraformStack,
    record: StackRecord,
    document: Mapping[str, Any],
    *,
    names_of_others: frozenset[str] | None,
    skip_validation: bool,
) -> list[str]:
    """Return what is wrong with a stack's JSON as it is written, with every override.

    Args:
        stack: The stack.
        record: Its connectors and providers.
        document: The JSON.
        names_of_others: As in `CheckedStack`.
        skip_validation: Whether CDKTF's validations are skipped.
    """
    if skip_validation:
        return []
    checks = [each for each in ALL_CHECKS if each.reads_file]
    return list(_errors(CheckedStack(stack, record, document, names_of_others), checks))


def _errors(checked: CheckedStack, checks: Sequence[Check]) -> Iterator[str]:
    record = checked.record
    if not record.everything:
        return
    switched_off = [*record.policy_suppressions, *app_suppressions(checked.stack.node.root)]
    for check in checks:
        if check.name in record.suppressed:
            continue
        id = check.policy.id
        off = [each for each in switched_off if each.policy == id]
        told = record.told_checks[id] = set()
        for wrong in check.find(checked):
            told.add(wrong.path)
            if not any(each.is_for(wrong.path) for each in off):
                yield wrong.text
