"""A key that a resource of a vendor's makes, such as a PagerDuty integration: it lies in the state."""

from __future__ import annotations

from typing import Any

from .._cdk import Fn
from ..errors import InvalidSecretSource
from ..formats.javascript import is_blank
from ..frames import forgetful
from ..schema.secret_source import Secret, is_expression, refers_to_ephemeral


@forgetful
def key_in_state(source: Any, *, reason: str) -> Secret:
    """Return the source of a secret that a resource keeps in the state, and say why that is right here.

    The resource that makes the key keeps it: whoever reads the state, or a saved plan, reads the key. So the
    state must be encrypted, and few may read it. docs/secret_managers.md shows the way through a secret
    manager, which keeps the key out of the state of the connectors.

    The key's hash tells its version: a new key is sent by the next apply.

    Args:
        source: The resource's attribute: a token, or an expression such as
            `"${pagerduty_service_integration.kibana.integration_key}"`.
        reason: Why this is right here; each synth shows it as a warning.

    Raises:
        InvalidSecretSource: There is no reason, or the source is ephemeral, and so is in no state.
        LiteralSecret: The source is a literal value.
    """
    if not isinstance(reason, str) or is_blank(reason):
        raise InvalidSecretSource("key_in_state: reason: expected a text that says why this is right here")
    if refers_to_ephemeral(source):
        raise InvalidSecretSource(
            "key_in_state: source: expected an attribute that lies in the state; write Secret.ref(…) for an "
            "ephemeral one"
        )
    given = Secret.ref(source)
    hashed = f"${{sha256({source[2:-1].strip()})}}" if is_expression(source) else Fn.sha256(given.source)
    return Secret(name=None, description=None, source=given.source, version=hashed, kept_because=reason)
