"""The assertion that a stack's state is encrypted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from .state_judge.blocks import declared_backends, encryption_blocks, only
from .state_judge.encryption import Level as Level
from .state_judge.encryption import encryption_of

_WITH_A_KEY: dict[str, str] = {
    "s3": "give the backend encrypt=True and a kms_key_id",
    "gcs": "give the backend a kms_encryption_key",
    "oci": "give the backend a kms_key_id",
}
_IN_ANY_WAY: dict[str, str] = dict.fromkeys(("s3", "cos", "oss"), "give the backend encrypt=True")
_OTHERWISE: dict[Level, str] = {
    "kms": "use an s3 backend with encrypt and kms_key_id, gcs with a key, azurerm, or HCP Terraform",
    "any": "use an s3, cos or oss backend with encrypt, gcs, azurerm, or HCP Terraform",
}


def assert_encrypted_backend(terraform: Any, level: Level = "kms") -> None:
    """Check that the backend or OpenTofu encrypts the state.

    Args:
        terraform: The `terraform` block of a stack's JSON, in any form that Terraform takes.
        level: What counts: `kms`, a key that the user controls; `any`, a key of the storage's own too.

    Raises:
        AssertionError: Neither does. The message says what to do.
        ValueError: The level is none of these.
    """
    __tracebackhide__ = True
    if level not in get_args(Level):
        raise ValueError(f"assert_encrypted_backend: level: expected 'kms' or 'any', got {level!r}")
    state = encryption_of(terraform, level=level)
    if state.is_encrypted:
        return
    found = state.backend if declared_backends(terraform) else "a local file, for none is declared"
    notes = [*_settings_that_do_not_count(terraform), *([state.obstacle] if state.obstacle else [])]
    hints = _WITH_A_KEY if level == "kms" else _IN_ANY_WAY
    hint = hints.get(state.backend, _OTHERWISE[level])
    if encryption_of(terraform, level="any").is_encrypted:
        hint += "; a key of the storage's own is enough with level='any'"
    told = "".join([found, *(f", and {note}" for note in notes)])
    raise AssertionError(
        f"the state is not encrypted: the backend is {told}. "
        f"To encrypt it, {hint}; or, with OpenTofu, set terraform.encryption with a state.method and "
        "state.enforced"
    )


def _settings_that_do_not_count(terraform: Any) -> Iterator[str]:
    """Say what looks like encryption in a backend or in `terraform.encryption`, and is none."""
    for kind, given in declared_backends(terraform).items():
        settings = only(given)
        if settings is None:
            yield f"{kind} is not one block"
            continue
        for name in ("encrypt", "kms_key_id", "kms_encryption_key"):
            value = settings.get(name)
            if name == "encrypt" and value is not None and not isinstance(value, bool):
                yield f"encrypt is {_described(value)}, where true or false is expected"
            elif name != "encrypt" and value is not None and not (isinstance(value, str) and value.strip()):
                yield f"{name} is {_described(value)}, where the name of a key is expected"
    for encryption in encryption_blocks(terraform):
        state = only((only(encryption) or {}).get("state"))
        enforced = None if state is None else state.get("enforced")
        if enforced is not None and not isinstance(enforced, bool):
            yield f"enforced is {_described(enforced)}, where true or false is expected"


def _described(value: Any) -> str:
    if isinstance(value, str):
        return f"the text {value!r}" if value.strip() else "blank"
    return f"of the type {type(value).__name__}"
