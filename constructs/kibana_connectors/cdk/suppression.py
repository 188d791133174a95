"""Switching off a check of one stack, with a reason."""

from __future__ import annotations

import difflib

from .._cdk import Annotations, TerraformStack
from ..engine_objects import AnyStack
from ..errors import InvalidBackend, InvalidCheck
from ..formats.javascript import is_blank
from ..frames import forgetful
from .checks.encrypted_state import ENCRYPTED_STATE
from .checks.runner import ALL_CHECKS
from .scope import scope_of
from .stack_setup import record_of


@forgetful
def allow_unencrypted_state(stack: AnyStack, *, reason: str) -> None:
    """Let a stack of connectors keep its state unencrypted, and say why.

    The reason shows up as a warning at each synth. Secrets in write-only mode are in no state, but configs
    are: endpoints, user names, channel names. `SecretsMode.STATE` stays forbidden.

    Args:
        stack: The stack.
        reason: Why this is right here, for whoever reads the code or the warning later.

    Raises:
        InvalidBackend: No reason, or no stack.
    """
    if not TerraformStack.is_stack(stack):
        raise InvalidBackend("allow_unencrypted_state: expected a TerraformStack as its first argument")
    if not isinstance(reason, str) or is_blank(reason):
        raise InvalidBackend(
            f"{stack.node.path}: allow_unencrypted_state: reason: expected a text that says why"
        )
    record_of(scope_of(stack)).suppressed[ENCRYPTED_STATE.name] = reason
    Annotations.of(stack).add_warning(f"State with Kibana connectors is not encrypted: {reason}")


def cannot_be_switched_off() -> str:
    """Return what to say of a check that cannot be switched off."""
    listed = ", ".join(each.name for each in ALL_CHECKS if each.can_be_suppressed)
    return f"this check cannot be switched off; those that can: {listed}"


@forgetful
def suppress_check(stack: AnyStack, check: str, *, reason: str) -> None:
    """Switch off one check of a stack, and say why.

    The reason shows up as a warning at each synth. Checks without which a deployment cannot work, or would
    write a secret down, cannot be switched off.

    Args:
        stack: The stack.
        check: The check's name, such as `target-compatibility`; docs/checks.md lists them.
        reason: Why this is right here, for whoever reads the code or the warning later.

    Raises:
        InvalidCheck: No stack, no reason, an unknown name, or a check that cannot be switched off.
    """
    if not TerraformStack.is_stack(stack):
        raise InvalidCheck("suppress_check: expected a TerraformStack as its first argument")
    where = f"{stack.node.path}: suppress_check"
    suppressible = [known.name for known in ALL_CHECKS if known.can_be_suppressed]
    listed = ", ".join(suppressible)
    if any(known.name == check and not known.can_be_suppressed for known in ALL_CHECKS):
        raise InvalidCheck(f"{where}: {cannot_be_switched_off()}")
    if check not in suppressible:
        close = difflib.get_close_matches(str(check), suppressible, n=1)
        hint = f'did you mean "{close[0]}"?' if close else f"there are: {listed}"
        raise InvalidCheck(f"{where}: unknown check; {hint}")
    if not isinstance(reason, str) or is_blank(reason):
        raise InvalidCheck(f"{where}: reason: expected a text that says why")
    if check == ENCRYPTED_STATE.name:
        allow_unencrypted_state(stack, reason=reason)
        return
    record_of(scope_of(stack)).suppressed[check] = reason
    Annotations.of(stack).add_warning(f"The check {check} is switched off: {reason}")
