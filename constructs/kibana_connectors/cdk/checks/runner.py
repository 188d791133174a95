"""Runs every check of a stack at synth."""

from __future__ import annotations

import constructs
import jsii

from ..._cdk import TerraformStack
from ..stack_record import StackRecord
from .check import Check, CheckedStack
from .effective_secrets_version import EFFECTIVE_SECRETS_VERSION
from .encrypted_state import ENCRYPTED_SECRETS, ENCRYPTED_STATE
from .json_output import JSON_OUTPUT
from .resource_names import RESOURCE_NAMES
from .target_compatibility import TARGET_COMPATIBILITY
from .unique_connector_ids import UNIQUE_CONNECTOR_IDS
from .unique_ids_across_stacks import UNIQUE_IDS_ACROSS_STACKS
from .variable_names import VARIABLE_NAMES

ALL_CHECKS: tuple[Check, ...] = (
    JSON_OUTPUT,
    ENCRYPTED_STATE,
    ENCRYPTED_SECRETS,
    RESOURCE_NAMES,
    UNIQUE_CONNECTOR_IDS,
    UNIQUE_IDS_ACROSS_STACKS,
    EFFECTIVE_SECRETS_VERSION,
    VARIABLE_NAMES,
    TARGET_COMPATIBILITY,
)


@jsii.implements(constructs.IValidation)
class StackChecks:
    """CDKTF calls this at synth; each text it gets back is an error."""

    def __init__(self, stack: TerraformStack, record: StackRecord) -> None:
        self._checked = (stack, record)

    def validate(self) -> list[str]:
        """Return what is wrong with the stack."""
        checked = CheckedStack(*self._checked)
        if not checked.record.declarations:
            return []
        return [
            error
            for check in ALL_CHECKS
            if check.name not in checked.record.suppressed
            for error in check.find(checked)
        ]
